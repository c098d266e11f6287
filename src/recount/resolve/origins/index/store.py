"""The sketches of an index, the reports they are of, and what joined families: in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from recount.errors import OriginsBusyError, OriginsError

FILE = "sketches.sqlite"
_LOCK = "writer.lock"
_FORMAT = "recount index of sketches 1"
_SCHEMA = f"""
    BEGIN;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sketch (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, body BLOB NOT NULL) STRICT;
    CREATE TABLE report (id TEXT PRIMARY KEY, sketch INTEGER NOT NULL, address TEXT) STRICT, WITHOUT ROWID;
    CREATE INDEX report_by_sketch ON report (sketch);
    CREATE INDEX report_by_address ON report (address) WHERE address IS NOT NULL;
    CREATE TABLE link (number INTEGER PRIMARY KEY, one INTEGER NOT NULL, other INTEGER NOT NULL) STRICT;
    CREATE TABLE segment (first INTEGER PRIMARY KEY, past INTEGER NOT NULL, file TEXT NOT NULL) STRICT;
    INSERT INTO meta VALUES ('format', '{_FORMAT}');
    COMMIT;
"""
_TABLES = {"meta", "sketch", "report", "link", "segment"}


class Row(NamedTuple):
    """Where a segment of postings lies: the numbers of its sketches, and its file."""

    first: int
    past: int
    file: str


class Store:
    """An open file of sketches. Every method raises only `recount.errors.OriginsError` and what comes below it."""

    def __init__(self, folder: Path | None, *, writable: bool, patience: float, fingerprint: str) -> None:
        """Open the file in a folder, or one in memory; a writer keeps others from writing until it is closed."""
        self.name = str(folder) if folder is not None else "the index in memory"
        self._lock = _locked(folder, patience) if folder is not None and writable else None
        try:
            with self._translated():
                self._held = _connected(folder, writable=writable, patience=patience)
                self._prepare(fingerprint, writable=writable)
        except BaseException:
            self.close()
            raise

    def _prepare(self, fingerprint: str, *, writable: bool) -> None:
        tables = {name for (name,) in self._held.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables and writable:
            self._held.executescript(_SCHEMA)
            self.tell("sketching", fingerprint)
        elif not tables >= _TABLES or self.told("format") != _FORMAT:
            raise self.unusable("it is no index of sketches, or another version's")
        elif self.told("sketching") != fingerprint:
            raise self.unusable("its sketches were made another way than this recount makes them")

    def close(self) -> None:
        """Let go of the file, and of the lock."""
        held: sqlite3.Connection | None
        for held in (getattr(self, "_held", None), self._lock):
            if held is not None:
                held.close()

    def unusable(self, why: object) -> OriginsError:
        """The error that says what is wrong with the index, and what to do."""
        return OriginsError(f"{self.name} cannot be used: {why}; delete the folder, and the index is made anew")

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[None]:
        """Keep everything or, after an exception, nothing; `lasting` waits until it is on the disk."""
        with self._translated():
            self._held.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
            self._held.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._held.execute("COMMIT")
            except BaseException:
                if self._held.in_transaction:
                    self._held.execute("ROLLBACK")
                raise

    def told(self, name: str) -> str | None:
        """What the index says of itself under a name."""
        for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", name):
            return str(value)
        return None

    def tell(self, name: str, value: str) -> None:
        """Have the index say something of itself."""
        with self._translated():
            self._held.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def count(self) -> int:
        """How many reports there are."""
        return self._number("SELECT count(*) FROM report")

    def sketches(self) -> int:
        """How many sketches there are: one more than the last number."""
        return self._past("sketch")

    def links(self) -> int:
        """How many links joined families."""
        return self._past("link")

    def linked(self, first: int) -> Iterator[tuple[int, int]]:
        """The links from one of them on."""
        return self._rows("SELECT one, other FROM link WHERE number >= ? ORDER BY number", first)

    def segments(self) -> list[Row]:
        """The segments of postings, in order."""
        return [Row(*row) for row in self._rows("SELECT first, past, file FROM segment ORDER BY first")]

    def found(self, report: str) -> tuple[int, str | None] | None:
        """The number of a report's sketch, and its address."""
        for number, address in self._rows("SELECT sketch, address FROM report WHERE id = ?", report):
            return number, address
        return None

    def number_with(self, digest: bytes) -> int | None:
        """The number of the sketch with a digest."""
        for (number,) in self._rows("SELECT number FROM sketch WHERE digest = ?", digest):
            return int(number)
        return None

    def number_at(self, address: str) -> int | None:
        """The number of the sketch of a report at an address."""
        for (number,) in self._rows("SELECT sketch FROM report WHERE address = ? LIMIT 1", address):
            return int(number)
        return None

    def body(self, number: int) -> tuple[bytes, bytes]:
        """A sketch's digest and body."""
        for digest, body in self._rows("SELECT digest, body FROM sketch WHERE number = ?", number):
            return digest, body
        raise self.unusable(f"sketch {number} is missing")

    def reports_of(self, number: int) -> list[str]:
        """The ids of the reports with a sketch, in order."""
        return [id_ for (id_,) in self._rows("SELECT id FROM report WHERE sketch = ? ORDER BY id", number)]

    def report_of(self, number: int, besides: str = "") -> str:
        """The first by id of the reports with a sketch; empty where there is none but `besides`."""
        sql = "SELECT id FROM report WHERE sketch = ? AND id <> ? ORDER BY id LIMIT 1"
        for (report,) in self._rows(sql, number, besides):
            return str(report)
        return ""

    def reports(self) -> Iterator[tuple[str, int, str | None]]:
        """Every report's id, the number of its sketch and its address, in order of the ids."""
        return self._rows("SELECT id, sketch, address FROM report ORDER BY id")

    def add_sketches(self, rows: Iterable[tuple[int, bytes, bytes]]) -> None:
        """Add sketches: number, digest, body."""
        self._held.executemany("INSERT INTO sketch VALUES (?, ?, ?)", rows)

    def add_reports(self, rows: Iterable[tuple[str, int, str | None]]) -> None:
        """Add reports: id, number of the sketch, address."""
        self._held.executemany("INSERT INTO report VALUES (?, ?, ?)", rows)

    def add_links(self, first: int, links: Sequence[tuple[int, int]]) -> None:
        """Add links, numbered from `first`."""
        rows = ((first + place, one, other) for place, (one, other) in enumerate(links))
        self._held.executemany("INSERT INTO link VALUES (?, ?, ?)", rows)

    def replace_segments(self, gone: Sequence[int], row: Row) -> None:
        """Have a segment stand for those that begin at the numbers in `gone`."""
        self._held.executemany("DELETE FROM segment WHERE first = ?", [(first,) for first in gone])
        self._held.execute("INSERT INTO segment VALUES (?, ?, ?)", row)

    def _past(self, table: str) -> int:
        """One more than the last number of a table, which has every number up to it."""
        past = self._number(f"SELECT coalesce(max(number) + 1, 0) FROM {table}")
        if past != self._number(f"SELECT count(*) FROM {table}"):
            raise self.unusable(f"numbers are missing from its table {table}")
        return past

    def _number(self, sql: str) -> int:
        for (number,) in self._rows(sql):
            return int(number)
        return 0

    def _rows(self, sql: str, *values: str | bytes | int) -> Iterator[tuple]:  # type: ignore[type-arg]
        with self._translated():
            yield from self._held.execute(sql, values)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """SQLite's errors in our words."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise _busy(self.name) from error
            if code == sqlite3.SQLITE_FULL:
                raise OriginsError(f"{self.name} cannot grow: the disk is full; make room, then try again") from error
            if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
                raise OriginsError(f"{self.name} cannot be opened ({error}): may you read and write there?") from error
            raise self.unusable(error) from error
        except UnicodeDecodeError as error:  # SQLite quotes a broken schema, and Python cannot read that
            raise self.unusable("its schema is no text any more") from error


def _busy(name: str) -> OriginsBusyError:
    return OriginsBusyError(f"another process is writing to {name}: wait for it to finish, then try again")


def _locked(folder: Path, patience: float) -> sqlite3.Connection:
    """A lock that the system lets go of when the process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OriginsError(f"{folder}: cannot be made: {error.strerror or error}") from error
    held = None
    try:
        held = sqlite3.connect(folder / _LOCK, timeout=patience, isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if held is not None:
            held.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise _busy(str(folder)) from error
        raise OriginsError(f"{folder}: cannot be written: {error}; delete the folder, and it is made anew") from error
    return held


def _connected(folder: Path | None, *, writable: bool, patience: float) -> sqlite3.Connection:
    if folder is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    path = folder / FILE
    if not writable and not path.exists():
        raise OriginsError(f"there is no index of sketches at {folder}: it is made when reports are placed")

    def connect(mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=patience, isolation_level=None)

    if writable:
        held = connect("mode=rwc")
        held.execute("PRAGMA page_size = 16384")  # a few bodies to a page
        held.execute("PRAGMA journal_mode = WAL")
        held.execute("PRAGMA cache_size = -64000")
        return held
    held = connect("mode=ro")
    try:
        held.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        held.close()
        no_room = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        # Where nobody can write there is no room for WAL's side files, and none is needed: all is in the one file.
        if no_room and not path.with_name(f"{path.name}-wal").exists():
            return connect("mode=ro&immutable=1")
        raise
    return held
