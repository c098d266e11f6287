"""A TopoJSON topology on a coarser grid and with fewer points, its borders still shared.

Arcs are what neighbours share, and each is thinned by itself with its ends kept: no gap opens between countries. The
format: TopoJSON specification, sections 2 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Literal

import msgspec
from msgspec import Struct

Cell = tuple[int, int]
Arc = tuple[Cell, ...]


class Named(Struct, frozen=True):
    """The name of a country."""

    name: str


class Outline(Struct, frozen=True):
    """A country: the numbers of its arcs, by ring or by polygon and ring."""

    type: Literal["Polygon", "MultiPolygon"]
    arcs: msgspec.Raw
    properties: Named


class Countries(Struct, frozen=True, tag_field="type", tag="GeometryCollection"):
    """All countries."""

    geometries: tuple[Outline, ...]


class Objects(Struct, frozen=True):
    """What a topology is of."""

    countries: Countries


class Transform(Struct, frozen=True):
    """Degrees to a cell of the grid, and where the grid begins."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Topology(Struct, frozen=True, tag_field="type", tag="Topology"):
    """Countries whose arcs hold, cell by cell, the step from the one before."""

    objects: Objects
    transform: Transform
    arcs: tuple[Arc, ...]


def coarser(topology: Topology, cells: int, tolerance: float) -> Topology:
    """The topology on a grid of so many cells around the equator, and from pole to pole.

    What strays from a straight line by less than `tolerance` cells is left out (Douglas and Peucker, 1973).
    """
    degrees = 360 / cells, 180 / cells
    (kx, ky), (dx, dy) = topology.transform.scale, topology.transform.translate
    arcs = []
    for arc in topology.arcs:
        steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        on_grid = [(round((x * kx + dx + 180) / degrees[0]), round((y * ky + dy + 90) / degrees[1])) for x, y in steps]
        kept = thinned(on_grid, tolerance)
        arcs.append((kept[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(kept))))
    return Topology(topology.objects, Transform(degrees, (-180.0, -90.0)), tuple(arcs))


def thinned(line: Sequence[Cell], tolerance: float) -> Arc:
    """The line without the points that lie within `tolerance` of what remains; both ends stay.

    >>> thinned([(0, 0), (5, 1), (10, 0), (10, 9)], 2)
    ((0, 0), (10, 0), (10, 9))
    """
    kept = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        strays = [(_stray(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        most, farthest = max(strays, default=(0.0, 0))
        if most > tolerance:
            kept.add(farthest)
            open_ += [(first, farthest), (farthest, last)]
    return tuple(line[at] for at in sorted(kept))


def _stray(point: Cell, start: Cell, end: Cell) -> float:
    """How far a point lies from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    across, up = bx - ax, by - ay
    length = across * across + up * up
    share = max(0.0, min(1.0, ((px - ax) * across + (py - ay) * up) / length)) if length else 0.0
    return float(((px - ax - share * across) ** 2 + (py - ay - share * up) ** 2) ** 0.5)
