"""Words to the numbers that the model reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.subwords import SHAPES, shape


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", "none"), ("18,900", "none"), ("—", "none"), ("軍", "lower"), ("fled", "lower"), ("ex-soldiers", "lower"),
        ("20th", "lower"), ("Dorno", "capital"), ("Érd", "capital"), ("Mi-24", "capital"), ("I", "initials"),
        ("J.", "initials"), ("T-72", "initials"), ("UN", "upper"), ("U.S.", "upper"), ("F-16A", "upper"),
        ("McKee", "mixed"), ("eBay", "mixed"), ("UAVs", "mixed"),
    ],
)  # fmt: skip
def test_the_shape_of_a_word(word: str, expected: str) -> None:
    assert SHAPES[shape(word)] == expected


@given(st.text(st.sampled_from("aBé9-.'"), max_size=8))
def test_only_letters_and_their_case_make_a_shape(word: str) -> None:
    assert shape(word) == shape("".join(letter for letter in word if letter.isalpha()))
    assert (SHAPES[shape(word)] == "none") == (word.upper() == word.lower())
