"""What somebody means: which claim or report, by an id, its beginning, or the words of a count; and as of when."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import UTC, date, datetime
from itertools import islice

from recount.compare import speaker
from recount.compare.judged import judged
from recount.errors import ChoiceError
from recount.ledger import AsOf, Contents
from recount.ledger.judgements import standing
from recount.ledger.selecting import wants
from recount.model import Claim, Correction, Estimate, ResolvedClaim, Selection

_LISTED, _SHORT = 5, 14


def when(told: str) -> AsOf:
    """As of when somebody means: an entry's number, a calendar date, or an instant, in UTC where it has no offset.

    Raises `ChoiceError` where it is none of these.

    >>> when("120"), when("2022-04-08"), when("2022-04-08T18:30").isoformat()
    (120, datetime.date(2022, 4, 8), '2022-04-08T18:30:00+00:00')
    """
    try:
        if told.isascii() and told.isdecimal():
            return int(told)
        if len(told) == len("2022-04-08"):
            return date.fromisoformat(told)
        at = datetime.fromisoformat(told)
    except ValueError:
        raise ChoiceError(
            f"{told!r} is no entry's number like 120, no date like 2022-04-08 and no time like 2022-04-08T18:30"
        ) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def claims_meant(claims: Sequence[ResolvedClaim], wanted: str) -> tuple[ResolvedClaim, ...]:
    """The claims that are meant by the beginning of an id, or by a count in these words."""
    if wanted.startswith("clm:"):
        return tuple(resolved for resolved in claims if resolved.claim.id.startswith(wanted))
    return _counting(claims, wanted)


def claims_meant_in(contents: Contents, wanted: str) -> tuple[ResolvedClaim, ...]:
    """The claims of a ledger that are meant by the beginning of an id, or by a count in these words."""
    if wanted.startswith("clm:"):
        return contents.claims_named(wanted)
    return claims_meant(tuple(contents.claims()), wanted)


def claim_meant(contents: Contents, wanted: str) -> Claim:
    """The claim of a ledger that has this id, an id that begins so, or a count in these words.

    Raises `ChoiceError` where there is no such claim, or more than one.
    """
    return one_claim(claims_meant_in(contents, wanted), wanted, contents.database.name, "claims").claim


def claims_wanted(contents: Contents, wanted: Selection, most: int | None = None) -> tuple[ResolvedClaim, ...]:
    """The claims of a ledger that a selection wants, as people corrected them: the first so many (None: all)."""
    corrected, touched = _corrected(contents, wanted)
    found = (each for each in contents.selected(wanted) if each.claim.id not in touched)
    return (*islice(found, most), *corrected)[:most]


def count_wanted(contents: Contents, wanted: Selection) -> int:
    """How many claims of a ledger a selection wants, as people corrected them."""
    corrected, touched = _corrected(contents, wanted)
    as_read = [each for name in touched for each in contents.claims_named(name)]
    return contents.count(wanted) + len(corrected) - len(_wanted(contents, wanted, as_read))


def _corrected(contents: Contents, wanted: Selection) -> tuple[tuple[ResolvedClaim, ...], Set[str]]:
    """The claims wanted among those that people corrected, and the ids of all these."""
    judgements = standing(contents)
    touched = {each.judgement.claim for each in judgements if isinstance(each.judgement, Correction)}
    read = [each for name in sorted(touched) for each in contents.claims_named(name)]
    return _wanted(contents, wanted, judged(read, judgements).claims), touched


def _wanted(contents: Contents, wanted: Selection, told: Sequence[ResolvedClaim]) -> tuple[ResolvedClaim, ...]:
    readings = {report: contents.reading(report) for report in {each.claim.report for each in told}}
    published = {report: reading.report.published_on for report, reading in readings.items() if reading is not None}
    return tuple(each for each in told if wants(wanted, each, published.get(each.claim.report)))


def source_named(contents: Contents, wanted: str) -> str:
    """The full name of the source whose name is this, else of the one whose name holds these words.

    Raises `ChoiceError` where no claim has such a source, or several may be meant.
    """
    names = sorted({name for each in contents.claims() if (name := speaker(each))})
    alike = [name for name in names if name.casefold() == wanted.casefold()]
    found = alike or [name for name in names if wanted.casefold() in name.casefold()]
    if alike or len(found) == 1:
        return found[0]
    where = contents.database.name
    if not found:
        raise ChoiceError(f"{where}: no claim has a source named {wanted!r}: `recount claims` shows them")
    raise ChoiceError(f"{where}: {wanted!r} may be any of {', '.join(found[:_LISTED])}: give the whole name")


def _counting(claims: Sequence[ResolvedClaim], wanted: str) -> tuple[ResolvedClaim, ...]:
    """The claims whose count reads as wanted; where none does, those whose count holds the words."""
    words = f" {' '.join(wanted.casefold().split())} "
    told = [(resolved, f" {' '.join(resolved.claim.quantity.exact.casefold().split())} ") for resolved in claims]
    alike = tuple(resolved for resolved, count in told if count == words)
    return alike or tuple(resolved for resolved, count in told if words in count)


def one_claim(found: Sequence[ResolvedClaim], wanted: str, where: str, command: str) -> ResolvedClaim:
    """The one claim found."""
    if len(found) == 1:
        return found[0]
    if not found:
        sort = "an id that begins with" if wanted.startswith("clm:") else "the count"
        raise ChoiceError(f"no claim of {where} has {sort} {wanted!r}: `recount {command} --json` lists its claims")
    named = [f"{one.claim.id[:_SHORT]} (“{one.claim.quantity.exact}” {one.claim.effect})" for one in found[:_LISTED]]
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    raise ChoiceError(
        f"{wanted!r} may be any of {len(found)} claims of {where}: {', '.join(named)}{more}; name one by its id"
    )


def names_report(ledger: Contents, wanted: str) -> bool:
    """Whether this is a report's id, or the beginning of one that recount gave."""
    return wanted.startswith("rpt:") or ledger.reading(wanted) is not None


def report_named(ledger: Contents, wanted: str) -> str:
    """The id of the one report whose id begins so."""
    if ledger.reading(wanted) is not None:
        return wanted
    found = [report for report in ledger.reports() if report.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    how = "no report has" if not found else f"{len(found)} reports have"
    raise ChoiceError(f"{ledger.database.name}: {how} an id that begins with {wanted!r}: `recount copies` shows them")


def estimate_named(found: Sequence[Estimate], wanted: str, where: str) -> Estimate:
    """The one estimate of the event whose id, or the id of one of whose subjects, begins so; or whose label has it."""
    if wanted.startswith(("evt:", "sub:")):
        named = [each for each in found if any(one.startswith(wanted) for one in (each.id, *each.subjects))]
    else:
        named = [each for each in found if wanted.casefold() in each.label.casefold()]
    if len(named) == 1:
        return named[0]
    if not named:
        raise ChoiceError(
            f"no event of {where} is called {wanted!r} or has an id that begins so: `recount estimate` lists them"
        )
    told = ", ".join(f"{each.id[:_SHORT]} ({each.label})" for each in named[:_LISTED])
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    raise ChoiceError(f"{wanted!r} may be any of {len(named)} events of {where}: {told}{more}; name one by its id")
