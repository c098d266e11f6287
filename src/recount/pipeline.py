"""The journey on one page: inputs to readings, readings to resolved claims, a ledger of them to what is published.

Reading is lazy, so a folder of any size passes through in the memory of one report. When a stage has seen everything
it logs one line with its counts, in and out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, date, datetime

from msgspec import Struct, structs

from recount import __version__
from recount.claims import find_both
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.errors import ChoiceError
from recount.language.analysis import Backend
from recount.ledger import Ledger
from recount.ledger.origins import lineage
from recount.model import ConventionName, Effect, Estimate, Lineage, Reading, Recorded, Rejected, ResolvedClaim, Run
from recount.model.descent import kin_of, reports_of, touching
from recount.publish.explanation import ExplanationRow, explanation_rows
from recount.publish.view import View
from recount.reports import Limits, read_reports
from recount.resolve import resolve_claims, resolve_statements
from recount.resolve.gazetteer import Gazetteer, using
from recount.resolve.gazetteer.telling import told_in_run

SOFTWARE = f"recount {__version__}"
log = logging.getLogger(__name__)


def journey(
    inputs: Iterable[str],
    *,
    limits: Limits,
    backend: Backend,
    published_on: date | None = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Recorded | Rejected]:
    """Inputs (files, folders) to reports with their resolved claims, or to why they were rejected, one at a time.

    `backend` is the language model that listens; `published_on` is taken for the date of every report, whatever it
    says itself; `gazetteer` is where names of places are looked up (None: in the one that is installed).
    """
    yield from record(read_reports(inputs, limits=limits, published_on=published_on), backend, gazetteer)


def begun(inputs: tuple[str, ...], backend: Backend, gazetteer: Gazetteer) -> Run:
    """A run that begins now over these inputs, with what listens and what places are looked up in."""
    return Run(
        software=SOFTWARE,
        started_at=datetime.now(UTC),
        inputs=inputs,
        model=backend.name,
        gazetteer=told_in_run(gazetteer),
    )


def record(
    readings: Iterable[Reading | Rejected], backend: Backend, gazetteer: Gazetteer | None = None
) -> Iterator[Recorded | Rejected]:
    """Readings to reports with their resolved claims; what was rejected passes through."""
    reports = claims = rejected = 0
    for reading in readings:
        if isinstance(reading, Rejected):
            rejected += 1
            yield reading
            continue
        recorded = read_claims(reading, backend, gazetteer)
        reports += 1
        claims += len(recorded.claims)
        yield recorded
    log.info(
        "read: %d inputs in, %d reports with %d claims and %d rejected out",
        reports + rejected,
        reports,
        claims,
        rejected,
    )


def read_claims(reading: Reading, backend: Backend, gazetteer: Gazetteer | None = None) -> Recorded:
    """One reading to its claims and statements, found and resolved.

    `backend` is what listens to its sentences; `gazetteer` is where names of places are looked up.
    """
    claims, statements = find_both(reading, backend)
    with using(gazetteer):
        return Recorded(
            reading=reading, claims=resolve_claims(reading, claims), statements=resolve_statements(reading, statements)
        )


class Selection(Struct, frozen=True, kw_only=True):
    """Which claims are wanted; None wants all. Names are found inside longer ones, whatever their case."""

    effect: Effect | None = None
    source: str | None = None
    place: str | None = None
    country: str | None = None

    def wants(self, resolved: ResolvedClaim) -> bool:
        """Whether the claim is among those wanted."""
        claim, decided = resolved.claim, resolved.resolutions
        speaker, place = decided.source.value, decided.place.value
        sources = (speaker.name if speaker else None, claim.source.mention.exact if claim.source else None)
        return (
            self.effect in (None, claim.effect)
            and _named(self.source, *sources)
            and _named(self.place, place.name if place else None)
            and (self.country is None or (place is not None and place.country == self.country.upper()))
        )


EVERYTHING = Selection()
_LISTED, _SHORT = 5, 14


def explain(ledger: Ledger, wanted: str) -> ExplanationRow:
    """Why the claim of a ledger is as it is that has this id, an id that begins so, or a count in these words.

    Raises `ChoiceError` where there is no such claim, or more than one.
    """
    named = wanted.startswith("clm:")
    found = ledger.claims_named(wanted) if named else _counting(tuple(ledger.claims()), wanted)
    one = _only(found, wanted, ledger.database.name, "claims").claim
    reading = ledger.reading(one.report)
    rows = explanation_rows(reading, tuple(ledger.claims(one.report))) if reading is not None else ()
    return next(row for row in rows if row.claim.id == one.id)


def explain_read(found: Iterable[Recorded], wanted: str | None, where: str) -> tuple[ExplanationRow, ...]:
    """Why claims just read from `where` are as they are: the one wanted, as of `explain`, or all (None).

    Raises `ChoiceError` where there is no such claim, or more than one.
    """
    recorded = tuple(found)
    rows = [row for one in recorded for row in explanation_rows(one.reading, one.claims)]
    if wanted is None:
        return tuple(rows)
    claims = tuple(resolved for one in recorded for resolved in one.claims)
    if wanted.startswith("clm:"):
        claims = tuple(resolved for resolved in claims if resolved.claim.id.startswith(wanted))
    else:
        claims = _counting(claims, wanted)
    chosen = _only(claims, wanted, where, "read").claim
    return tuple(row for row in rows if row.claim.id == chosen.id)


def _counting(claims: Sequence[ResolvedClaim], wanted: str) -> tuple[ResolvedClaim, ...]:
    """The claims whose count reads as wanted; where none does, those whose count holds the words."""
    words = f" {' '.join(wanted.casefold().split())} "
    told = [(resolved, f" {' '.join(resolved.claim.quantity.exact.casefold().split())} ") for resolved in claims]
    alike = tuple(resolved for resolved, count in told if count == words)
    return alike or tuple(resolved for resolved, count in told if words in count)


def _only(found: Sequence[ResolvedClaim], wanted: str, where: str, command: str) -> ResolvedClaim:
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


def _named(wanted: str | None, *names: str | None) -> bool:
    return wanted is None or any(wanted.casefold() in name.casefold() for name in names if name)


def view(ledger: Ledger, title: str, selection: Selection = EVERYTHING) -> View:
    """What is to be published of a ledger: the claims wanted, compared, and the reports that they stand in.

    Reports that share text or a quoted statement with these are there as well. Where every claim is wanted, reports
    without claims and rejected inputs are there too.
    """
    claims = tuple(resolved for resolved in ledger.claims() if selection.wants(resolved))
    everything = selection == EVERYTHING
    reports = None if everything else {resolved.claim.report for resolved in claims}
    rejected = tuple(ledger.rejected()) if everything else ()
    return _shown(ledger, title, claims, lineage(ledger), reports, rejected)


def estimated(ledger: Ledger, convention: ConventionName, selection: Selection = EVERYTHING) -> View:
    """All claims of a ledger, compared, with what those on each event add up to by a convention.

    Estimates are of the events that a claim wanted is about, and made from every claim on these.
    """
    shown = view(ledger, "Estimates")
    found = estimates(
        shown.subjects,
        shown.claims,
        shown.lineage,
        (reading.report for reading in shown.readings),
        convention=convention,
        statements=ledger.statements(),
    )
    wanted = {resolved.claim.id for resolved in shown.claims if selection.wants(resolved)}
    kept = tuple(each for each in found if any(figure.claim in wanted for figure in each.figures))
    log.info("estimate: %d subjects in, %d events out, by %s", len(shown.subjects), len(kept), convention)
    return structs.replace(shown, estimates=kept)


def only_estimate(found: Sequence[Estimate], wanted: str, where: str) -> Estimate:
    """The one estimate of the subject or the event whose id begins so; raises `ChoiceError` where there is none such.

    Of two subjects of one event, and an event and a subject alike, either names it.
    """
    named = [each for each in found if any(one.startswith(wanted) for one in (each.id, *each.subjects))]
    if len(named) == 1:
        return named[0]
    if not named:
        raise ChoiceError(
            f"no estimate of {where} is of a subject or event whose id begins with {wanted!r}: "
            "`recount estimate --json` lists them"
        )
    told = ", ".join(f"{each.id[:_SHORT]} ({each.label})" for each in named[:_LISTED])
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    raise ChoiceError(f"{wanted!r} may be any of {len(named)} events of {where}: {told}{more}")


def copies(ledger: Ledger, selection: Selection = EVERYTHING, wanted: str | None = None) -> View:
    """Where the reports and claims of a ledger come from: those of the claims wanted, with all copies of these.

    `wanted` is one report by its id, or one claim as of `explain`; raises `ChoiceError` where there is none such.
    """
    claims = tuple(ledger.claims())
    found = lineage(ledger)
    if wanted is not None and names_report(ledger, wanted):
        chosen = _report(ledger, wanted)
        family = next((family.reports for family in found.families if chosen in family.reports), (chosen,))
        told = tuple(each for each in claims if each.claim.report in family)
        return _shown(ledger, wanted, told, found, set(family))
    if wanted is not None:
        named = tuple(each for each in claims if each.claim.id.startswith(wanted))
        named = named if wanted.startswith("clm:") else _counting(claims, wanted)
        kin = kin_of((each.claim.id for each in named[:1]), found.claims)
        if not all(each.claim.id in kin for each in named) or not named:
            _only(named, wanted, ledger.database.name, "claims")
    elif selection == EVERYTHING:
        return _shown(ledger, "Copies and origins", claims, found, None)
    else:
        kin = kin_of({each.claim.id for each in claims if selection.wants(each)}, found.claims)
    reports = {each.claim.report for each in claims if each.claim.id in kin}
    told = tuple(each for each in claims if each.claim.id in kin)
    return _shown(ledger, "Copies and origins", told, found, reports)


def names_report(ledger: Ledger, wanted: str) -> bool:
    """Whether this is a report's id, or the beginning of one that recount gave."""
    return wanted.startswith("rpt:") or ledger.reading(wanted) is not None


