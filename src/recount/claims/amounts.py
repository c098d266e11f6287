"""Tokens to whole numbers: digits, number words, and both with a scale (``1.5 million``, ``two dozen``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.errors import LexiconError
from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import WordList

_SEPARATORS = re.compile(r"[,'’\u00a0\u202f]")
_HALF = re.compile(r"(?:a )?half[ -]+(?:a[ -]+)?(?P<scale>[a-z]+)")


class _Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    units: Mapping[str, int]
    scales: Mapping[str, int]


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    bounds_before: Mapping[str, WordList]
    bounds_after: Mapping[str, WordList]
    numbers: _Numbers
    vague: WordList
    weights: WordList
    zero: WordList
    articles: WordList
    negated: WordList
    weighed: WordList
    months: WordList
    date_leads: WordList
    uncounting: WordList
    changes: WordList
    measures: WordList
    money: WordList
    named_by_number: WordList


class Amount(Struct, frozen=True):
    """A number read from tokens up to `last` (exclusive); `scale` is its last scale word's worth.

    `whole` is whether it is a whole number (people come whole), `exact_words` whether it was spelt out.
    """

    value: int
    last: int
    scale: int
    whole: bool
    exact_words: bool


@cache
def words_of(*path: str) -> frozenset[str]:
    """The words of one list of ``lexicon/counts.toml``, found by its path.

    >>> "dozens" in words_of("vague", "words")
    True
    """
    found: object = load("counts", _Lexicon)
    for step in path:
        found = found[step] if isinstance(found, Mapping) else getattr(found, step)
    if not isinstance(found, tuple):
        raise LexiconError(f"lexicon/counts.toml has no list of words at {'.'.join(path)}")
    return frozenset(found)


@cache
def _numbers() -> _Numbers:
    lexicon: _Lexicon = load("counts", _Lexicon)
    return lexicon.numbers


@cache
def _openers() -> frozenset[str]:
    """Every word, or part of one before its hyphen, that an amount can begin with; digits aside."""
    return frozenset({*_numbers().units, "a", "an", "half"})


def opens_amount(token: Token) -> bool:
    """Whether an amount can begin with a token at all: it is a number, or the first word of one.

    >>> from recount.language.tokens import tokenise
    >>> [opens_amount(token) for token in tokenise("Forty-two of the 60 others")]
    [True, False, False, True, False]
    """
    lead = token.lower.partition("-")[0]
    return lead in _openers() or lead[:1].isdigit()


def amount(tokens: Sequence[Token], at: int) -> Amount | None:
    """``amount = ( half | number , { scale } | [ "a" ] scale ) , [ "and a half" , [ scale ] ]``, read from token `at`.

    None where none stands.

    >>> from recount.language.tokens import tokenise
    >>> texts = ("1.5 million", "two dozen", "half a million", "a hundred and five", "two and a half million")
    >>> [amount(tokenise(text), 0).value for text in texts]
    [1500000, 24, 500000, 105, 2500000]
    """
    if at >= len(tokens) or not opens_amount(tokens[at]):
        return None
    if (half := _half(tokens, at)) is not None:
        return half
    digits = _digits(tokens[at])
    found = _spelt(tokens, at) if digits is None else _scaled(tokens, at + 1, digits, exact_words=False)
    return None if found is None else _and_a_half(tokens, found)


def _half(tokens: Sequence[Token], at: int) -> Amount | None:
    """``half = [ "a" ] , "half" , [ "a" ] , scale``, hyphenated or not."""
    scales = _numbers().scales
    for size in range(min(4, len(tokens) - at), 0, -1):
        written = _HALF.fullmatch(" ".join(token.lower for token in tokens[at : at + size]))
        if written is not None and (worth := scales.get(written["scale"], 0)) >= 12:
            return Amount(worth // 2, at + size, worth, whole=True, exact_words=True)
    return None


def _and_a_half(tokens: Sequence[Token], found: Amount) -> Amount:
    """``"two" "and a half" "million" | "a million" "and a half"``: half a scale more; without one it is not whole."""
    last = found.last + 3
    if [token.lower for token in tokens[found.last : last]] != ["and", "a", "half"]:
        return found
    following = tokens[last].lower if last < len(tokens) else ""
    worth = _numbers().scales.get(following, 0)
    if found.scale == 1 and worth >= 12:
        return Amount(found.value * worth + worth // 2, last + 1, worth, whole=True, exact_words=found.exact_words)
    whole = found.scale > 1
    return Amount(found.value + found.scale // 2, last, found.scale, whole=whole, exact_words=found.exact_words)


def _digits(token: Token) -> float | None:
    """The number a token of digits is worth."""
    plain = _SEPARATORS.sub("", token.text)
    if not token.text[0].isdigit() or not re.fullmatch(r"\d+(\.\d+)?", plain, re.ASCII) or len(plain) > 15:
        return None
    return float(plain)


def _scaled(tokens: Sequence[Token], at: int, value: float, *, exact_words: bool) -> Amount:
    """``number , { scale }``: a scale word or letter after a number multiplies it."""
    scales = _numbers().scales
    scale = 1
    while at < len(tokens) and (worth := scales.get(tokens[at].lower)) is not None:
        letter = len(tokens[at].lower) == 1
        if letter and tokens[at].start != tokens[at - 1].end:
            break
        value, scale, at = value * worth, worth, at + 1
    return Amount(round(value), at, scale, whole=value == int(value), exact_words=exact_words)


def _spelt(tokens: Sequence[Token], at: int) -> Amount | None:
    """``words = unit , { [ "and" ] unit | scale }``, as in "one hundred and five thousand"."""
    numbers = _numbers()
    total, current, last, scale = 0, 0, at, 1
    begun = False
    if tokens[at].lower in {"a", "an"}:
        if at + 1 >= len(tokens) or numbers.scales.get(tokens[at + 1].lower, 0) < 12 or len(tokens[at + 1].lower) < 5:
            return None
        current, last, begun = 1, at + 1, True
    position = last
    while position < len(tokens):
        word = tokens[position].lower
        value = _unit(word)
        if value is not None and not (begun and current % 10 and scale == 1):
            current, begun, scale = current + value, True, 1
        elif word in numbers.scales and len(word) > 3 and begun:
            scale = numbers.scales[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif (
            word == "and" and scale > 1 and position + 1 < len(tokens) and _unit(tokens[position + 1].lower) is not None
        ):
            position += 1
            continue
        else:
            break
        position += 1
        last = position
    if not begun or last == at:
        return None
    return Amount(total + current, last, scale, whole=True, exact_words=True)


def _unit(word: str) -> int | None:
    """The worth of a number word below a hundred, hyphened or not."""
    units = _numbers().units
    if word in units:
        return units[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in units and ones in units and units[tens] >= 20:
        return units[tens] + units[ones]
    return None
