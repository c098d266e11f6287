"""The named conventions by which words become numbers: ``lexicon/conventions.toml``, applied when a question is asked.

What was read stays as it was worded; only an estimate has a house's number for "dozens". Numbers are taken as they
stand: "more than 5,000" gives 5,000 as the low, since no other number stands in any report.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.lexicon import load
from recount.model import ConventionName, Effect, Grade, Quantity
from recount.model.estimates import Range

Handling = Literal["counts", "high", "aside"]
_ARTICLES = ("a ", "an ", "the ")
_NONE = Range()


class _Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a house takes for a number: `battle` where fighters were harmed, `most` the upper end of a range."""

    source: str
    example: str
    words: tuple[str, ...]
    number: int
    battle: int | None = None
    most: int | None = None


class Convention(Struct, frozen=True, forbid_unknown_fields=True):
    """How a house counts; ``lexicon/conventions.toml`` tells what each field means."""

    title: str
    source: str
    example: str
    effects: tuple[Effect, ...]
    takes: Literal["reliable", "least", "floor", "range"]
    parts: bool
    doubtful: Handling
    enemy: Handling
    numbers: tuple[_Numbers, ...] = ()
    grades: tuple[Grade, ...] = ()


@cache
def conventions() -> Mapping[ConventionName, Convention]:
    """The conventions by name.

    >>> sorted(conventions())
    ['acled', 'airwars', 'isaf-min', 'ucdp']
    """
    found: Mapping[ConventionName, Convention] = load("conventions", Mapping[ConventionName, Convention])
    return found


def range_of(quantity: Quantity, convention: Convention, *, battle: bool) -> Range:
    """The low, best and high that a quantity gives by itself; `battle` is whether fighters were harmed.

    >>> def said(words, low, high, operator):
    ...     return Quantity(exact=words, start=0, end=len(words), low=low, high=high, operator=operator)
    >>> known = conventions()
    >>> range_of(said("at least 12", 12, None, "at_least"), known["ucdp"], battle=False)
    Range(low=12, best=None, high=None)
    >>> range_of(said("about 300", 300, 300, "about"), known["ucdp"], battle=False)
    Range(low=300, best=300, high=300)
    >>> range_of(said("Several", None, None, "vague"), known["acled"], battle=True)
    Range(low=10, best=10, high=10)
    >>> range_of(said("Several", None, None, "vague"), known["ucdp"], battle=True).empty
    True
    """
    if quantity.low is None and quantity.high is None:
        return _of_words(quantity.exact, convention, battle=battle)
    return Range(quantity.low, quantity.low if quantity.low == quantity.high else None, quantity.high)


def _of_words(exact: str, convention: Convention, *, battle: bool) -> Range:
    said = _plain(exact)
    for each in convention.numbers:
        if said in each.words:
            number = each.battle if battle and each.battle is not None else each.number
            return Range(number, number, number) if each.most is None else Range(number, None, each.most)
    return _NONE


def _plain(exact: str) -> str:
    """The words as the lists have them: without case, article and "of"."""
    words = " ".join(exact.casefold().split()).removesuffix(" of")
    return next((words.removeprefix(article) for article in _ARTICLES if words.startswith(article)), words)
