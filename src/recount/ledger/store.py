"""The ledger itself: adding what was read and judged; what it holds is read as `recount.ledger.contents` has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from msgspec import Struct

from recount.errors import EvidenceError
from recount.ledger import bodies, evidence, sql
from recount.ledger.contents import Contents
from recount.ledger.database import Database
from recount.ledger.entries import Draft, Entry, Head, Kind, link
from recount.model import Recorded, Rejected, Run


class Added(Struct, frozen=True, kw_only=True):
    """What one call of `Ledger.add` did: how much was new to the ledger, and how much it knew already.

    A report is new where its id is; a claim where its entry is; `resolutions_new` counts decisions written, also about
    claims that were known.
    """

    reports_new: int = 0
    reports_known: int = 0
    claims_new: int = 0
    claims_known: int = 0
    resolutions_new: int = 0
    statements_new: int = 0
    rejected: int = 0

    @property
    def recorded(self) -> int:
        """Reports recorded; with `rejected` it makes the number of outcomes given."""
        return self.reports_new + self.reports_known


class Ledger(Contents):
    """An append-only record of what reports say, as a chain of entries; open one with `recount.ledger.open_ledger`."""

    def __init__(self, store: Database, *, who: str, now: Callable[[], datetime]) -> None:
        super().__init__(store)
        self.who = who
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything to the one file and let go of it."""
        self.database.close()

    def add(self, run: Run, outcomes: Iterable[Recorded | Rejected]) -> Added:
        """Add what a run read, each report with its claims in one transaction, and tell what was new.

        What the ledger last said of the same thing is not said again, so adding something twice changes nothing; the
        run itself is written with the first new thing that it brings. Of several readings of one report in one call
        the first counts. `outcomes` may be a stream: between two of them no lock is held.

        Raises `EvidenceError` where words quoted do not stand in the report, `LedgerBusyError` where another process
        writes for long, `LedgerError` where the ledger cannot be written; what was added before stays.
        """
        new: Counter[Kind] = Counter()
        seen: set[str] = set()
        reports = claims = rejected = 0
        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                rejected += 1
            else:
                reports += 1
                claims += len(outcome.claims)
                if outcome.reading.report.id in seen:
                    continue
                seen.add(outcome.reading.report.id)
                _require_evidence(outcome)
            new += self._record(run, bodies.of_outcome(outcome))
        return Added(
            reports_new=new["report"],
            reports_known=reports - new["report"],
            claims_new=new["claim"],
            claims_known=claims - new["claim"],
            resolutions_new=new["resolution"],
            statements_new=new["statement"],
            rejected=rejected,
        )

    def append(self, drafts: Iterable[Draft], software: str) -> tuple[Entry, ...]:
        """Add what the ledger did not last say of the same thing, all or nothing, and give the entries added.

        Raises `LedgerBusyError` where another process writes for long, `LedgerError` where it cannot be written.
        """
        with self.database.transaction():
            return self._append([draft for draft in drafts if self._last_digest(draft) != draft.digest], software)

    def _record(self, run: Run, drafts: tuple[Draft, ...]) -> Counter[Kind]:
        """Write what the ledger did not last say, and count it by kind; a report counts only when first met."""
        new: Counter[Kind] = Counter()
        fresh: list[Draft] = []
        with self.database.transaction():
            for draft in drafts:
                last = self._last_digest(draft)
                if last != draft.digest:
                    fresh.append(draft)
                    new[draft.kind] += last is None or draft.kind != "report"
            if fresh:
                first = bodies.of_run(run)
                if self._last_digest(first) is None:
                    fresh.insert(0, first)
                self._append(fresh, run.software)
        return new

    def _last_digest(self, draft: Draft) -> str | None:
        for (digest,) in self.database.rows(sql.DIGEST, draft.kind, draft.key):
            return str(digest)
        return None

    def _append(self, drafts: Iterable[Draft], software: str) -> tuple[Entry, ...]:
        head = self.head()
        at = self._now()
        added: list[Entry] = []
        for draft in drafts:
            entry = link(draft, head, at=at, who=self.who, software=software)
            self.database.execute(sql.ADD, *(getattr(entry, name) for name in sql.COLUMNS))
            head = Head(entry.seq, entry.hash)
            added.append(entry)
        if added:
            self.database.execute(sql.SET_META, "head_seq", str(head.seq))
            self.database.execute(sql.SET_META, "head_hash", head.hash)
        return tuple(added)


def _require_evidence(recorded: Recorded) -> None:
    if fault := evidence.recorded_fault(recorded):
        raise EvidenceError(f"report {recorded.reading.report.id}: {fault}; nothing of this report was added")
