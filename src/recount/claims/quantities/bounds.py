"""The words that bound a number, before it and after it: ``at least``, ``no more than``, ``or more``, ``-plus``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.claims.quantities.numbers import opens_number
from recount.claims.quantities.vocabulary import Table, follows, listed, matched, phrases, touching, word_at
from recount.language.tokens import Token

Kind = Literal["exact", "at_least", "more_than", "at_most", "fewer_than", "about"]

_BEFORE: tuple[Kind, ...] = ("at_least", "more_than", "at_most", "fewer_than", "about", "exact")
_SIGNS = frozenset("<>=")


class Bound(Struct, frozen=True):
    """A bound and the piece after its words."""

    kind: Kind
    last: int


def before(pieces: Sequence[Token], at: int) -> Bound | None:
    """``before = "at least" | "more than" | "up to" | "fewer than" | "about" | … , [ "about" … ] ;``.

    >>> from recount.language.tokens import tokenise
    >>> bound = before(tokenise("no fewer than some 40 people"), 0)
    >>> bound.kind, bound.last
    ('at_least', 4)
    """
    found = listed(pieces, at, _bounds())
    if found is None or (pieces[at].lower in _SIGNS and _in_signs(pieces, at)):
        return None
    last = at + found[1]
    return Bound(_kind(found[0]), last + matched(pieces, last, "bounds_before.about"))


def _kind(name: str) -> Kind:
    """The bound that a list of the lexicon is named after."""
    return next(kind for kind in _BEFORE if kind == name)


@cache
def _bounds() -> Table:
    return phrases(*(f"bounds_before.{kind}" for kind in _BEFORE))


@cache
def bound_openers() -> frozenset[str]:
    """The words that a bound can begin with."""
    return frozenset(_bounds())


def _in_signs(pieces: Sequence[Token], at: int) -> bool:
    """Whether the sign here goes on from another (``<>``, ``=>``), which bounds nothing."""
    return touching(pieces, at) and pieces[at - 1].text in _SIGNS


def after(pieces: Sequence[Token], at: int) -> Bound | None:
    """``after = "or more" | "-plus" | "or fewer" | "or so" | … ;``, no number following.

    >>> from recount.language.tokens import tokenise
    >>> [getattr(after(tokenise(text), 1), "kind", None) for text in ("40 or more men", "40 or more than 30 men")]
    ['at_least', None]
    """
    found = listed(pieces, at, phrases("bounds_after.at_least", "bounds_after.at_most", "bounds_after.about"))
    if found is None or _numbered(pieces, at + found[1]):
        return None
    return Bound(_kind(found[0]), at + found[1])


def _numbered(pieces: Sequence[Token], at: int) -> bool:
    """Whether a number stands here, so that words of comparison belong to it rather than to the one before."""
    return at < len(pieces) and opens_number(pieces[at]) and word_at(pieces, at) not in {"a", "an"}


def or_equal(pieces: Sequence[Token], at: int, kind: Kind) -> Bound | None:
    """``"or equal" , [ "to" , [ "it" ] ]`` after a strict bound's number, which takes the number in."""
    opened = {"more_than": "at_least", "fewer_than": "at_most"}
    if kind not in opened or not follows(pieces, at, ("or", "equal")):
        return None
    last = at + 2 + (word_at(pieces, at + 2) == "to")
    if _numbered(pieces, last):
        return None
    return Bound("at_least" if kind == "more_than" else "at_most", last)
