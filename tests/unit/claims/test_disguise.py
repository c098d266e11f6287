"""Numbers in disguise are read as they are seen, or not at all."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff"
LEFT_OUT = {
    "superscript": "12²",
    "subscript": "12₃",
    "combining": "12\u030100",
    "keycaps": "1\ufe0f\u20e32\ufe0f\u20e3",
    "circled": "①②",
    "letter O": "1O0",
    "letter l": "l2",
    "Cyrillic O": "12О0",
    "middle dot": "1·200",
    "decimal comma": "1200,5",
    "power": "10^400",
    "percent": "12٪",
    "fullwidth dash": "12－15",
    "two scripts": "1٢00",
    "nought": "00",
    "noughts apart": "1 2 0 0",
    "by nought": ".1/0",
    "backspace": "12\x0800",
    "override": "\u202e0021\u202c",
    "word of two scripts": "two hundrеd",  # the e is Cyrillic
    "mathematical word": "two 𝐡𝐮𝐧𝐝𝐫𝐞𝐝",
    "first word of two scripts": "fоrty three",  # the o is Cyrillic
}


def figures(number: str) -> list[tuple[str, int | None]]:
    text = f"In the raid {number} people were killed, the mayor of Kharkiv said."
    return [(claim.quantity.exact, claim.quantity.low) for claim in find_claims(read_text(text))]


@pytest.mark.parametrize("mark", UNSEEN, ids=ascii)
@pytest.mark.parametrize(
    ("words", "worth"), [("12|00", 1200), ("1,|200", 1200), ("six|ty", 60), ("two| million", 2_000_000)]
)
def test_what_is_not_seen_is_passed_over_and_quoted(words: str, worth: int, mark: str) -> None:
    written = words.replace("|", mark)
    assert figures(written) == [(written, worth)]


def test_what_is_not_seen_beside_a_number_changes_nothing() -> None:
    assert figures("\u200b1,200\u200e") == [("1,200", 1200)]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_may_be_seen_as_another_number_is_no_count(name: str) -> None:
    assert figures(LEFT_OUT[name]) == []


@pytest.mark.parametrize("number", ["1\u2009200", "1\u2007200", "1\u202f200", "1’200", "1,200", "1200"])
def test_the_separators_of_print_are_read(number: str) -> None:
    assert figures(number) == [(number, 1200)]
