"""Places on their way into an index: kept and sorted on disk, so that a dump of any size needs little memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from recount.resolve.gazetteer.entries import KINDS, SOURCES, Kind, Source
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Key
from recount.resolve.gazetteer.layout import BORROWED
from recount.resolve.gazetteer.ranking import ranked

_KNOWN_BY_OTHER_NAMES, _SHORTEST_BORROWED = 50_000, 4
_LOCAL = frozenset({"site", "town", "district"})
_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -32000;
    CREATE TABLE row (
        source, number, told, population, kind, name, country, lat, lon, radius, above_source, above
    );
    CREATE TABLE spelling (source, number, name, own);
    CREATE TABLE record (
        at INTEGER PRIMARY KEY,
        source, number, told, population, kind, name, country, lat, lon, radius, above_source, above, parent,
        UNIQUE (source, number)
    );
"""
_FIELDS = "source, number, told, population, kind, name, country, lat, lon, radius, above_source, above"
# Of several rows with one key the first stays; records are numbered as they come.
_NUMBER = f"""
    INSERT OR IGNORE INTO record ({_FIELDS}) SELECT {_FIELDS} FROM row
    ORDER BY source, number, told DESC, population DESC, kind, name, country, lat, lon, radius, above_source, above
"""
_JOIN = """
    UPDATE record SET parent = (
        SELECT over.at FROM record over WHERE over.source = record.above_source AND over.number = record.above
    )
"""
_RECORDS = (
    "SELECT source, number, told, population, kind, name, country, lat, lon, radius, parent FROM record ORDER BY at"
)
_NAMES = """
    SELECT spelling.name, at, max(own), population, kind, source, country, lat, lon, radius
    FROM spelling JOIN record USING (source, number) GROUP BY spelling.name, at ORDER BY spelling.name, at
"""


class Row(Struct, frozen=True):
    """A place to be indexed: as `Entry`, but for its names and where it lies.

    `names` are its own besides `name`, `others` those it is called by elsewhere; `parent` is the key of the smallest
    division that it lies in. A `number` is unique within its source. `told` is False for what is only repeated from
    another index, so that its names here find it.
    """

    name: str
    kind: Kind
    source: Source
    number: int
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius_km: float = 0
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parent: Key | None = None
    told: bool = True

    @property
    def key(self) -> Key:
        """What no other place has."""
        return self.source, self.number


class Placed(Struct, frozen=True):
    """A place as it goes into its record; `kind` and `source` by number, `parent` a record."""

    source: int
    number: int
    told: int
    population: int
    kind: int
    name: str
    country: str
    lat: float | None
    lon: float | None
    radius: int
    parent: int | None


class _Named(Struct, frozen=True):
    """A place that goes by some name: its record, whether the name is its own, and what the order goes by."""

    at: int
    own: bool
    population: int
    kind: Kind
    source: Source
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None


class Spool:
    """Places put in, in any order; taken out as records, then by name."""

    def __init__(self, path: Path) -> None:
        """Keep what is put in in a new file at `path`, which the caller removes."""
        self._held = sqlite3.connect(path)
        self._held.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()

    def put(self, row: Row) -> None:
        """Add a place, or more names to one that is there: the one told counts, then the more populous."""
        over = (SOURCES.index(row.parent[0]), row.parent[1]) if row.parent is not None else (None, None)
        self._held.execute(
            f"INSERT INTO row ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                SOURCES.index(row.source),
                row.number,
                row.told,
                row.population,
                KINDS.index(row.kind),
                row.name,
                row.country,
                row.lat,
                row.lon,
                round(row.radius_km),
                *over,
            ),
        )
        self.spell(row.key, (row.name, *row.names), own=True)
        self.spell(row.key, row.others, own=False)

    def spell(self, key: Key, names: Iterable[str], *, own: bool) -> None:
        """Add names of a place: its own, or what it is called by elsewhere. Only names in Latin letters are kept."""
        shortest = 1 if own else _SHORTEST_BORROWED
        kept = [name for name in dict.fromkeys(map(fold, names)) if name.isascii() and len(name) >= shortest]
        source, number = SOURCES.index(key[0]), key[1]
        self._held.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?, ?)", [(source, number, name, own) for name in kept]
        )

    def records(self) -> Iterator[Placed]:
        """All places, in the order of their keys: the n-th goes into record n, the first being 1."""
        self._held.execute(_NUMBER)
        self._held.execute(_JOIN)
        for fields in self._held.execute(_RECORDS):
            yield Placed(*fields)

    def names(self) -> Iterator[tuple[str, list[int]]]:
        """Every folded name, in order, with the records of its places: the best known first, then as `BORROWED`."""
        for name, rows in groupby(self._held.execute(_NAMES), key=lambda row: str(row[0])):
            held = [_named(*row[1:]) for row in rows]
            own = [one for one in held if one.own]
            borrowed = [one for one in held if not one.own]
            yield name, [*(one.at for one in ranked(own)), *(one.at | BORROWED for one in ranked(borrowed))]


def _named(at: int, own: int, population: int, kind: int, source: int, *where: Any) -> _Named:
    """A place that goes by some name; large towns, and all that is wide, go by other names as by their own."""
    known = KINDS[kind] not in _LOCAL or (population >= _KNOWN_BY_OTHER_NAMES and KINDS[kind] == "town")
    return _Named(at, bool(own) or known, population, KINDS[kind], SOURCES[source], *where)
