"""Distances and directions on a sphere, between points of WGS 84 latitude and longitude in degrees.

The radius is the mean radius of the Earth, 6371.0088 km (IUGG; Moritz, *Geodetic Reference System 1980*, 2000); against
the ellipsoid a distance is off by half a percent at most, far less than any report's "some 15 miles". Formulas: great
circles as in Snyder, *Map Projections: A Working Manual*, 1987, chapter 5; distances through the arctangent, which is
exact for near, far and opposite points (Vincenty 1975).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]

RADIUS_KM = 6371.0088
_POLE = 90 - 1e-6


def distance_km(one: Point, other: Point) -> float:
    """How far apart two points (latitude, longitude) are.

    >>> round(distance_km((50.543, 30.212), (50.644, 29.932)), 1)
    22.7
    """
    lat, to, turn = radians(one[0]), radians(other[0]), radians(other[1] - one[1])
    across = hypot(cos(to) * sin(turn), cos(lat) * sin(to) - sin(lat) * cos(to) * cos(turn))
    return RADIUS_KM * atan2(across, sin(lat) * sin(to) + cos(lat) * cos(to) * cos(turn))


def bearing(one: Point, other: Point) -> float:
    """The direction from one point to another where one sets out: degrees from north, 0 up to 360.

    >>> round(bearing((50.45, 30.52), (51.49, 31.29)))
    25
    """
    lat, to, turn = radians(one[0]), radians(other[0]), radians(other[1] - one[1])
    return degrees(atan2(sin(turn) * cos(to), cos(lat) * sin(to) - sin(lat) * cos(to) * cos(turn))) % 360


def destination(start: Point, towards: float, km: float) -> Point:
    """Where one arrives that goes so many km in a direction; longitude from -180 up to 180.

    >>> lat, lon = destination((0.0, 179.5), 90, 111.195)
    >>> round(lat, 3), round(lon, 3)
    (0.0, -179.5)
    """
    lat = radians(max(-_POLE, min(_POLE, start[0])))
    way, angle = km / RADIUS_KM, radians(towards)
    sine = sin(lat) * cos(way) + cos(lat) * sin(way) * cos(angle)
    to = asin(max(-1.0, min(1.0, sine)))
    lon = start[1] + degrees(atan2(sin(angle) * sin(way) * cos(lat), cos(way) - sin(lat) * sine))
    return degrees(to), (lon + 180) % 360 - 180


def between(one: Point, other: Point, share: float) -> Point:
    """The point that lies that share of the way from one to another.

    >>> lat, lon = between((0.0, 170.0), (0.0, -160.0), 0.5)
    >>> round(lat, 6), round(lon, 6)
    (0.0, -175.0)
    """
    return destination(one, bearing(one, other), share * distance_km(one, other))


def apart(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180 degrees.

    >>> apart(350, 20)
    30.0
    """
    return abs((one - other + 180) % 360 - 180.0)


def off_line(one: Point, other: Point, at: Point) -> tuple[float, float]:
    """How far a point lies beside the way between two others, and what share of the way along.

    >>> beside, along = off_line((0.0, 0.0), (0.0, 2.0), (0.5, 1.0))
    >>> round(beside, 1), round(along, 2)
    (55.6, 0.5)
    """
    whole, far = distance_km(one, other), distance_km(one, at)
    if not whole:
        return far, 0.0
    turn = radians(bearing(one, at) - bearing(one, other))
    beside = asin(max(-1.0, min(1.0, sin(far / RADIUS_KM) * sin(turn))))
    along = atan2(cos(turn) * sin(far / RADIUS_KM), cos(far / RADIUS_KM))
    return abs(beside) * RADIUS_KM, along * RADIUS_KM / whole


def nearest(line: Iterable[Point], at: Point) -> Point | None:
    """The point of a line that is nearest to another, None where the line is empty."""
    return min(line, key=lambda point: distance_km(point, at), default=None)


def middle(line: Sequence[Point]) -> Point:
    """The point halfway along a line of at least one point."""
    steps = [distance_km(one, other) for one, other in itertools.pairwise(line)]
    left = sum(steps) / 2
    for one, other, step in zip(line, line[1:], steps, strict=False):
        if left <= step:
            return between(one, other, left / step if step else 0.0)
        left -= step
    return line[0]


def length_km(line: Sequence[Point]) -> float:
    """How long a line is."""
    return sum(distance_km(one, other) for one, other in itertools.pairwise(line))


def centre(ring: Sequence[Point]) -> Point:
    """The middle of an area by its outline in degrees, which must not jump from 180 to -180 (the shoelace centroid).

    >>> centre([(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0), (0.0, 0.0)])
    (1.0, 1.0)
    """
    x = y = area = 0.0
    for (a_lat, a_lon), (b_lat, b_lon) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = a_lon * b_lat - b_lon * a_lat
        area += cross / 2
        x += (a_lon + b_lon) * cross
        y += (a_lat + b_lat) * cross
    if not area:
        return ring[0]
    lon = x / (6 * area)
    return y / (6 * area), (lon + 180) % 360 - 180
