"""Recount's own lists, ``lexicon/places`` and ``nations.toml``, as the places of an index.

What GeoNames has too keeps GeoNames' id and gains the lists' spellings; regions and divisions lie where the lists say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import cos, radians

import numpy as np
from msgspec import structs

from recount.lexicon.geography import Place, places
from recount.lexicon.peoples import Nation, nations
from recount.resolve.gazetteer.entries import Kind
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Index, Key
from recount.resolve.gazetteer.layout import BORROWED, NUMBER
from recount.resolve.gazetteer.reach import kilometres
from recount.resolve.gazetteer.spool import Row
from recount.resolve.gazetteer.stored import row_of

_NEAR_KM = {"town": 30.0, "admin1": 400.0, "continent": 20_000.0}


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

    def meant(self, place: Place) -> int | None:
        """GeoNames' place that a place of the lists is: by id, else by kind, country, name and nearness."""
        source, _, number = place.id.partition(":")
        if source == "geonames" and ("geonames", int(number)) in self._numbers:
            return self._numbers["geonames", int(number)]
        kind: Kind = "admin1" if place.kind == "region" and place.country else place.kind
        return self.same(place.names, kind, place.country, (place.lat, place.lon)) if kind in _NEAR_KM else None

    def over(self, key: Key | None) -> Iterator[Row]:
        """A division of GeoNames, and those over it."""
        above = self._numbers.get(key) if key is not None else None
        while above is not None:
            yield self.row(above)
            above = self._index.above(above)


def rows(known: Known) -> Iterator[Row]:
    """All places of the lists, and the divisions they lie in."""
    taken: dict[Key, Row] = {}
    divisions: dict[tuple[str, str], Key] = {}
    for at, place in enumerate(sorted(places(), key=_order), 1):
        row = _place(place, at, known, taken, divisions)
        taken[row.key] = row
        if place.kind == "admin1" or place.code:
            divisions.setdefault((place.country, place.name), row.key)
    # States that GeoNames has by name come first: of two of one code, the other is no more.
    states = sorted(nations(), key=lambda nation: known.same(_names(nation), "country", nation.code, None) is None)
    for at, nation in enumerate(states, len(places()) + 1):
        row = _nation(nation, at, known, taken)
        taken[row.key] = row
    for row in [*taken.values()]:
        for over in known.over(row.parent):
            taken.setdefault(over.key, over)
    return iter(taken.values())


def _order(place: Place) -> bool:
    """Divisions come first, since others lie in them."""
    return place.kind not in {"admin1", "district"} and place.code is None


def _place(
    place: Place, at: int, known: Known, taken: Mapping[Key, Row], divisions: Mapping[tuple[str, str], Key]
) -> Row:
    """A place of the lists: GeoNames' where that has it, under the lists' name, or one of recount's own."""
    middle = (place.lat, place.lon)
    parent = divisions.get((place.country, place.admin1)) if place.admin1 is not None else None
    number = known.meant(place)
    row = known.row(number) if number is not None else None
    if row is None or row.key in taken:
        if parent is None and place.kind in {"town", "site"}:
            parent = known.around(place.country, middle)
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
    if place.kind == "region" and not place.id.startswith("geonames:"):  # a division that the lists know as a region
        return structs.replace(row, names=(*row.names, *place.names))
    names = (*row.names, row.name, *place.names)
    if parent is None or parent in {over.key for over in known.over(row.parent)}:
        parent = row.parent or parent
    row = structs.replace(row, name=place.name, kind=place.kind, names=names, parent=parent)
    # A town's point, and a continent's, is better known to GeoNames; the middle of a division is reckoned here.
    return structs.replace(row, lat=place.lat, lon=place.lon) if place.kind in {"admin1", "district"} else row


def _names(nation: Nation) -> tuple[str, ...]:
    return (nation.name, *nation.names)


def _nation(nation: Nation, at: int, known: Known, taken: Mapping[Key, Row]) -> Row:
    """A state; one that is no more lies where its successor lies."""
    names = _names(nation)
    number = known.countries.get(nation.code)
    if number is None:
        return Row(name=nation.name, kind="country", source="recount", number=at, country=nation.code, names=names)
    row = known.row(number)
    if row.key in taken:
        return structs.replace(row, name=nation.name, source="recount", number=at, names=names, others=())
    return structs.replace(row, name=nation.name, names=(*row.names, row.name, *names))
