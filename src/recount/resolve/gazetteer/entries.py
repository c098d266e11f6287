"""What a gazetteer says of a place."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["site", "town", "district", "admin1", "region", "country", "sea", "continent"]
Source = Literal["geonames", "wof", "recount"]
KINDS: tuple[Kind, ...] = ("site", "town", "district", "admin1", "region", "country", "sea", "continent")
SOURCES: tuple[Source, ...] = ("geonames", "wof", "recount")


class Entry(Struct, frozen=True, cache_hash=True):
    """A place that a gazetteer knows.

    `name` is its name there; `kind` how wide it is (``district`` is a second-level division, ``admin1`` a first-level
    one); `country` ISO 3166 alpha-2 as the gazetteer has it, None where the place spans several; `lat` and `lon` are
    degrees, WGS 84; `population` people, 0 where unknown; `admin1` and `admin2` the names of the divisions it lies in;
    `id` is unique over all gazetteers (``geonames:703448``); `radius_km` about how far it reaches from that point;
    `source` who says so.
    """

    name: str
    kind: Kind
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    admin1: str | None = None
    admin2: str | None = None
    id: str = ""
    radius_km: float | None = None
    source: Source = "recount"
