"""A map of the places that claims name, as shapes for an SVG: land, names, a circle a place, a scale.

The projection is equirectangular with its standard parallel in the middle of the frame (Snyder, *Map Projections: A
Working Manual*, 1987, chapter 12): true to scale there, and near enough around it. Units are pixels unless named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import cos, floor, hypot, log2, radians, sqrt
from typing import Literal

from msgspec import Struct

from recount.lexicon.atlas import Country, Position, Ring, cut
from recount.publish.page.lettering import Box, free, shortened, text_width
from recount.publish.rows import ClaimRow, PlaceRow
from recount.publish.wording import called, count

_LEAST_DEGREES = 6.0
_MARGIN = 0.28
_KM_PER_DEGREE = 111.195
_LABEL, _NAME = 13.0, 12.0
_LEAST, _GROWTH, _LARGEST = 4.0, 2.2, 40.0
_PRECISE = 1
_APART, _SPECK = 0.8, 1.5
_MOST_CLAIMS = 0.95


class Site(Struct, frozen=True):
    """A place with the numbers of the claims that name it; `precision` is UCDP's where_prec."""

    name: str
    country: str | None
    lat: float
    lon: float
    precision: int | None
    claims: tuple[int, ...]


class Caption(Struct, frozen=True):
    """Words in a drawing, and the side of the point that they stand on."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


class Dot(Struct, frozen=True):
    """A place: a circle sized by number of claims, filled, or a dashed ring where it is only known `rough`ly."""

    site: Site
    x: float
    y: float
    radius: float
    rough: bool
    caption: Caption | None

    @property
    def title(self) -> str:
        """What the circle stands for."""
        return f"{self.site.name}: {count(len(self.site.claims), 'claim')}"


class Map(Struct, frozen=True):
    """A finished map; `land` holds SVG paths, `scale_km` is what the bar of `scale_px` stands for.

    `outside` are the places left off the map, so far away that they would crowd all others together.
    """

    width: float
    height: float
    land: tuple[str, ...]
    names: tuple[Caption, ...]
    dots: tuple[Dot, ...]
    outside: tuple[Site, ...]
    scale_km: int
    scale_px: float


class Frame(Struct, frozen=True):
    """What part of the world a map shows: degrees to pixels around a middle."""

    width: float
    height: float
    lon: float
    lat: float
    per_degree: float

    @classmethod
    def around(cls, sites: Sequence[Site], width: float, height: float) -> Frame:
        """The frame that holds all sites with a margin, and no less than six degrees."""
        lats, lons = [site.lat for site in sites], [site.lon for site in sites]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        tall = max((max(lats) - min(lats)) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
        wide = max((max(lons) - min(lons)) * (1 + 2 * _MARGIN), _LEAST_DEGREES) * _squeeze(lat)
        return cls(width, height, lon, lat, min(width / wide, height / tall))

    def degrees(self, slack: float = 16.0) -> tuple[float, float, float, float]:
        """How far the map reaches, and `slack` pixels beyond: west, south, east, north."""
        high = (self.height / 2 + slack) / self.per_degree
        wide = (self.width / 2 + slack) / self.per_degree / _squeeze(self.lat)
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high

    def project(self, position: Position) -> Position:
        """Where a (longitude, latitude) lies on the map."""
        lon, lat = position
        return (
            self.width / 2 + (lon - self.lon) * _squeeze(self.lat) * self.per_degree,
            self.height / 2 - (lat - self.lat) * self.per_degree,
        )


def sites(rows: Iterable[tuple[int, ClaimRow]]) -> tuple[Site, ...]:
    """The places with coordinates that numbered claims name, most claims first; a place is one name at one spot."""
    found: dict[tuple[str, float, float], list[tuple[int, PlaceRow]]] = {}
    for number, row in rows:
        if row.place and row.place.lat is not None and row.place.lon is not None:
            key = (called(row.place).casefold(), round(row.place.lat, 3), round(row.place.lon, 3))
            found.setdefault(key, []).append((number, row.place))
    gathered = (_site(lat, lon, members) for (_, lat, lon), members in found.items())
    return tuple(sorted(gathered, key=lambda site: (-len(site.claims), site.name)))


def detail(found: Sequence[Site], width: float, height: float, apart: float) -> float:
    """How many degrees of the map of these places are at most so many pixels: a power of two, for few are needed."""
    return float(2.0 ** floor(log2(apart / Frame.around(core(found), width, height).per_degree)))


def draw(found: Sequence[Site], world: Iterable[Country], width: float, height: float, apart: float = _APART) -> Map:
    """The map of at least one place; `apart` is how fine its outlines are, in pixels."""
    inside = core(found)
    frame = Frame.around(inside, width, height)
    shapes = [(country.name, _outline(country, frame, apart)) for country in world]
    dots, taken = _dots(inside, frame)
    names = tuple(_names(shapes, frame, taken))
    scale_km, scale_px = _scale(frame)
    land = tuple(path for _, rings in shapes if (path := _path(rings)))
    outside = tuple(site for site in found if site not in inside)
    return Map(width, height, land, names, dots, outside, scale_km, scale_px)


def _squeeze(lat: float) -> float:
    return max(cos(radians(lat)), 0.1)


def _site(lat: float, lon: float, members: Sequence[tuple[int, PlaceRow]]) -> Site:
    """One place out of all that claims say of it, under its commonest spelling."""
    name = Counter(called(place) for _, place in members).most_common(1)[0][0]
    first = members[0][1]
    return Site(name, first.country, lat, lon, first.precision, tuple(number for number, _ in members))


def core(found: Sequence[Site]) -> tuple[Site, ...]:
    """The sites that a map shows: all, but for the fewest far off without which it shows twice the detail.

    Those left off hold one claim in twenty at most.
    """
    lat = _median((site.lat, len(site.claims)) for site in found)
    lon = _median((site.lon, len(site.claims)) for site in found)
    nearest = sorted(found, key=lambda site: max(abs(site.lat - lat), abs(site.lon - lon)))
    held = list(accumulate(len(site.claims) for site in nearest))
    for last in range(len(nearest) - 1, 0, -1):
        near = nearest[:last]
        if held[last - 1] < _MOST_CLAIMS * held[-1]:
            break
        if 2 * max(_extent(near), _LEAST_DEGREES) <= _extent(found):
            return tuple(site for site in found if site in near)
    return tuple(found)


def _median(weighed: Iterable[tuple[float, int]]) -> float:
    """The lower median of values that each count so many times."""
    ordered = sorted(weighed)
    held = list(accumulate(times for _, times in ordered))
    return next(value for (value, _), so_far in zip(ordered, held, strict=True) if 2 * so_far >= held[-1])


def _extent(found: Sequence[Site]) -> float:
    lats, lons = [site.lat for site in found], [site.lon for site in found]
    return max(max(lats) - min(lats), max(lons) - min(lons))


def _outline(country: Country, frame: Frame, apart: float) -> tuple[Ring, ...]:
    """The country's rings on the map, cut at its edges, without points too close together to be told apart."""
    west, south, east, north = frame.degrees()
    speck = _SPECK * (apart / _APART) ** 2
    least = speck / frame.per_degree**2 / _squeeze(frame.lat)
    rings = (
        clip(tuple(frame.project((lon + turn, lat)) for lon, lat in ring), frame.width, frame.height)
        for ring, box in zip(country.rings, country.boxes, strict=True)
        for turn in (-360, 0, 360)
        if (box[2] - box[0]) * (box[3] - box[1]) > least
        and box[0] + turn < east
        and box[2] + turn > west
        and box[1] < north
        and box[3] > south
    )
    thin = (_thinned(ring, apart) for ring in rings)
    return tuple(ring for ring in thin if len(ring) > 2 and abs(_area(ring)) > speck)


