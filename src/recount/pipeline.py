"""The journey on one page: inputs to readings, readings to resolved claims, a ledger of them to what is published.

Reading is lazy, so a folder of any size passes through in the memory of one report. When a stage has seen everything
it logs one line with its counts, in and out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from recount import __version__
from recount.claims import find_both
from recount.compare import compare
from recount.language.analysis import Backend
from recount.ledger import Ledger
from recount.model import Effect, Reading, Recorded, Rejected, ResolvedClaim
from recount.publish.view import View
from recount.reports import Limits, read_reports
from recount.resolve import resolve_claims, resolve_statements

SOFTWARE = f"recount {__version__}"
log = logging.getLogger(__name__)


def journey(
    inputs: Iterable[str], *, limits: Limits, backend: Backend, published_on: date | None = None
) -> Iterator[Recorded | Rejected]:
    """Inputs (files, folders) to reports with their resolved claims, or to why they were rejected, one at a time.

    `backend` is the language model that listens; `published_on` is taken for the date of every report, whatever it
    says itself.
    """
    yield from record(read_reports(inputs, limits=limits, published_on=published_on), backend)


def record(readings: Iterable[Reading | Rejected], backend: Backend) -> Iterator[Recorded | Rejected]:
    """Readings to reports with their resolved claims; what was rejected passes through."""
    reports = claims = rejected = 0
    for reading in readings:
        if isinstance(reading, Rejected):
            rejected += 1
            yield reading
            continue
        recorded = read_claims(reading, backend)
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


def read_claims(reading: Reading, backend: Backend) -> Recorded:
    """One reading to its claims and statements, found and resolved; `backend` is what listens to its sentences."""
    claims, statements = find_both(reading, backend)
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


def _named(wanted: str | None, *names: str | None) -> bool:
    return wanted is None or any(wanted.casefold() in name.casefold() for name in names if name)


def view(ledger: Ledger, title: str, selection: Selection = EVERYTHING) -> View:
    """What is to be published of a ledger: the claims wanted, compared, and the reports that they stand in.

    Where every claim is wanted, reports without claims and rejected inputs are there too.
    """
    claims = tuple(resolved for resolved in ledger.claims() if selection.wants(resolved))
    comparison = compare(claims)
    everything = selection == EVERYTHING
    reports = {resolved.claim.report for resolved in claims}
    shown = View(
        title=title,
        software=SOFTWARE,
        ledger_head=ledger.head().hash,
        readings=tuple(reading for reading in ledger.readings() if everything or reading.report.id in reports),
        claims=claims,
        subjects=comparison.subjects,
        relations=comparison.relations,
        rejected=tuple(ledger.rejected()) if everything else (),
    )
    counts = len(claims), len(shown.subjects), len(shown.relations)
    log.info("compare: %d claims in, %d subjects with %d relations out", *counts)
    return shown
