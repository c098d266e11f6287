"""Whether what claims are looked up by follows from the entries: else a search would miss a claim that is there."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from recount.errors import LedgerDamagedError
from recount.ledger import sql
from recount.ledger.database import VERSION, Database, Value, entries
from recount.ledger.projection import COLUMNS, NAMED, Version, row_of, versions

WRONG: Final = "what its claims are looked up by does not follow from it"
REMEDY: Final = "no entry is affected: `recount ledger rebuild` makes the tables for looking up anew"
_KEPT: Final = 100_000
_ROWS: Final = sql.looked_up(COLUMNS)


class Lookup:
    """The rows of readings, in their order, from after one entry up to another."""

    def __init__(self, store: Database, after: int, until: int) -> None:
        self._store = store
        self._rows = _rows(store, after, until)
        self._ahead: tuple[Value, ...] | None = None
        self._numbers: dict[str, dict[tuple[str, ...], int | None]] | None = None

    def agrees(self, report: str, reading: int, expected: Iterable[Version]) -> bool:
        """Whether the rows of a reading, the entry of that number of a report, are those expected.

        If not, they may have grown since, or have been expected wrongly, and are held against all entries of the
        report. A ledger of an older version has no rows, and agrees. Readings are asked for in their order.
        """
        if self._store.version < VERSION:
            return True
        try:
            rows = self._of(reading)
            if rows == [row_of(version, self._number) for version in expected]:
                return True
            found = list(versions(entries(self._store, sql.PROJECTED_OF_REPORT, report)))
        except LedgerDamagedError:  # a finding of its own
            return True
        ordered = sorted(found, key=lambda version: (version.position, version.since))
        return rows == [row_of(version, self._number) for version in ordered if version.reading == reading]

    def close(self) -> None:
        """Read no further."""
        self._rows.close()

    def _of(self, reading: int) -> list[tuple[Value, ...]]:
        found = []
        row = self._ahead if self._ahead is not None else next(self._rows, None)
        while row is not None and int(row[0] or 0) <= reading:
            if row[0] == reading:
                found.append(row)
            row = next(self._rows, None)
        self._ahead = row
        return found

    def _number(self, table: str, said: tuple[str, ...]) -> int | None:
        if self._numbers is None:
            self._numbers = {table: self._first(table) for table in NAMED}
        numbers = self._numbers[table]
        if said not in numbers:
            found = next(self._store.rows(sql.named(table, NAMED[table][0]), *said), (None,))
            numbers[said] = None if found[0] is None else int(found[0])
        return numbers[said]

    def _first(self, table: str) -> dict[tuple[str, ...], int | None]:
        """The numbers of what a table keeps, as far as memory allows: one query for many words is much quicker."""
        rows = self._store.rows(sql.numbered_words(table, NAMED[table][0]), _KEPT)
        return {tuple(map(str, words)): int(number or 0) for number, *words in rows}


def _rows(store: Database, after: int, until: int) -> Generator[tuple[Value, ...], None, None]:
    yield from store.stream(_ROWS, after, until)


def lookup_problems(store: Database) -> Iterator[str]:
    """What is wrong with the tables that claims are looked up by, apart from the rows of readings."""
    if store.version < VERSION:
        return
    ((lost,),) = store.rows(sql.LOST)
    if lost:
        yield f"{lost} rows that claims are looked up by belong to no report"
    for table, (columns, folded) in NAMED.items():
        if folded is not None:
            for *names, by in store.stream(sql.folded(table, columns)):
                if by != folded(*names):
                    yield f"the {table} {next(filter(None, names), '')!r} is looked up by other words"
