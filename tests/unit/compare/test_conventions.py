"""The table of conventions: what each house makes of words, and that no word has two meanings in one house."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from recount.compare.conventions import conventions, range_of
from recount.model import ConventionName, Quantity, Range

NAMES = get_args(ConventionName)


def vague(words: str) -> Quantity:
    return Quantity(exact=words, start=0, end=len(words), low=None, high=None, operator="vague")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_for_two_numbers(name: ConventionName) -> None:
    words = Counter(word for each in conventions()[name].numbers for word in each.words)
    assert [word for word, times in words.items() if times > 1] == []
    assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_in_order(name: ConventionName) -> None:
    for each in conventions()[name].numbers:
        assert 0 < each.number <= (each.battle or each.number)
        assert each.most is None or each.number < each.most


@pytest.mark.parametrize(
    ("words", "acled", "battle", "isaf"),
    [
        ("a couple", 2, 2, 2),
        ("several", 3, 10, 3),
        ("a few", 3, 10, 3),
        ("A group of", 3, 10, 3),
        ("a handful of", 3, 10, 4),
        ("numerous", 3, 10, 4),
        ("a large number of", 3, 10, 5),
        ("a number of", 3, 10, 2),
        ("tens", 10, 10, None),
        ("Dozens", 12, 12, None),
        ("hundreds", 100, 100, None),
        ("thousands", None, None, None),
        ("significant", None, None, None),
        ("hundreds of thousands", None, None, None),
        ("several dozen", None, None, None),
    ],
)
def test_words_stand_for_what_the_house_says(
    words: str, acled: int | None, battle: int | None, isaf: int | None
) -> None:
    known = conventions()
    assert range_of(vague(words), known["acled"], battle=False) == Range(acled, acled, acled)
    assert range_of(vague(words), known["acled"], battle=True) == Range(battle, battle, battle)
    assert range_of(vague(words), known["isaf-min"], battle=False) == Range(isaf, isaf, isaf)
    assert range_of(vague(words), known["ucdp"], battle=True).empty


def test_airwars_has_a_range_for_several() -> None:
    assert range_of(vague("several"), conventions()["airwars"], battle=False) == Range(3, None, 10)
