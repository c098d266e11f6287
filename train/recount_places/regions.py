"""Recount's own lists, ``lexicon/places.toml`` and ``nations.toml``, as the places of an index.

What GeoNames has too keeps GeoNames' id and gains the lists' spellings; regions and divisions lie where the lists say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import cos, radians

import numpy as np
from msgspec import Struct, structs

from recount.lexicon import load
from recount.lexicon.peoples import Nation, nations
from recount.resolve.gazetteer.entries import Kind, Source
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import BORROWED, NUMBER
from recount.resolve.gazetteer.reach import kilometres
from recount.resolve.gazetteer.spool import Key, Row
from recount.resolve.gazetteer.stored import row_of

_NEAR_KM = {"town": 30.0, "admin1": 400.0, "continent": 20_000.0}


class Listed(Struct, frozen=True):
    """A place of the list; degrees, km."""

    name: str
    names: tuple[str, ...]
    kind: Kind
    country: str
    lat: float
    lon: float
    radius_km: float = 0


class _List(Struct, frozen=True):
    places: tuple[Listed, ...]


def listed() -> tuple[Listed, ...]:
    """All places of ``lexicon/places.toml``."""
    return load("places", _List).places


class Known:
    """GeoNames' places, as an index of them has them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._own: dict[int, list[str]] = defaultdict(list)
        self._borrowed: dict[int, list[str]] = defaultdict(list)
        for key in index.names():
            for number in index.numbers(key) or ():
                (self._borrowed if number & BORROWED else self._own)[number & NUMBER].append(key)
        entries = [(number, index.entry(number)) for number in range(1, index.manifest.places + 1)]
        towns: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for number, entry in entries:
            if entry.kind == "town" and entry.lat is not None and entry.lon is not None:
                towns[entry.country or ""].append((number, entry.lat, entry.lon))
        self._towns = {country: np.array(held) for country, held in towns.items()}
        self.countries = {entry.country: number for number, entry in entries if entry.kind == "country"}
        self._numbers = {index.key(number): number for number, _ in entries}

    def same(self, names: tuple[str, ...], kind: Kind, country: str, near: tuple[float, float] | None) -> int | None:
        """The most populous place of that kind and country that has one of those names, and lies near."""
        found = {number & NUMBER for name in names for number in self._index.numbers(fold(name)) or ()}
        entries = [(self._index.entry(number), number) for number in found]
        alike = [
            (entry.population, number)
            for entry, number in entries
            if (entry.kind, entry.country or "") == (kind, country)
            and (near is None or kilometres(near, (entry.lat or 0.0, entry.lon or 0.0)) < _NEAR_KM[kind])
        ]
        return max(alike, default=(0, None))[1]

    def row(self, number: int) -> Row:
        """A place with all its names, as it was put in."""
        return structs.replace(
            row_of(self._index, number), names=tuple(self._own[number]), others=tuple(self._borrowed[number])
        )

    def around(self, country: str, point: tuple[float, float]) -> Key | None:
        """The division of the town of a country that lies nearest to a point."""
        held = self._towns.get(country)
        if held is None:
            return None
        places = held[:, 1:] - point
        apart = np.hypot(places[:, 0], places[:, 1] * cos(radians(point[0])))
        above = self._index.above(int(held[apart.argmin(), 0]))
        return self._index.key(above) if above is not None else None

    def number(self, key: Key) -> int:
        """The number of a place."""
        return self._numbers[key]

    def over(self, number: int, *, itself: bool = False) -> Iterator[Row]:
        """The divisions that a place lies in, or is."""
        above = number if itself else self._index.above(number)
        while above is not None:
            yield self.row(above)
            above = self._index.above(above)


def rows(known: Known) -> Iterator[Row]:
    """All places of the lists, and the divisions they lie in."""
    taken: dict[tuple[Source, int], Row] = {}
    for at, place in enumerate(listed(), 1):
        row = _place(place, at, known, taken)
        taken[row.key] = row
    # States that GeoNames has by name come first: of two of one code, the other is no more.
    states = sorted(nations(), key=lambda nation: known.same(_names(nation), "country", nation.code, None) is None)
    for at, nation in enumerate(states, len(taken) + 1):
        row = _nation(nation, at, known, taken)
        taken[row.key] = row
    return iter(taken.values())


def _place(place: Listed, at: int, known: Known, taken: dict[tuple[Source, int], Row]) -> Row:
    """A place of the list; the divisions over it are put among those taken."""
    names = (place.name, *place.names)
    middle = (place.lat, place.lon)
    number = known.same(names, place.kind, place.country, middle) if place.kind in _NEAR_KM else None
    row = known.row(number) if number is not None else None
    if row is None or number is None or _is_listed(row, taken):
        parent = known.around(place.country, middle) if place.kind in {"town", "site"} else None
        for over in known.over(known.number(parent), itself=True) if parent is not None else ():
            taken.setdefault(over.key, over)
        return Row(
            name=place.name,
            kind=place.kind,
            source="recount",
            number=at,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            names=place.names,
            parent=parent,
        )
    for over in known.over(number):
        taken.setdefault(over.key, over)
    row = structs.replace(row, names=(*row.names, *names))
    return structs.replace(row, lat=place.lat, lon=place.lon) if place.kind == "admin1" else _called(row, place.name)


def _is_listed(row: Row, taken: Mapping[tuple[Source, int], Row]) -> bool:
    """Whether an earlier place of the list has taken GeoNames' place; one there only for what lies in it is free."""
    return row.key in taken and taken[row.key] != row


def _called(row: Row, name: str) -> Row:
    """The place under the list's name; others know it by GeoNames'."""
    return structs.replace(row, name=name, names=(*row.names, row.name))


def _names(nation: Nation) -> tuple[str, ...]:
    return (nation.name, *nation.names)


def _nation(nation: Nation, at: int, known: Known, taken: Mapping[tuple[Source, int], Row]) -> Row:
    """A state; one that is no more lies where its successor lies."""
    names = _names(nation)
    number = known.countries.get(nation.code)
    if number is None:
        return Row(name=nation.name, kind="country", source="recount", number=at, country=nation.code, names=names)
    row = known.row(number)
    if row.key in taken:
        return structs.replace(row, name=nation.name, source="recount", number=at, names=names, others=())
    return _called(structs.replace(row, names=(*row.names, *names)), nation.name)
