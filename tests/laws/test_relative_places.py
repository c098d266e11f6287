"""Laws of places told by others: geometry on the sphere, areas that RFC 7946 allows, sentences that never break it."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bracketed import marked
from recount.model import Anchor, Mention, RelativeKind, RelativePlace, Shape
from recount.resolve.gazetteer import lookup
from recount.resolve.relative import Geometry, Named, agreement, geometry, phrases, spot, told
from recount.resolve.relative.geojson import LineGeometry, PointGeometry, PolygonGeometry
from recount.resolve.relative.sphere import (
    RADIUS_KM,
    Point,
    apart,
    bearing,
    between,
    destination,
    distance_km,
    middle,
    off_line,
)

HALF_ROUND = 3.14159 * RADIUS_KM
POINTS = st.tuples(st.floats(-89.9, 89.9), st.floats(-180, 180))
TEMPERATE = st.tuples(st.floats(-80, 80), st.floats(-180, 180))
ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ANGLES = st.floats(0, 360, exclude_max=True)
WAYS = st.floats(0.01, HALF_ROUND - 1)
NEAR = st.floats(0.1, 900)


def anchor(at: Point) -> Anchor:
    return Anchor(name="Dorno", mention=None, lat=at[0], lon=at[1], radius_km=2.0)


def relative(shape: Shape, *at: Point, kind: RelativeKind = "distance", **more: float | None) -> RelativePlace:
    return RelativePlace(
        kind=kind,
        wording=Mention("x", 0, 1),
        anchors=tuple(map(anchor, at)),
        shape=shape,
        **more,  # type: ignore[arg-type]
    )


@given(start=POINTS, angle=ANGLES, km=WAYS)
def test_the_way_to_a_destination_is_as_long_as_it_was_to_be(start: Point, angle: float, km: float) -> None:
    assert distance_km(start, destination(start, angle, km)) == pytest.approx(km, rel=1e-6)


@given(one=ANYWHERE, other=ANYWHERE)
def test_a_way_is_as_long_there_as_back_and_no_longer_than_half_round(one: Point, other: Point) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-6)
    assert 0 <= distance_km(one, other) <= RADIUS_KM * 3.1415927


@given(start=TEMPERATE, angle=ANGLES, km=st.floats(0.5, 3000))
def test_who_sets_out_in_a_direction_finds_it_again(start: Point, angle: float, km: float) -> None:
    assert apart(bearing(start, destination(start, angle, km)), angle) < 1e-4


@given(start=TEMPERATE, angle=ANGLES, km=st.floats(0.5, 50))
def test_the_way_back_is_nearly_opposite_where_it_is_short(start: Point, angle: float, km: float) -> None:
    end = destination(start, angle, km)
    assert apart(bearing(end, start), angle + 180) < 5


@given(one=POINTS, other=POINTS, share=st.floats(0, 1))
def test_a_point_between_lies_on_the_way(one: Point, other: Point, share: float) -> None:
    whole = distance_km(one, other)
    assume(0.1 < whole < HALF_ROUND - 100)
    at = between(one, other, share)
    assert distance_km(one, at) == pytest.approx(share * whole, abs=1e-4 * whole)
    assert distance_km(one, at) + distance_km(at, other) == pytest.approx(whole, rel=1e-5)
    beside, along = off_line(one, other, at)
    assert beside < 1e-3 * whole + 1e-3
    assert along == pytest.approx(share, abs=1e-3)


@given(line=st.lists(TEMPERATE, min_size=1, max_size=5))
def test_the_middle_of_a_line_is_on_the_globe(line: list[Point]) -> None:
    lat, lon = middle(line)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180


def rings(of: Geometry) -> list[tuple[tuple[float, float], ...]]:
    """All rings of a geometry, the outer one of each polygon first."""
    if isinstance(of, PointGeometry | LineGeometry):
        return []
    polygons = (of.coordinates,) if isinstance(of, PolygonGeometry) else of.coordinates
    return [ring for polygon in polygons for ring in polygon]


def positions(of: Geometry) -> list[tuple[float, float]]:
    if isinstance(of, PointGeometry):
        return [of.coordinates]
    if isinstance(of, LineGeometry):
        return [position for line in of.coordinates for position in line]
    return [position for ring in rings(of) for position in ring]


def signed(ring: tuple[tuple[float, float], ...]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def inside(of: Geometry, at: Point) -> bool:
    """Whether a point lies in a geometry: in an odd number of its rings."""
    lat, lon = at
    crossed = 0
    for ring in rings(of):
        for (ax, ay), (bx, by) in pairwise(ring):
            crossed += (ay > lat) != (by > lat) and lon < ax + (lat - ay) / (by - ay) * (bx - ax)
    return crossed % 2 == 1


def valid(of: Geometry) -> None:
    """What RFC 7946 asks: places on the globe, rings closed and of four positions, outer ones counter-clockwise."""
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in positions(of))
    if isinstance(of, PointGeometry | LineGeometry):
        return
    for polygon in (of.coordinates,) if isinstance(of, PolygonGeometry) else of.coordinates:
        for number, ring in enumerate(polygon):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert signed(ring) > 0 if number == 0 else signed(ring) < 0


@given(at=TEMPERATE, km=NEAR)
def test_a_disc_holds_its_middle_and_is_as_wide_as_told(at: Point, km: float) -> None:
    found = geometry(relative("disc", at, kind="near", low_km=0.0, high_km=km))
    assert found is not None
    valid(found)
    assert inside(found, at) or abs(abs(at[1]) - 180) < 1e-4
    reached = [distance_km(at, (lat, lon)) for lon, lat in positions(found)]
    assert max(reached) == pytest.approx(km, abs=0.005 + 1e-3 * km)


@given(at=TEMPERATE, low=st.floats(1, 400), wide=st.floats(0.5, 400))
def test_a_ring_leaves_its_anchor_out(at: Point, low: float, wide: float) -> None:
    found = geometry(relative("ring", at, low_km=low, high_km=low + wide))
    assert found is not None
    valid(found)
    assume(abs(at[1]) < 179.9)
    assert not inside(found, at)


@given(at=TEMPERATE, low=st.floats(1, 400), wide=st.floats(1, 400), angle=ANGLES, spread=st.sampled_from([11.25, 22.5]))
def test_a_sector_lies_in_its_direction(at: Point, low: float, wide: float, angle: float, spread: float) -> None:
    place = relative("sector", at, low_km=low, high_km=low + wide, bearing=angle, spread=spread)
    found, put = geometry(place), spot(place)
    assert found is not None
    assert put is not None
    valid(found)
    assert not inside(found, at) or abs(at[1]) > 179
    assert agreement(place, (put.lat, put.lon)) == pytest.approx(1, abs=0.01)
    opposite = destination(at, angle + 180, low + wide / 2)
    assert (agreement(place, opposite) or 0.0) < 0.05 or low + wide < 5


@given(one=TEMPERATE, angle=ANGLES, km=st.floats(5, 800), wide=st.floats(0.5, 20))
def test_a_corridor_holds_the_way_between(one: Point, angle: float, km: float, wide: float) -> None:
    other = destination(one, angle, km)
    assume(abs(other[0]) < 80 and wide < km)
    place = relative("corridor", one, other, kind="between", low_km=0.0, high_km=wide)
    found, put = geometry(place), spot(place)
    assert found is not None
    assert put is not None
    valid(found)
    assert distance_km(one, (put.lat, put.lon)) == pytest.approx(km / 2, rel=0.01, abs=0.01)
    assert agreement(place, (put.lat, put.lon)) == pytest.approx(1, abs=0.01)


FARTHER = st.floats(0, 20000)


@given(at=ANYWHERE, low=FARTHER, wide=FARTHER, shape=st.sampled_from(["disc", "ring", "sector"]))
def test_no_place_on_the_globe_breaks_the_geometry(at: Point, low: float, wide: float, shape: Shape) -> None:
    turned = {"bearing": 45.0, "spread": 22.5} if shape == "sector" else {}
    place = relative(shape, at, low_km=low, high_km=low + wide, **turned)
    found, put = geometry(place), spot(place)
    assert found is not None
    assert put is not None
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in positions(found))
    assert all(ring[0] == ring[-1] for ring in rings(found))
    assert -90 <= put.lat <= 90
    assert -180 <= put.lon <= 180
    assert 0.0 <= (agreement(place, (0.0, 0.0)) or 0.0) <= 1.0


PIECES = [
    "[Kyiv]", "[Bucha]", "[Mali]", "[northern Chad]", "[Zarn]", "[Syrian]", "some", "15 miles", "a two-hour drive",
    "0 km", "20 km", "half a mile", "from", "of", "north", "south-western", "near", "outside", "the outskirts",
    "between", "and", "the border", "with", "off", "the coast", "the west bank", "midway", "the road", "to", "in",
    "the", "suburb", ",", "(", "within", "away", "further", "the capital", "is", "which lies", "upstream", "inside",
    "'s", "-", "\n", "—", "9" * 20,
]  # fmt: skip


@given(words=st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    text, names = marked(" ".join(words))
    for phrase in phrases(text, names, 0, len(text)):
        assert text[phrase.wording.start : phrase.wording.end] == phrase.wording.exact
        assert phrase.kind in get_args(RelativeKind)
        assert phrase.length is None or 0 <= phrase.length.low <= (phrase.length.high or phrase.length.low)
        assert all(text[one.start : one.end] == one.exact for one in phrase.anchors)
    found = told(text, [Named(one, next(iter(lookup(one.exact)), None)) for one in names], [0], ["UA"])
    for start, one in found.items():
        assert any(name.start == start for name in names) or text.startswith("the capital", start)
        assert one.spot is None or (-90 <= one.spot.lat <= 90 and -180 <= one.spot.lon <= 180)
        shape = geometry(one.relative)
        assert shape is None or all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in positions(shape))


@given(text=st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    names = [Mention.at(text, at, at + 1) for at in range(0, len(text), 7)]
    for phrase in phrases(text, names, 0, len(text)):
        assert text[phrase.wording.start : phrase.wording.end] == phrase.wording.exact
