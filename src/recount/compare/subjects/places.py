"""Which places are one, near, or within one another.

A place is told by its entry in the gazetteer, and by its name where it has none; a name that stands for one entry only
in a country is that entry. *Near* are places of a town's precision no further apart than the larger reaches, or a few
kilometres: a station and its town. A place *contains* another in the country, province or district that it is, and a
town what lies within its reach.

Source: UCDP GED codebook 24.1, where_prec.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import cos, floor, radians

from recount.compare.subjects.folding import folded
from recount.model import Place
from recount.resolve.relative.sphere import distance_km

_FINE, _DISTRICT, _PROVINCE, _COUNTRY = 2, 3, 4, 6
_NEAR_KM, _FURTHEST_KM = 3.0, 12.0
_CELL = 0.5

Ids = Mapping[tuple[str | None, str], str]
Spot = tuple[str | None, str]
"""The country and the key that a place is told by."""


def entries(places: Iterable[Place]) -> Ids:
    """The one entry that a name stands for in a country; a name of several entries is not there."""
    found: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for place in places:
        if place.gazetteer is not None:
            found[place.country, folded(place.name)].add(place.gazetteer)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def place_key(place: Place | None, ids: Ids) -> str | None:
    """What to tell a place by; nothing beside the country where it is no more than that."""
    if place is None or (place.country and place.precision == _COUNTRY):
        return None
    if place.gazetteer is not None:
        return place.gazetteer
    if place.relative is not None and place.lat is not None:
        return folded(place.relative.wording.exact)
    name = folded(place.name)
    return ids.get((place.country, name), name)


def apart_km(one: Place, other: Place) -> float | None:
    """How far apart the points of two places are; None where either has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km((one.lat, one.lon), (other.lat, other.lon))


def near(one: Place, other: Place) -> float | None:
    """How many km apart two places of a town's precision are, where one may be part of the other; else None."""
    km = apart_km(one, other)
    if km is None or not (_is_fine(one) and _is_fine(other)):
        return None
    return km if km <= _reach(one, other) else None


def contains(wide: Place, narrow: Place) -> bool:
    """Whether a place takes in another: a country its towns, a province those of its name, a town what is in its reach.

    >>> ukraine, dorno = (
    ...     Place(name=name, mention=None, country="UA", lat=None, lon=None, precision=precision)
    ...     for name, precision in (("Ukraine", 6), ("Dorno", 1)))
    >>> contains(ukraine, dorno), contains(dorno, ukraine)
    (True, False)
    """
    if wide.country != narrow.country or wide.country is None or _level(wide) <= _level(narrow):
        return _is_fine(wide) and _within_reach(wide, narrow)
    if _level(wide) >= _COUNTRY:
        return True
    if _level(wide) == _PROVINCE:
        return wide.admin1 is not None and wide.admin1 == narrow.admin1
    return _within_reach(wide, narrow)


def neighbours(spots: Mapping[Spot, Place]) -> Mapping[Spot, Mapping[Spot, float]]:
    """The places near each place, with how many km away; by a grid, so that few pairs are measured."""
    cells: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot, place in spots.items():
        if place.lat is not None and place.lon is not None and _is_fine(place):
            for cell in _cells(place.lat, place.lon):
                cells[cell].append(spot)
    found: defaultdict[Spot, dict[Spot, float]] = defaultdict(dict)
    for together in cells.values():
        for one, other in combinations(together, 2):
            km = near(spots[one], spots[other])
            if km is not None:
                found[one][other] = found[other][one] = km
    return found


def _cells(lat: float, lon: float) -> set[tuple[int, int]]:
    """The cells of the grid that lie within the furthest reach of a point, halved: two points near share one."""
    north = _FURTHEST_KM / 111.0
    east = north / max(0.05, cos(radians(lat)))
    sides = (-0.5, 0.5)
    return {(floor((lat + up * north) / _CELL), floor((lon + by * east) / _CELL)) for up in sides for by in sides}


def _is_fine(place: Place) -> bool:
    return place.precision is not None and place.precision <= _FINE


def _level(place: Place) -> int:
    return place.precision or 1


def _reach(one: Place, other: Place) -> float:
    return min(_FURTHEST_KM, max(_NEAR_KM, one.radius_km or 0.0, other.radius_km or 0.0))


def _within_reach(wide: Place, narrow: Place) -> bool:
    km = apart_km(wide, narrow)
    reach = wide.radius_km
    return km is not None and reach is not None and (narrow.radius_km or 0.0) < reach and km <= reach
