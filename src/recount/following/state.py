"""What is known between rounds, in one small file: feeds, entries and what became of them.

Each change is one transaction, and each leaves a state that the next round goes on from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from msgspec import Struct

from recount.errors import FollowingError
from recount.model import Refusal, Rejected

Progress = Literal["found", "kept", "recorded", "rejected"]
_VERSION: Final = 1
_PATIENCE_S: Final = 10.0
_WAITING: Final = "id, key, url, state, tries, found_at, record, details"

_ENTER: Final = (
    "INSERT INTO entry (key, revision, version, feed, url, host, state, found_at, next_at, record, details) "
    "SELECT ?, coalesce(max(revision), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM entry WHERE key = ?"
)


class FollowedFeed(Struct, frozen=True, kw_only=True):
    """A feed: `url` as it was given, `at_url` where it is now; times in seconds since 1970."""

    url: str
    at_url: str
    title: str | None
    etag: str | None
    modified: str | None
    interval_s: float
    next_at: float
    fetched_at: float | None
    failures: int
    failure: str | None
    gone: bool


class NewEntry(Struct, frozen=True, kw_only=True):
    """An entry to be entered: `record` is the id of its copy where there is one already."""

    key: str
    version: str
    url: str
    host: str
    record: str | None = None
    details: bytes | None = None


class Waiting(Struct, frozen=True, kw_only=True):
    """An entry that has no outcome yet; `details` are what its feed says of it, where it is read as it stands there."""

    id: int
    key: str
    url: str
    state: Progress
    tries: int
    found_at: float
    record: str | None
    details: bytes | None


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of an entry; `reason` and `detail` are those of its rejection."""

    id: int
    rejected: Rejected | None = None


class Tally(Struct, frozen=True, kw_only=True):
    """Entries by what became of them: all that came in are waiting, recorded or rejected."""

    waiting: int = 0
    recorded: int = 0
    rejected: int = 0

    @property
    def entries(self) -> int:
        """All that came in."""
        return self.waiting + self.recorded + self.rejected


