"""The gazetteer: one index or several, looked up as one."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from recount.errors import GazetteerError
from recount.resolve.gazetteer.entries import Entry
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Index

PACKAGE, FILE = "recount_gazetteer", "places.index"
_REMEDY = "Install recount-gazetteer again: pip install --force-reinstall --no-deps recount-gazetteer"


class Gazetteer:
    """The places of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the best known first; spelling is folded (case, accents, apostrophes, hyphens)."""
        return tuple(map(self._index.entry, self._index.numbers(fold(name))))


def installed() -> Path:
    """The index that is installed; raises `GazetteerError` where there is none."""
    found = find_spec(PACKAGE)
    folders = [Path(folder) for folder in (found.submodule_search_locations or ())] if found is not None else []
    # A checkout holds the package beside recount's own source.
    beside = Path(__file__).parents[4] / "packages" / "recount-gazetteer" / "src" / PACKAGE
    path = next((folder / FILE for folder in (*folders, beside) if (folder / FILE).is_file()), None)
    if path is None:
        raise GazetteerError(f"{PACKAGE}: {FILE} is not installed. {_REMEDY}")
    return path


@cache
def default() -> Gazetteer:
    """The gazetteer that is installed with recount."""
    return Gazetteer(Index(installed()))


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Entry, ...]:
    """The places of that name in the default gazetteer, the best known first.

    >>> [(place.kind, place.country) for place in lookup("Donbas")]
    [('region', 'UA')]
    >>> lookup("Kharkov")[0].name
    'Kharkiv'
    """
    return default().lookup(name)
