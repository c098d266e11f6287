"""A folder of copies: what is kept in it, what was kept, and whether that is whole."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self
from urllib.parse import urljoin

import msgspec
from msgspec import Struct

from recount import __version__, wire
from recount.errors import CopiesError
from recount.fetching.copies import records
from recount.fetching.copies.members import Member, Response, members, response_of
from recount.fetching.failures import Failed
from recount.fetching.fetcher import Fetched

INDEX: Final = ".index"
_SUFFIX: Final = ".warc.gz"
_LARGEST_FILE: Final = 1_000_000_000
_LARGEST_CONTENT: Final = 256 * 1024 * 1024
_VERSION: Final = 1
_HOPS: Final = 10


class Copy(Struct, frozen=True, kw_only=True):
    """A copy and where it lies: the file in the folder, the record in it by id and by place, in bytes.

    `kind` is what its server said it is (``Content-Type``). `digest` is the SHA-256 of the content, which is also the
    `digest` of the report that was read from it.
    """

    url: str
    at: datetime
    status: int
    leads_to: str | None
    kind: str | None
    digest: str
    file: str
    start: int
    length: int
    record: str


_COLUMNS: Final = Copy.__struct_fields__


class Problem(Struct, frozen=True, kw_only=True):
    """What is wrong in a folder of copies, and where."""

    file: str
    start: int
    detail: str


class Copies:
    """The copies in a folder, which is made where there is none; one process at a time writes to it.

    Raises `CopiesError` where the folder cannot be used, or another process uses it.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._out: BinaryIO | None = None
        self._name = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = (self.folder / ".lock").open("ab")
        except OSError as error:
            raise CopiesError(f"{self.folder}: copies cannot be kept there ({error.strerror})") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._index = _index(self.folder / INDEX)
            self._catch_up()
        except BlockingIOError as error:
            self._lock.close()
            raise CopiesError(f"{self.folder}: another process keeps copies there: wait for it to end") from error
        except (OSError, sqlite3.Error) as error:
            self._lock.close()
            raise CopiesError(f"{self.folder}: the copies cannot be used ({error})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        if self._out is not None:
            self._out.close()
        self._index.close()
        self._lock.close()

    def keep(self, fetched: Fetched) -> Copy:
        """Keep everything that was sent and received for a page, and tell where the page lies; it is on the disk then.

        Raises `CopiesError` where it cannot be written.
        """
        made: list[records.Written] = []
        copied: list[tuple[records.Written, Response]] = []
        for one in fetched.exchanges:
            answer = records.response(one)
            made += [answer, records.request(one, answer.record)]
            leads_to = one.header("location") if 300 <= one.status < 400 else None
            told = Response(
                record=answer.record,
                url=one.target.url,
                at=one.at,
                status=one.status,
                leads_to=leads_to,
                kind=one.header("content-type"),
                content=one.content,
            )
            copied.append((answer, told))
        return self._keep(made, copied, fetched.at)

    def keep_entry(self, html: bytes, url: str, source: Copy) -> Copy:
        """Keep an entry of a feed by itself, as the page that is read; `source` is the copy of the feed."""
        made = records.conversion(html, url, source.at, source.record)
        told = Response(record=made.record, url=url, at=source.at, kind=records.HTML, content=html)
        return self._keep([made], [(made, told)], source.at)

    def find(self, url: str, since: datetime | None = None) -> Copy | None:
        """The newest copy of the page at an address, over the redirects that were kept; none before `since`."""
        after = since.astimezone(UTC).isoformat() if since is not None else ""
        for _ in range(_HOPS):
            found = self._rows("url = ? AND at >= ? ORDER BY id DESC LIMIT 1", url, after)
            if not found:
                return None
            if found[0].status == 200:
                return found[0]
            if found[0].leads_to is None:
                return None
            url = urljoin(url, found[0].leads_to)
        return None

    def with_digest(self, digest: str) -> tuple[Copy, ...]:
        """The copies whose content has this SHA-256, the oldest first."""
        return tuple(self._rows("digest = ? AND status = 200 ORDER BY id", digest))

    def with_record(self, record: str) -> Copy | None:
        """The copy whose record has this id."""
        return next(iter(self._rows("record = ?", record)), None)

    def content(self, copy: Copy) -> bytes:
        """The content of a copy. Raises `CopiesError` where it does not lie there whole."""
        try:
            with (self.folder / copy.file).open("rb") as file:
                member = next(members(file, copy.start), None)
                found = response_of(member.data, _LARGEST_CONTENT) if member is not None else None
        except (OSError, Failed) as error:
            raise CopiesError(f"{self.folder / copy.file}: the copy of {copy.url} cannot be read ({error})") from error
        if found is None or not found.intact or wire.digest(found.content) != copy.digest:
            raise CopiesError(f"{self.folder / copy.file}: the copy of {copy.url} at byte {copy.start} is damaged")
        return found.content

    def problems(self) -> Iterator[Problem]:
        """What is wrong in the folder: every record is read, and held to its digests and to the index."""
        for name in self._names():
            indexed = {copy.start: copy for copy in self._rows("file = ? ORDER BY start", name)}
            with (self.folder / name).open("rb") as file:
                for member in members(file, 0):
                    known = indexed.pop(member.offset, None)
                    if (detail := _wrong(member, known)) is not None:
                        yield Problem(file=name, start=member.offset, detail=detail)
            for start, copy in indexed.items():
                yield Problem(file=name, start=start, detail=f"the copy of {copy.url} is gone")

    def _keep(self, made: list[records.Written], copied: list[tuple[records.Written, Response]], at: datetime) -> Copy:
        try:
            out = self._file(at)
            start = out.tell()
            places: dict[str, tuple[int, int]] = {}
            for one in made:
                places[one.record] = start, len(one.data)
                start += len(one.data)
            out.write(b"".join(one.data for one in made))
            out.flush()
            os.fsync(out.fileno())
            with self._index:
                for written, told in copied:
                    self._insert(told, *places[written.record])
                self._index.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (self._name, start))
        except (OSError, sqlite3.Error) as error:
            raise CopiesError(f"{self.folder}: a copy cannot be written ({error})") from error
        return self._rows("record = ? ORDER BY id DESC LIMIT 1", copied[-1][0].record)[0]

    def _file(self, at: datetime) -> BinaryIO:
        """The file to append to: that of the day, or the next one where it is full or its end is damaged."""
        day = f"{at.astimezone(UTC):%Y-%m-%d}"
        if self._out is not None and self._name.startswith(day) and self._out.tell() < _LARGEST_FILE:
            return self._out
        if self._out is not None:
            self._out.close()
            self._out = None
        number = 1
        while not self._may_append(self.folder / f"{day}-{number:05d}{_SUFFIX}"):
            number += 1
        self._name = f"{day}-{number:05d}{_SUFFIX}"
        self._out = (self.folder / self._name).open("ab")
        if self._out.tell() == 0:
            self._out.write(records.information(self._name, f"recount {__version__}", at).data)
        return self._out

    def _may_append(self, path: Path) -> bool:
        if not path.exists():
            return True
        size = path.stat().st_size
        return size < _LARGEST_FILE and self._indexed(path.name) == size

    def _names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob(f"*{_SUFFIX}"))

    def _indexed(self, name: str) -> int:
        row = self._index.execute("SELECT indexed FROM file WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row is not None else 0

    def _catch_up(self) -> None:
        """Index what is not yet, and cut off what a killed process left unfinished."""
        for name in self._names():
            path, indexed = self.folder / name, self._indexed(name)
            if path.stat().st_size <= indexed:
                continue
            with path.open("r+b") as file, self._index:
                for member in members(file, indexed):
                    if member.state == "cut short":
                        file.truncate(member.offset)
                    if member.state != "whole":
                        break
                    indexed = member.offset + member.length
                    if (found := _read(member)) is not None:
                        self._name = name
                        self._insert(found, member.offset, member.length)
                self._index.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, indexed))

    def _insert(self, told: Response, start: int, length: int) -> None:
        values = (
            told.url, told.at.isoformat(), told.status, told.leads_to, told.kind, wire.digest(told.content),
            self._name, start, length, told.record,
        )  # fmt: skip
        self._index.execute(f"INSERT INTO copy ({', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _rows(self, where: str, *values: str | int) -> list[Copy]:
        found = self._index.execute(f"SELECT {', '.join(_COLUMNS)} FROM copy WHERE {where}", values)
        return [msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Copy) for row in found]


def _index(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # what a loss of power takes from it is read from the files again
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        if version:
            connection.close()
            raise CopiesError(f"{path} was made by another version: delete it, and it is made anew")
        with connection:
            for statement in (files("recount.fetching.copies") / "schema.sql").read_text("utf-8").split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    return connection


def _read(member: Member) -> Response | None:
    """What a whole record holds; None where it is no copy, or one that cannot be read any more."""
    try:
        return response_of(member.data, _LARGEST_CONTENT)
    except (Failed, ValueError, TypeError):
        return None


def _wrong(member: Member, known: Copy | None) -> str | None:
    """What is wrong with a record; None where nothing is."""
    if member.state != "whole":
        return f"a record is {member.state}"
    found = _read(member)
    if found is None:
        return None if known is None else f"the copy of {known.url} cannot be read"
    if not found.intact:
        return f"the copy of {found.url} does not agree with its digests"
    if known is None:
        return f"the copy of {found.url} is not in the index: delete {INDEX}, and it is made anew"
    return None if wire.digest(found.content) == known.digest else f"the copy of {found.url} was changed"