def clip(ring: Ring, width: float, height: float, slack: float = 8.0) -> Ring:
    """The part of a ring inside the frame, `slack` pixels of overhang left so that the cut itself stays out of sight.

    >>> clip(((-50.0, 5.0), (5.0, 5.0), (5.0, 9.0), (-50.0, 9.0)), 10, 10, slack=0)
    ((0.0, 5.0), (5.0, 5.0), (5.0, 9.0), (0.0, 9.0))
    """
    return cut(cut(ring, 0, -slack, width + slack), 1, -slack, height + slack)


def _thinned(ring: Ring, apart: float) -> Ring:
    kept: list[Position] = []
    for x, y in ring:
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= apart:
            kept.append((round(x, 1), round(y, 1)))
    return tuple(kept)


def _path(rings: Iterable[Ring]) -> str:
    """The rings as one SVG path: each point as the step from the one before, which takes half the bytes."""
    return "".join(f"M{ring[0][0]:g},{ring[0][1]:g}l{_steps(ring)}z" for ring in rings)


def _steps(ring: Ring) -> str:
    return " ".join(f"{bx - ax:.4g},{by - ay:.4g}" for (ax, ay), (bx, by) in pairwise(ring))


def _dots(found: Sequence[Site], frame: Frame) -> tuple[tuple[Dot, ...], list[Box]]:
    """A dot for each site with its caption where there is room, and the boxes that they take up."""
    most = max(len(site.claims) for site in found)
    growth = min(_GROWTH, (_LARGEST - _LEAST) / sqrt(most))
    spots = [(site, *frame.project((site.lon, site.lat)), _LEAST + growth * sqrt(len(site.claims))) for site in found]
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for _, x, y, radius in spots]
    dots = []
    for site, x, y, radius in spots:
        caption = None
        for candidate, box in _captions(shortened(site.name, 24), x, y, radius):
            if free(box, taken) and Box(0, 0, frame.width, frame.height).contains(box):
                caption = candidate
                taken.append(box)
                break
        rough = site.precision is not None and site.precision > _PRECISE
        dots.append(Dot(site, round(x, 1), round(y, 1), round(radius, 1), rough, caption))
    return tuple(dots), taken


