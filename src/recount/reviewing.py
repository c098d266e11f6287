"""What people judge of a ledger: which claim of a subject they mean, and what to show them of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Set

from recount.choosing import claim_meant
from recount.compare.judged import judged
from recount.errors import ChoiceError
from recount.ledger import Contents
from recount.ledger.judgements import history, standing
from recount.model import Merge
from recount.pipeline import view
from recount.publish.judgements import judgement_rows, touches
from recount.publish.reviewed import Reviewed
from recount.publish.rows import ClaimRow, report_row


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
