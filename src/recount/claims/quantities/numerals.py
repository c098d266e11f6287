"""Figures as they are written: ``18,900``, ``12 000``, ``2,40,000``, ``1.5``, ``.5``, ``1/16``, ``½``, ``2.4x10^5``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from recount.claims.quantities.vocabulary import word_at, words_of
from recount.language.tokens import Token

Value = int | Fraction

# No figure longer than this is a number that anybody counts; nor may a power be raised without end.
_LONGEST = 15
_HIGHEST = 40

_NUMERAL = re.compile(
    r"""
    (?P<whole>
        \d{1,3}(?:,\d{2,3}){0,5},\d{3}(?!\d)             # 18,900   2,40,000
      | \d{1,3}(?:[\ \u00a0\u2007\u2009\u202f]\d{3}){1,4}(?![\d\u2044/])         # 12 000
      | \d{1,3}(?:['’]\d{3}){1,4}(?!\d)                  # 18'900
      | \d+
    )?
    (?P<part>(?<![\d.].)\.\d+(?!\.\d)|(?<=\d)\.\d+(?!\.\d))?      # .5
    (?:
        \ ?[x×]\ ?10\^?(?P<ten>[-−–+]?\d{1,2})(?!\w)
      | e(?P<exponent>[-+]?\d{1,2})(?!\w)
      | \^(?P<power>[-+]*\d{1,2})(?![\w.])
      | (?:\ {1,2}(?P<over>\d{1,3}))?[/\u2044](?P<under>\d{1,4})(?![\d/\u2044])
    )?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


class Numeral(Struct, frozen=True):
    """A figure's worth and the piece after it."""

    value: Value
    last: int


def opens_numeral(token: Token) -> bool:
    """Whether a figure can begin with a token.

    >>> from recount.language.tokens import tokenise
    >>> [opens_numeral(token) for token in tokenise("12 or ½ of six")]
    [True, False, True, False, False]
    """
    first = token.text[0]
    return first.isdigit() or first == "." or (not first.isascii() and first.isnumeric())


def numeral(text: str, pieces: Sequence[Token], at: int) -> Numeral | None:
    """``numeral = ( whole , [ "." , digits ] | "." , digits ) , [ power | exponent | "/" , digits ] | vulgar ;``.

    >>> from recount.language.tokens import tokenise
    >>> texts = ("18,900 men", "12 000 men", "2,40,000 men", "1.5 men", "2½ men", "1/4 of them", "2.4e5 men")
    >>> [str(numeral(text, tokenise(text), 0).value) for text in texts]
    ['18900', '12000', '240000', '3/2', '5/2', '1/4', '240000']
    """
    if at >= len(pieces) or not opens_numeral(pieces[at]):
        return None
    piece = pieces[at]
    if piece.text.isascii() and piece.text.isdigit() and piece.end == len(text):
        return Numeral(int(piece.text), at + 1) if len(piece.text) <= _LONGEST else None
    if not piece.text[0].isascii():
        return _vulgar(pieces, at)
    match = _NUMERAL.match(text, piece.start)
    if match is None or not (match["whole"] or match["part"]):
        return None
    if " " in (match["whole"] or "") and word_at(pieces, at - 1).rstrip(".") in words_of("months", "words"):
        match = _NUMERAL.match(text, piece.start, piece.end)  # "on April 7 200 people"
    value = _worth(match) if match else None
    if value is None and match is not None and match["under"]:
        match = _NUMERAL.match(text, piece.start, piece.end)  # "24/7", "5/17/2018"; nothing of ".1/0"
        value = _worth(match) if match and match[0] else None
    if match is None or value is None:
        return None
    last = at
    while last < len(pieces) and pieces[last].start < match.end():
        last += 1
    if pieces[last - 1].end != match.end():
        return None
    vulgar = _vulgar(pieces, last) if last < len(pieces) and pieces[last].start == match.end() else None
    return Numeral(value + vulgar.value, vulgar.last) if vulgar else Numeral(value, last)


def _vulgar(pieces: Sequence[Token], at: int) -> Numeral | None:
    """``vulgar = "½" | "⅔" | … ;``."""
    piece = pieces[at]
    if len(piece.text) != 1 or unicodedata.category(piece.text) != "No" or not 0 < unicodedata.numeric(piece.text) < 1:
        return None  # "²" is a note or a power, "⑫" an item's number
    return Numeral(Fraction(unicodedata.numeric(piece.text)).limit_denominator(1000), at + 1)


def _worth(match: re.Match[str]) -> Value | None:
    """What the figure is worth, exactly; None where it is longer than anything counted."""
    digits = re.sub(r"\D", "", match["whole"] or "0")
    part = match["part"] or ""
    if len(digits) + len(part) > _LONGEST + 1 or len(digits) > _LONGEST:
        return None
    value: Value = whole(Fraction(digits + part)) if part else int(digits)
    if match["under"]:
        slashed = match.string[match.start() - 1 : match.start()] in {"/", "\u2044"}
        return None if slashed else _divided(value, match["over"], int(match["under"]))
    tens = match["ten"] or match["exponent"]
    if tens is not None:
        power = int(re.sub("[−–]", "-", tens))
        return whole(value * Fraction(10) ** power) if abs(power) <= _HIGHEST else None
    if match["power"] is not None:
        sign = -1 if match["power"].count("-") % 2 else 1
        power = int(match["power"].lstrip("+-")) * sign
        return whole(Fraction(value) ** power) if abs(power) <= _HIGHEST and value else None
    return value


def _divided(value: Value, over: str | None, under: int) -> Value | None:
    """``4/5``, or ``1 4/5``: one and four fifths; none that comes to one or more."""
    share = Fraction(int(over), under) if over and under else Fraction(value) / under if under else Fraction(1)
    return None if share >= 1 else value + share if over else share


def whole(value: Value) -> Value:
    """A value as an integer where it is one."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
