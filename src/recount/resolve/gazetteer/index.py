"""An index of places, mapped into memory from its file and shared by all processes that read it."""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import marisa_trie
import msgspec

from recount.errors import GazetteerError
from recount.resolve.gazetteer.entries import KINDS, SOURCES, Entry, Kind, Source
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.layout import DEGREE, NOTHING, NOWHERE, NUMBER, RECORD, SEVERAL, Manifest, Stretch

Key = tuple[Source, int]
Division = tuple[Kind, str]

_FEW, _REMEMBERED = 20_000, 4096
_Numbers = Callable[[str], Sequence[int] | None]
_Unpacked = tuple[int, int, int, int, int, int, int, int, int, int, int, bytes, int]


class Index:
    """The places of one file, by folded name.

    `numbers` gives the record numbers of the places of a folded name, the best known first, and nothing or None where
    there are none; `layout` says what `BORROWED` among them is. `added` says that it is made of files that were added.
    """

    def __init__(self, path: Path, divisions: Mapping[Key, Division] | None = None) -> None:
        """Map the file at `path`; raises `GazetteerError` where it is no index, or cannot be read.

        `divisions` has the kinds and names of divisions that another index knows better, by their keys.
        """
        self.path = path
        self._known = divisions or {}
        try:
            with path.open("rb") as file:
                self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            view = memoryview(self._held)
            self.manifest = Manifest.read(view)
            self.added = any(origin.digest for origin in self.manifest.origins)
            self._tries = [_trie(view[one.start : one.start + one.length]) for one in self.manifest.tries]
        except (OSError, ValueError, RuntimeError, msgspec.DecodeError) as error:
            raise GazetteerError(f"{path}: cannot be read as an index of places: {error}") from error
        heads, several = (view[slice(*part)].cast("I") for part in (self.manifest.heads, self.manifest.several))
        numbers = _numbers(self._tries, self.manifest.tries, heads, several)
        few = self.manifest.names < _FEW  # a dict of them is small, and several times as fast
        self.numbers: _Numbers = {name: numbers(name) for name in self.names()}.get if few else numbers
        self._records = self.manifest.records[0] - RECORD.size  # the first is number 1
        self._pool = self.manifest.pool[0]
        self._divisions = lru_cache(maxsize=_REMEMBERED)(self._divisions_from)

    def names(self) -> Iterator[str]:
        """Every folded name."""
        for trie in self._tries:
            yield from trie.iterkeys()

    def entry(self, number: int) -> Entry:
        """The place of that number."""
        name, lat, lon, population, parent, low, high, length, kind, origin, _, country, radius = self._unpack(number)
        source, own = SOURCES[origin], (high << 32) + low
        admin1, admin2 = self._divisions(parent)
        called = self._name(name, length)
        return Entry(
            name=called,
            kind=KINDS[kind],
            country=str(country, "ascii") if country != b"  " else None,
            lat=lat / DEGREE if lat != NOWHERE else None,
            lon=lon / DEGREE if lon != NOWHERE else None,
            population=population,
            admin1=admin1,
            admin2=admin2,
            id=f"{source}:{fold(called).replace(' ', '-') if source == 'recount' else own}",
            radius_km=float(radius) if radius else None,
            source=source,
        )

    def divisions(self) -> dict[Key, Division]:
        """The kinds and names of all that other places may lie in, by their keys."""
        found = {}
        wide = {KINDS.index("admin1"), KINDS.index("district"), KINDS.index("region")}
        for number in range(1, self.manifest.places + 1):
            name, _, _, _, _, _, _, length, kind, *_ = self._unpack(number)
            if kind in wide:
                found[self.key(number)] = (KINDS[kind], self._name(name, length))
        return found

    def key(self, number: int) -> Key:
        """The source of a place, and its number there."""
        _, _, _, _, _, low, high, _, _, source, *_ = self._unpack(number)
        return SOURCES[source], (high << 32) + low

    def told(self, number: int) -> bool:
        """Whether a place is not only repeated from another index."""
        return bool(self._unpack(number)[10])

    def above(self, number: int) -> int | None:
        """The number of the division that a place lies in."""
        parent = self._unpack(number)[4]
        return parent if parent != NOTHING else None

    def _unpack(self, number: int) -> _Unpacked:
        return RECORD.unpack_from(self._held, self._records + (number & NUMBER) * RECORD.size)

    def _name(self, at: int, length: int) -> str:
        return str(self._held[self._pool + at : self._pool + at + length], "utf-8")

    def _divisions_from(self, parent: int) -> tuple[str | None, str | None]:
        """The names of the first-level and the second-level division at and above a place.

        What the lists call a region is a first-level division to GeoNames, where no other is above: Crimea.
        """
        found: dict[Kind, str] = {}
        passed: set[int] = set()
        while parent != NOTHING and parent not in passed:  # a file may put two places into each other
            passed.add(parent)
            name, _, _, _, above, low, high, length, kind, source, *_ = self._unpack(parent)
            known = self._known.get((SOURCES[source], (high << 32) + low))
            kind_of, called = known or (KINDS[kind], self._name(name, length))
            found.setdefault(kind_of, called)
            parent = above
        return found.get("admin1") or found.get("region"), found.get("district")


def _trie(held: memoryview) -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.map(held)
    return trie


def _numbers(
    tries: Sequence[marisa_trie.Trie], stretches: Sequence[Stretch], heads: memoryview[int], several: memoryview[int]
) -> Callable[[str], Sequence[int]]:
    """What gives the record numbers of a folded name; a closure, since every name of a report goes through it."""
    finds = [trie.get for trie in tries]
    bases = [one.heads for one in stretches]
    firsts = [one.first for one in stretches[1:]]
    none: tuple[int, ...] = ()

    def numbers(key: str) -> Sequence[int]:
        stretch = bisect_right(firsts, key) if firsts else 0
        at = finds[stretch](key)
        if at is None:
            return none
        head = heads[bases[stretch] + at]
        if head < SEVERAL:
            return (head,)
        start = head - SEVERAL + 1
        return several[start : start + several[start - 1]]

    return numbers
