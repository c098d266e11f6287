"""What the ledger asks of a database: so little that SQLite and PostgreSQL can both give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path
from typing import Final, Protocol

from msgspec import ValidationError, convert

from recount.errors import LedgerDamagedError, LedgerError
from recount.ledger import sql
from recount.ledger.entries import GENESIS, Entry, Head

FORMAT: Final = "recount ledger"
VERSION: Final = 2
Value = str | int | None
Stored = tuple[int, bytes, bytes, bytes | None, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""An entry as stored, in the order of `recount.ledger.sql.COLUMNS`, its words in UTF-8; damage may make it none."""


class Database(Protocol):
    """An open ledger's database. Every method raises only `recount.errors.LedgerError` and what comes below it.

    `name` is what to call it in a message: the path of the file, the address of the server without its password.
    `where` is what opens it again, and may hold a password.
    `beside` is the path that files which follow from the ledger are named after, None where there is no such place.
    `version` is that of the ledger's format, `VERSION` or an older one.
    """

    name: str
    where: str
    beside: Path | None
    version: int

    def rows(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, where they are few."""

    def stream(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, where they may be more than memory holds."""

    def stored(self, after: int, until: int) -> Iterator[Stored]:
        """The entries with numbers above `after`, up to `until`, in order, as they are stored."""

    def execute(self, query: str, *values: Value) -> None:
        """Run one statement that finds nothing."""

    def erase(self, query: str, *values: Value) -> None:
        """Run one statement that deletes, and leave nothing of what it deletes to be read from where it was stored."""

    def insert(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
        """Add rows to a table, in their order."""

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock; on leaving, keep everything or, after an exception, nothing.

        A ledger of an older version is brought forward first.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """See the ledger as it stands now, whatever others add meanwhile."""

    def projected(self) -> None:
        """See to it that claims can be looked up, also in a ledger of an older version."""

    def problems(self) -> Iterator[str]:
        """What the database itself finds wrong with how it is stored."""

    def close(self) -> None:
        """Write everything to its final place and let go."""


def entries(database: Database, query: str, *values: Value) -> Iterator[Entry]:
    """The entries that a query finds, where they are few."""
    return _entries(database, database.rows(query, *values))


def many_entries(database: Database, query: str, *values: Value) -> Iterator[Entry]:
    """The entries that a query finds, where they may be more than memory holds."""
    return _entries(database, database.stream(query, *values))


def _entries(database: Database, rows: Iterator[tuple[Value, ...]]) -> Iterator[Entry]:
    for row in rows:
        try:
            yield convert(dict(zip(sql.COLUMNS, row, strict=True)), Entry)
        except ValidationError as error:
            raise LedgerDamagedError(f"{database.name}: entry {row[0]} is malformed: {error}") from error


def head(database: Database, until: int) -> Head:
    """Where the chain ends, as of the entry of a number."""
    for row in database.rows(sql.HEAD, until):
        return Head(*convert(row, tuple[int, str]))
    return GENESIS


def schema(part: str) -> str:
    """The SQL of a file of the package's folder ``schema``."""
    return files("recount.ledger").joinpath("schema", f"{part}.sql").read_text("utf-8")


def version_of(name: str, meta: dict[str, str]) -> int:
    """The version of a ledger's format, as its `meta` tells it.

    Raises `LedgerError` where it is no ledger, or one of a later version.
    """
    told = meta.get("version", "")
    if meta.get("format") != FORMAT or not told.isdecimal():
        raise LedgerError(not_a_ledger(name))
    if int(told) > VERSION:
        raise LedgerError(
            f"{name} is written in version {told} of the ledger's format, and this recount "
            f"reads up to version {VERSION}: use the recount that wrote it, or a newer one"
        )
    return int(told)


def not_a_ledger(name: str) -> str:
    """That something is no ledger."""
    return f"{name} is not a ledger: give the path of a file that `recount add` made, or of a new one"
