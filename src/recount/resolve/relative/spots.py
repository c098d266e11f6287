"""Relative places to one point each, with how far around it the place may lie and UCDP's where_prec."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from recount.lexicon.atlas import extent
from recount.model import Anchor, RelativePlace
from recount.resolve.relative.shapes import Path, inside, lines_of, part, reach
from recount.resolve.relative.sphere import (
    Point,
    bearing,
    between,
    centre,
    destination,
    distance_km,
    length_km,
    middle,
    nearest,
)

_ASIDE = 0.6
_ONE_END = 30.0  # between a known place and one that no map has
_NEARBY, _TERRITORIAL, _OFFSHORE = 25.0, 22.224, 10.0


class Spot(Struct, frozen=True):
    """A point in WGS 84 degrees, how far around it the place may lie, and UCDP's where_prec.

    Source: UCDP GED codebook 23.1: 1 the place itself, 2 within 25 km of a known one, 4 a province, 5 a line or a fuzzy
    area, 6 a country, 7 international waters.
    """

    lat: float
    lon: float
    radius_km: float
    precision: int


def spot(place: RelativePlace, by: Point | None = None) -> Spot | None:
    """Where a relative place is put: the middle of what it may cover; None where an anchor that it takes is not known.

    `by` is another place that the report has it beside: of a border, the nearest point to that is taken.

    >>> from recount.model import Mention
    >>> kyiv = Anchor(name="Kyiv", mention=None, lat=50.45, lon=30.52)
    >>> words = Mention("20 km north of Kyiv", 0, 19)
    >>> told = RelativePlace(kind="distance", wording=words, anchors=(kyiv,), shape="sector",
    ...                      low_km=18.0, high_km=22.0, bearing=0.0, spread=22.5)
    >>> found = spot(told)
    >>> round(found.lat, 2), found.lon, found.precision
    (50.63, 30.52, 2)
    """
    points = [(one.lat, one.lon) for one in place.anchors if one.lat is not None and one.lon is not None]
    if place.shape == "line":
        return _on_line(place, by)
    if place.shape == "part" and place.anchors[0].wide:
        return _in_part(place.anchors[0].country or "", place.bearing)
    if place.shape == "corridor" and len(points) == 1:
        return _of(points[0], _ONE_END)
    if len(points) < (2 if place.shape == "corridor" or place.kind == "midway" else 1):
        return None
    if place.shape == "corridor":
        return _of((between(points[0], points[1], 0.5)), distance_km(points[0], points[1]) / 2)
    if place.kind == "midway":
        return _of(between(points[0], points[1], 0.5), reach(place)[1])
    return _beside(place, points[0])


def _beside(place: RelativePlace, anchor: Point) -> Spot:
    """At a distance from an anchor, in a direction or any."""
    low, high = reach(place)
    radius = place.anchors[0].radius_km or 0.0
    if place.shape != "sector" or place.bearing is None or place.spread is None:
        grade = 6 if place.anchors[0].wide else None
        return _of(anchor, high, grade)
    far = (low + high) / 2
    if place.kind == "direction":
        far = radius + (high - radius) / 3  # what is told by the nearest town is nearer than it might be
    elif place.kind == "part":
        far = _ASIDE * radius
    point = destination(anchor, place.bearing, far)
    corner = destination(anchor, place.bearing + place.spread, high)
    grade = 7 if place.kind == "coast" and low > _TERRITORIAL else None
    if place.kind == "part":
        grade = 1 if radius < _NEARBY else 4
    return _of(point, distance_km(point, corner), grade)


def _of(point: Point, radius: float, grade: int | None = None) -> Spot:
    return Spot(round(point[0], 5), round(point[1], 5), round(radius, 2), grade or (2 if radius <= _NEARBY else 5))


@lru_cache(maxsize=512)
def _in_part(code: str, towards: float | None) -> Spot | None:
    """The middle of a part of a country: of its pieces together, where that lies on one, else of the largest."""
    rings = part(code, towards)
    if not rings:
        return None
    sizes = [extent(tuple((lon, lat) for lat, lon in ring)) for ring in rings]
    middles = [centre(ring) for ring in rings]
    lat = sum(size * at[0] for size, at in zip(sizes, middles, strict=True)) / sum(sizes)
    lon = sum(size * at[1] for size, at in zip(sizes, middles, strict=True)) / sum(sizes)
    largest = sizes.index(max(sizes))
    point = (lat, lon) if any(inside(ring, (lat, lon)) for ring in rings) else middles[largest]
    return _of(point, max(distance_km(point, corner) for ring in rings for corner in ring), 5)


def _on_line(place: RelativePlace, by: Point | None) -> Spot | None:
    """On a border or off a coast: the point nearest to a place beside it, else the middle of its longest stretch."""
    lines = lines_of(place)
    if not lines:
        return None
    longest = max(lines, key=length_km)
    at = nearest((point for line in lines for point in line), by) if by is not None else None
    radius = _NEARBY if at is not None else length_km(longest) / 2
    at = at or middle(longest)
    low, high = reach(place)
    off = (low + high) / 2
    inland = place.anchors[0]
    if place.kind == "coast":
        off = _OFFSHORE if place.estimated else off
        at = destination(at, _seaward(at, longest, inland), off)
        return _of(at, radius + off, 7 if not place.estimated and low > _TERRITORIAL else 5)
    if place.kind == "inside":
        at = destination(at, bearing(at, _middle(inland)), off)
    return _of(at, radius, 2 if by is not None else 5)


def _middle(anchor: Anchor) -> Point:
    return anchor.lat or 0.0, anchor.lon or 0.0


def _seaward(at: Point, line: Path, inland: Anchor) -> float:
    """The direction across a line at a point of it, away from an anchor on land."""
    place = min(range(len(line)), key=lambda index: distance_km(line[index], at))
    before, after = line[max(place - 2, 0)], line[min(place + 2, len(line) - 1)]
    along, home = bearing(before, after), bearing(at, _middle(inland))
    right = (along + 90) % 360
    return (right + 180) % 360 if abs((right - home + 180) % 360 - 180) < 90 else right
