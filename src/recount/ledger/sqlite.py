"""A ledger in one SQLite file: opening, locking, and SQLite's errors in the ledger's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import sql
from recount.ledger.database import Value

FORMAT: Final = "recount ledger"
VERSION: Final = "2"
_NOT_A_LEDGER: Final = "{name} is not a ledger: give the path of a file that `recount add` made, or of a new one"


class SQLite:
    """A ledger's SQLite file; see `recount.ledger.database.Database` for the methods."""

    def __init__(self, path: Path, *, create: bool, writable: bool, patience: float) -> None:
        self.name = str(path)
        self._writable = writable
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
        tables = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if create and not tables:
            self._create()
        elif not {"meta", "entry"} <= tables:
            raise LedgerError(_NOT_A_LEDGER.format(name=self.name))
        meta = dict(self._connection.execute(sql.META))
        if meta.get("format") != FORMAT:
            raise LedgerError(_NOT_A_LEDGER.format(name=self.name))
        if meta.get("version") != VERSION:
            raise LedgerError(
                f"{self.name} is written in version {meta.get('version')} of the ledger's format, and this recount "
                f"reads version {VERSION}: use the recount that wrote it, or a newer one"
            )

    def _create(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.executescript(f"BEGIN IMMEDIATE;\n{schema()}\nCOMMIT;")
        with self.transaction():
            self.execute(sql.SET_META, "format", FORMAT)
            self.execute(sql.SET_META, "version", VERSION)

    def rows(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, one after another."""
        with _translated(self.name):
            yield from self._connection.execute(query, values)

    def execute(self, query: str, *values: Value) -> None:
        """Run one statement that finds nothing."""
        with _translated(self.name):
            self._connection.execute(query, values)

    def erase(self, query: str, *values: Value) -> None:
        """Run one statement that deletes, and overwrite what it deletes, in the file and in its log."""
        self.execute("PRAGMA secure_delete = ON")
        self.execute(query, *values)
        self._checkpoint()

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock; on leaving, keep everything or, after an exception, nothing."""
        return self._between("BEGIN IMMEDIATE")

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

    def problems(self) -> Iterator[str]:
        """What SQLite's integrity check finds wrong with the file, and guards that are gone or altered."""
        for (word,) in self.rows("PRAGMA integrity_check"):
            if word != "ok":
                yield str(word)
        written = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        fresh = sqlite3.connect(":memory:")
        fresh.executescript(schema())
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

    def _checkpoint(self) -> None:
        for _ in self.rows("PRAGMA wal_checkpoint(TRUNCATE)"):
            pass


def schema() -> str:
    """The SQL that makes a ledger's tables, indexes and triggers."""
    return files("recount.ledger").joinpath("schema.sql").read_text("utf-8")


def _connect(path: Path, *, writable: bool, patience: float) -> sqlite3.Connection:
    def connect(mode: str) -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?{mode}"
        return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)

    if writable:
        connection = connect("mode=rwc")
        connection.execute("PRAGMA synchronous = FULL")
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
            return LedgerError(_NOT_A_LEDGER.format(name=name))
        case sqlite3.SQLITE_READONLY:
            return LedgerError(f"{name} is read-only: copy it to where you may write, or change its permissions")
        case sqlite3.SQLITE_CANTOPEN:
            return LedgerError(f"{name} cannot be opened: does its folder exist, and may you write there?")
        case sqlite3.SQLITE_FULL:
            return LedgerError(f"{name} cannot grow: the disk is full; what was added before is safe")
        case _:
            return LedgerError(f"{name}: {error}")
