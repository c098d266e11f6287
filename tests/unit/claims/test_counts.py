"""Counts: which words are a number of people or things, and the bounds they put on it.

The cases stand in ``quantities.toml``, to be read and added to. An article counts one person only where the sentence
harms them, so that it is a count in the table of articles alone.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from recount.claims.counts import find_counts
from recount.claims.quantities import words_of
from recount.errors import LexiconError
from recount.language.tokens import tokenise
from recount.model import Operator


class Expected(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a count, what bounds it, and its ends; an end not given is open."""

    words: str
    operator: Operator
    low: int | None = None
    high: int | None = None


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the counts in it."""

    text: str
    counts: tuple[Expected, ...]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one rule."""

    rule: str
    cases: tuple[Case, ...]


TABLES = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
REFUSED = {reason: texts for reason, texts in TABLES.pop("refused").items() if reason != "rule"}
CASES = [(name, case) for name, table in TABLES.items() for case in msgspec.convert(table, Table).cases]


def counted(text: str, *, articles: bool = False) -> tuple[Expected, ...]:
    found = [count for count in find_counts(text, tokenise(text)) if articles or count.form != "article"]
    quantities = [count.quantity for count in found]
    return tuple(Expected(one.exact, one.operator, one.low, one.high) for one in quantities)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[case.text for _, case in CASES])
def test_words_of_quantity_are_counts_with_their_bounds(name: str, case: Case) -> None:
    assert counted(case.text, articles=name == "articles") == case.counts


@pytest.mark.parametrize("text", [text for texts in REFUSED.values() for text in texts])
def test_what_counts_nobody_is_no_count(text: str) -> None:
    assert counted(text) == ()


@pytest.mark.parametrize(
    "case", [case for name, case in CASES if name in {"bounds", "vague"}], ids=lambda case: case.text
)
def test_what_is_about_and_what_is_vague_says_so(case: Case) -> None:
    for count in find_counts(case.text, tokenise(case.text)):
        quantity = count.quantity
        assert (quantity.approx, quantity.vague) == (quantity.operator == "about", quantity.operator == "vague")


def test_the_table_is_large_enough_to_trust() -> None:
    assert len(CASES) >= 130
    assert sum(map(len, REFUSED.values())) >= 90


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match=r"counts\.toml has no list of words at bounds_before$"):
        words_of("bounds_before")
