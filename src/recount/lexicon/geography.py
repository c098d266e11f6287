"""Places that reports of conflict name and a gazetteer of towns lacks, or spells in another way: ``lexicon/places``.

Provinces, regions and war names, waters, sites and camps, villages too small for a gazetteer, and the English press's
spellings of towns that it has. Words for the people of a place are its demonyms and are not among its names.

A place's ``country`` is the ISO 3166-1 code that international usage files it under, "" where it spans several or lies
on a line between them. It is there to look places up by: nothing is asserted about borders, status or sovereignty. So
with names: those of either side of a dispute stand side by side, the commonest in English news first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from recount.lexicon import load

Kind = Literal["site", "town", "district", "admin1", "region", "sea", "continent"]
_REACH_KM: dict[Kind, float] = {"site": 1.0, "town": 5.0, "district": 30.0}


class Place(Struct, frozen=True):
    """A place of the lists.

    `names` are all its spellings, `name` first; `kind` how wide it is (``admin1`` is a first-level division,
    ``district`` one below, ``sea`` any water); `country` a look-up code or ""; `lat` and `lon` the middle of a region,
    the centre of a town, in degrees, WGS 84; `radius_km` about how far it reaches from there; `admin1` the first-level
    division that a town, site or district lies in, as its own entry is named; `demonyms` words for its people; `id`
    ``geonames:703448`` where GeoNames has it, else ``recount:donbas``; `code` GeoNames' of a first-level division.
    """

    name: str
    names: tuple[str, ...]
    kind: Kind
    country: str
    lat: float
    lon: float
    radius_km: float
    admin1: str | None
    demonyms: tuple[str, ...]
    id: str
    code: str | None


class _Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """A place as a list has it: `names` stand alone and before a term of the group, `shared` only before one."""

    name: str
    lat: float
    lon: float
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    radius_km: float | None = None
    admin1: str | None = None
    code: str | None = None
    geonames: int | None = None


class _Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Places of one kind; `terms` are words for such a division that follow its name: "Kherson oblast"."""

    source: str
    example: str
    kind: Kind
    places: tuple[_Listed, ...]
    country: str = ""
    terms: tuple[str, ...] = ()


class _Groups(Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[_Group, ...]


@cache
def places() -> tuple[Place, ...]:
    """All places of the lists.

    A name that a province shares with its chief town is the town's; the province's carries its term.

    >>> kherson, = [place for place in places() if place.code == "UA.08"]
    >>> kherson.names, kherson.id
    (('Kherson oblast', 'Kherson region', 'Kherson province'), 'geonames:706442')
    >>> [place.demonyms for place in places() if place.name == "Chechnya"]
    [('Chechen', 'Chechens')]
    """
    folder = files(__package__).joinpath("places")
    lists = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    groups = [group for name in lists for group in load(f"places/{name}", _Groups).groups]
    return tuple(_place(one, group) for group in groups for one in group.places)


def _place(listed: _Listed, group: _Group) -> Place:
    country = group.country if listed.country is None else listed.country
    reach = _REACH_KM.get(group.kind) if listed.radius_km is None else listed.radius_km
    return Place(
        name=listed.name,
        names=tuple(dict.fromkeys(_names(listed, group.terms))),
        kind=group.kind,
        country=country,
        lat=listed.lat,
        lon=listed.lon,
        radius_km=reach or 0.0,
        admin1=listed.admin1,
        demonyms=listed.demonyms,
        id=f"recount:{_slug(listed.name)}" if listed.geonames is None else f"geonames:{listed.geonames}",
        code=listed.code,
    )


def _names(listed: _Listed, terms: tuple[str, ...]) -> Iterator[str]:
    """The name, its spellings, and those before each term."""
    yield listed.name
    yield from listed.names
    for stem in (*listed.names, *listed.shared):
        if not stem.endswith(terms):
            yield from (f"{stem} {term}" for term in terms)


def _slug(name: str) -> str:
    """A name in lower-case ASCII with hyphens.

    >>> _slug("Be'eri"), _slug("São Paulo state")
    ('beeri', 'sao-paulo-state')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("'", "")
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
