"""Records to what entries say, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeVar

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from recount import wire
from recount.errors import LedgerDamagedError, RecountError
from recount.ledger.entries import Draft, Entry, Kind
from recount.model import Judgement, Passage, Reading, Recorded, Rejected, Report, Run, Withdrawal

S = TypeVar("S", bound=Struct)
T = TypeVar("T")
_JUDGEMENT: Final[Decoder[Judgement | Withdrawal]] = Decoder(Judgement | Withdrawal)


class ReportBody(Struct, frozen=True, kw_only=True):
    """What a `report` entry says: a reading, and which claims and statements were found in it, in order of the text.

    A later reading of the same report that finds others is a new entry; those it does not name are superseded.
    """

    report: Report
    passages: tuple[Passage, ...]
    claims: tuple[str, ...]
    statements: tuple[str, ...] = ()

    @property
    def reading(self) -> Reading:
        """The report with its passages."""
        return Reading(report=self.report, passages=self.passages)


class _Dated(Struct, frozen=True):
    published_on: date | None


class Found(Struct, frozen=True):
    """Of what a `report` entry says, only when it was published and what was found: quick to read past the text."""

    report: _Dated
    claims: tuple[str, ...]
    statements: tuple[str, ...] = ()

    def by(self, day: date) -> bool:
        """Whether the report is known to have been published by then."""
        return self.report.published_on is not None and self.report.published_on <= day


def of_run(run: Run) -> Draft:
    """The entry of a run."""
    return draft("run", wire.content_id("run", run), None, run)


def of_outcome(outcome: Recorded | Rejected) -> tuple[Draft, ...]:
    """The entries of one outcome: a report, each claim of it with what was decided about that, and its statements."""
    if isinstance(outcome, Rejected):
        return (draft("rejected", wire.content_id("rej", outcome), None, outcome),)
    return tuple(_of_recorded(outcome))


def _of_recorded(recorded: Recorded) -> Iterator[Draft]:
    reading = recorded.reading
    report = reading.report.id
    body = ReportBody(
        report=reading.report,
        passages=reading.passages,
        claims=tuple(each.claim.id for each in recorded.claims),
        statements=tuple(each.statement.id for each in recorded.statements),
    )
    yield draft("report", report, report, body)
    for each in recorded.claims:
        yield draft("claim", each.claim.id, report, each.claim)
        yield draft("resolution", each.resolutions.claim, report, each.resolutions)
    for stated in recorded.statements:
        yield draft("statement", stated.statement.id, report, stated)


def draft(kind: Kind, key: str, report: str | None, record: Struct) -> Draft:
    """The entry that says of `key` what the record holds; `report` is the report it concerns."""
    body = wire.canonical(record)
    return Draft(kind=kind, key=key, report=report, body=body.decode(), digest=wire.digest(body), record=record)


def record_of(entry: Entry, kind: type[S]) -> S:
    """The record that an entry holds.

    Raises `LedgerDamagedError` where the body does not agree with its digest, or holds no such record.
    """
    return _decoded(entry, lambda data: wire.decode(data, kind), kind.__name__)


def judgement_of(entry: Entry) -> Judgement | Withdrawal:
    """What a `judgement`, `correction` or `reply` entry says; raises as `record_of` does."""
    return _decoded(entry, _JUDGEMENT.decode, "judgement")


def _decoded(entry: Entry, decode: Callable[[bytes], T], name: str) -> T:
    data = entry.body_bytes
    if wire.digest(data) != entry.digest:
        raise LedgerDamagedError(
            f"entry {entry.seq} ({entry.kind} {entry.key}) no longer agrees with its digest: "
            "run `recount verify`, and restore the ledger from a copy made before the change"
        )
    try:
        return decode(data)
    except (MsgspecError, RecountError) as error:
        wrong = f"entry {entry.seq} ({entry.kind} {entry.key}) holds no {name}: {error}"
        raise LedgerDamagedError(wrong) from error
