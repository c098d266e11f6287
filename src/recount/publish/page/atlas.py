"""The outlines of the world's countries, from the Natural Earth data that ships with recount.

Source: Natural Earth 4.1, 1:50m, as TopoJSON by world-atlas 2.0.2. The format: TopoJSON specification, section 2.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate

import msgspec
from msgspec import Struct

Position = tuple[float, float]
Ring = tuple[Position, ...]


class Country(Struct, frozen=True):
    """A country as Natural Earth names and draws it: rings of (longitude, latitude) in WGS 84 degrees.

    A ring that crosses the antimeridian runs on past 180 degrees, so that neighbouring points are always near.
    """

    name: str
    rings: tuple[Ring, ...]


class _Named(Struct):
    name: str


class _Polygon(Struct, tag_field="type", tag="Polygon"):
    arcs: tuple[tuple[int, ...], ...]
    properties: _Named


class _MultiPolygon(Struct, tag_field="type", tag="MultiPolygon"):
    arcs: tuple[tuple[tuple[int, ...], ...], ...]
    properties: _Named


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


def countries() -> tuple[Country, ...]:
    """All countries of the atlas.

    >>> ukraine = next(country for country in countries() if country.name == "Ukraine")
    >>> min(longitude for longitude, latitude in ukraine.rings[0]) > 22
    True
    """
    packed = (files("recount") / "publish" / "page" / "atlas" / "countries-50m.json.gz").read_bytes()
    topology = msgspec.json.decode(gzip.decompress(packed), type=_Topology)
    arcs = [_absolute(arc, topology.transform) for arc in topology.arcs]
    found = []
    for geometry in topology.objects.countries.geometries:
        polygons = (geometry.arcs,) if isinstance(geometry, _Polygon) else geometry.arcs
        rings = tuple(_unwrapped(_ring(ring, arcs)) for polygon in polygons for ring in polygon)
        found.append(Country(geometry.properties.name, rings))
    return tuple(found)


def _absolute(arc: Sequence[tuple[int, int]], transform: _Transform) -> Ring:
    """An arc's positions in degrees; the file holds each as the whole-number step from the one before."""
    (kx, ky), (dx, dy) = transform.scale, transform.translate
    steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
    return tuple((x * kx + dx, y * ky + dy) for x, y in steps)


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """The arcs of a ring end to end; ``~n`` is arc n backwards, and each starts where the one before ended."""
    ring: list[Position] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return tuple(ring)


def _unwrapped(ring: Ring) -> Ring:
    """The ring without jumps from 180 to -180 degrees; one that goes round the South Pole is closed along it."""
    kept: list[Position] = []
    turn = 0
    for before, at in zip((ring[0], *ring), ring, strict=False):
        turn += 360 * ((at[0] - before[0] < -180) - (at[0] - before[0] > 180))
        kept.append((at[0] + turn, at[1]))
    if turn:
        kept += [(kept[-1][0], -90.0), (kept[0][0], -90.0)]
    return tuple(kept)
