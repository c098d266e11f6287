"""Tables of Who's On First: id, GeoNames id, Wikidata id, placetype, name, latitude, longitude, population, country,
region id, county id, other names joined by ``|``; ids may be missing.

A place that GeoNames has goes by GeoNames' id, so that it is one with GeoNames' record.
"""

from __future__ import annotations

from collections.abc import Mapping

from recount.resolve.gazetteer.dumps import country_code, degrees, named
from recount.resolve.gazetteer.features import kind_of
from recount.resolve.gazetteer.index import Key
from recount.resolve.gazetteer.reach import proper, town_radius_km
from recount.resolve.gazetteer.spool import Row

_DIVISIONS = frozenset({"admin1", "district"})


def key(fields: list[str]) -> Key:
    """What a place goes by: GeoNames' id if it has one, else its own.

    >>> key(["101919443", ""]), key(["101919435", "282457"])
    (('wof', 101919443), ('geonames', 282457))
    """
    return ("geonames", int(fields[1])) if fields[1] else ("wof", int(fields[0]))


def division(fields: list[str]) -> tuple[int, Key] | None:
    """The id of a division and what it goes by; None for other places."""
    return (int(fields[0]), key(fields)) if kind_of("whosonfirst", fields[3]) in _DIVISIONS else None


def place(fields: list[str], divisions: Mapping[int, Key]) -> Row | None:
    """A line of a table; None for what recount leaves out; raises `ValueError` where a line is not as it should be."""
    number, _, _, placetype, name, lat, lon, people, country, region, county, others = fields
    kind = kind_of("whosonfirst", placetype)
    if kind is None:
        return None
    source, own = key(fields)
    population = int(float(people or 0))
    over = [divisions.get(int(one)) for one in (county, region) if one and one != number]
    return Row(
        name=named(name),
        kind=kind,
        source=source,
        number=own,
        country=country_code(country),
        lat=degrees(lat, 90),
        lon=degrees(lon, 180),
        population=population,
        radius_km=town_radius_km(population) if kind == "town" else 0,
        others=tuple(filter(proper, others.split("|"))),
        parent=next((one for one in over if one is not None and one != (source, own)), None),
    )
