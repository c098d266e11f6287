"""Numbers in figures, in words, and in both: ``1.5 million``, ``two dozen``, ``seven point nought one``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from msgspec import Struct

from recount.claims.quantities.numerals import Value, numeral, opens_numeral, whole
from recount.claims.quantities.vocabulary import numerals, touching, word_at, words_of
from recount.language.tokens import Token

_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000
_HIGHEST = 10**18
# "Two hundred thousand crore", and as many figures after a point as anybody says.
_DEEPEST, _FINEST = 3, 15


class Number(Struct, frozen=True):
    """A number read from pieces up to `last` (exclusive); `scale` is its last scale's worth, `spelt` if in words."""

    value: Value
    last: int
    scale: int
    spelt: bool

    @property
    def whole(self) -> bool:
        """Whether it is a whole number, as people come."""
        return isinstance(self.value, int)


class _Term(Struct, frozen=True):
    """A number below its scale words, and those: ``2`` with (100, 1000) in "2 hundred thousand"."""

    value: Value
    scales: tuple[int, ...]
    last: int
    spelt: bool


def cardinal(text: str, pieces: Sequence[Token], at: int) -> Number | None:
    """``cardinal = term , { [ "and" ] , term } , [ "point" , figures ] ;``, the scales of the terms going down.

    >>> from recount.claims.quantities.pieces import pieces_of
    >>> from recount.language.tokens import tokenise
    >>> texts = ("1.5 million", "two dozen", "a hundred and five", "6 thousand 2 hundred and 13", "six point two five")
    >>> [str(cardinal(text, pieces_of(text, tokenise(text)).pieces, 0).value) for text in texts]
    ['1500000', '24', '105', '6213', '25/4']
    """
    term = _term(text, pieces, at, first=True)
    if term is None:
        return None
    spelt, last = term.spelt, term.last
    total, current, ceiling = _added(0, 0, term, _HIGHEST)
    while term.scales and last < len(pieces):
        joined = word_at(pieces, last) == "and"
        more = _term(text, pieces, last + joined, first=False)
        if more is None or not _continues(more, term, current, ceiling, joined=joined):
            break
        total, current, ceiling = _added(total, current, more, ceiling)
        last, term = more.last, more
    value = total + current
    if value >= _HIGHEST:
        return None
    scale = term.scales[-1] if term.scales else 1
    pointed = _pointed(pieces, last) if spelt else None
    if pointed is not None:
        return Number(value + pointed[0], pointed[1], 1, spelt)
    return Number(whole(value), last, scale, spelt)


def _added(total: Value, current: Value, term: _Term, ceiling: int) -> tuple[Value, Value, int]:
    """The sums with one term more: what has its thousands, what may still get them, and the scale to stay below."""
    value = term.value
    for place, scale in enumerate(term.scales):
        if scale == _DOZEN:
            return total + current + value * scale, 0, 0
        if scale == _HUNDRED:
            value *= scale
            continue
        following = [one for one in term.scales[place:] if one >= _THOUSAND]
        product = 1
        for one in following:
            product *= one
        return total + (current + value) * product, 0, min(ceiling, following[-1] if len(following) == 1 else product)
    return total, current + value, ceiling if term.scales else 0


def _continues(term: _Term, before: _Term, current: Value, ceiling: int, *, joined: bool) -> bool:
    """Whether a term goes on with the number before it, rather than beginning another (``5 hundred and 3 hundred``)."""
    if not isinstance(term.value, int) or term.value == 0 or ceiling == 0:
        return False
    if not term.spelt and not (term.scales or (joined and before.scales[-1] == _HUNDRED and not before.spelt)):
        return False  # "2 million and 300 villages"
    if not term.scales:
        return term.value < min(before.scales[-1], _HUNDRED)
    if term.scales[0] == _DOZEN:
        return current + term.value > 0
    if term.scales[0] == _HUNDRED and current:
        return False
    highest = next((scale for scale in term.scales if scale >= _THOUSAND), 0)
    return highest < ceiling or (highest == 0 and ceiling > _HUNDRED)


