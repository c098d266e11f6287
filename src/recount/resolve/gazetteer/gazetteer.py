"""The gazetteer: recount's own list, GeoNames, and what was added, looked up as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from recount.address import on_server
from recount.errors import GazetteerError
from recount.resolve.gazetteer.entries import Entry
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import BORROWED
from recount.resolve.gazetteer.ranking import ranked
from recount.resolve.gazetteer.reach import kilometres
from recount.resolve.gazetteer.respelling import respellings

PACKAGE = "recount_gazetteer"
FILES = ("regions.index", "places.index")
_REMEDY = "Install recount-gazetteer again: pip install --force-reinstall --no-deps recount-gazetteer"
_REMEMBERED = 4096
_SHARE = 7
_SAME_KM = {"site": 1.0, "town": 4.0, "district": 30.0}

Found = tuple[Index, Sequence[int]]


class Gazetteer:
    """The places of several indexes; of a place that stands in two, the entry of the first counts."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        self.indexes = tuple(indexes)
        self._numbers = [(index, index.numbers) for index in indexes]
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    @classmethod
    def at(cls, *added: Path) -> Gazetteer:
        """What is installed, and the indexes at these paths, which know better than GeoNames' of the installed ones.

        Raises `GazetteerError` where one is missing or is none.
        """
        first, places = installed()
        lists = Index(first)
        divisions = lists.divisions()
        return cls([lists, *(Index(path, divisions) for path in (*added, places))])

    @classmethod
    def for_ledger(cls, ledger: str) -> Gazetteer:
        """What is installed, and what was added beside the ledger at that path; beside one on a server nothing lies."""
        if on_server(ledger):
            return default()
        added = beside(ledger)
        return cls.at(added) if added.exists() else default()

    def find(self, key: str) -> list[Found]:
        """The indexes that have a folded name, each with the numbers of its places."""
        found = []
        for index, numbers in self._numbers:
            held = numbers(key)
            if held:
                found.append((index, held))
        return found

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the best known first; spelling is folded (case, accents, apostrophes, hyphens).

        A name that is in no index is looked up as other romanizations write its Arabic article.

        >>> [(place.kind, place.country) for place in default().lookup("Tigray")]
        [('admin1', 'ET')]
        """
        return self._remembered(name)

    def _looked_up(self, name: str) -> tuple[Entry, ...]:
        key = fold(name)
        found = self.find(key) or next(filter(None, map(self.find, respellings(key))), [])
        if len(found) == 1 and not found[0][0].added:  # what is installed has each place once
            index, numbers = found[0]
            return _by_name(key, tuple(map(index.entry, numbers)))
        return _by_name(key, _merged(found)) if found else ()


def _merged(found: Sequence[Found]) -> tuple[Entry, ...]:
    """Places of one name from several indexes: each once, the best known first, those only called so last."""
    own: list[Entry] = []
    borrowed: list[Entry] = []
    for index, numbers in found:
        for number in numbers:
            entry = index.entry(number)
            if not any(_same(entry, other) for other in (*own, *borrowed)):
                (borrowed if number & BORROWED else own).append(entry)
    return (*ranked(own), *ranked(borrowed))


def _by_name(key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries with the one that is named so before a city that was once, or is elsewhere, called so.

    Chittagong was Islamabad, and Bihar Sharif is Bihar for short: a division, or a town of a fair share of the city's
    people, is better known by its own name.
    """
    if len(entries) == 1 or entries[0].kind != "town" or fold(entries[0].name) == key:
        return entries
    first = entries[0]
    own = (
        entry
        for entry in entries
        if fold(entry.name) == key
        and (entry.kind == "admin1" or (entry.kind == "town" and entry.population * _SHARE >= first.population))
    )
    best = next(own, first)
    return (best, *(entry for entry in entries if entry is not best))


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one name are one place: by id, or by kind, country and nearness."""
    if one.id == other.id:
        return True
    if one.kind != other.kind or one.country != other.country:
        return False
    return one.kind not in _SAME_KM or distance_km(one, other) < _SAME_KM[one.kind]


def distance_km(one: Entry, other: Entry) -> float:
    """How far two places lie apart, in km along the sphere; infinite where one has no coordinates.

    >>> round(distance_km(lookup("Kyiv")[0], lookup("Bucha")[0]))
    25
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def beside(ledger: str) -> Path:
    """Where the index of the places added for a ledger lies."""
    return Path(f"{ledger}.places")


def installed() -> tuple[Path, ...]:
    """The indexes that are installed; raises `GazetteerError` where one is missing."""
    found = find_spec(PACKAGE)
    folders = [Path(folder) for folder in (found.submodule_search_locations or ())] if found is not None else []
    # A checkout holds the package beside recount's own source.
    folders.append(Path(__file__).parents[4] / "packages" / "recount-gazetteer" / "src" / PACKAGE)
    paths = [next((folder / name for folder in folders if (folder / name).is_file()), None) for name in FILES]
    if None in paths:
        raise GazetteerError(f"{PACKAGE}: {FILES[paths.index(None)]} is not installed. {_REMEDY}")
    return tuple(path for path in paths if path is not None)


@cache
def default() -> Gazetteer:
    """The gazetteer that is installed with recount."""
    return Gazetteer.at()


_CHOSEN: ContextVar[Gazetteer | None] = ContextVar("gazetteer", default=None)


@contextmanager
def using(gazetteer: Gazetteer | None) -> Iterator[None]:
    """Look names up in this gazetteer meanwhile, in this thread; None: in the one that is installed."""
    token = _CHOSEN.set(gazetteer)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def in_use() -> Gazetteer:
    """The gazetteer that names are looked up in, here and now: what is remembered of names holds for it alone."""
    return _CHOSEN.get() or default()


def lookup(name: str) -> tuple[Entry, ...]:
    """The places of that name in the gazetteer in use, the best known first.

    >>> [(place.kind, place.country) for place in lookup("Donbas")]
    [('region', 'UA')]
    >>> lookup("Kharkov")[0].name
    'Kharkiv'
    """
    return in_use().lookup(name)
