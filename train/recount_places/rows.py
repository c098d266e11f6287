"""What GeoNames has, as the places of an index: towns, divisions, countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import pi, sqrt

from recount.lexicon.lists import words
from recount.resolve.gazetteer.index import Key
from recount.resolve.gazetteer.reach import Point, kilometres, proper, town_radius_km
from recount.resolve.gazetteer.respelling import bare
from recount.resolve.gazetteer.spool import Row
from recount_places.naming import plain
from recount_places.sources import City, Continent, Country, Division, Sources


def rows(found: Sources) -> Iterator[Row]:
    """All places of the index."""
    around = Around(found)
    towns = [
        Row(
            name=plain(city.name, city.countrycode),
            kind="town",
            source="geonames",
            number=city.geonameid,
            country=city.countrycode,
            lat=city.latitude,
            lon=city.longitude,
            population=city.population,
            radius_km=town_radius_km(city.population),
            names=(city.name,),
            others=tuple(_others(city)),
            parent=around.division(city),
        )
        for city in found.cities
    ]
    yield from towns
    yield from _divisions(found, towns)
    points: dict[str, list[Point]] = defaultdict(list)
    for city in found.cities:
        points[city.countrycode].append((city.latitude, city.longitude))
    yield from (
        _country(country, found.middles.get(country.iso) or _mean(points[country.iso])) for country in found.countries
    )
    yield from map(_continent, found.continents)


class Around:
    """Which division a town lies in."""

    def __init__(self, found: Sources) -> None:
        self._found = found
        self._codes = {one.geonameid: one.code[:2] for one in found.divisions if one.level == 1}
        self._near: dict[str, list[City]] = defaultdict(list)
        for city in found.cities:
            if city.geonameid in found.lies_in:
                self._near[city.countrycode].append(city)

    def division(self, city: City) -> Key | None:
        """GeoNames' division of a town; else that whose outline holds it, or that of a town of its country near by."""
        found = self._found
        number = found.lies_in.get(city.geonameid)
        if number is None:
            at = (city.latitude, city.longitude)
            number = found.outlines.holding(at)
            if self._codes.get(number or 0) != city.countrycode:
                near = ((kilometres(at, (one.latitude, one.longitude)), one) for one in self._near[city.countrycode])
                apart, nearest = min(near, key=lambda pair: pair[0], default=(_NEAR_KM, city))
                number = found.lies_in[nearest.geonameid] if apart < _NEAR_KM else None
        return ("geonames", number) if number is not None else None


def _others(city: City) -> Iterator[str]:
    """What a town is called besides: villages only by their names, since few of their spellings are in use."""
    if city.population < _TOWN:
        return
    yield from filter(proper, city.alternatenames)
    for name in (city.name, *filter(proper, city.alternatenames)):
        stem = bare(name, city.countrycode)
        if stem is not None:
            yield stem
    if city.countrycode == "PH":  # cities are written "San Carlos City" there
        yield f"{city.name} City"


def _without_kind(name: str) -> str:
    """The name of a division without the word for what it is: "Laurel" for "Laurel County"."""
    kinds = words("toponyms", "divisions")
    named = name.split()
    while len(named) > 1 and named[-1].casefold() in kinds:
        named.pop()
    return " ".join(named)


def _divisions(found: Sources, towns: Iterable[Row]) -> Iterator[Row]:
    """Divisions that a town lies in, at the middle of their towns, or of their outline where there is one."""
    above = {one.geonameid: one.parent for one in found.divisions}
    inside: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        at: int | None = town.parent[1] if town.parent is not None else None
        while at is not None:
            inside[at].append(town)
            at = above.get(at)
    fips = {state: number for number, _, state in (pair.partition(":") for pair in _FIPS_OF_STATES.split())}
    for one in found.divisions:
        held = inside[one.geonameid]
        points = [(town.lat, town.lon) for town in held if town.lat is not None and town.lon is not None]
        middle = (
            found.middles.get(_outline(one, fips)) or found.middles.get(f"geonames:{one.geonameid}") or _mean(points)
        )
        if middle is None:
            continue
        spread = sorted(kilometres(middle, point) for point in points)
        yield Row(
            name=plain(one.name, one.code[:2]),
            kind="admin1" if one.level == 1 else "district",
            source="geonames",
            number=one.geonameid,
            country=one.code[:2],
            lat=middle[0],
            lon=middle[1],
            population=sum(town.population for town in held),
            radius_km=max(5.0, spread[len(spread) * 9 // 10]) if spread else 5.0,
            names=(one.name, *((_without_kind(one.name),) if one.level == 1 else ())),
            others=tuple(filter(proper, (*one.others, _without_kind(one.name)))),
            parent=("geonames", one.parent) if one.parent is not None else None,
        )


def _outline(one: Division, fips: Mapping[str, str]) -> str:
    """What the outline of a division goes by."""
    country, state, *county = one.code.split(".")
    return "US:" + fips.get(state, "??") + "".join(county) if country == "US" else one.iso


def _mean(points: list[Point]) -> Point | None:
    """The middle of points; longitudes are taken about the first, so that none is on the far side."""
    if not points:
        return None
    _, first = points[0]
    east = [(lon - first + 180) % 360 - 180 for _, lon in points]
    lon = (first + sum(east) / len(east) + 180) % 360 - 180
    return sum(lat for lat, _ in points) / len(points), lon


def _country(country: Country, middle: Point | None) -> Row:
    lat, lon = middle or (None, None)
    return Row(
        name=country.name,
        kind="country",
        source="geonames",
        number=country.geonameid,
        country=country.iso,
        lat=lat,
        lon=lon,
        population=country.population,
        radius_km=max(1.0, sqrt(country.areakm2 / pi)),
        names=(country.name,),
    )


def _continent(continent: Continent) -> Row:
    return Row(
        name=continent.asciiName,
        kind="continent",
        source="geonames",
        number=continent.geonameId,
        lat=continent.lat,
        lon=continent.lng,
    )


_TOWN = 2_000
_NEAR_KM = 50.0
_FIPS_OF_STATES = (
    "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA 20:KS 21:KY "
    "22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH "
    "40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV 55:WI 56:WY"
)
