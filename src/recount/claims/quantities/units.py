"""What stands round a number to say what it measures: currencies before it, units after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.claims.quantities.vocabulary import listed, phrases, touching, word_at, words_of
from recount.language.tokens import Token

Measured = Literal["money", "percent", "measure", "time"]


_LISTS: dict[str, Measured] = {
    "measures": "measure", "clock": "time", "currencies": "money", "money": "money", "percent": "percent",
}  # fmt: skip


class Unit(Struct, frozen=True):
    """A unit: what it is of, and the piece after its words."""

    of: Measured
    last: int


def currency(pieces: Sequence[Token], at: int) -> int:
    """``currency = [ "us" | "hk" | … ] , "$" | "€" | "usd" | … , [ "=" ] ;``: the piece after it, or `at`.

    >>> from recount.language.tokens import tokenise
    >>> [currency(tokenise(text), 0) for text in ("US $89 billion", "$-5", "USD10m", "twelve")]
    [2, 1, 1, 0]
    """
    if word_at(pieces, at) not in _paying():
        return at
    place = at
    while place < at + 3 and (
        (word := word_at(pieces, place)) in words_of("money", "words")
        or (word in words_of("codes", "words") and _pays(pieces, place))
        or (word == "=" and place > at)
    ):
        place += 1
    return place


@cache
def _paying() -> frozenset[str]:
    """The signs and letters of currencies."""
    return words_of("money", "words") | words_of("codes", "words") | {"="}


def _pays(pieces: Sequence[Token], at: int) -> bool:
    """Whether the letters here are a currency: a figure or its sign follows at once."""
    following = word_at(pieces, at + 1)
    if following in words_of("money", "words") or word_at(pieces, at - 1) in words_of("money", "words"):
        return True
    figured = len(pieces[at].text) > 1 and following[:1].isdigit() and touching(pieces, at + 1)
    return pieces[at].text.isupper() and (following == "=" or figured)


def paid_before(pieces: Sequence[Token], first: int) -> bool:
    """Whether a currency stands right before the number that begins at `first`."""
    if word_at(pieces, first - 1) not in _paying():
        return False
    return any(currency(pieces, at) == first for at in range(max(0, first - 3), first))


def unit(pieces: Sequence[Token], at: int) -> Unit | None:
    """``unit = [ "-" ] , ( "%" | "per cent" | "dollars" | "km" | … ) ;``: what the words after a number measure.

    >>> from recount.language.tokens import tokenise
    >>> [getattr(unit(tokenise(text), 1), "of", None) for text in ("12 per cent", "3 euros", "82-mm", "9 men")]
    ['percent', 'money', 'measure', None]
    """
    place = at + (word_at(pieces, at) == "-" and touching(pieces, at) and touching(pieces, at + 1))
    found = listed(pieces, place, phrases(*_LISTS))
    return None if found is None else Unit(_LISTS[found[0]], place + found[1])
