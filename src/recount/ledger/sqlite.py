"""A ledger in one SQLite file: opening, locking, and SQLite's errors in the ledger's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import migrations, sql
from recount.ledger.database import FORMAT, VERSION, Stored, Value, not_a_ledger, schema, version_of

_SCHEMAS: Final = {1: ("sqlite_1",), VERSION: ("sqlite", "sqlite_claims")}
_PAGE_BYTES: Final = 8192  # a claim with what was decided about it fits in
_CACHE_KIB, _LOG_BYTES = 64 * 1024, 64 * 1024 * 1024
_STORED: Final = (
    f"SELECT seq, {', '.join(f'CAST({name} AS BLOB)' for name in sql.COLUMNS[1:])} "
    "FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq"
)


class SQLite:
    """A ledger's SQLite file; see `recount.ledger.database.Database` for the methods."""

    def __init__(self, path: Path, *, create: bool, writable: bool, patience: float) -> None:
        self.name = self.where = str(path)
        self.beside: Path | None = path
        self.version = VERSION
        self._writable = writable
        self._projected = False
        if not path.exists() and not (create and writable):
            raise LedgerError(f"there is no ledger at {path}: `recount add` makes one")
        with _translated(self.name):
            self._connection = _connect(path, writable=writable, patience=patience)
            try:
                self._prepare(create=create and writable)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, *, create: bool) -> None:
        # Bytes that are not UTF-8 any more must reach the check of the digest, not stop the reading.
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        if create and not self._tables():
            self._create()
        if not {"meta", "entry"} <= self._tables():
            raise LedgerError(not_a_ledger(self.name))
        self.version = self._told_version()

    def _tables(self) -> set[str]:
        return {name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    def _told_version(self) -> int:
        return version_of(self.name, dict(self._connection.execute(sql.META)))

    def _create(self) -> None:
        self._connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        self._connection.execute("PRAGMA journal_mode = WAL")
        with self._between("BEGIN IMMEDIATE"):
            if self._tables():  # another process was quicker
                return
            for part in _SCHEMAS[VERSION]:
                self.make(schema(part))
            self.execute(sql.SET_META, "format", FORMAT)
            self.execute(sql.SET_META, "version", str(VERSION))

    def rows(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, one after another."""
        with _translated(self.name):
            yield from self._connection.execute(query, values)

    stream = rows

    def stored(self, after: int, until: int) -> Iterator[Stored]:
        """The entries with numbers above `after`, up to `until`, in order, as they are stored."""
        with _translated(self.name):
            yield from self._connection.execute(_STORED, (after, until))

    def execute(self, query: str, *values: Value) -> None:
        """Run one statement that finds nothing."""
        with _translated(self.name):
            self._connection.execute(query, values)

    def erase(self, query: str, *values: Value) -> None:
        """Run one statement that deletes, and overwrite what it deletes, in the file and in its log.

        Raises `LedgerBusyError` where the log cannot be overwritten yet, as others read it.
        """
        self.execute("PRAGMA secure_delete = ON")
        self.execute(query, *values)
        if self._checkpoint():
            raise LedgerBusyError(
                f"{self.name}: it is deleted, but the ledger's log may still hold it while others read the ledger: "
                "write to the ledger when they are done, and the log is overwritten"
            )

    def make(self, script: str) -> None:
        """Run the statements of a script inside the transaction that is open."""
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""

    def insert(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
        """Add rows to a table, in their order."""
        adding = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        with _translated(self.name):
            self._connection.executemany(adding, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock; on leaving, keep everything or, after an exception, nothing."""
        with self._between("BEGIN IMMEDIATE"):
            if self.version < VERSION:
                self._bring_forward()
            yield
        self.version = VERSION

    def _bring_forward(self) -> None:
        if self._projected:
            for name in migrations.PROJECTION:
                self.execute(f"DROP TABLE temp.{name}")
            self._projected = False
        if self._told_version() < VERSION:  # no other process was quicker
            migrations.bring_forward(self)

    def snapshot(self) -> AbstractContextManager[None]:
        """See the ledger as it stands now, whatever others add meanwhile."""
        return self._between("BEGIN")

    @contextmanager
    def _between(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    def projected(self) -> None:
        """See to it that claims can be looked up; of a file of an older version, in tables that are not in the file."""
        if self.version < VERSION and not self._projected:
            migrations.project_aside(self)
            self._projected = True

    def problems(self) -> Iterator[str]:
        """What SQLite's integrity check finds wrong with the file, and guards that are gone or altered."""
        for (word,) in self.rows("PRAGMA integrity_check"):
            if word != "ok":
                yield str(word)
        written = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        fresh = sqlite3.connect(":memory:")
        for part in _SCHEMAS[self.version]:
            fresh.executescript(schema(part))
        here = set(self.rows(written))
        for kind, name, made in fresh.execute(written):
            if (kind, name, made) not in here:
                yield f"the {kind} {name} is missing or was altered"
        fresh.close()

    def close(self) -> None:
        """Write everything to the one file and let go."""
        with _translated(self.name):
            try:
                if self._writable:
                    self._checkpoint()
            finally:
                self._connection.close()

    def _checkpoint(self) -> bool:
        """Write the log into the file and empty it; whether others kept it from that."""
        ((busy, *_),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return bool(busy)


def _connect(path: Path, *, writable: bool, patience: float) -> sqlite3.Connection:
    def connect(mode: str) -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?{mode}"
        return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)

    if writable:
        connection = connect("mode=rwc")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # Pages of the indexes are written many times to the log before they are written once to their place.
        ((page,),) = connection.execute("PRAGMA page_size").fetchall()
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_BYTES // page}")
        return connection
    connection = connect("mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        no_room = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        # Where nobody can write there is no room for WAL's side files, and none is needed: all is in the one file.
        if no_room and not path.with_name(f"{path.name}-wal").exists():
            return connect("mode=ro&immutable=1")
        raise
    return connection


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(name, error) from error
    except UnicodeDecodeError as error:  # SQLite quotes a broken schema in its message, and Python cannot read that
        raise LedgerDamagedError(
            f"{name} is malformed (its schema is no text any more): restore it from a copy"
        ) from error


def _in_our_words(name: str, error: sqlite3.Error) -> LedgerError:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusyError(f"another process is writing to {name}: wait for it to finish, then try again")
        case sqlite3.SQLITE_CORRUPT:
            return LedgerDamagedError(f"{name} is malformed ({error}): restore it from a copy")
        case sqlite3.SQLITE_NOTADB:
            return LedgerError(not_a_ledger(name))
        case sqlite3.SQLITE_READONLY:
            return LedgerError(f"{name} is read-only: copy it to where you may write, or change its permissions")
        case sqlite3.SQLITE_CANTOPEN:
            return LedgerError(f"{name} cannot be opened: does its folder exist, and may you write there?")
        case sqlite3.SQLITE_FULL:
            return LedgerError(
                f"{name} cannot grow: the disk is full; what was added before is safe: make room, then do this again"
            )
        case sqlite3.SQLITE_IOERR:
            return LedgerError(
                f"{name} cannot be read or written ({error}): is the disk full, a quota used up, or the disk failing? "
                "What was added before is safe: make room, or copy the file elsewhere, then do this again"
            )
        case _:
            return LedgerError(f"{name}: {error}")
