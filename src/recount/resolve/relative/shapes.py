"""Relative places to areas on the sphere: rings and lines of (latitude, longitude) in degrees.

A ring is closed and runs counter-clockwise; neither jumps from 180 to -180 degrees, so that longitudes may pass both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import radians, sin

from msgspec import Struct

from recount.lexicon import atlas
from recount.model import Anchor, RelativePlace
from recount.resolve.relative.sphere import Point, apart, bearing, between, centre, destination, distance_km

Path = tuple[Point, ...]
_ISLAND, _OVERSEAS_KM = 0.05, 1500.0
_STEPS, _OPEN, _FARTHEST = 72, 1.5, 9000.0
_PART = 0.6  # a country's north is told of more than the northern half


class Area(Struct, frozen=True):
    """What a relative place covers: rings, each with those cut out of it, and lines."""

    rings: tuple[tuple[Path, tuple[Path, ...]], ...] = ()
    lines: tuple[Path, ...] = ()


def area(place: RelativePlace) -> Area | None:
    """The area that a relative place covers; None where the gazetteer lacks an anchor that it takes.

    >>> from recount.model import Mention
    >>> kyiv = Anchor(name="Kyiv", mention=None, lat=50.45, lon=30.52)
    >>> wording = Mention("5 km from Kyiv", 0, 14)
    >>> ring = RelativePlace(kind="distance", wording=wording, anchors=(kyiv,), shape="ring", low_km=4.5, high_km=5.5)
    >>> [len(holes) for _, holes in area(ring).rings]
    [1]
    """
    points = [(one.lat, one.lon) for one in place.anchors if one.lat is not None and one.lon is not None]
    if place.shape == "line":
        lines = lines_of(place)
        return Area(lines=lines) if lines else None
    if place.shape == "part" and place.anchors[0].wide:
        rings = part(place.anchors[0].country or "", place.bearing)
        return Area(rings=tuple((ring, ()) for ring in rings)) if rings else None
    if len(points) < (2 if place.shape == "corridor" or place.kind == "midway" else 1):
        return None
    return Area(rings=(_ring(place, points),))


def reach(place: RelativePlace) -> tuple[float, float]:
    """The least and greatest distance that a shape is drawn to: one bounded from below alone goes half as far again.

    Nothing is drawn past 9,000 km, short of where a circle on the sphere turns inside out.
    """
    low = place.low_km or 0.0
    return min(low, _FARTHEST), min(place.high_km if place.high_km is not None else _OPEN * low, _FARTHEST)


def _ring(place: RelativePlace, points: Sequence[Point]) -> tuple[Path, tuple[Path, ...]]:
    low, high = reach(place)
    if place.shape == "corridor":
        return corridor(points[0], points[1], high), ()
    if place.bearing is not None and place.spread is not None and high:
        return sector(points[0], low, high, place.bearing, place.spread), ()
    middle = between(points[0], points[1], 0.5) if place.kind == "midway" and len(points) > 1 else points[0]
    holes = (disc(middle, low)[::-1],) if place.shape == "ring" and 0 < low < high else ()
    return disc(middle, high), holes


def disc(middle: Point, km: float) -> Path:
    """The circle around a point, as a ring of 72 sides.

    >>> ring = disc((0.0, 179.9), 50)
    >>> len(ring), ring[0] == ring[-1], max(lon for _, lon in ring) > 180
    (73, True, True)
    """
    around = (destination(middle, -360 * step / _STEPS, km) for step in range(_STEPS))
    return _closed((*_smooth(middle, around),), middle)


def sector(middle: Point, low: float, high: float, towards: float, spread: float) -> Path:
    """The part of a ring between two distances that lies within an angle to either side of a direction."""
    count = max(2, round(2 * spread / (360 / _STEPS)))
    angles = [towards - spread + 2 * spread * step / count for step in range(count + 1)]
    far = [destination(middle, angle, high) for angle in reversed(angles)]
    close = [destination(middle, angle, low) for angle in angles] if low else [middle]
    return _closed((*_smooth(middle, (*far, *close)),), middle)


def corridor(one: Point, other: Point, wide: float) -> Path:
    """The way from one point to another, so many km wide to either side; a disc where they are the same point."""
    whole = distance_km(one, other)
    if not whole:
        return disc(one, wide)
    count = max(2, min(_STEPS, round(whole / 25)))
    stops = [between(one, other, step / count) for step in range(count + 1)]
    ways = [bearing(at, other) for at in stops[:-1]]
    ways.append((bearing(other, stops[-2]) + 180) % 360)
    right = [destination(at, way + 90, wide) for at, way in zip(stops, ways, strict=True)]
    left = [destination(at, way - 90, wide) for at, way in zip(stops, ways, strict=True)]
    return _closed((*_smooth(one, (*right, *reversed(left))),), one)


@lru_cache(maxsize=512)
def part(code: str, towards: float | None) -> tuple[Path, ...]:
    """The part of a country that lies in a direction, the middle where none is given; none where the atlas lacks it.

    Six tenths of its height and width are told by a compass word, from either side.

    >>> (north,) = part("ML", 0.0)
    >>> round(min(lat for lat, _ in north), 1)
    16.1
    """
    rings = atlas.outline(code)
    if not rings:
        return ()
    rings = _own_land(rings)
    corners = [corner for ring in rings for corner in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    cuts = [(0, west, east, towards), (1, south, north, None if towards is None else 90 - towards)]
    kept = []
    for ring in rings:
        for axis, least, most, angle in cuts:
            ring = atlas.cut(ring, axis, *_bounds(least, most, angle))
        if len(ring) > 2:
            kept.append(_turned(tuple((y, x) for x, y in (*ring, ring[0]))))
    return tuple(kept)


def _own_land(rings: Sequence[atlas.Ring]) -> tuple[atlas.Ring, ...]:
    """The mainland with the islands that make a difference and are not overseas."""
    middles = [centre([(y, x) for x, y in ring]) for ring in rings]
    sizes = [atlas.extent(ring) for ring in rings]
    rows = zip(rings, middles, sizes, strict=True)
    return tuple(
        ring for ring, at, size in rows if size >= _ISLAND * sizes[0] and distance_km(middles[0], at) < _OVERSEAS_KM
    )


def _bounds(least: float, most: float, angle: float | None) -> tuple[float, float]:
    """Between what coordinates a part lies: `angle` is that of its direction to the axis' other one."""
    size = most - least
    lean = 0.0 if angle is None else sin(radians(angle))
    if angle is None:
        return least + size / 5, most - size / 5
    if lean > 0.3:
        return most - _PART * size, most
    if lean < -0.3:
        return least, least + _PART * size
    return least, most


