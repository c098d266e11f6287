"""Records to what entries say, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import MsgspecError, Struct

from recount import wire
from recount.errors import LedgerDamagedError, RecountError
from recount.ledger.entries import Draft, Entry, Kind
from recount.model import Passage, Reading, Recorded, Rejected, Report, Run

S = TypeVar("S", bound=Struct)


class ReportBody(Struct, frozen=True, kw_only=True):
    """What a `report` entry says: a reading, and which claims were found in it, in order of the text.

    A later reading of the same report that finds other claims is a new entry; claims it does not name are superseded.
    """

    report: Report
    passages: tuple[Passage, ...]
    claims: tuple[str, ...]

    @property
    def reading(self) -> Reading:
        """The report with its passages."""
        return Reading(report=self.report, passages=self.passages)


class ClaimIds(Struct, frozen=True):
    """Of what a `report` entry says, only which claims were found: quick to read past the text."""

    claims: tuple[str, ...]


def of_run(run: Run) -> Draft:
    """The entry of a run."""
    return _draft("run", wire.content_id("run", run), None, run)


def of_outcome(outcome: Recorded | Rejected) -> tuple[Draft, ...]:
    """The entries of one outcome: a report, then each of its claims with what was decided about it."""
    if isinstance(outcome, Rejected):
        return (_draft("rejected", wire.content_id("rej", outcome), None, outcome),)
    return tuple(_of_recorded(outcome))


def _of_recorded(recorded: Recorded) -> Iterator[Draft]:
    reading = recorded.reading
    report = reading.report.id
    found = tuple(each.claim.id for each in recorded.claims)
    yield _draft("report", report, report, ReportBody(report=reading.report, passages=reading.passages, claims=found))
    for each in recorded.claims:
        yield _draft("claim", each.claim.id, report, each.claim)
        yield _draft("resolution", each.resolutions.claim, report, each.resolutions)


def _draft(kind: Kind, key: str, report: str | None, record: Struct) -> Draft:
    return Draft(kind=kind, key=key, report=report, body=wire.canonical(record).decode())


def record_of(entry: Entry, kind: type[S]) -> S:
    """The record that an entry holds.

    Raises `LedgerDamagedError` where the body does not agree with its digest, or holds no such record.
    """
    data = entry.body_bytes
    if wire.digest(data) != entry.digest:
        raise LedgerDamagedError(
            f"entry {entry.seq} ({entry.kind} {entry.key}) no longer agrees with its digest: "
            "run `recount verify`, and restore the ledger from a copy made before the change"
        )
    try:
        return wire.decode(data, kind)
    except (MsgspecError, RecountError) as error:
        wrong = f"entry {entry.seq} ({entry.kind} {entry.key}) holds no {kind.__name__}: {error}"
        raise LedgerDamagedError(wrong) from error
