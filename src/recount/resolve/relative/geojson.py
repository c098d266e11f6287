"""The area of a relative place as a GeoJSON geometry.

Source: RFC 7946: longitude before latitude, WGS 84 degrees; rings closed, the outer ones counter-clockwise and the
holes clockwise (section 3.1.6); what crosses the antimeridian is cut in two there (section 3.1.9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from recount.model import RelativePlace
from recount.resolve.relative.shapes import Path, area, reach
from recount.resolve.relative.sphere import Point

Position = tuple[float, float]
Line = tuple[Position, ...]
_DIGITS = 5  # about a metre


class PointGeometry(Struct, frozen=True, tag_field="type", tag="Point"):
    """A GeoJSON point (RFC 7946, section 3.1.2)."""

    coordinates: Position


class LineGeometry(Struct, frozen=True, tag_field="type", tag="MultiLineString"):
    """GeoJSON lines (RFC 7946, section 3.1.5)."""

    coordinates: tuple[Line, ...]


class PolygonGeometry(Struct, frozen=True, tag_field="type", tag="Polygon"):
    """A GeoJSON polygon: its outer ring, then its holes (RFC 7946, section 3.1.6)."""

    coordinates: tuple[Line, ...]


class PolygonsGeometry(Struct, frozen=True, tag_field="type", tag="MultiPolygon"):
    """GeoJSON polygons (RFC 7946, section 3.1.7)."""

    coordinates: tuple[tuple[Line, ...], ...]


Geometry = PointGeometry | LineGeometry | PolygonGeometry | PolygonsGeometry


def geometry(place: RelativePlace) -> Geometry | None:
    """The area that a relative place covers; a point where it has no extent, None where an anchor is not known.

    >>> from recount.model import Anchor, Mention
    >>> gao = Anchor(name="Gao", mention=None, lat=16.27, lon=-0.04)
    >>> near = RelativePlace(
    ...     kind="near", wording=Mention("near Gao", 0, 8), anchors=(gao,), shape="disc", low_km=0.0, high_km=15.0
    ... )
    >>> found = geometry(near)
    >>> type(found).__name__, len(found.coordinates[0])
    ('PolygonGeometry', 73)
    """
    covered = area(place)
    if covered is None:
        return None
    if covered.lines:
        return LineGeometry(tuple(piece for line in covered.lines for piece in _pieces(line)))
    anchor = place.anchors[0]
    if place.shape in {"disc", "ring", "sector"} and not reach(place)[1]:
        return PointGeometry((_turn(anchor.lon or 0.0), anchor.lat or 0.0))
    polygons = tuple(polygon for ring, holes in covered.rings for polygon in _polygons(ring, holes))
    return PolygonGeometry(polygons[0]) if len(polygons) == 1 else PolygonsGeometry(polygons)


def _turn(lon: float) -> float:
    return round((lon + 180) % 360 - 180, _DIGITS)


def _polygons(ring: Path, holes: tuple[Path, ...]) -> Iterator[tuple[Line, ...]]:
    """A ring with its holes, cut at the antimeridian; a ring that is cut has its holes opened to the cut."""
    turns = [turn for turn in (-360, 0, 360) if _within(ring, turn)]
    for turn in turns:
        outer = _clipped(ring, turn)
        if len(turns) == 1:
            yield outer, *(_line((lat, lon + turn) for lat, lon in hole) for hole in holes)
        elif len(outer) > 3:
            yield outer, *(cut for hole in holes if len(cut := _clipped(hole, turn)) > 3)


def _within(ring: Path, turn: int) -> bool:
    """Whether any of a ring, turned, lies between -180 and 180 degrees, more than its edge."""
    lons = [lon + turn for _, lon in ring]
    return min(lons) < 180 and max(lons) > -180


def _clipped(ring: Path, turn: int) -> Line:
    """The part of a ring, turned, from -180 to 180 degrees (Sutherland and Hodgman 1974)."""
    points = [(lat, lon + turn) for lat, lon in ring[:-1]]
    for limit, sign in ((-180.0, 1), (180.0, -1)):
        kept: list[Point] = []
        for before, at in zip((points[-1], *points[:-1]) if points else (), points, strict=True):
            inside, was_inside = sign * at[1] >= sign * limit, sign * before[1] >= sign * limit
            if inside != was_inside:
                share = (limit - before[1]) / (at[1] - before[1])
                kept.append((before[0] + share * (at[0] - before[0]), limit))
            if inside:
                kept.append(at)
        points = kept
    return _line((*points, points[0])) if points else ()


def _line(points: Iterable[Point]) -> Line:
    """Points as positions, to the metre, none twice in a row."""
    kept: list[Position] = []
    for lat, lon in points:
        position = round(lon, _DIGITS), round(max(-90.0, min(90.0, lat)), _DIGITS)
        if not kept or kept[-1] != position:
            kept.append(position)
    return tuple(kept)


def _pieces(line: Path) -> Iterator[Line]:
    """A line cut at the antimeridian."""
    piece: list[Point] = []
    last = 0
    for before, (lat, lon) in zip((line[0], *line), line, strict=False):
        turn = -360 * round(lon / 360)
        if piece and turn != last:
            edge = 180.0 if lon > before[1] else -180.0
            share = (edge - last - before[1]) / (lon - before[1]) if lon != before[1] else 0.0
            cut = before[0] + share * (lat - before[0])
            yield _line((*piece, (cut, edge)))
            piece = [(cut, -edge)]
        last = turn
        piece.append((lat, lon + turn))
    yield _line(piece)
