"""Places told by others where the globe or the words are at their worst."""

from __future__ import annotations

import time

import pytest

from bracketed import marked
from recount.model import Anchor, Mention, RelativePlace
from recount.resolve.gazetteer import Entry
from recount.resolve.relative import Named, geometry, phrases, spot, told
from recount.resolve.relative.geojson import PolygonGeometry, PolygonsGeometry
from recount.resolve.relative.sphere import bearing, destination, distance_km

BEYOND = 1e-9


def around(lat: float, lon: float, low: float, high: float) -> RelativePlace:
    anchor = Anchor(name="Dorno", mention=None, lat=lat, lon=lon)
    return RelativePlace(
        kind="distance", wording=Mention("x", 0, 1), anchors=(anchor,), shape="ring", low_km=low, high_km=high
    )


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.999, -89.999])
def test_a_ring_around_a_pole_is_closed_along_it(lat: float) -> None:
    found = geometry(around(lat, 10.0, 50, 100))
    assert isinstance(found, PolygonGeometry | PolygonsGeometry)
    polygons = (found.coordinates,) if isinstance(found, PolygonGeometry) else found.coordinates
    corners = [corner for polygon in polygons for corner in polygon[0]]
    assert {corner[1] for corner in corners} & {90.0, -90.0}
    assert all(abs(lon) <= 180 for lon, _ in corners)


@pytest.mark.parametrize("lon", [180.0, -180.0, 179.95, -179.95])
def test_a_ring_across_the_antimeridian_is_cut_in_two(lon: float) -> None:
    found = geometry(around(-16.8, lon, 20, 40))
    assert isinstance(found, PolygonsGeometry)
    sides = {round(sum(corner[0] for corner in polygon[0]) / len(polygon[0])) > 0 for polygon in found.coordinates}
    assert sides == {True, False}


def test_the_other_side_of_the_globe_is_half_its_round_away() -> None:
    assert distance_km((10.0, 20.0), (-10.0, -160.0)) == pytest.approx(20015.1, abs=0.1)
    assert distance_km((90.0, 0.0), (-90.0, 77.0)) == pytest.approx(20015.1, abs=0.1)


def test_no_way_at_all_has_a_direction_all_the_same() -> None:
    assert distance_km((50.0, 30.0), (50.0, 30.0)) == 0
    assert 0 <= bearing((50.0, 30.0), (50.0, 30.0)) < 360
    assert distance_km(destination((50.0, 30.0), 77, 0), (50.0, 30.0)) < BEYOND


@pytest.mark.parametrize(
    "text",
    [
        "Six died 999999999999 km from [Dorno].",
        "Six died 0.0000001 mm from [Dorno].",
        "Six died -5 km from [Dorno].",
        "Six died 10 to 5 km from [Dorno].",
        "Six died between [Dorno] and [Dorno].",
        "Six died midway between [Dorno] and [Dorno].",
        "Six died 5 km north of south of [Dorno].",
        "Six died near near near near [Dorno].",
        "Six died on the [Dorno]-[Dorno]-[Dorno] border.",
        "5 km from [Dorno] 5 km from [Dorno] 5 km from [Dorno]",
        "[], 5 km from []",
    ],
)
def test_odd_words_are_read_or_left(text: str) -> None:
    plain, names = marked(text)
    named = [Named(name, Entry("Dorno", "town", "UA", 50.0, 30.0)) for name in names if name.exact]
    for one in told(plain, named, [0], ["UA"]).values():
        assert one.spot is None or abs(one.spot.lat) <= 90
        geometry(one.relative)
        spot(one.relative)


@pytest.mark.parametrize(
    "text",
    [
        "north of the " * 3000,
        "5 km from the outskirts of the road between the " * 1000,
        "[Dorno] and " * 1500,
        "the far north " * 3000 + "of [Dorno]",
        "a village, which lies in the small town, " * 1000 + "near [Dorno]",
    ],
    ids=lambda text: text[:20],
)
def test_long_rows_of_the_same_words_take_no_longer_than_their_length(text: str) -> None:
    plain, names = marked(text)
    started = time.process_time()
    phrases(plain, names, 0, len(plain))
    assert time.process_time() - started < 5
