"""How well a known place fits the words that tell it by another: "Borodyanka, some 15 miles from Bucha"."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from msgspec import structs

from recount.model import RelativeKind, RelativePlace
from recount.resolve.gazetteer import Entry
from recount.resolve.relative.shapes import inside, lines_of, part
from recount.resolve.relative.sphere import Point, apart, bearing, distance_km, nearest, off_line

_SLACK, _LEAST_SLACK, _TURN = 0.25, 3.0, 30.0
_SURE = 0.5
# What words without a figure may mean beyond what is drawn of them, in km: "north of Dorno" may be far north.
_FREE: dict[RelativeKind, float] = {"direction": 60.0, "near": 10.0, "edge": 5.0}


def agreement(place: RelativePlace, at: Point, reach_km: float = 0.0) -> float | None:
    """How well a point fits a relative place: 1 within its bounds, less the farther beyond; None where none can say.

    Beyond its bounds it falls to a third within a quarter of the distance (and no less than 3 km, or how far the anchor
    itself reaches: reports measure from a town's edge or its middle), or within 30 degrees of direction. `reach_km` is
    how far the place at the point reaches: any of it may fit.

    >>> from recount.model import Anchor, Mention
    >>> bucha = Anchor(name="Bucha", mention=None, lat=50.5434, lon=30.212)
    >>> words = Mention("some 15 miles from Bucha", 0, 24)
    >>> told = RelativePlace(
    ...     kind="distance", wording=words, anchors=(bucha,), shape="ring", low_km=19.3, high_km=29.0
    ... )
    >>> agreement(told, (50.644, 29.932)), round(agreement(told, (49.84, 24.03)), 3)
    (1.0, 0.0)
    """
    points = [(one.lat, one.lon) for one in place.anchors if one.lat is not None and one.lon is not None]
    if place.kind in {"bank", "stream", "towards"} or not points:
        return None
    if place.shape == "line":
        return _beside_line(place, at, reach_km)
    if place.shape == "part" and place.anchors[0].wide:
        rings = part(place.anchors[0].country or "", place.bearing)
        return None if not rings else 1.0 if any(inside(ring, at) for ring in rings) else 0.2
    if place.shape == "corridor" or place.kind == "midway":
        return _on_way(place, points, at) if len(points) > 1 else None
    measured, radius = distance_km(points[0], at), place.anchors[0].radius_km or 0.0
    fit = _fit(measured, place.low_km or 0.0, place.high_km, max(radius + reach_km, _FREE.get(place.kind, 0.0)))
    if place.bearing is not None and place.spread is not None and measured > radius + reach_km:
        beyond = apart(bearing(points[0], at), place.bearing) - place.spread
        fit *= exp(-max(0.0, beyond) / _TURN)
    return fit


def measured_km(place: RelativePlace, at: Point) -> float | None:
    """How far a point is from the anchor that a distance is told from; None where it is from a line, or not known."""
    anchor = place.anchors[0]
    pointed = place.kind in {"distance", "travel", "direction", "near", "edge"}
    if not pointed or anchor.lat is None or anchor.lon is None:
        return None
    return round(distance_km((anchor.lat, anchor.lon), at), 1)


def checked(place: RelativePlace, at: Point, reach_km: float = 0.0) -> RelativePlace:
    """A relative place with how well the place that it is about, at a point, fits it."""
    fit = agreement(place, at, reach_km)
    return structs.replace(place, agreement=None if fit is None else round(fit, 3), measured_km=measured_km(place, at))


def fitting(place: RelativePlace, entries: Sequence[Entry]) -> Entry | None:
    """Of places of one name, the one that fits best; None where none fits."""
    fits = [(fit, entry) for entry in entries if (fit := _entry_fit(place, entry)) is not None and fit >= _SURE]
    return max(fits, key=lambda pair: (pair[0], pair[1].population))[1] if fits else None


def _entry_fit(place: RelativePlace, entry: Entry) -> float | None:
    if entry.lat is None or entry.lon is None:
        return None
    return agreement(place, (entry.lat, entry.lon))


def _fit(measured: float, low: float, high: float | None, radius: float) -> float:
    """1 between two distances, falling off beyond them."""
    beyond = max(low - measured, 0.0 if high is None else measured - high, 0.0)
    slack = max(_SLACK * (high or low), _LEAST_SLACK, radius)
    return exp(-beyond / slack)


def _beside_line(place: RelativePlace, at: Point, reach_km: float) -> float | None:
    lines = lines_of(place)
    point = nearest((point for line in lines for point in line), at)
    if point is None:
        return None
    return _fit(distance_km(point, at), place.low_km or 0.0, place.high_km, max(2 * _LEAST_SLACK, reach_km))


def _on_way(place: RelativePlace, points: Sequence[Point], at: Point) -> float:
    """How well a point lies between two others; of "midway", in the middle."""
    beside, along = off_line(points[0], points[1], at)
    whole = distance_km(points[0], points[1])
    ends = (0.3, 0.7) if place.kind == "midway" else (0.0, 1.0)
    past = max(ends[0] - along, along - ends[1], 0.0) * whole
    return _fit(beside + past, 0.0, max(place.high_km or 0.0, whole / 5), 0.0)
