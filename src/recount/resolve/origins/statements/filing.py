"""Reports filed under the keys of what is said in them, with notes on each: those which quote one statement meet.

The file is a copy of what follows from the reports, made anew whenever it is of no use.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recount.errors import OriginsBusyError, OriginsError
from recount.resolve.origins.statements.utterances import MEETING

NEAREST = 8
"""With how many reports filed before it, and how many after it, a report is compared by one key."""
FILE = "statements.sqlite"
MOST = 32
"""With how many reports one is compared at most: those that share the most with it."""
_SHIFT = 2**63  # keys are 64 bits without a sign, SQLite's numbers have one
_SCHEMA = """
    CREATE TABLE meta (rules TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
    CREATE TABLE report (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, has_words INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE noted (report INTEGER PRIMARY KEY, notes BLOB NOT NULL) STRICT;
    CREATE TABLE said (
      key INTEGER NOT NULL, report INTEGER NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (key, report)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX said_by_report ON said (report);
"""
_BESIDE = """
    SELECT * FROM (SELECT report, weight FROM said WHERE key = ?1 AND report < ?2 ORDER BY report DESC LIMIT ?3)
    UNION ALL
    SELECT * FROM (SELECT report, weight FROM said WHERE key = ?1 AND report > ?2 ORDER BY report LIMIT ?3)
"""


class Filing:
    """Reports by the keys of what is said in them (`utterances.utterance_keys`).

    In `folder`, or in memory (None). What was filed under other `rules` is forgotten. Every method raises only
    `recount.errors.OriginsError` and what comes below it.

    >>> with Filing(None, rules="1") as filing:
    ...     for report, keys in ("rpt:a", {7: 3}), ("rpt:b", {7: 3, 8: 1}), ("rpt:c", {8: 1}):
    ...         filing.file(report, keys, b"")
    ...     filing.near("rpt:a"), filing.near("rpt:b"), filing.near("rpt:c")
    (('rpt:b',), ('rpt:a',), ())
    """

    def __init__(self, folder: Path | None, *, rules: str, patience: float = 5.0) -> None:
        self._name = str(folder) if folder is not None else "the index in memory"
        with self._translated():
            self._held = sqlite3.connect(
                folder / FILE if folder is not None else ":memory:", timeout=patience, isolation_level=None
            )
            try:
                self._prepare(rules)
            except BaseException:
                self._held.close()
                raise

    def _prepare(self, rules: str) -> None:
        self._held.execute("PRAGMA journal_mode = WAL")
        self._held.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            tables = {name for (name,) in self._held.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if tables and list(self._held.execute("SELECT rules FROM meta")) == [(rules,)]:
                return
            for table in sorted(tables):
                self._held.execute(f"DROP TABLE {table}")
            for statement in _SCHEMA.split(";"):
                self._held.execute(statement)
            self._held.execute("INSERT INTO meta VALUES (?, 0, '')", (rules,))

    def __enter__(self) -> Filing:
        return self

    def __exit__(self, *_: object) -> None:
        with self._translated():
            self._held.close()

    def known(self, report: str) -> bool:
        """Whether a report was filed."""
        return self._number(report) is not None

    def speaking(self) -> int:
        """How many of the reports that were filed have words of their own."""
        with self._translated():
            ((speaking,),) = self._held.execute("SELECT count(*) FROM report WHERE has_words")
        return int(speaking)

    def filed_until(self) -> tuple[int, str]:
        """Up to which entry of what ledger all reports were filed, as was marked: its number and its hash."""
        with self._translated():
            ((seq, digest),) = self._held.execute("SELECT seq, hash FROM meta")
        return int(seq), str(digest)

    def mark(self, seq: int, digest: str) -> None:
        """Note that all reports up to an entry were filed."""
        with self._translated(), self._transaction():
            self._held.execute("UPDATE meta SET seq = ?, hash = ?", (seq, digest))

    def pass_over(self, reports: Iterable[str]) -> None:
        """Note reports that have no words of their own; nothing is said in them."""
        with self._translated(), self._transaction():
            rows = ((report,) for report in reports)
            self._held.executemany("INSERT OR IGNORE INTO report (id, has_words) VALUES (?, 0)", rows)

    def file(self, report: str, keys: Mapping[int, int], notes: bytes) -> None:
        """File a report with notes on it under these keys, each with what it weighs, in place of what was filed."""
        with self._translated(), self._transaction():
            self._held.execute(
                "INSERT INTO report (id, has_words) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET has_words = 1",
                (report,),
            )
            number = self._number(report)
            self._held.execute("INSERT OR REPLACE INTO noted VALUES (?, ?)", (number, notes))
            self._held.execute("DELETE FROM said WHERE report = ?", (number,))
            rows = ((key - _SHIFT, number, weight) for key, weight in sorted(keys.items()))
            self._held.executemany("INSERT INTO said VALUES (?, ?, ?)", rows)

    def notes(self, report: str) -> bytes | None:
        """The notes on a report; None where none were filed."""
        with self._translated():
            for (notes,) in self._held.execute("SELECT notes FROM noted WHERE report = ?", (self._number(report),)):
                return bytes(notes)
        return None

    def near(self, report: str) -> tuple[str, ...]:
        """The reports that share keys which weigh `MEETING` or more with one, in order of their ids; `MOST` of them.

        By each key it meets the `NEAREST` on either side of it, in the order in which reports were filed; of those that
        share as much, the nearest count.
        """
        number = self._number(report)
        shared: Counter[int] = Counter()
        with self._translated():
            for (key,) in self._held.execute("SELECT key FROM said WHERE report = ?", (number,)).fetchall():
                for other, weight in self._held.execute(_BESIDE, (key, number, NEAREST)):
                    shared[other] += weight
            met = [other for other, weight in shared.items() if weight >= MEETING]
            met = sorted(met, key=lambda other: (-shared[other], abs(other - (number or 0)), other))[:MOST]
            names = (self._held.execute("SELECT id FROM report WHERE number = ?", (other,)).fetchone() for other in met)
            return tuple(sorted(name for (name,) in names))

    def _number(self, report: str) -> int | None:
        with self._translated():
            for (number,) in self._held.execute("SELECT number FROM report WHERE id = ?", (report,)):
                return int(number)
        return None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._held.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._held.execute("COMMIT")
        except BaseException:
            if self._held.in_transaction:
                self._held.execute("ROLLBACK")
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise OriginsBusyError(f"another process is writing to {self._name}: wait for it to finish") from error
            raise OriginsError(
                f"{self._name} cannot be used: {error}; delete the folder, and the index is made anew"
            ) from error
