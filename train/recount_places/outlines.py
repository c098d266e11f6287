"""Where countries and divisions are to be drawn: the middle of the largest piece of an outline."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians
from pathlib import Path
from typing import Any

import msgspec

Ring = list[tuple[float, float]]


def centres(world: Path, states: Path) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of countries by ISO number (``804``), of the US's divisions by FIPS code (``US:48201``)."""
    found = {f"{int(code):03}": at for code, at in _centres(world / "countries-50m.json", "countries")}
    return found | {
        f"US:{code}": at for kind in ("states", "counties") for code, at in _centres(states / "counties-10m.json", kind)
    }


def _centres(path: Path, kind: str) -> Iterator[tuple[str, tuple[float, float]]]:
    topology: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"][kind]["geometries"]:
        pieces = {"Polygon": lambda arcs: [arcs], "MultiPolygon": lambda arcs: arcs}.get(shape["type"], lambda _: [])
        rings = [_ring(piece[0], arcs) for piece in pieces(shape["arcs"])]
        if rings and shape.get("id"):
            _, at = max(map(_middle, rings))
            yield shape["id"], at


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """The points of an arc, longitude first, from the steps it is told in."""
    (width, height), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * width + left, y * height + low))
    return points


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring from its arcs; a negative number stands for an arc that runs backwards."""
    return [point for at in numbers for point in (arcs[at] if at >= 0 else arcs[~at][::-1])]


def _middle(ring: Ring) -> tuple[float, tuple[float, float]]:
    """Area in square degrees of the equator, and the centroid's latitude and longitude."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross / 2, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    lat, lon = y / (6 * area), x / (6 * area)
    return abs(area) * cos(radians(lat)), (lat, lon)