def lines_of(place: RelativePlace) -> tuple[Path, ...]:
    """The lines that a place lies on or beside: the border of two countries, the coast of one."""
    codes = [one.country for one in place.anchors if one.wide and one.country is not None]
    if place.kind == "coast":
        found = atlas.coast(codes[0]) if codes else ()
        return tuple(line for line in _facing(place.anchors[0], place.bearing, found))
    if len(codes) < 2:
        return ()
    return tuple(tuple((y, x) for x, y in line) for line in atlas.border(codes[0], codes[1]))


def _facing(anchor: Anchor, towards: float | None, lines: Iterable[atlas.Ring]) -> Iterable[Path]:
    """The stretches of lines that lie in a direction from an anchor: its western coast."""
    for line in lines:
        stretch: list[Point] = []
        for x, y in line:
            middle = (anchor.lat or 0.0, anchor.lon or 0.0)
            if towards is None or apart(bearing(middle, (y, x)), towards) <= 60:
                stretch.append((y, x))
            elif len(stretch) > 1:
                yield tuple(stretch)
                stretch = []
            else:
                stretch = []
        if len(stretch) > 1:
            yield tuple(stretch)


def _smooth(start: Point, points: Iterable[Point]) -> Iterable[Point]:
    """Points with longitudes that follow one another without a jump, beginning near that of `start`."""
    last = start[1]
    for lat, lon in points:
        lon += 360 * round((last - lon) / 360)
        last = lon
        yield lat, lon


def _closed(points: Path, middle: Point) -> Path:
    """A ring of points, closed; one that goes round a pole is closed along it. It runs counter-clockwise."""
    turn = points[0][1] - points[-1][1]
    if abs(turn) > 180:
        pole = 90.0 if middle[0] > 0 else -90.0
        first = (points[0][0], points[0][1] - 360 * round(turn / 360))
        points = (*points, first, (pole, first[1]), (pole, points[0][1]))
    return _turned((*points, points[0]))


def _turned(ring: Path) -> Path:
    """A closed ring, counter-clockwise."""
    area_ = sum(a_lon * b_lat - b_lon * a_lat for (a_lat, a_lon), (b_lat, b_lon) in pairwise(ring))
    return ring if area_ >= 0 else ring[::-1]


def inside(ring: Sequence[Point], at: Point) -> bool:
    """Whether a point lies in a ring (by the number of edges to the east of it)."""
    lat, lon = at
    within = False
    for (a_lat, a_lon), (b_lat, b_lon) in pairwise(ring):
        if (a_lat > lat) != (b_lat > lat) and lon < a_lon + (lat - a_lat) / (b_lat - a_lat) * (b_lon - a_lon):
            within = not within
    return within
