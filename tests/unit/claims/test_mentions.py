"""The words that may name places, by their shape alone."""

from __future__ import annotations

import pytest

from recount.claims.mentions import place_mentions
from recount.language.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Dorno and Lukava.", ["Shells", "Dorno", "Lukava"]),
        ("six died in northern Mandera County", ["northern Mandera County"]),
        ("at the Zenith hotel in Dorno", ["Zenith hotel", "Dorno"]),
        ("a raid on al-Karama mosque", ["al-Karama mosque"]),
        ("near Bir al-Hasan, police said", ["Bir al-Hasan"]),
        ("fighting around Deir ez-Zor on Monday", ["Deir ez-Zor"]),
        ("in the Gulf of Aden last week", ["Gulf of Aden"]),
        ("they fled the villages they knew", []),
    ],
)
def test_capitalised_names_are_found_left_to_right(text: str, expected: list[str]) -> None:
    found = place_mentions(text, tokenise(text))
    assert [mention.exact for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.exact for mention in found)
