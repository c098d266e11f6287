"""Numbers of every kind: whole, broken, below nought."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.claims.quantities.cardinals import Number, cardinal, number_words
from recount.claims.quantities.fractions import fractional
from recount.claims.quantities.numerals import opens_numeral
from recount.claims.quantities.vocabulary import numerals, touching, word_at, words_of
from recount.language.tokens import Token

_DASHES = frozenset("-−")


def opens_number(piece: Token) -> bool:
    """Whether a number can begin with a piece at all: it is a figure, or the first word of one.

    >>> from recount.language.tokens import tokenise
    >>> [opens_number(token) for token in tokenise("Forty of the 60 others")]
    [True, False, False, True, False]
    """
    return piece.lower in number_words() or opens_numeral(piece)


def number(text: str, pieces: Sequence[Token], at: int) -> Number | None:
    """``number = [ sign ] , ( fractional | cardinal ) ;``: None where none stands, or where it is an ordinal.

    >>> from recount.claims.quantities.pieces import pieces_of
    >>> from recount.language.tokens import tokenise
    >>> texts = ("minus five", "half a million", "two hundred and first")
    >>> [getattr(number(text, pieces_of(text, tokenise(text)).pieces, 0), "value", None) for text in texts]
    [-5, 500000, None]
    """
    if at >= len(pieces):
        return None
    begin = _sign(pieces, at)
    if begin >= len(pieces) or not opens_number(pieces[begin]):
        return None
    found = fractional(text, pieces, begin) or cardinal(text, pieces, begin)
    if found is None or (found.spelt and _is_ordinal(pieces, found)):
        return None
    if begin > at and _spaced(pieces, at) and (at > 0 or _goes_on(pieces, found.last)):
        return None  # "- 12 killed" is an item of a list
    return structs.replace(found, value=-found.value) if begin > at else found


def _sign(pieces: Sequence[Token], at: int) -> int:
    """``sign = "minus" , [ "-" ] | "negative" | "-" ;``: the piece after it; a dash that follows a word is none."""
    word = pieces[at].lower
    if word in words_of("minus", "words"):
        return at + 1 + (word_at(pieces, at + 1) == "-")
    if word in _DASHES and not (touching(pieces, at) and pieces[at - 1].text[-1].isalnum()):
        return at + 1
    return at


def _spaced(pieces: Sequence[Token], at: int) -> bool:
    return pieces[at].lower in _DASHES and not touching(pieces, at + 1)


def _goes_on(pieces: Sequence[Token], at: int) -> bool:
    return at < len(pieces) and pieces[at].text[0].isalnum()


def _is_ordinal(pieces: Sequence[Token], found: Number) -> bool:
    """Whether the number goes on as an ordinal: ``one hundred and first``, ``twenty-first``."""
    following = found.last + (word_at(pieces, found.last) in {"-", "and"})
    tens = isinstance(found.value, int) and found.value >= 20 and found.value % 10 == 0
    return tens and word_at(pieces, following) in numerals().ordinals
