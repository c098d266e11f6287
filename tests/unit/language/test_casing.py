"""Text in capitals, read in small letters: offsets stay, names and months get their capitals back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.casing import capitalised, lowered
from recount.model import Span


@given(st.text())
def test_small_letters_are_as_many_as_the_capitals_were(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "small"),
    [("TWELVE DIED IN ÉVORA", "twelve died in évora"), ("THE İZMİR TALKS", "the İzmİr talks")],
)
def test_capitals_become_small(text: str, small: str) -> None:
    assert lowered(text) == small


def test_names_and_months_are_capitalised_and_nothing_else() -> None:
    text = "judge juan de la paz died on monday 4 may in a march"
    assert capitalised(text, [Span(6, 20)]) == "judge Juan de la Paz died on Monday 4 May in a March"
