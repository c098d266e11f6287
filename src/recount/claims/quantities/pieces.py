"""Tokens to the pieces that the grammar of quantity reads: compounds of number words are taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from recount.claims.quantities.vocabulary import numerals
from recount.language.tokens import Token


class Pieces(Struct, frozen=True):
    """The pieces of a sentence, and for each border between them the token that begins there.

    `border` holds a place for every piece and one for the end; None is a border inside a token (``five|-|year``).
    """

    pieces: Sequence[Token]
    border: Sequence[int | None]


def pieces_of(text: str, tokens: Sequence[Token]) -> Pieces:
    """The pieces of a sentence's tokens.

    >>> from recount.language.tokens import tokenise
    >>> text = "a twenty-one-gun salute"
    >>> found = pieces_of(text, tokenise(text))
    >>> [piece.text for piece in found.pieces], found.border
    (['a', 'twenty', '-', 'one', '-', 'gun', 'salute'], [0, 1, None, None, None, None, 2, 3])
    """
    if not tokens or "-" not in text[tokens[0].start : tokens[-1].end]:
        return Pieces(tokens, range(len(tokens) + 1))
    pieces: list[Token] = []
    border: list[int | None] = []
    for at, token in enumerate(tokens):
        parts = _parts(token)
        pieces += parts
        border.append(at)
        border += [None] * (len(parts) - 1)
    border.append(len(tokens))
    return Pieces(pieces, border)


def _parts(token: Token) -> list[Token]:
    """``compound = number word , { "-" , word }``: the parts and the hyphens; any other token stays whole."""
    if "-" not in token.lower or token.lower.partition("-")[0] not in _leads():
        return [token]
    parts: list[Token] = []
    start = token.start
    for at, word in enumerate(token.text.split("-")):
        if at:
            parts.append(Token("-", "-", start, start + 1))
            start += 1
        if word:
            parts.append(Token(word, word.lower().replace("’", "'"), start, start + len(word)))
            start += len(word)
    return parts


@cache
def _leads() -> frozenset[str]:
    """The words that open a compound which is taken apart."""
    known = numerals()
    single = {"minus", "half", "quarter"}
    return frozenset({*known.units, *known.tens, *known.scales, *known.letters, *single})
