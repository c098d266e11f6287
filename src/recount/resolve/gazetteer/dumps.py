"""GeoNames' dumps: places, alternate names, and the codes of divisions.

Source: the readme of https://download.geonames.org/export/dump/, which names the columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from recount.resolve.gazetteer.features import kind_of
from recount.resolve.gazetteer.index import Key
from recount.resolve.gazetteer.reach import proper, town_radius_km
from recount.resolve.gazetteer.spool import Row

_NO_NAMES = frozenset(
    {"post", "link", "iata", "icao", "faac", "unlc", "wkdt", "tcid", "phon", "piny", "abbr", "fr_1793"}
)
_OWN_LANGUAGES = frozenset({"en", ""})
_COUNTRY = 2


class Spelling(Struct, frozen=True):
    """A further name of a place."""

    key: Key
    name: str
    own: bool


def place(fields: list[str], divisions: Mapping[str, int]) -> Row | None:
    """A line of a dump; `divisions` gives ids by code (``UA.08``, ``UA.08.6510``).

    None for what recount leaves out; raises `ValueError` where a line is not as it should be.

    >>> line = ["706448", "Kherson", "Kherson", "", "46.63695", "32.61458", "P", "PPLA", "UA", "", "08"]
    >>> place([*line, "", "", "", "66000", "", "5", "Europe/Kyiv", "2024-01-01"], {"UA.08": 706442}).parent
    ('geonames', 706442)
    """
    number, name, plain, others, lat, lon, heading, feature, country, _, first, second, *_ = fields
    kind = kind_of("geonames", f"{heading}.{feature}")
    if kind is None:
        return None
    population = int(fields[14] or 0)
    own = int(number)
    above = divisions.get(f"{country}.{first}.{second}") if kind != "district" else None
    if above is None and kind != "admin1":
        above = divisions.get(f"{country}.{first}")
    return Row(
        name=named(name),
        kind=kind,
        source="geonames",
        number=own,
        country=country_code(country),
        lat=degrees(lat, 90),
        lon=degrees(lon, 180),
        population=population,
        radius_km=town_radius_km(population) if kind == "town" else 0,
        names=(plain,) if plain else (),
        others=tuple(filter(proper, others.split(","))),
        parent=("geonames", above) if above is not None and above != own else None,
    )


def division(fields: list[str]) -> tuple[str, int] | None:
    """The code and id of a division: of a line of a dump, or of a list of codes; None for other lines."""
    if len(fields) == 4:
        return fields[0], int(fields[3])
    country, first, second = fields[8], fields[10], fields[11]
    code = {"ADM1": f"{country}.{first}", "ADM2": f"{country}.{first}.{second}"}.get(fields[7])
    return (code, int(fields[0])) if code is not None and fields[6] == "A" else None


def coded(fields: list[str]) -> list[Spelling]:
    """The names of a division in a list of codes."""
    _, name, plain, number = fields
    return [Spelling(("geonames", int(number)), one, own=True) for one in dict.fromkeys((name, plain)) if one]


def alternate(fields: list[str]) -> Spelling | None:
    """A line of alternate names; None for codes, links, and names outside the Latin alphabet."""
    _, number, language, name, preferred, *_ = fields
    if language in _NO_NAMES or not proper(name):
        return None
    return Spelling(("geonames", int(number)), name, own=preferred == "1" and language in _OWN_LANGUAGES)


def degrees(told: str, limit: int) -> float:
    """Degrees as told; raises `ValueError` where they lie on no globe.

    >>> degrees("91", 90)
    Traceback (most recent call last):
    ValueError: '91' is no degrees between -90 and 90
    """
    value = float(told)
    if not -limit <= value <= limit:
        raise ValueError(f"{told!r} is no degrees between -{limit} and {limit}")
    return value


def named(told: str) -> str:
    """A name as told; raises `ValueError` where there is none."""
    if not told.strip():
        raise ValueError("it has no name")
    return told


def country_code(told: str) -> str:
    """A country's code as told, which may be empty; raises `ValueError` for what is none."""
    if told and not (len(told) == _COUNTRY and told.isascii() and told.isalpha() and told.isupper()):
        raise ValueError(f"{told!r} is no code of a country")
    return told
