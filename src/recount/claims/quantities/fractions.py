"""Fractions in words: ``two thirds``, ``half``, ``one and a quarter``, ``half a million``, ``two out of three``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from msgspec import Struct

from recount.claims.quantities.cardinals import Number, cardinal
from recount.claims.quantities.numerals import opens_numeral, whole
from recount.claims.quantities.vocabulary import numerals, word_at
from recount.language.tokens import Token

_DOZEN, _THOUSAND, _LONGEST = 12, 1000, 12


class Share(Struct, frozen=True):
    """A fraction, the piece after it, and the fraction's scale word, as in ``half a million``; 1 where it has none."""

    value: Fraction
    last: int
    scale: int


def fractional(text: str, pieces: Sequence[Token], at: int) -> Number | None:
    """``fractional = mixed | scaled | fraction ;``: None where no word of a fraction is near.

    >>> from recount.claims.quantities.pieces import pieces_of
    >>> from recount.language.tokens import tokenise
    >>> texts = ("two thirds", "half a million", "two and a half million", "a million and a half", "one twenty-fifth")
    >>> [str(fractional(text, pieces_of(text, tokenise(text)).pieces, 0).value) for text in texts]
    ['2/3', '500000', '2500000', '1500000', '1/25']
    """
    name = _named(pieces, at)
    if name is None:
        return None
    found = _mixed(text, pieces, at, name)
    if found is None and (share := _scaled(text, pieces, at, name)) is not None:
        found = Number(whole(share.value * share.scale), share.last, share.scale, spelt=True)
    return found


def _named(pieces: Sequence[Token], at: int) -> int | None:
    """Where the word that names the fraction stands, number words alone before it."""
    known = numerals().denominators
    for place in range(at, min(at + _LONGEST, len(pieces))):
        word = pieces[place].lower
        if word in known and word != "second":
            return place if place > at or word in {"half", "quarter"} else None
        if word not in _inner() and not opens_numeral(pieces[place]):
            return None
    return None


@cache
def _inner() -> frozenset[str]:
    """The words that may stand before the name of a fraction."""
    known = numerals()
    return frozenset({*known.units, *known.tens, *known.scales, "a", "an", "and", "-"})


def _mixed(text: str, pieces: Sequence[Token], at: int, name: int) -> Number | None:
    """``mixed = cardinal , [ "-" ] , "and" , [ "-" ] , fraction , [ scale ] ;``, the fraction below one.

    After thousands and more the fraction is one of the scale: "a million and a half".
    """
    joints = [place for place in range(at + 1, name) if pieces[place].lower == "and"]
    if not joints:
        return None
    joint = joints[-1]
    before = joint - (word_at(pieces, joint - 1) == "-")
    begin = joint + 1 + (word_at(pieces, joint + 1) == "-")
    left = cardinal(text, pieces[:before], at)
    share = _fraction(text, pieces, begin, name)
    if left is None or left.last != before or not left.whole or share is None or share.value >= 1:
        return None
    scaled = _scale_after(pieces, share.last)
    if scaled is not None:
        worth, last = scaled
        value = left.value * (worth if left.scale == 1 else 1) + share.value * worth
        return Number(whole(value), last, worth, left.spelt)
    worth = left.scale if left.scale >= _THOUSAND else 1
    return Number(whole(left.value + share.value * worth), share.last, left.scale, left.spelt)


def _scaled(text: str, pieces: Sequence[Token], at: int, name: int) -> Share | None:
    """``scaled = fraction , [ "of" ] , [ "a" | "one" ] , scale ;``, or the fraction alone."""
    share = _fraction(text, pieces, at, name)
    if share is None and word_at(pieces, at) in {"half", "quarter"}:
        share = Share(Fraction(1, numerals().denominators[pieces[at].lower]), at + 1, 1)
        if pieces[at].lower == "quarter" and _scale_after(pieces, at + 1) is None:
            return None
    if share is None:
        return None
    place = share.last
    for word in ("-", "of", "-", "a", "-"):
        place += word_at(pieces, place) == word
    scaled = _scale_after(pieces, place)
    return share if scaled is None else Share(share.value, scaled[1], scaled[0])


