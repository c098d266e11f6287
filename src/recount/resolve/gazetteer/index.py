"""An index of places, mapped into memory from its file and shared by all processes that read it."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from pathlib import Path

import marisa_trie
import msgspec

from recount.errors import GazetteerError
from recount.resolve.gazetteer.entries import KINDS, SOURCES, Entry
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.layout import (
    BORROWED,
    DEGREE,
    FOOTER,
    MAGIC,
    NOTHING,
    NOWHERE,
    NUMBER,
    RECORD,
    SEVERAL,
    Manifest,
)

_NONE: tuple[int, ...] = ()


class Index:
    """The places of one file, by folded name."""

    def __init__(self, path: Path) -> None:
        """Map the file at `path`; raises `GazetteerError` where it is no index, or cannot be read."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.manifest = _manifest(self._bytes)
            self._trie = marisa_trie.Trie()
            self._trie.mmap(str(path))
        except (OSError, ValueError, RuntimeError, msgspec.DecodeError) as error:
            raise GazetteerError(f"{path}: cannot be read as an index of places: {error}") from error
        view = memoryview(self._bytes)
        starts = {name: (start, start + length) for name, (start, length) in self.manifest.parts.items()}
        self._heads = view[slice(*starts["heads"])].cast("I")
        self._several = view[slice(*starts["several"])].cast("I")
        self._records, self._pool = starts["records"][0], starts["pool"][0]
        self._find = self._trie.get

    def numbers(self, key: str) -> Sequence[int]:
        """The record numbers of the places of a folded name, the best known first; see `layout` on `BORROWED`."""
        at = self._find(key)
        if at is None:
            return _NONE
        head = self._heads[at]
        if head < SEVERAL:
            return (head,)
        start = head - SEVERAL
        return self._several[start + 1 : start + 1 + self._several[start]]

    def entry(self, number: int) -> Entry:
        """The place of that number."""
        name, lat, lon, population, parent, low, high, length, kind, source, country, radius = self._unpack(number)
        admin1, admin2 = self._divisions(parent)
        called = str(self._bytes[self._pool + name : self._pool + name + length], "utf-8")
        own = fold(called).replace(" ", "-") if SOURCES[source] == "recount" else str((high << 32) + low)
        return Entry(
            name=called,
            kind=KINDS[kind],
            country=str(country, "ascii") if country != b"  " else None,
            lat=lat / DEGREE if lat != NOWHERE else None,
            lon=lon / DEGREE if lon != NOWHERE else None,
            population=population,
            admin1=admin1,
            admin2=admin2,
            id=f"{SOURCES[source]}:{own}",
            radius_km=float(radius) if radius else None,
            source=SOURCES[source],
        )

    def borrowed(self, number: int) -> bool:
        """Whether the name looked up is not the place's own."""
        return bool(number & BORROWED)

    def _unpack(self, number: int) -> tuple[int, int, int, int, int, int, int, int, int, int, bytes, int]:
        return RECORD.unpack_from(self._bytes, self._records + (number & NUMBER) * RECORD.size)

    def _divisions(self, parent: int) -> tuple[str | None, str | None]:
        """The names of the first-level and the second-level division that lie above a place."""
        found: dict[str, str] = {}
        while parent != NOTHING:
            name, _, _, _, above, _, _, length, kind, *_ = self._unpack(parent)
            found[KINDS[kind]] = str(self._bytes[self._pool + name : self._pool + name + length], "utf-8")
            parent = above
        return found.get("admin1"), found.get("district")


def _manifest(held: mmap.mmap) -> Manifest:
    """What the index says of itself; raises `ValueError` where it is none."""
    if len(held) < FOOTER.size:
        raise ValueError("too short")
    start, length, magic = FOOTER.unpack_from(held, len(held) - FOOTER.size)
    if magic != MAGIC:
        raise ValueError("it does not end as one")
    return msgspec.json.decode(held[start : start + length], type=Manifest)