class State:
    """What is known, in the file at a path, which is made where there is none. Raises `FollowingError`."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            self._connection = sqlite3.connect(self.path, _PATIENCE_S, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise FollowingError(f"{self.path}: what is known of feeds cannot be used ({error})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def follow(self, urls: Iterable[str], interval_s: float, now: float) -> None:
        """Enter feeds that are not known; they are due at once."""
        with self._changing() as change:
            for url in urls:
                change.execute(
                    "INSERT OR IGNORE INTO feed (url, at_url, interval_s, next_at) VALUES (?, ?, ?, ?)",
                    (url, url, interval_s, now),
                )

    def no_later(self, at: float, now: float) -> None:
        """That what is due after `at` is due now: a clock that ran far ahead, and was set back, put it there."""
        with self._changing() as change:
            change.execute("UPDATE feed SET next_at = ? WHERE next_at > ?", (now, at))
            change.execute("UPDATE entry SET next_at = ? WHERE state IN ('found', 'kept') AND next_at > ?", (now, at))

    def feeds(self) -> tuple[FollowedFeed, ...]:
        """All feeds that were ever followed, by address."""
        names = FollowedFeed.__struct_fields__
        return tuple(
            FollowedFeed(**{**dict(zip(names, row, strict=True)), "gone": bool(row[-1])})
            for row in self._all(f"SELECT {', '.join(names)} FROM feed ORDER BY url")
        )

    def known(self, keys: Sequence[str]) -> dict[str, tuple[int, str, str, Progress]]:
        """The newest revision of entries by key: its number, version, the feed that brought it, its state."""
        marks = ", ".join("?" * len(keys))
        query = f"SELECT key, max(revision), version, feed, state FROM entry WHERE key IN ({marks}) GROUP BY key"
        return {
            key: (revision, version, feed, state) for key, revision, version, feed, state in self._all(query, *keys)
        }

    def seen(self, feed: FollowedFeed, entries: Iterable[NewEntry], now: float) -> None:
        """Enter what a feed brought, and the feed as it is now, all or nothing."""
        with self._changing() as change:
            for one in entries:
                change.execute(
                    _ENTER,
                    (
                        one.key, one.version, feed.url, one.url, one.host,
                        "found" if one.record is None else "kept", now, now, one.record, one.details, one.key,
                    ),
                )  # fmt: skip
            names = [name for name in FollowedFeed.__struct_fields__ if name != "url"]
            sets = ", ".join(f"{name} = ?" for name in names)
            change.execute(
                f"UPDATE feed SET {sets} WHERE url = ?", (*(getattr(feed, name) for name in names), feed.url)
            )

    def waiting(self, now: float, most: int, most_of_host: int) -> tuple[Waiting, ...]:
        """Entries that have no outcome and are due, the oldest first, at most so many, and of one host."""
        query = (
            f"SELECT {_WAITING} FROM (SELECT {_WAITING}, row_number() OVER (PARTITION BY host ORDER BY id) AS place "
            "FROM entry WHERE state IN ('found', 'kept') AND next_at <= ?) WHERE place <= ? ORDER BY id LIMIT ?"
        )
        names = Waiting.__struct_fields__
        return tuple(Waiting(**dict(zip(names, row, strict=True))) for row in self._all(query, now, most_of_host, most))

    def kept(self, id: int, record: str) -> None:  # noqa: A002 - the column's own name
        """That an entry has a copy, by the id of its record."""
        with self._changing() as change:
            change.execute("UPDATE entry SET state = 'kept', record = ? WHERE id = ?", (record, id))

    def later(self, id: int, next_at: float, reason: Refusal) -> None:  # noqa: A002
        """That an entry could not be had this time, and when it is due again."""
        with self._changing() as change:
            change.execute(
                "UPDATE entry SET tries = tries + 1, next_at = ?, reason = ? WHERE id = ?", (next_at, reason, id)
            )

    def done(self, outcomes: Iterable[Outcome]) -> None:
        """What became of entries, all or nothing."""
        with self._changing() as change:
            for one in outcomes:
                told = one.rejected
                change.execute(
                    "UPDATE entry SET state = ?, reason = ?, detail = ?, details = NULL WHERE id = ?",
                    (
                        "recorded" if told is None else "rejected", told.reason if told is not None else None,
                        told.detail if told is not None else None, one.id,
                    ),
                )  # fmt: skip

    def next_at(self, urls: Sequence[str]) -> float | None:
        """When something is due: the first of these feeds, or of the entries that wait; None where nothing will be."""
        times = [feed.next_at for feed in self.feeds() if feed.url in set(urls) and not feed.gone]
        for (at,) in self._all("SELECT min(next_at) FROM entry WHERE state IN ('found', 'kept')"):
            times += [float(at)] if at is not None else []
        return min(times, default=None)

    def tally(self, feed: str | None = None) -> Tally:
        """Entries by what became of them, those of one feed or all."""
        where, values = ("WHERE feed = ?", (feed,)) if feed is not None else ("", ())
        counts = dict(self._all(f"SELECT state, count(*) FROM entry {where} GROUP BY state", *values))
        waiting = counts.get("found", 0) + counts.get("kept", 0)
        return Tally(waiting=waiting, recorded=counts.get("recorded", 0), rejected=counts.get("rejected", 0))

    def rejected(self, most: int) -> tuple[Rejected, ...]:
        """The entries that were rejected last, the newest first."""
        query = "SELECT url, reason, detail FROM entry WHERE state = 'rejected' ORDER BY id DESC LIMIT ?"
        return tuple(
            Rejected(where=url, reason=reason, detail=detail) for url, reason, detail in self._all(query, most)
        )

    def _all(self, query: str, *values: str | float | int) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise FollowingError(f"{self.path}: what is known of feeds cannot be read ({error})") from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise FollowingError(f"{self.path}: what is known of feeds cannot be written ({error})") from error

    def _prepare(self) -> None:
        for setting in ("journal_mode = WAL", "synchronous = FULL"):
            self._connection.execute(f"PRAGMA {setting}")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise FollowingError(f"{self.path} was made by a later recount: use that one")
        if version == 0:
            with self._changing() as change:
                for statement in (files("recount.following") / "schema.sql").read_text("utf-8").split(";\n"):
                    change.execute(statement)
                change.execute(f"PRAGMA user_version = {_VERSION}")
