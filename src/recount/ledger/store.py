"""The ledger itself: adding what was read and judged; what it holds is read as `recount.ledger.contents` has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from types import TracebackType
from typing import Final, Self

from msgspec import Struct

from recount.errors import LedgerError
from recount.ledger import bodies, sql
from recount.ledger.batches import batches
from recount.ledger.contents import Contents
from recount.ledger.database import Database
from recount.ledger.entries import Draft, Entry, Kind, linked
from recount.ledger.projection import project
from recount.model import Recorded, Rejected, Run

_REPORTS_AT_ONCE: Final = 500
_columns = attrgetter(*sql.COLUMNS)


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

    def add(
        self, run: Run, outcomes: Iterable[Recorded | Rejected], *, kept: Callable[[Added], None] | None = None
    ) -> Added:
        """Add what a run read, each report with its claims in one transaction, and tell what was new.

        What the ledger last said of the same thing is not said again, so adding something twice changes nothing; the
        run itself is written with the first new thing that it brings. Of several readings of one report in one call
        the first counts. `outcomes` may be a stream: between two of them no lock is held, and those that come fast
        share a transaction. `kept` is told what was done so far whenever that is on the disk.

        Raises `EvidenceError` where words quoted do not stand in the report, `LedgerBusyError` where another process
        writes for long, `LedgerError` where the ledger cannot be written; what came before in `outcomes` stays.
        """
        done = Added()
        for batch in batches(outcomes):
            if batch.outcomes:
                new = self._record(run, batch.drafts)
                done = _summed(done, batch.outcomes, new)
                if kept is not None:
                    kept(done)
            if batch.failure is not None:
                raise batch.failure
        return done

    def append(
        self, drafts: Iterable[Draft], software: str, *, provided: Callable[[], bool] = lambda: True
    ) -> tuple[Entry, ...]:
        """Add what the ledger did not last say of the same thing, all or nothing, and give the entries added.

        Nothing is added unless `provided` still holds when nobody else can write any more.

        Raises `LedgerBusyError` where another process writes for long, `LedgerError` where it cannot be written.
        """
        with self.database.transaction():
            if not provided():
                return ()
            said: dict[tuple[Kind, str], str | None] = {}
            fresh = []
            for draft in drafts:
                about = draft.kind, draft.key
                if about not in said:
                    said[about] = self._last_digest(draft)
                if said[about] != draft.digest:
                    fresh.append(draft)
                    said[about] = draft.digest
            return self._append(fresh, software)

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Add entries that another ledger holds, as they are, all or nothing; each must follow from the one before.

        All that they tell of one report must stand together. Raises `LedgerError` where the first does not follow from
        where this ledger ends.
        """
        with self.database.transaction():
            head = self.head()
            if entries and (entries[0].seq, entries[0].prev) != (head.seq + 1, head.hash):
                raise LedgerError(
                    f"{self.database.name} ends at entry {head.seq}, which entry {entries[0].seq} does not follow "
                    "from: another process has added to it meanwhile"
                )
            reports = sorted({entry.report for entry in entries if entry.report is not None})
            known = {
                str(report)
                for some in _cut(reports)
                for (report,) in self.database.rows(sql.reported(len(some)), *some)
            }
            self._write(entries)
            project(self.database, entries, known)

    def _record(self, run: Run, drafts: Sequence[Draft]) -> Counter[Kind]:
        """Write what the ledger did not last say, and count it by kind; a report counts only when first met."""
        new: Counter[Kind] = Counter()
        fresh: list[Draft] = []
        with self.database.transaction():
            known = self._known(drafts)
            before = {report for _, _, report in known}
            said = {(kind, key): digest for (kind, key, _), digest in known.items()}
            for draft in drafts:
                last = said.get((draft.kind, draft.key))
                if last != draft.digest:
                    fresh.append(draft)
                    said[draft.kind, draft.key] = draft.digest
                    new[draft.kind] += last is None or draft.kind != "report"
            if fresh:
                first = bodies.of_run(run)
                if self._last_digest(first) is None:
                    fresh.insert(0, first)
                added = self._append(fresh, run.software)
                at_hand = {entry.seq: draft.record for entry, draft in zip(added, fresh, strict=True)}
                project(self.database, added, {report for report in before if report}, at_hand)
        return new

    def _known(self, drafts: Sequence[Draft]) -> dict[tuple[str, str, str | None], str]:
        """The digest of what was last said, by kind, key and report, about what drafts tell of."""
        known: dict[tuple[str, str, str | None], str] = {}
        reports = sorted({draft.report for draft in drafts if draft.report is not None})
        for some in _cut(reports):
            for report, kind, key, digest in self.database.rows(sql.digests(len(some)), *some):
                known[str(kind), str(key), str(report)] = str(digest)
        for draft in drafts:
            if draft.report is None and (last := self._last_digest(draft)) is not None:
                known[draft.kind, draft.key, None] = last
        return known

    def _last_digest(self, draft: Draft) -> str | None:
        for (digest,) in self.database.rows(sql.DIGEST, draft.kind, draft.key):
            return str(digest)
        return None

    def _append(self, drafts: Iterable[Draft], software: str) -> tuple[Entry, ...]:
        added = tuple(linked(drafts, self.head(), at=self._now(), who=self.who, software=software))
        self._write(added)
        return added

    def _write(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.database.insert("entry", sql.COLUMNS, map(_columns, entries))
            self.database.execute(sql.SET_META, "head_seq", str(entries[-1].seq))
            self.database.execute(sql.SET_META, "head_hash", entries[-1].hash)


def _cut(reports: list[str]) -> Iterator[list[str]]:
    """Reports in parts that one query asks for."""
    for start in range(0, len(reports), _REPORTS_AT_ONCE):
        yield reports[start : start + _REPORTS_AT_ONCE]


def _summed(done: Added, outcomes: Sequence[Recorded | Rejected], new: Counter[Kind]) -> Added:
    """What was done, with one batch more."""
    recorded = [outcome for outcome in outcomes if not isinstance(outcome, Rejected)]
    claims = sum(len(outcome.claims) for outcome in recorded)
    return Added(
        reports_new=done.reports_new + new["report"],
        reports_known=done.reports_known + len(recorded) - new["report"],
        claims_new=done.claims_new + new["claim"],
        claims_known=done.claims_known + claims - new["claim"],
        resolutions_new=done.resolutions_new + new["resolution"],
        statements_new=done.statements_new + new["statement"],
        rejected=done.rejected + len(outcomes) - len(recorded),
    )
