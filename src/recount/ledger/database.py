"""What the ledger asks of a database: so little that SQLite and PostgreSQL can both give it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import ValidationError, convert

from recount.errors import LedgerDamagedError
from recount.ledger import sql
from recount.ledger.entries import GENESIS, Entry, Head

Value = str | int | None


class Database(Protocol):
    """An open ledger's database. Every method raises only `recount.errors.LedgerError` and what comes below it."""

    name: str
    """What to call it in a message: the path of the file."""

    def rows(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, one after another."""

    def execute(self, query: str, *values: Value) -> None:
        """Run one statement that finds nothing."""

    def erase(self, query: str, *values: Value) -> None:
        """Run one statement that deletes, and leave nothing of what it deletes to be read from where it was stored."""

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock; on leaving, keep everything or, after an exception, nothing."""

    def snapshot(self) -> AbstractContextManager[None]:
        """See the ledger as it stands now, whatever others add meanwhile."""

    def problems(self) -> Iterator[str]:
        """What the database itself finds wrong with how it is stored."""

    def close(self) -> None:
        """Write everything to its final place and let go."""


def entries(database: Database, query: str, *values: Value) -> Iterator[Entry]:
    """The entries that a query finds."""
    for row in database.rows(query, *values):
        try:
            yield convert(dict(zip(sql.COLUMNS, row, strict=True)), Entry)
        except ValidationError as error:
            raise LedgerDamagedError(f"{database.name}: entry {row[0]} is malformed: {error}") from error


def head(database: Database, until: int) -> Head:
    """Where the chain ends, as of the entry of a number."""
    for row in database.rows(sql.HEAD, until):
        return Head(*convert(row, tuple[int, str]))
    return GENESIS
