"""Which of several places of one name is the best known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from recount.resolve.gazetteer.entries import Kind, Source

_WIDE: dict[Kind, int] = {"country": 40, "continent": 30, "sea": 20, "region": 20}
_METROPOLIS, _LISTED = 500_000, 10**9


class Ranked(Protocol):
    """What the order of places goes by."""

    @property
    def kind(self) -> Kind:
        """How wide."""

    @property
    def population(self) -> int:
        """People."""

    @property
    def source(self) -> Source:
        """Who says so."""


P = TypeVar("P", bound=Ranked)


def ranked(places: Sequence[P], lies_in: Callable[[P, P], bool]) -> list[P]:
    """Places of one name, the best known first.

    Countries come first, then continents, seas and regions, then recount's own list; then divisions and towns by
    population, where a division counts for less than a metropolis, and less than a town of its name that lies in it.
    `lies_in` says whether its first argument lies in its second.
    """
    standing = [_standing(place) for place in places]
    for at, division in enumerate(places):
        if division.kind in {"admin1", "district"}:
            seats = (
                standing[seat] for seat, town in enumerate(places) if town.kind == "town" and lies_in(town, division)
            )
            standing[at] = min(standing[at], max(seats, default=standing[at] + 1) - 1)
    order = sorted(range(len(places)), key=lambda at: -standing[at])
    return [places[at] for at in order]


def _standing(place: Ranked) -> int:
    """What a place counts for beside others of its name."""
    if place.kind in _WIDE:
        return _WIDE[place.kind] * _LISTED
    if place.source == "recount" and place.kind != "town":
        return _LISTED
    if place.kind == "admin1":
        return min(place.population, _METROPOLIS - 1)
    if place.kind == "district":
        return min(place.population, _METROPOLIS - 2)
    return place.population
