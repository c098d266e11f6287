"""Sources joined to the places of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import asin, cos, pi, radians, sin, sqrt

from msgspec import structs

from recount.lexicon.peoples import nations
from recount.resolve.gazetteer.entries import Source
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.writing import Row
from recount_places.lexicon import Listed, listed
from recount_places.sources import Country, Division, Sources

Point = tuple[float, float]
_PER_KM2 = 4_000
_NEAR_KM = {"town": 30.0, "admin1": 400.0}


def rows(found: Sources) -> list[Row]:
    """All places of the index."""
    towns = [
        Row(
            name=city.name,
            kind="town",
            source="geonames",
            number=city.geonameid,
            country=city.countrycode,
            lat=city.latitude,
            lon=city.longitude,
            population=city.population,
            radius_km=max(1.0, sqrt(city.population / _PER_KM2 / pi)),
            others=tuple(name for name in dict.fromkeys(city.alternatenames) if _proper(name)),
            parent=("geonames", found.lies_in[city.geonameid]) if city.geonameid in found.lies_in else None,
        )
        for city in found.cities
    ]
    named = [*towns, *_divisions(found, towns)]
    own, taken = _listed(named)
    kept = [taken.get(row.key, row) for row in named]
    return [*kept, *own, *_countries(found)]


def _proper(name: str) -> bool:
    """Whether a spelling is a name in Latin letters: no code ("LAX"), no letters spelt out by a machine ("swldw")."""
    code = len(name) < 5 and name.isupper()
    starts = name[:1].isalnum() or name[:1] in "'‘’ʻ"
    return starts and not code and any(map(str.isupper, name)) and fold(name).isascii()


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
        middle = found.outlined.get(_outline(one, fips)) or _mean(points)
        if middle is None:
            continue
        spread = sorted(kilometres(middle, point) for point in points)
        yield Row(
            name=one.name,
            kind="admin1" if one.level == 1 else "district",
            source="geonames",
            number=one.geonameid,
            country=one.code[:2],
            lat=middle[0],
            lon=middle[1],
            population=sum(town.population for town in held),
            radius_km=max(5.0, spread[len(spread) * 9 // 10]) if spread else 5.0,
            others=tuple(name for name in one.others if _proper(name)),
            parent=("geonames", one.parent) if one.parent is not None else None,
        )


def _outline(one: Division, fips: Mapping[str, str]) -> str:
    """What the outline of a division goes by."""
    country, state, *county = one.code.split(".")
    return "US:" + fips.get(state, "??") + "".join(county) if country == "US" else ""


def _mean(points: list[Point]) -> Point | None:
    """The middle of points; longitudes are taken about the first, so that none is on the far side."""
    if not points:
        return None
    _, first = points[0]
    east = [(lon - first + 180) % 360 - 180 for _, lon in points]
    lon = (first + sum(east) / len(east) + 180) % 360 - 180
    return sum(lat for lat, _ in points) / len(points), lon


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance of two points, in km."""
    (lat, lon), (lat2, lon2) = one, other
    north, east = radians(lat2 - lat), radians(lon2 - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _listed(named: list[Row]) -> tuple[list[Row], dict[tuple[Source, int], Row]]:
    """Recount's own list: what GeoNames lacks, and GeoNames' places under recount's name, point and spellings."""
    by_name: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in named:
        for name in {fold(name) for name in (row.name, *row.others)}:
            by_name[row.kind, row.country, name].append(row)
    own, taken = [], {}
    for number, place in enumerate(listed(), 1):
        same = _same(place, by_name)
        if same is None or same.key in taken:
            own.append(place.row(number))
        else:
            others = tuple(dict.fromkeys((*same.others, same.name)))
            taken[same.key] = structs.replace(same, name=place.name, names=place.names, others=others)
    return own, taken


def _same(place: Listed, by_name: Mapping[tuple[str, str, str], list[Row]]) -> Row | None:
    """GeoNames' place that is meant, if it has one: of that kind, country and name, and near."""
    if place.kind not in _NEAR_KM:
        return None
    keys = [(place.kind, place.country, fold(name)) for name in (place.name, *place.names)]
    there = [row for key in keys for row in by_name.get(key, ())]
    far = {row.key: kilometres((place.lat, place.lon), (row.lat or 0, row.lon or 0)) for row in there}
    near = [row for row in there if far[row.key] < _NEAR_KM[place.kind]]
    return max(near, key=lambda row: row.population, default=None)


def _countries(found: Sources) -> Iterator[Row]:
    """The states of the lexicon, and what else has an ISO code."""
    known = {country.iso: country for country in found.countries}
    listed_codes = set()
    for number, nation in enumerate(nations(), 100_000):
        country = known.get(nation.code)
        first = country is not None and nation.code not in listed_codes
        listed_codes.add(nation.code)
        row = _country(country, found.outlined) if country is not None else None
        if row is None:
            row = Row(name=nation.name, kind="country", source="recount", number=number, country=nation.code)
        elif not first:
            row = structs.replace(row, source="recount", number=number, names=())
        yield structs.replace(row, name=nation.name, names=(*row.names, *nation.names))
    for country in found.countries:
        if country.iso not in listed_codes:
            yield _country(country, found.outlined)


def _country(country: Country, outlined: Mapping[str, Point]) -> Row:
    lat, lon = outlined.get(f"{country.isonumeric:03}", (None, None))
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


_FIPS_OF_STATES = (
    "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA 20:KS 21:KY "
    "22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH "
    "40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV 55:WI 56:WY"
)
