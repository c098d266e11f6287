"""The list of agencies and outlets: every name means one house, and words that only look like a name mean none."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from recount.lexicon.outlets import namings, outlet_of, same_house

LISTS = tomllib.loads(files("recount.lexicon").joinpath("agencies.toml").read_text(encoding="utf-8"))
HOUSES = [house for name in ("agencies", "picture_agencies", "outlets") for house in LISTS[name]["houses"]]


def named(house: dict[str, object]) -> list[str]:
    also, signs, domains = (list(house.get(field, ())) for field in ("also", "signs", "domains"))
    return list(dict.fromkeys([str(house["name"]), *also, *signs, *domains]))


def test_the_list_is_broad() -> None:
    assert len(LISTS["agencies"]["houses"]) >= 80
    assert len(LISTS["outlets"]["houses"]) >= 80


def test_no_name_means_two_houses() -> None:
    count = Counter(name for house in HOUSES for name in named(house))
    assert [name for name, times in count.items() if times > 1] == []


@pytest.mark.parametrize("house", HOUSES, ids=[house["name"] for house in HOUSES])
def test_every_name_of_a_house_means_it(house: dict[str, object]) -> None:
    for name in named(house):
        found = outlet_of(name)
        assert found is not None
        assert found.name == house["name"], name
        assert [one.outlet.name for one in namings(f"({name})")] == [house["name"]], name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Associated Press", "AP"),
        ("REUTERS", "Reuters"),
        ("https://www.reuters.com/world/a", "Reuters"),
        ("english.ahram.org.eg", "Ahram Online"),
        ("Dailysabah", "Daily Sabah"),
        ("Anadolu Ajansi", "Anadolu"),
        ("Interfax news agency", "Interfax"),
    ],
)
def test_a_publisher_is_known_in_many_spellings(words: str, name: str) -> None:
    found = outlet_of(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", [None, "", " ", "AP Motor Weekly", "notreuters.com", "FBIS: EFE", "the"])
def test_other_words_are_no_outlet(words: str | None) -> None:
    assert outlet_of(words) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("The Harbour Gazette", "Harbour Gazette", True),
        ("Harbour-Gazette", "HARBOUR GAZETTE", True),
        ("www.harbourgazette.co.uk", "The Harbour Gazette", True),
        ("https://[harbour", "https://[harbour", True),
        ("AFP", "Agence France-Presse", True),
        ("AFP", "AP", False),
        ("Harbour Gazette", "Harbour Post", False),
        (None, None, False),
        ("…", "—", False),
    ],
)
def test_two_publishers_are_one_house_or_not(left: str | None, right: str | None, same: bool) -> None:
    assert same_house(left, right) is same
    assert same_house(right, left) is same
