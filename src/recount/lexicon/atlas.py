"""The outlines of the world's countries, from the Natural Earth data that ships with recount.

Source: Natural Earth 4.1, 1:50m, as TopoJSON by world-atlas 2.0.2. The format: TopoJSON specification, section 2.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from math import hypot

import msgspec
from msgspec import Struct

from recount.lexicon import load

Position = tuple[float, float]
Ring = tuple[Position, ...]


class Country(Struct, frozen=True):
    """A country as Natural Earth names and draws it: rings of (longitude, latitude) in WGS 84 degrees.

    A ring that crosses the antimeridian runs on past 180 degrees, so that neighbouring points are always near. `boxes`
    are the least longitude and latitude, and the greatest, of each.
    """

    name: str
    rings: tuple[Ring, ...]
    boxes: tuple[tuple[float, float, float, float], ...]


class _Codes(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    codes: Mapping[str, str]


class _Named(Struct):
    name: str


class _Polygon(Struct, tag_field="type", tag="Polygon"):
    arcs: tuple[tuple[int, ...], ...]
    properties: _Named
    id: str = ""

    @property
    def polygons(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The numbers of its arcs: by polygon, by ring, the outer one first."""
        return (self.arcs,)


class _MultiPolygon(Struct, tag_field="type", tag="MultiPolygon"):
    arcs: tuple[tuple[tuple[int, ...], ...], ...]
    properties: _Named
    id: str = ""

    @property
    def polygons(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The numbers of its arcs: by polygon, by ring, the outer one first."""
        return self.arcs


class _Geometries(Struct):
    geometries: tuple[_Polygon | _MultiPolygon, ...]


class _Objects(Struct):
    countries: _Geometries


class _Transform(Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Topology(Struct):
    objects: _Objects
    transform: _Transform
    arcs: tuple[tuple[tuple[int, int], ...], ...]


@cache
def numeric_code(code: str) -> int | None:
    """The ISO 3166 numeric code of a country by its alpha-2 code; None where the atlas lacks it.

    >>> numeric_code("UA"), numeric_code("XX")
    (804, None)
    """
    codes = load("atlas", _Codes).codes
    return next((int(number) for number, known in codes.items() if known == code and number.isdecimal()), None)


@lru_cache(maxsize=8)
def countries(apart: float = 0.0) -> tuple[Country, ...]:
    """All countries of the atlas, with the points of their borders at least so many degrees apart.

    >>> ukraine = next(country for country in countries() if country.name == "Ukraine")
    >>> min(longitude for longitude, latitude in ukraine.rings[0]) > 22
    True
    """
    topology = _topology()
    arcs = [_thinned(_absolute(arc, topology.transform), apart) for arc in topology.arcs]
    found = []
    for geometry in topology.objects.countries.geometries:
        rings = tuple(_unwrapped(_ring(ring, arcs)) for polygon in geometry.polygons for ring in polygon)
        found.append(Country(geometry.properties.name, rings, tuple(map(_box, rings))))
    return tuple(found)


@lru_cache(maxsize=64)
def outline(code: str) -> tuple[Ring, ...]:
    """The outer rings of a country by its ISO 3166 alpha-2 code, the mainland first; none where the atlas lacks it.

    >>> len(outline("ML")), outline("XX")
    (1, ())
    """
    found = [
        _unwrapped(_ring(polygon[0], _arcs(polygon[0])))
        for geometry in _geometries().get(code, ())
        for polygon in geometry.polygons
    ]
    return tuple(sorted(found, key=lambda ring: -extent(ring)))


@lru_cache(maxsize=64)
def border(code: str, other: str) -> tuple[Ring, ...]:
    """The lines that two countries share in the atlas; none where they do not touch.

    >>> len(border("TR", "SY")), border("ML", "UA")
    (1, ())
    """
    theirs = {_plain(arc) for arc in _own(other)}
    return _joined([arc for arc in _own(code) if _plain(arc) in theirs])


@lru_cache(maxsize=64)
def coast(code: str) -> tuple[Ring, ...]:
    """The lines of a country that it shares with none: its coast.

    >>> bool(coast("LY")), coast("ML")
    (True, ())
    """
    return _joined([arc for arc in _own(code) if _shared()[_plain(arc)] == 1])


@cache
def _topology() -> _Topology:
    packed = (files("recount") / "lexicon" / "atlas" / "countries-50m.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=_Topology)


@cache
def _geometries() -> Mapping[str, tuple[_Polygon | _MultiPolygon, ...]]:
    """The shapes of each country by its code."""
    codes = load("atlas", _Codes).codes
    found: dict[str, tuple[_Polygon | _MultiPolygon, ...]] = {}
    for geometry in _topology().objects.countries.geometries:
        code = codes.get(geometry.id) or codes.get(geometry.properties.name)
        if code is not None:
            found[code] = (*found.get(code, ()), geometry)
    return found


@cache
def _shared() -> Counter[int]:
    """How many rings each arc is in."""
    shapes = _topology().objects.countries.geometries
    return Counter(_plain(arc) for shape in shapes for polygon in shape.polygons for ring in polygon for arc in ring)


def _own(code: str) -> list[int]:
    """The arcs of a country's outer rings, in order."""
    return [arc for shape in _geometries().get(code, ()) for polygon in shape.polygons for arc in polygon[0]]


def _plain(number: int) -> int:
    """The number of an arc, whichever way it is run through."""
    return number if number >= 0 else ~number


def _arcs(numbers: Sequence[int]) -> Mapping[int, Ring]:
    """The arcs of those numbers, in degrees."""
    topology = _topology()
    return {_plain(one): _absolute(topology.arcs[_plain(one)], topology.transform) for one in numbers}


def _joined(numbers: Sequence[int]) -> tuple[Ring, ...]:
    """Arcs as lines, those that follow one another in one; none jumps from 180 to -180 degrees."""
    lines: list[list[Position]] = []
    for number in numbers:
        line = _ring((number,), _arcs((number,)))
        if lines and lines[-1][-1] == line[0]:
            lines[-1].extend(line[1:])
        else:
            lines.append(list(line))
    if len(lines) > 1 and lines[-1][-1] == lines[0][0]:
        lines[0] = lines.pop() + lines[0][1:]  # a ring may begin in the middle of a line
    return tuple(_unwrapped(line, closed=False) for line in lines)


def extent(ring: Ring) -> float:
    """The size of a ring in square degrees (the shoelace formula)."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def cut(ring: Ring, axis: int, least: float, most: float) -> Ring:
    """The part of a ring between two coordinates of an axis: 0 for x or longitude, 1 for y or latitude.

    Source: Sutherland and Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974.

    >>> cut(((-50.0, 5.0), (5.0, 5.0), (5.0, 9.0), (-50.0, 9.0)), 0, 0, 10)
    ((0.0, 5.0), (5.0, 5.0), (5.0, 9.0), (0.0, 9.0))
    """
    for limit, sign in ((least, 1), (most, -1)):
        kept: list[Position] = []
        for before, at in zip((ring[-1], *ring[:-1]) if ring else (), ring, strict=True):
            inside, was_inside = sign * at[axis] >= sign * limit, sign * before[axis] >= sign * limit
            if inside != was_inside:
                share = (limit - before[axis]) / (at[axis] - before[axis])
                kept.append((before[0] + share * (at[0] - before[0]), before[1] + share * (at[1] - before[1])))
            if inside:
                kept.append(at)
        ring = tuple(kept)
    return ring


def _thinned(arc: Ring, apart: float) -> Ring:
    """An arc without points too close to the one before; its ends, where others go on, stay."""
    kept = [arc[0]]
    for at in arc[1:-1]:
        if hypot(at[0] - kept[-1][0], at[1] - kept[-1][1]) >= apart:
            kept.append(at)
    return (*kept, arc[-1])


def _box(ring: Ring) -> tuple[float, float, float, float]:
    lons, lats = zip(*ring, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _absolute(arc: Sequence[tuple[int, int]], transform: _Transform) -> Ring:
    """An arc's positions in degrees; the file holds each as the whole-number step from the one before."""
    (kx, ky), (dx, dy) = transform.scale, transform.translate
    steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
    return tuple((x * kx + dx, y * ky + dy) for x, y in steps)


def _ring(numbers: Sequence[int], arcs: Sequence[Ring] | Mapping[int, Ring]) -> Ring:
    """The arcs of a ring end to end; ``~n`` is arc n backwards, and each starts where the one before ended."""
    ring: list[Position] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return tuple(ring)


def _unwrapped(ring: Sequence[Position], *, closed: bool = True) -> Ring:
    """The ring without jumps from 180 to -180 degrees; one that goes round the South Pole is closed along it."""
    kept: list[Position] = []
    turn = 0
    for before, at in zip((ring[0], *ring), ring, strict=False):
        turn += 360 * ((at[0] - before[0] < -180) - (at[0] - before[0] > 180))
        kept.append((at[0] + turn, at[1]))
    if turn and closed:
        kept += [(kept[-1][0], -90.0), (kept[0][0], -90.0)]
    return tuple(kept)