def _captions(text: str, x: float, y: float, radius: float) -> Iterator[tuple[Caption, Box]]:
    """Where a dot's caption may stand, best first: right, left, below, above."""
    width, gap, half = text_width(text, _LABEL), radius + 6, _LABEL / 2
    places: tuple[tuple[Literal["start", "middle", "end"], float, float, float], ...] = (
        ("start", x + gap, y, x + gap),
        ("end", x - gap, y, x - gap - width),
        ("middle", x, y + gap + half, x - width / 2),
        ("middle", x, y - gap - half, x - width / 2),
    )
    for anchor, at, middle, left in places:
        yield (
            Caption(text, round(at, 1), round(middle + _LABEL * 0.35, 1), anchor),
            Box(left, middle - half - 1, left + width, middle + half + 1),
        )


def _names(shapes: Iterable[tuple[str, Sequence[Ring]]], frame: Frame, taken: Sequence[Box]) -> Iterator[Caption]:
    """Countries' names, each in the middle of its largest visible part if it fits there and covers no dot."""
    boxes = list(taken)
    page = Box(6, 6, frame.width - 6, frame.height - 6)
    for name, rings in shapes:
        if not rings:
            continue
        ring = max(rings, key=lambda one: abs(_area(one)))
        x, y = _centre(ring)
        half = text_width(name, _NAME) * 0.55
        box = Box(x - half, y - _NAME, x + half, y + _NAME / 2)
        wide = max(px for px, _ in ring) - min(px for px, _ in ring)
        if wide > 2 * half and abs(_area(ring)) > 3 * _NAME * half and free(box, boxes) and page.contains(box):
            boxes.append(box)
            yield Caption(name, round(x, 1), round(y, 1), "middle")


def _area(ring: Ring) -> float:
    """The signed area of a ring (the shoelace formula)."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _centre(ring: Ring) -> Position:
    """The centroid of a ring; its first point where it has no area."""
    area = _area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return x / (6 * area), y / (6 * area)


def _scale(frame: Frame) -> tuple[int, float]:
    """A round number of kilometres that takes up to a quarter of the width, and how many pixels that is."""
    per_km = frame.per_degree / _KM_PER_DEGREE
    rounds = [head * 10**power for power in range(5) for head in (1, 2, 5)]
    km = max((one for one in rounds if one * per_km <= frame.width / 4), default=1)
    return km, round(km * per_km, 1)
