"""What people judge of a ledger: what they mean by what they name and type, and what to show them of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final, get_args

from recount.choosing import claim_meant
from recount.compare.judged import judged
from recount.errors import ChoiceError, EvidenceError
from recount.ledger import Contents
from recount.ledger.judgements import history, standing
from recount.model import Corrected, Correction, Merge
from recount.pipeline import view
from recount.publish.judgements import judgement_rows, touches
from recount.publish.reviewed import Reviewed
from recount.publish.rows import ClaimRow, report_row

CORRECTED: Final = get_args(Corrected)
"""The fields that can be corrected."""


def claim_of(contents: Contents, wanted: str) -> str:
    """The id of a claim as `claim_meant` has it; of the first claim of a subject, by its id or the beginning of it.

    Raises `ChoiceError` where there is none such, or more than one.
    """
    if not wanted.startswith("sub:"):
        return claim_meant(contents, wanted).id
    subjects = [each for each in view(contents, "").subjects if each.id.startswith(wanted)]
    if len(subjects) == 1:
        return subjects[0].claims[0]
    how = f"{len(subjects)} subjects have" if subjects else "no subject has"
    where = contents.database.name
    raise ChoiceError(f"{where}: {how} an id that begins with {wanted!r}: `recount compare --json` lists them")


def merge_of(contents: Contents, subjects: Iterable[str], note: str | None) -> Merge:
    """The judgement that subjects are one, each by its id or a claim about it.

    Raises `ChoiceError` where one is not to be found, or they count different harm: dead and wounded are never one.
    """
    claims = tuple(claim_of(contents, each) for each in subjects)
    read = [each for name in claims for each in contents.claims_named(name)]
    effects = {each.claim.effect for each in judged(read, standing(contents)).claims}
    if len(effects) > 1:
        raise ChoiceError(f"{' and '.join(sorted(effects))} are counted apart: only subjects of one effect can be one")
    return Merge(claims=claims, note=note)


def correction_of(contents: Contents, claim: str, field: str, text: str, note: str | None) -> Correction:
    """The judgement that a field of the claim of that id should be what the text says; nothing: "not stated".

    Raises `EvidenceError` where it is no field or cannot be that, `ChoiceError` where a whole is no claim.
    """
    known: Corrected | None = next((each for each in CORRECTED if each == field), None)
    if known is None:
        raise EvidenceError(f"{field!r} is no field: a field is {', '.join(CORRECTED)}")
    value = _value(known, text.strip())
    if known == "subset_of" and value is not None:
        value = claim_meant(contents, str(value)).id
    return Correction(claim=claim, field=known, value=value, note=note)


def _value(field: Corrected, text: str) -> str | int | float | None:
    """What a text says that a field should be.

    >>> _value("low", "1,200"), _value("place", "")
    (1200, None)
    """
    if not text:
        return None
    try:
        if field in ("low", "high"):
            return int(text.replace(",", ""))
        if field in ("lat", "lon"):
            return float(text)
    except ValueError as error:
        raise EvidenceError(f"{field}: {text!r} is no number") from error
    return text


def review(
    contents: Contents, wanted: str | None = None, *, ids: Set[str] | None = None, whole: bool = False
) -> Reviewed:
    """What people judge of all that a ledger holds, of the claim `wanted` as of `claim_meant`, or in judgements `ids`.

    `whole` asks for what was judged otherwise before, or withdrawn, as well. Raises `ChoiceError` where there is no
    such claim, or more than one.
    """
    only = None if wanted is None else claim_meant(contents, wanted).id
    stand = standing(contents)
    entries = {each.seq for each in stand}
    turns = tuple(
        turn
        for turn in judgement_rows(history(contents))
        if (whole or turn.seq in entries) and (only is None or only in turn.claims) and (ids is None or turn.id in ids)
    )
    named = {claim for turn in turns for claim in turn.claims}
    claims = [each for name in sorted(named) for each in contents.claims_named(name)]
    outcome = judged(claims, stand)
    at_odds = tuple(one for one in outcome.disagreements if touches(one, turns))
    beside = sorted({claim for one in at_odds for claim in one.claims} - named)
    claims = [*outcome.claims, *(each for name in beside for each in contents.claims_named(name))]
    rows: list[ClaimRow] = []
    for report in sorted({each.claim.report for each in claims}):
        reading = contents.reading(report)
        if reading is not None:
            of_report = [each for each in claims if each.claim.report == report]
            rows.extend(report_row(reading, of_report, assessments=outcome.assessments).claims)
    return Reviewed(turns=turns, disagreements=at_odds, claims=tuple(rows))