def _term(text: str, pieces: Sequence[Token], at: int, *, first: bool) -> _Term | None:
    """``term = ( numeral , [ letter ] | ones | ( "a" | "an" ) , scale ) , { scale } ;``; the article only first."""
    if at >= len(pieces):
        return None
    if opens_numeral(pieces[at]):
        figure = numeral(text, pieces, at)
        if figure is None:
            return None
        letter = _letter(pieces, figure.last)
        if letter is not None:
            return _Term(figure.value, (letter,), figure.last + 1, spelt=False)
        return _scaled(pieces, figure.value, figure.last, spelt=False)
    if first and pieces[at].lower in {"a", "an"}:
        if numerals().scales.get(word_at(pieces, at + 1), 0) < _DOZEN or word_at(pieces, at + 1).endswith("s"):
            return None
        return _scaled(pieces, 1, at + 1, spelt=True)
    ones = _ones(pieces, at)
    return None if ones is None else _scaled(pieces, ones[0], ones[1], spelt=True)


def _scaled(pieces: Sequence[Token], value: Value, last: int, *, spelt: bool) -> _Term:
    """``{ scale }``: each scale word after a number multiplies it, hyphened or not (``2 billion-mile``)."""
    scales: list[int] = []
    known = numerals().scales
    while last < len(pieces) and len(scales) < _DEEPEST:
        hyphened = word_at(pieces, last) == "-" and touching(pieces, last) and touching(pieces, last + 1)
        worth = known.get(word_at(pieces, last + hyphened))
        if worth is None or (scales and worth < scales[-1]):
            break
        scales.append(worth)
        last += 1 + hyphened
    return _Term(value, tuple(scales), last, spelt)


def _ones(pieces: Sequence[Token], at: int) -> tuple[int, int] | None:
    """``ones = unit | tens , [ [ "-" ] , unit ] ;``: a number word below a hundred, and the piece after it."""
    known = numerals()
    word = pieces[at].lower
    if word in known.units:
        return known.units[word], at + 1
    tens = known.tens.get(word)
    if tens is None:
        return None
    following = at + 1 + (word_at(pieces, at + 1) == "-")
    ones = known.units.get(word_at(pieces, following), 0)
    return (tens + ones, following + 1) if 0 < ones < 10 else (tens, at + 1)


def _letter(pieces: Sequence[Token], at: int) -> int | None:
    """``letter = "k" | "m" | "bn" | … ;``: a scale as it touches its figure; a small "m" may be metres."""
    if at >= len(pieces):
        return None
    piece = pieces[at]
    worth = numerals().letters.get(piece.lower)
    if worth is None or (touching(pieces, at + 1) and word_at(pieces, at + 1)[0].isalnum()):
        return None
    if not touching(pieces, at):
        return worth if piece.text in {"k", "K", "M"} else None  # "2.3 k", but "1.5 m" is a length
    if piece.text == "m":
        before = word_at(pieces, at - 2)
        paid = before in words_of("money", "words") or (len(before) > 1 and before in words_of("codes", "words"))
        return worth if paid or word_at(pieces, at + 1) not in words_of("lengths", "words") else None
    return None if piece.text == "mm" else worth


def _pointed(pieces: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    """``"point" , ( digit word , { digit word } | ones ) ;``: the part after the point, and the piece after it."""
    if word_at(pieces, at) != "point":
        return None
    units = numerals().units
    last, digits = at + 1, ""
    while last < len(pieces) and len(digits) < _FINEST and 0 <= units.get(pieces[last].lower, -1) < 10:
        digits += str(units[pieces[last].lower])
        last += 1
    if not digits and last < len(pieces) and (ones := _ones(pieces, last)) is not None:
        digits, last = str(ones[0]), ones[1]
    return (Fraction(f"0.{digits}"), last) if digits else None


@cache
def number_words() -> frozenset[str]:
    """Every word that a number can begin with; figures aside."""
    known = numerals()
    return frozenset({*known.units, *known.tens, "a", "an", "half", "quarter", *words_of("minus", "words")})


@cache
def article_words() -> frozenset[str]:
    """The words that make a number of the article before them: ``a dozen``, ``a third``, ``a twenty-first``."""
    known = numerals()
    return frozenset({*known.scales, *known.tens, *known.denominators})
