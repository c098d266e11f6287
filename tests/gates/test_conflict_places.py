"""The conflict place set says of itself what it should: enough of each kind, words that are there, true distances."""

from __future__ import annotations

from itertools import chain
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from gates.conflict_places import Expected, Report, expected, reports, where

WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def rows() -> list[tuple[Report, Expected]]:
    places = where()
    every = chain(reports("dev"), reports("held"))
    return [(report, mention) for report in every for mention in expected(report, places)]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lat, lon), (lat2, lon2) = (tuple(map(radians, one)), tuple(map(radians, other)))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(half))


def bearing(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lat, lon), (lat2, lon2) = (tuple(map(radians, one)), tuple(map(radians, other)))
    across = sin(lon2 - lon) * cos(lat2)
    return degrees(atan2(across, cos(lat) * sin(lat2) - sin(lat) * cos(lat2) * cos(lon2 - lon))) % 360


def test_it_covers_what_it_should() -> None:
    found = rows()
    assert len({report.id for report, _ in found}) == len([*reports("dev"), *reports("held")])
    assert len(found) >= 420
    assert sum(mention.relative for _, mention in found) >= 110
    assert len({report.conflict for report, _ in found}) >= 25


def test_every_place_is_used() -> None:
    named = {mention.marked.place for _, mention in rows()}
    anchors = {anchor for _, mention in rows() if mention.marked.relative for anchor in mention.marked.relative.anchors}
    assert set(where()) == (named | anchors) - {None}


def test_stated_distances_and_directions_are_true() -> None:
    """To a quarter of the distance, which is told by road as often as by air, and to half a wind and a little."""
    places = where()
    wrong = []
    for report, mention in rows():
        told = mention.marked.relative
        if told is None or mention.where is None or not told.anchors:
            continue
        anchor = places[told.anchors[0]].at
        away = distance_km(anchor, mention.where.at)
        if (
            told.distance_km is not None
            and mention.named
            and abs(away - told.distance_km) > max(5, told.distance_km / 4)
        ):
            wrong.append((report.id, mention.marked.words, round(away), told.distance_km))
        if told.bearing is not None and away > 0:
            turned = abs((bearing(anchor, mention.where.at) - 45 * WINDS.index(told.bearing) + 180) % 360 - 180)
            if turned > 40:
                wrong.append((report.id, mention.marked.words, round(turned), told.bearing))
    assert wrong == []
