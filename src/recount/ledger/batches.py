"""Outcomes that come fast, put together so that they share a transaction; those that come slowly stay alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Final

from msgspec import Struct, field

from recount.errors import EvidenceError
from recount.ledger import bodies, evidence
from recount.ledger.entries import Draft
from recount.model import Recorded, Rejected

LONGEST_S: Final = 0.5
"""How long outcomes are gathered before they are written."""
_MOST_BYTES: Final = 32 * 1024 * 1024


class Batch(Struct):
    """Outcomes with the entries that they may become; `failure` is what ended the stream after them, if anything."""

    outcomes: list[Recorded | Rejected] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    failure: BaseException | None = None


def batches(outcomes: Iterable[Recorded | Rejected]) -> Iterator[Batch]:
    """All outcomes in batches, in order; a reading of a report that another one in the stream gave has no entries.

    Where the stream fails, or words quoted do not stand in their report, what came before is a batch with that failure.
    """
    remaining = iter(outcomes)
    seen: set[str] = set()
    batch, size, since = Batch(), 0, monotonic()
    while True:
        try:
            outcome = next(remaining, None)
            drafts = _drafts(outcome, seen) if outcome is not None else ()
        except BaseException as failure:
            batch.failure = failure
            yield batch
            return
        if outcome is None:
            yield batch
            return
        batch.outcomes.append(outcome)
        batch.drafts.extend(drafts)
        size += sum(len(draft.body) for draft in drafts)
        if size >= _MOST_BYTES or monotonic() - since >= LONGEST_S:
            yield batch
            batch, size, since = Batch(), 0, monotonic()


def _drafts(outcome: Recorded | Rejected, seen: set[str]) -> tuple[Draft, ...]:
    """The entries of an outcome, ready to be added; none where its report was seen before."""
    if isinstance(outcome, Recorded):
        report = outcome.reading.report.id
        if report in seen:
            return ()
        seen.add(report)
        if fault := evidence.recorded_fault(outcome):
            raise EvidenceError(f"report {report}: {fault}; nothing of this report was added")
    return bodies.of_outcome(outcome)
