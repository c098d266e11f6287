"""What a ledger holds, now or as of any of its entries: read, never written.

What a ledger last said of a report, a claim or a decision is what it holds; earlier words stay as entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from msgspec import Struct

from recount.errors import ChoiceError, LedgerDamagedError
from recount.ledger import bodies, database, selecting, sql
from recount.ledger.database import Database
from recount.ledger.entries import Entry, Head, Kind, stamp
from recount.ledger.selecting import Condition, Cursor
from recount.model import (
    Claim,
    Reading,
    Rejected,
    Resolutions,
    ResolvedClaim,
    ResolvedStatement,
    Run,
    Selection,
)

LATEST: Final = 2**62
"""Past the number of any entry."""

AsOf = int | date | datetime
"""As of when: an entry's number; a day, for what was published by then; an instant, for what was entered by then."""


_AT_ONCE: Final = 500


class Page(Struct, frozen=True):
    """Claims that were selected, in the order of `Contents.claims`; `next` is where to go on (None: that was all)."""

    claims: tuple[ResolvedClaim, ...]
    next: Cursor | None


class Contents:
    """What the ledger in a database says, up to entry number `until`, of reports published up to `published_until`.

    A report whose day of publication is not known was not published by any day.
    """

    def __init__(self, store: Database, until: int = LATEST, published_until: date | None = None) -> None:
        self.database = store
        self.until = until
        self.published_until = published_until

    def as_of(self, when: AsOf) -> Contents:
        """What was known then: see `AsOf`.

        Raises `ChoiceError` where the ledger has no entry of that number.
        """
        if isinstance(when, datetime):
            # Up to the first that is later: where clocks differ, an entry after it may bear an earlier time.
            ((later,),) = self.database.rows(sql.AFTER, stamp(when.astimezone(UTC)))
            last = self.until if later is None else min(self.until, int(later) - 1)
            return Contents(self.database, last, self.published_until)
        if isinstance(when, date):
            until = when if self.published_until is None else min(when, self.published_until)
            return Contents(self.database, self.until, until)
        last = self.head().seq
        if not 0 <= when <= last:
            raise ChoiceError(f"{self.database.name} has no entry {when}: its last is {last}")
        return Contents(self.database, when, self.published_until)

    def head(self) -> Head:
        """Where the chain ends."""
        return database.head(self.database, self.until)

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order they were added."""
        return database.many_entries(self.database, sql.ALL, self.until)

    def entries_of(self, kind: Kind, since: int = 0) -> Iterator[Entry]:
        """Every entry of a kind after the one of that number, in the order they were added."""
        return database.many_entries(self.database, sql.OF_KIND, kind, since, self.until)

    def entries_about(self, report: str | None, kind: Kind) -> Iterator[Entry]:
        """Every entry of a kind that concerns one report (None: those that concern none, or several)."""
        if report is None:
            return database.many_entries(self.database, sql.OF_NO_REPORT, kind, self.until)
        return database.many_entries(self.database, sql.OF_REPORT, report, kind, self.until)

    def latest_of(self, kind: Kind) -> Iterator[Entry]:
        """The last entry about each thing that entries of a kind tell of, in the order they were added."""
        return database.many_entries(self.database, sql.LATEST_OF_KIND, kind, self.until)

    def latest(self, kind: Kind, key: str) -> Entry | None:
        """The last entry of a kind about one thing; None where there is none."""
        return next(database.entries(self.database, sql.LATEST, kind, key, self.until), None)

    def runs(self) -> Iterator[Run]:
        """Every run that brought something new, in the order they were added."""
        for entry in self.entries_of("run"):
            yield bodies.record_of(entry, Run)

    def rejected(self) -> Iterator[Rejected]:
        """Every input that could not be read, in the order they were added."""
        for entry in self.entries_of("rejected"):
            yield bodies.record_of(entry, Rejected)

    def reports(self) -> Iterator[str]:
        """The id of every report, in order."""
        if self.published_until is None:
            for (report,) in self.database.stream(sql.REPORTS, self.until):
                yield str(report)
        else:
            yield from sorted(entry.key for entry in self._report_entries())

    def holds(self, report: str) -> bool:
        """Whether there is a report with that id."""
        return any(self._report_entries(report))

    def readings(self) -> Iterator[Reading]:
        """The last reading of every report."""
        for entry in self._report_entries():
            yield bodies.record_of(entry, bodies.ReportBody).reading

    def readings_of(self, reports: Iterable[str]) -> Iterator[Reading]:
        """The last reading of each of these reports that is held, in the order they were added in."""
        found = (entry for report in reports for entry in self._report_entries(report))
        for entry in sorted(found, key=lambda entry: entry.seq):
            yield bodies.record_of(entry, bodies.ReportBody).reading

    def reading(self, report: str) -> Reading | None:
        """The last reading of the report with that id (None: no such report is held)."""
        for entry in self._report_entries(report):
            return bodies.record_of(entry, bodies.ReportBody).reading
        return None

    def claims(self, report: str | None = None) -> Iterator[ResolvedClaim]:
        """The claims that the last reading of every report found (or of the report with that id), in order of the text.

        Each comes with the last decisions about it.
        """
        for entry in self._report_entries(report):
            yield from self._claims_of(entry)

    def resolved(self, names: Iterable[str]) -> Iterator[ResolvedClaim]:
        """The claims of these ids that were ever found, in the order given, each with the last decisions about it.

        Whether the last reading of a report still finds them is not looked at.
        """
        for name in names:
            claim, resolutions = self.latest("claim", name), self.latest("resolution", name)
            if claim is not None and resolutions is not None:
                yield ResolvedClaim(
                    claim=bodies.record_of(claim, Claim), resolutions=bodies.record_of(resolutions, Resolutions)
                )

    def select(self, wanted: Selection, after: Cursor | None = None, limit: int = 100) -> Page:
        """A page of up to `limit` of the claims wanted, from the first on or after where another page ended."""
        self.database.projected()
        rows = selecting.page(self.database, self._conditions(wanted), after, limit + 1)
        shown = rows[:limit]
        held = self._numbered([number for _, _, *numbers in shown for number in numbers])
        claims = tuple(
            ResolvedClaim(
                claim=bodies.record_of(held[claim], Claim),
                resolutions=bodies.record_of(held[resolution], Resolutions),
            )
            for _, _, claim, resolution in shown
        )
        return Page(claims, (shown[-1][0], shown[-1][1]) if len(rows) > limit else None)

    def selected(self, wanted: Selection) -> Iterator[ResolvedClaim]:
        """All the claims wanted."""
        page = self.select(wanted, limit=_AT_ONCE)
        yield from page.claims
        while page.next is not None:
            page = self.select(wanted, page.next, _AT_ONCE)
            yield from page.claims

    def count(self, wanted: Selection) -> int:
        """How many claims are wanted."""
        self.database.projected()
        return selecting.count(self.database, self._conditions(wanted))

    def statements(self, report: str | None = None) -> Iterator[ResolvedStatement]:
        """What the last reading of every report (or of the report with that id) found stated without a figure."""
        for entry in self._report_entries(report):
            names = bodies.record_of(entry, bodies.Found).statements
            held = self._last_of_report(entry.key, "statement") if names else {}
            for key in names:
                if self.until == LATEST or key in held:
                    yield bodies.record_of(self._held(held, key, entry), ResolvedStatement)

    def claims_named(self, beginning: str) -> tuple[ResolvedClaim, ...]:
        """The claims, of those that `claims` gives, whose id begins so."""
        found = self.database.rows(sql.REPORTS_OF, "claim", beginning, f"{beginning}~", self.until)
        reports = [str(report) for (report,) in found]  # "~" comes after every letter of an id
        return tuple(each for report in reports for each in self.claims(report) if each.claim.id.startswith(beginning))

    def _conditions(self, wanted: Selection) -> tuple[Condition, ...]:
        return selecting.conditions(wanted, self.until, self.published_until)

    def _numbered(self, numbers: list[int]) -> dict[int, Entry]:
        if not numbers:
            return {}
        held = {entry.seq: entry for entry in database.entries(self.database, sql.numbered(len(numbers)), *numbers)}
        for number in numbers:
            if number not in held:
                raise LedgerDamagedError(f"{self.database.name}: entry {number} is missing: run `recount verify`")
        return held

    def _report_entries(self, report: str | None = None) -> Iterator[Entry]:
        if report is None:
            found = self.latest_of("report")
        else:
            found = database.entries(self.database, sql.LATEST, "report", report, self.until)
        for entry in found:
            if self.published_until is None or bodies.record_of(entry, bodies.Found).by(self.published_until):
                yield entry

    def _claims_of(self, report: Entry) -> Iterator[ResolvedClaim]:
        names = bodies.record_of(report, bodies.Found).claims
        claims = self._last_of_report(report.key, "claim") if names else {}
        resolutions = self._last_of_report(report.key, "resolution") if names else {}
        for key in names:
            if self.until < LATEST and not (key in claims and key in resolutions):
                continue  # as of an entry in the midst of those of a report
            yield ResolvedClaim(
                claim=bodies.record_of(self._held(claims, key, report), Claim),
                resolutions=bodies.record_of(self._held(resolutions, key, report), Resolutions),
            )

    def _held(self, found: dict[str, Entry], key: str, report: Entry) -> Entry:
        if key not in found:
            raise LedgerDamagedError(
                f"{self.database.name}: {key} of entry {report.seq} (report {report.key}) is missing: "
                "run `recount verify`"
            )
        return found[key]

    def _last_of_report(self, report: str, kind: Kind) -> dict[str, Entry]:
        return {entry.key: entry for entry in self.entries_about(report, kind)}
