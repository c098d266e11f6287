"""The journey on one page: inputs to readings, readings to resolved claims, a ledger of them to what is published.

Reading is lazy, so a folder of any size passes through in the memory of one report. When a stage has seen everything
it logs one line with its counts, in and out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, date, datetime
from itertools import chain

from msgspec import structs

from recount import __version__
from recount.choosing import (
    claim_meant,
    claims_meant,
    claims_meant_in,
    claims_wanted,
    names_report,
    one_claim,
    report_named,
)
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.compare.judged import Assessed, judged
from recount.compare.series import series
from recount.language.analysis import Backend
from recount.ledger import Contents
from recount.ledger.contents import LATEST
from recount.ledger.judgements import standing
from recount.ledger.origins import lineage
from recount.model import (
    EVERYTHING,
    ConventionName,
    Denial,
    Judged,
    Lineage,
    Recorded,
    Rejected,
    ResolvedClaim,
    ResolvedStatement,
    Run,
    Selection,
)
from recount.model.descent import kin_of, reports_of, touching
from recount.publish.explanation import ExplanationRow, explanation_rows
from recount.publish.judgements import concerns
from recount.publish.view import View
from recount.publish.wording import as_of
from recount.recording import read_claims as read_claims
from recount.recording import record as record
from recount.reports import Limits, read_reports
from recount.resolve.gazetteer import Gazetteer
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


def begun(inputs: tuple[str, ...], model: str | None, gazetteer: Gazetteer) -> Run:
    """A run that begins now over these inputs, the model that listens (None: none) and where places are looked up."""
    return Run(
        software=SOFTWARE,
        started_at=datetime.now(UTC),
        inputs=inputs,
        model=model,
        gazetteer=told_in_run(gazetteer),
    )


def explain(contents: Contents, wanted: str) -> ExplanationRow:
    """Why the claim of a ledger is as it is that has this id, an id that begins so, or a count in these words.

    Raises `ChoiceError` where there is no such claim, or more than one.
    """
    one = claim_meant(contents, wanted)
    reading = contents.reading(one.report)
    found = judged(contents.claims(one.report), standing(contents))
    rows = explanation_rows(reading, found.claims, found.assessments) if reading is not None else ()
    return next(row for row in rows if row.claim.id == one.id)


def explain_read(found: Iterable[Recorded], wanted: str | None, where: str) -> tuple[ExplanationRow, ...]:
    """Why claims just read from `where` are as they are: the one wanted, as of `explain`, or all (None).

    Raises `ChoiceError` where there is no such claim, or more than one.
    """
    recorded = tuple(found)
    rows = tuple(row for one in recorded for row in explanation_rows(one.reading, one.claims))
    if wanted is None:
        return rows
    claims = tuple(resolved for one in recorded for resolved in one.claims)
    chosen = one_claim(claims_meant(claims, wanted), wanted, where, "read").claim
    return tuple(row for row in rows if row.claim.id == chosen.id)


def told_as_of(contents: Contents) -> str | None:
    """As of when a ledger is read, in words; None where it is read as it stands."""
    return as_of(contents.until if contents.until < LATEST else None, contents.published_until)


def view(contents: Contents, title: str, selection: Selection = EVERYTHING) -> View:
    """What is to be published of a ledger: the claims wanted, compared, and the reports that they stand in.

    Reports that share text or a quoted statement with these are there as well. Where every claim is wanted, reports
    without claims and rejected inputs are there too.
    """
    if selection == EVERYTHING:
        rejected = tuple(contents.rejected())
        return _shown(contents, title, tuple(contents.claims()), lineage(contents), None, rejected)
    claims = claims_wanted(contents, selection)
    reports = frozenset(resolved.claim.report for resolved in claims)
    return _shown(contents, title, claims, lineage(contents, reports), reports)


def listed(contents: Contents, selection: Selection = EVERYTHING, most: int | None = None) -> View:
    """The claims of a ledger that are wanted, the first so many (None: all), and their reports; not compared."""
    claims = claims_wanted(contents, selection, most)
    reports = frozenset(resolved.claim.report for resolved in claims)
    found, judgements = lineage(contents, reports), standing(contents)
    return _read(contents, "Claims", judged(claims, judgements, found), found, reports, judgements)


def over_time(contents: Contents, selection: Selection = EVERYTHING) -> View:
    """The view of the claims wanted, with what each source says of their subjects from day to day."""
    shown = view(contents, "Figures over time", selection)
    added = {reading.report.id: contents.latest("report", reading.report.id) for reading in shown.readings}
    known = sorted(shown.readings, key=lambda reading: entry.seq if (entry := added[reading.report.id]) else 0)
    reports = (reading.report for reading in known)
    return structs.replace(shown, series=series(shown.subjects, shown.claims, shown.lineage, reports))


def estimated(contents: Contents, convention: ConventionName, selection: Selection = EVERYTHING) -> View:
    """All claims of a ledger, compared, with what those on each event add up to by a convention.

    Estimates are of the events that a claim wanted is about, and made from every claim on these.
    """
    shown = added_up(view(contents, "Estimates"), contents, convention)
    if selection != EVERYTHING:
        wanted = {resolved.claim.id for resolved in claims_wanted(contents, selection)}
        found = tuple(each for each in shown.estimates if any(figure.claim in wanted for figure in each.figures))
        shown = structs.replace(shown, estimates=found)
    log.info("estimate: %d subjects in, %d events out, by %s", len(shown.subjects), len(shown.estimates), convention)
    return shown


def added_up(shown: View, contents: Contents, convention: ConventionName) -> View:
    """A view of all claims of a ledger with what those on each event add up to by a convention."""
    found = estimates(
        shown.subjects,
        shown.claims,
        shown.lineage,
        (reading.report for reading in shown.readings),
        convention=convention,
        statements=contents.statements(),
        judgements=standing(contents),
    )
    return structs.replace(shown, estimates=found)


def copies(contents: Contents, selection: Selection = EVERYTHING, wanted: str | None = None) -> View:
    """Where the reports and claims of a ledger come from: those of the claims wanted, with all copies of these.

    `wanted` is one report by its id, or one claim as of `explain`; raises `ChoiceError` where there is none such.
    """
    if wanted is not None and names_report(contents, wanted):
        chosen = report_named(contents, wanted)
        found = lineage(contents, {chosen})
        family = next((family.reports for family in found.families if chosen in family.reports), (chosen,))
        return _shown(contents, wanted, _claims_of(contents, family), found, frozenset(family))
    title = "Copies and origins"
    if wanted is None and selection == EVERYTHING:
        return _shown(contents, title, tuple(contents.claims()), lineage(contents), None)
    told = claims_meant_in(contents, wanted) if wanted is not None else claims_wanted(contents, selection)
    found = lineage(contents, {each.claim.report for each in told})
    kin = kin_of((each.claim.id for each in (told if wanted is None else told[:1])), found.claims)
    if wanted is not None and not (told and all(each.claim.id in kin for each in told)):
        one_claim(told, wanted, contents.database.name, "claims")
    reports = {*reports_of(found), *(each.claim.report for each in told)}
    claims = tuple(each for each in _claims_of(contents, reports) if each.claim.id in kin)
    return _shown(contents, title, claims, found, frozenset(each.claim.report for each in claims))


def _claims_of(contents: Contents, reports: Iterable[str]) -> tuple[ResolvedClaim, ...]:
    return tuple(each for report in sorted(reports) for each in contents.claims(report))


def _shown(
    contents: Contents,
    title: str,
    claims: tuple[ResolvedClaim, ...],
    found: Lineage,
    reports: Set[str] | None,
    rejected: tuple[Rejected, ...] = (),
) -> View:
    """The view of these claims of a ledger, with these reports (None: all) and those they share text with."""
    judgements, statements = standing(contents), _denials(contents, claims, reports)
    outcome = judged(claims, judgements, found)
    read = _read(contents, title, outcome, found, reports, judgements)
    written = (each.report for each in read.readings)
    comparison = compare(outcome.standing, read.lineage, written, statements, judgements)
    shown = structs.replace(
        read,
        statements=statements,
        subjects=comparison.subjects,
        relations=comparison.relations,
        grounds=comparison.grounds,
        near=comparison.near,
        rejected=rejected,
    )
    counts = len(claims), len(shown.subjects), len(shown.relations)
    log.info("compare: %d claims in, %d subjects with %d relations out", *counts)
    return shown


def _read(
    contents: Contents,
    title: str,
    outcome: Assessed,
    found: Lineage,
    reports: Set[str] | None,
    judgements: Sequence[Judged],
) -> View:
    """The view of these claims, as people corrected them, and of their reports, before any are compared."""
    told, held = found, {each.claim.id for each in outcome.claims}
    if reports is None:
        readings = tuple(contents.readings())
    else:
        told = touching(found, reports, held)
        named = sorted(reports | reports_of(told))
        readings = tuple(reading for report in named if (reading := contents.reading(report)) is not None)
    return View(
        title=title,
        software=SOFTWARE,
        ledger_head=contents.head().hash,
        as_of=told_as_of(contents),
        readings=readings,
        claims=outcome.claims,
        lineage=told,
        judgements=tuple(each for each in judgements if concerns(each, held)),
        assessments=outcome.assessments,
        disagreements=outcome.disagreements,
    )


def _denials(
    contents: Contents, claims: Iterable[ResolvedClaim], reports: Set[str] | None
) -> tuple[ResolvedStatement, ...]:
    """The denials in these reports (None: all) that contest any of these claims."""
    held = {resolved.claim.id for resolved in claims}
    told = contents.statements() if reports is None else chain.from_iterable(map(contents.statements, sorted(reports)))
    return tuple(
        each for each in told if isinstance(each.statement, Denial) and not held.isdisjoint(each.statement.answers)
    )
