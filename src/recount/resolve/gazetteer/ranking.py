"""Which of several places of one name is the best known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from recount.resolve.gazetteer.entries import Kind, Source
from recount.resolve.gazetteer.reach import kilometres

_WIDE: dict[Kind, int] = {"country": 40, "continent": 30, "sea": 20, "region": 20}
_METROPOLIS, _LISTED = 500_000, 10**9
_AROUND, _LEAST_KM = 1.5, 60.0


class Ranked(Protocol):
    """What the order of places goes by: fields of `Entry`."""

    @property
    def kind(self) -> Kind:
        """How wide."""

    @property
    def population(self) -> int:
        """People."""

    @property
    def source(self) -> Source:
        """Who says so."""

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-2."""

    @property
    def lat(self) -> float | None:
        """Degrees."""

    @property
    def lon(self) -> float | None:
        """Degrees."""

    @property
    def radius_km(self) -> float | None:
        """How far it reaches."""


P = TypeVar("P", bound=Ranked)


def ranked(places: Sequence[P]) -> list[P]:
    """Places of one name, the best known first.

    Countries come first, then continents, seas and regions, then recount's own list; then divisions and towns by
    population, where a division counts for less than a metropolis, and less than a town of its name that lies in it.
    """
    if len(places) == 1:
        return list(places)
    standing = [_standing(place) for place in places]
    for at, division in enumerate(places):
        if division.kind in {"admin1", "district"}:
            seats = (
                standing[seat] for seat, town in enumerate(places) if town.kind == "town" and _within(town, division)
            )
            standing[at] = min(standing[at], max(seats, default=standing[at] + 1) - 1)
    order = sorted(range(len(places)), key=lambda at: -standing[at])
    return [places[at] for at in order]


def _within(town: Ranked, division: Ranked) -> bool:
    """Whether a town lies in a division of its name, which is hardly ever round: about where that lies."""
    if town.country != division.country or None in {town.lat, town.lon, division.lat, division.lon}:
        return False
    reach = max(_LEAST_KM, _AROUND * (division.radius_km or 0))
    apart = kilometres((town.lat or 0, town.lon or 0), (division.lat or 0, division.lon or 0))
    return apart < reach


def _standing(place: Ranked) -> int:
    """What a place counts for beside others of its name."""
    if place.kind in _WIDE:
        return _WIDE[place.kind] * _LISTED
    if place.source == "recount":
        return _LISTED
    if place.kind == "admin1":
        return min(place.population, _METROPOLIS - 1)
    if place.kind == "district":
        return min(place.population, _METROPOLIS - 2)
    return place.population