def _scale_after(pieces: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The worth of the scale word here, a dozen or more, and the piece after it."""
    worth = numerals().scales.get(word_at(pieces, at), 0)
    return (worth, at + 1) if worth >= _DOZEN and not word_at(pieces, at).endswith("s") else None


def _fraction(text: str, pieces: Sequence[Token], at: int, name: int) -> Share | None:
    """``fraction = cardinal , [ "-" ] , denominator ;``, the denominator as long as it can be; one of it, or a plural.

    ``one hundred fifty sixths`` is 100/56, ``one hundred and fifty sixths`` 150/6.
    """
    plural = pieces[name].lower.endswith("s") or pieces[name].lower == "halves"
    for begin in range(at + 1, name + 1):
        under = _denominator(text, pieces, begin, name)
        top = None if under is None else _numerator(text, pieces, at, begin)
        if under is None or top is None or not (plural or top == 1) or (plural and top == 1 and begin < name):
            continue
        if not plural and word_at(pieces, at) in {"a", "an"} and not _ends_share(pieces, name):
            continue
        return Share(Fraction(top, under), name + 1, 1)
    return None


def _numerator(text: str, pieces: Sequence[Token], at: int, end: int) -> int | None:
    """The whole number from `at` to the denominator; an article is one."""
    if word_at(pieces, end - 1) == "-":
        end -= 1
    if end - at == 1 and word_at(pieces, at) in {"a", "an"}:
        return 1
    found = cardinal(text, pieces[:end], at)
    return found.value if found is not None and found.last == end and isinstance(found.value, int) else None


def _denominator(text: str, pieces: Sequence[Token], begin: int, name: int) -> int | None:
    """``denominator = [ cardinal , [ "-" | "and" ] ] , name ;``: what is counted in, as "twenty-fifths"."""
    worth = numerals().denominators[pieces[name].lower]
    if begin == name:
        return worth if worth > 1 else None
    if word_at(pieces, begin - 1) == "-":
        return None
    end = name - (pieces[name - 1].lower in {"-", "and"})
    found = cardinal(text, pieces[:end], begin) if end > begin else None
    if found is None or found.last != end or not isinstance(found.value, int):
        return None
    tens = found.value % 100 >= 20 and found.value % 10 == 0 and worth < 10
    hundreds = found.value % 100 == 0 and worth < 100
    return found.value + worth if tens or hundreds else None


def _ends_share(pieces: Sequence[Token], name: int) -> bool:
    """Whether "a fifth" is a share here, not a fifth one: "of", a scale or nothing counted follows."""
    word = word_at(pieces, name + 1)
    if pieces[name].lower in {"half", "quarter"}:
        return True
    return not word or word == "of" or not word[0].isalnum() or word in numerals().scales


def ratio(text: str, pieces: Sequence[Token], top: Number) -> tuple[Fraction, int] | None:
    """``ratio = number , ( "in" | "out of" , [ "every" ] | "over" ) , number ;``: a share, and the piece after it.

    "One in three" is a share and "two out of five"; "two out of 14 hostages" counts two. `top` has been read.
    """
    link = word_at(pieces, top.last)
    out = link == "out" and word_at(pieces, top.last + 1) == "of"
    if not out and link not in {"in", "over"}:
        return None
    place = top.last + 1 + out
    place += out and word_at(pieces, place) in {"every", "each"}
    under = cardinal(text, pieces, place)
    if under is None or not (isinstance(top.value, int) and isinstance(under.value, int)) or under.value == 0:
        return None
    if link == "over":
        ends = under.last == len(pieces) or not pieces[under.last].text[0].isalnum()
        return (Fraction(top.value, under.value), under.last) if ends else None
    round_ = under.value <= 10 or under.value % 100 == 0
    if not 0 < top.value < under.value or not (round_ if out else top.value == 1 and under.value <= 100):
        return None
    return Fraction(top.value, under.value), under.last
