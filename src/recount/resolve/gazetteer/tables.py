"""Files of places: plain, gzipped or zipped, told apart by how many columns a line has."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

from msgspec import Struct

from recount.errors import InputError

Form = Literal["geonames", "alternates", "divisions", "whosonfirst"]
_FORMS: dict[int, Form] = {19: "geonames", 10: "alternates", 8: "alternates", 4: "divisions", 12: "whosonfirst"}
_BESIDE = ("readme", "iso-languagecodes")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_SAMPLE, _LONGEST = 1000, 1_000_000


class Line(Struct, frozen=True):
    """A line of a table: its number, from 1, and its fields."""

    number: int
    fields: list[str]


class Table(Struct, frozen=True):
    """A file of places: where it lies, what it is, its SHA-256, and about how many lines it has (None: unknown)."""

    path: Path
    form: Form
    digest: str
    expected: int | None

    def lines(self) -> Iterator[Line]:
        """Its lines; letters that are no UTF-8 become U+FFFD."""
        with _opened(self.path) as (stream, _):
            for number, line in enumerate(stream, 1):
                if not line.startswith("#"):
                    yield Line(number, line.rstrip("\r\n").split("\t"))


def table(path: Path) -> Table:
    """The table at `path`; raises `InputError` where there is none, or it is none that recount reads."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with _opened(path) as (stream, size):
            first = [line for line, _ in zip(stream, range(_SAMPLE), strict=False) if not line.startswith("#")]
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    columns = len(first[0].rstrip("\r\n").split("\t")) if first else 0
    form = _FORMS.get(columns)
    if form is None:
        raise InputError(
            f"{path}: is no table of places: its first line has {columns} columns. recount reads GeoNames' dumps (19 "
            "columns), alternateNamesV2 (10), codes of divisions (4), and tables of Who's On First (12)"
        )
    mean = sum(len(line.encode()) for line in first) / len(first)
    return Table(path, form, digest, None if size is None else max(1, round(size / mean)))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[str], int | None]]:
    """The text of a file, and how many bytes it has, where that is known before it is read."""
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
        file.seek(0)
        if start == _ZIP:
            with zipfile.ZipFile(file) as archive, archive.open(_member(path, archive)) as member:
                yield _text(member), archive.getinfo(member.name).file_size
        elif start.startswith(_GZIP):
            with gzip.open(file) as unpacked:
                yield _text(cast("BinaryIO", unpacked)), None
        else:
            yield _text(file), path.stat().st_size


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    """The one table in an archive: GeoNames puts a readme and a list of languages beside it."""
    names = [name for name in archive.namelist() if name.endswith(".txt") and not name.lower().startswith(_BESIDE)]
    if len(names) != 1:
        raise InputError(f"{path}: holds {len(names)} tables where one is expected; unpack it and add them one by one")
    return names[0]


def _text(stream: IO[bytes]) -> IO[str]:
    return io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
