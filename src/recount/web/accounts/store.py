"""The file of the accounts: a small SQLite database of its own, which only its owner may read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import Final

from recount.errors import AccountsError

Value = str | int | bytes | None
Row = tuple[Value, ...]
_FORMAT, _VERSION = "recount accounts", "1"
_PATIENCE_S: Final = 5.0
_OWNER_ONLY: Final = 0o600


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """The accounts in the file at a path; one object serves all threads. No file: nobody has an account.

    The file is made by the first change, readable to its owner alone. `now` tells the time.

    >>> Accounts("nowhere.accounts").rows("SELECT * FROM user")
    []
    """

    def __init__(self, path: str | Path, *, now: Callable[[], datetime] = _utc_now) -> None:
        self.path = Path(path)
        self._now = now
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None

    def now(self) -> int:
        """The present, in seconds since 1970."""
        return int(self._now().timestamp())

    def rows(self, query: str, *values: Value) -> list[Row]:
        """What a query finds; nothing where there is no file yet. Raises `AccountsError`."""
        with self._lock, self._translated():
            if self._connection is None and not self.path.exists():
                return []
            return self._open().execute(query, values).fetchall()

    @contextmanager
    def changing(self) -> Iterator[Callable[..., int]]:
        """Hold the write lock; gives what runs a statement and tells how many rows it changed. All is kept, or nothing.

        Raises `AccountsError` where the file cannot be written to.
        """
        with self._lock, self._translated():
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield lambda query, *values: connection.execute(query, values).rowcount
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            _keep_to_owner(self.path)
            connection = sqlite3.connect(self.path, _PATIENCE_S, isolation_level=None, check_same_thread=False)
            try:
                _prepare(connection, self.path)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise AccountsError(f"{self.path}: the accounts cannot be used: {error}") from error
        except OSError as error:
            raise AccountsError(f"{self.path}: the accounts cannot be opened: {error.strerror}") from error


def _keep_to_owner(path: Path) -> None:
    """Make the file where there is none, and take it from all but its owner; SQLite's side files follow it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    try:
        if os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, _OWNER_ONLY)
    finally:
        os.close(descriptor)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # secure_delete: what is deleted, old hashes too, is overwritten. FULL: what was revoked stays so after a power cut.
    for setting in ("foreign_keys = ON", "secure_delete = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        for statement in (files("recount.web.accounts") / "schema.sql").read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("format", _FORMAT), ("version", _VERSION)])
    told = dict(connection.execute("SELECT name, value FROM meta")) if not tables or "meta" in tables else {}
    connection.execute("COMMIT")
    if told.get("format") != _FORMAT:
        raise AccountsError(f"{path} holds something else than accounts: name another file")
    if told.get("version") != _VERSION:
        raise AccountsError(f"{path} was made by a later recount: use that one")