def _report(ledger: Ledger, wanted: str) -> str:
    """The id of the one report whose id begins so."""
    if ledger.reading(wanted) is not None:
        return wanted
    found = [report for report in ledger.reports() if report.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    how = "no report has" if not found else f"{len(found)} reports have"
    raise ChoiceError(f"{ledger.database.name}: {how} an id that begins with {wanted!r}: `recount copies` shows them")


def _shown(
    ledger: Ledger,
    title: str,
    claims: tuple[ResolvedClaim, ...],
    found: Lineage,
    reports: Set[str] | None,
    rejected: tuple[Rejected, ...] = (),
) -> View:
    """The view of these claims of a ledger, with these reports (None: all) and those they share text with."""
    told = found
    if reports is not None:
        told = touching(found, reports, {resolved.claim.id for resolved in claims})
        reports = reports | reports_of(told)
    readings = tuple(reading for reading in ledger.readings() if reports is None or reading.report.id in reports)
    comparison = compare(claims, told, (reading.report for reading in readings))
    shown = View(
        title=title,
        software=SOFTWARE,
        ledger_head=ledger.head().hash,
        readings=readings,
        claims=claims,
        subjects=comparison.subjects,
        relations=comparison.relations,
        grounds=comparison.grounds,
        lineage=told,
        rejected=rejected,
    )
    counts = len(claims), len(shown.subjects), len(shown.relations)
    log.info("compare: %d claims in, %d subjects with %d relations out", *counts)
    return shown
