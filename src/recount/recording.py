"""Readings to reports with their claims and statements, found and resolved: the part of the journey that is per report.

It knows of no ledger and of no other report, so that any number of processes can do it side by side.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from recount.claims import find_both
from recount.language.analysis import Backend
from recount.model import Reading, Recorded, Rejected
from recount.resolve import resolve_claims, resolve_statements
from recount.resolve.gazetteer import Gazetteer, using

log = logging.getLogger(__name__)


def record(
    readings: Iterable[Reading | Rejected], backend: Backend, gazetteer: Gazetteer | None = None
) -> Iterator[Recorded | Rejected]:
    """Readings to reports with their resolved claims; what was rejected passes through."""
    return counted(
        reading if isinstance(reading, Rejected) else read_claims(reading, backend, gazetteer) for reading in readings
    )


def counted(outcomes: Iterable[Recorded | Rejected]) -> Iterator[Recorded | Rejected]:
    """The same outcomes; when all have passed, their counts are logged."""
    reports = claims = rejected = 0
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            rejected += 1
        else:
            reports += 1
            claims += len(outcome.claims)
        yield outcome
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
