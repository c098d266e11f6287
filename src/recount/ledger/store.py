"""The ledger itself: adding what was read, and reading it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Self

from msgspec import Struct

from recount.errors import EvidenceError, LedgerDamagedError
from recount.ledger import bodies, database, evidence, statements
from recount.ledger.database import Database
from recount.ledger.entries import Draft, Entry, Head, Kind, link
from recount.model import Claim, Reading, Recorded, Rejected, Resolutions, ResolvedClaim, Run


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
    rejected: int = 0

    @property
    def recorded(self) -> int:
        """Reports recorded; with `rejected` it makes the number of outcomes given."""
        return self.reports_new + self.reports_known


class Ledger:
    """An append-only record of what reports say, as a chain of entries; open one with `recount.ledger.open_ledger`.

    What a ledger last said of a report, a claim or a decision is what it holds; earlier words stay as entries.
    """

    def __init__(self, store: Database, *, who: str, now: Callable[[], datetime]) -> None:
        self.database = store
        self._who = who
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
            rejected=rejected,
        )

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
        for (digest,) in self.database.rows(statements.DIGEST, draft.kind, draft.key):
            return str(digest)
        return None

    def _append(self, drafts: Iterable[Draft], software: str) -> None:
        head = self.head()
        at = self._now()
        for draft in drafts:
            entry = link(draft, head, at=at, who=self._who, software=software)
            self.database.execute(statements.ADD, *(getattr(entry, name) for name in statements.COLUMNS))
            head = Head(entry.seq, entry.hash)
        self.database.execute(statements.SET_META, "head_seq", str(head.seq))
        self.database.execute(statements.SET_META, "head_hash", head.hash)

    def head(self) -> Head:
        """Where the chain ends."""
        return database.head(self.database)

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order they were added."""
        return database.entries(self.database, statements.ALL)

    def runs(self) -> Iterator[Run]:
        """Every run that brought something new, in the order they were added."""
        for entry in database.entries(self.database, statements.OF_KIND, "run"):
            yield bodies.record_of(entry, Run)

    def rejected(self) -> Iterator[Rejected]:
        """Every input that could not be read, in the order they were added."""
        for entry in database.entries(self.database, statements.OF_KIND, "rejected"):
            yield bodies.record_of(entry, Rejected)

    def reports(self) -> Iterator[str]:
        """The id of every report, in order."""
        for (report,) in self.database.rows(statements.REPORTS):
            yield str(report)

    def readings(self) -> Iterator[Reading]:
        """The last reading of every report."""
        for entry in database.entries(self.database, statements.LATEST_OF_KIND, "report"):
            yield bodies.record_of(entry, bodies.ReportBody).reading

    def reading(self, report: str) -> Reading | None:
        """The last reading of the report with that id (None: the ledger holds no such report)."""
        for entry in database.entries(self.database, statements.LATEST, "report", report):
            return bodies.record_of(entry, bodies.ReportBody).reading
        return None

    def claims(self, report: str | None = None) -> Iterator[ResolvedClaim]:
        """The claims that the last reading of every report found (or of the report with that id), in order of the text.

        Each comes with the last decisions about it.
        """
        if report is None:
            found = database.entries(self.database, statements.LATEST_OF_KIND, "report")
        else:
            found = database.entries(self.database, statements.LATEST, "report", report)
        for entry in found:
            yield from self._claims_of(entry)

    def claims_named(self, beginning: str) -> tuple[ResolvedClaim, ...]:
        """The claims, of those that `claims` gives, whose id begins so."""
        found = self.database.rows(statements.REPORTS_OF, "claim", beginning, f"{beginning}~")
        reports = [str(report) for (report,) in found]  # "~" comes after every letter of an id
        return tuple(each for report in reports for each in self.claims(report) if each.claim.id.startswith(beginning))

    def _claims_of(self, report: Entry) -> Iterator[ResolvedClaim]:
        claims = self._last_of_report(report.key, "claim")
        resolutions = self._last_of_report(report.key, "resolution")
        for key in bodies.record_of(report, bodies.ClaimIds).claims:
            if key not in claims or key not in resolutions:
                raise LedgerDamagedError(
                    f"{self.database.name}: claim {key} of entry {report.seq} (report {report.key}) is missing: "
                    "run `recount verify`"
                )
            yield ResolvedClaim(
                claim=bodies.record_of(claims[key], Claim),
                resolutions=bodies.record_of(resolutions[key], Resolutions),
            )

    def _last_of_report(self, report: str, kind: Kind) -> dict[str, Entry]:
        found = database.entries(self.database, statements.OF_REPORT, report, kind)
        return {entry.key: entry for entry in found}


def _require_evidence(recorded: Recorded) -> None:
    if fault := evidence.recorded_fault(recorded):
        raise EvidenceError(f"report {recorded.reading.report.id}: {fault}; nothing of this report was added")
