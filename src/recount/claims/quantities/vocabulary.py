"""The words of quantity as data (``lexicon/counts.toml``), and matching a phrase of a list at a piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.errors import LexiconError
from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import WordList


class Numerals(Struct, frozen=True, forbid_unknown_fields=True):
    """Number words and what they are worth; `letters` are scales only when they touch their figure (``30k``)."""

    source: str
    example: str
    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]


class _Envelopes(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    between: Mapping[str, tuple[int, int]]


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    bounds_before: Mapping[str, WordList]
    bounds_after: Mapping[str, WordList]
    numbers: Numerals
    envelopes: _Envelopes
    vague: WordList
    weights: WordList
    zero: WordList
    both: WordList
    articles: WordList
    ages: WordList
    negated: WordList
    weighed: WordList
    minus: WordList
    pronominal: WordList
    months: WordList
    slashed: WordList
    date_leads: WordList
    clock: WordList
    uncounting: WordList
    changes: WordList
    durations: WordList
    averages: WordList
    rises: WordList
    falls: WordList
    measures: WordList
    percent: WordList
    lengths: WordList
    money: WordList
    currencies: WordList
    codes: WordList
    named_by_number: WordList
    streets: WordList


class Entry(Struct, frozen=True):
    """The phrases of a list that begin with one word: what it means by itself, and the longer ones by second word."""

    alone: str | None
    longer: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


Table = Mapping[str, Entry]


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
def numerals() -> Numerals:
    """The number words of ``lexicon/counts.toml``."""
    lexicon: _Lexicon = load("counts", _Lexicon)
    return lexicon.numbers


@cache
def phrases(*paths: str) -> Table:
    """The phrases of lists (``bounds_before.about``) by their first word, each with the name of its list.

    >>> phrases("zero", "both")["both"].alone
    'both'
    """
    alone: dict[str, str] = {}
    longer: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for path in paths:
        for phrase in words_of(*path.split("."), "words"):
            first, *rest = phrase.split()
            entry = longer.setdefault(first, {})
            if rest:
                entry.setdefault(rest[0], []).append((tuple(rest), path.rpartition(".")[2]))
            else:
                alone[first] = path.rpartition(".")[2]
    return {
        first: Entry(
            alone.get(first),
            {word: tuple(sorted(listed, key=lambda one: (-len(one[0]), one))) for word, listed in seconds.items()},
        )
        for first, seconds in longer.items()
    }


def listed(pieces: Sequence[Token], at: int, table: Table) -> tuple[str, int] | None:
    """The list of the longest phrase of a table here, and how many pieces it covers; None where none stands."""
    entry = table.get(pieces[at].lower) if at < len(pieces) else None
    if entry is None:
        return None
    if entry.longer and at + 1 < len(pieces):
        for rest, name in entry.longer.get(pieces[at + 1].lower, ()):
            if len(rest) == 1 or follows(pieces, at + 1, rest):
                return name, len(rest) + 1
    return None if entry.alone is None else (entry.alone, 1)


def matched(pieces: Sequence[Token], at: int, path: str) -> int:
    """How many pieces the longest phrase of a list covers here; 0 where none stands."""
    found = listed(pieces, at, phrases(path))
    return 0 if found is None else found[1]


def follows(pieces: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Whether the pieces from `at` on are these words."""
    if len(phrase) > len(pieces) - at:
        return False
    for place, word in enumerate(phrase, at):  # noqa: SIM110 (a generator here costs a third of the time of counting)
        if pieces[place].lower != word:
            return False
    return True


def word_at(pieces: Sequence[Token], at: int) -> str:
    """The word at a place, in lower case; empty outside the sentence."""
    return pieces[at].lower if 0 <= at < len(pieces) else ""


def touching(pieces: Sequence[Token], at: int) -> bool:
    """Whether nothing parts the piece at a place from the one before it."""
    return 0 < at < len(pieces) and pieces[at].start == pieces[at - 1].end


@cache
def envelopes() -> Mapping[str, tuple[int, int]]:
    """What a vague plural is taken for where a number must be named: from its scale to ten times that.

    >>> envelopes()["dozens"]
    (12, 120)
    """
    lexicon: _Lexicon = load("counts", _Lexicon)
    return lexicon.envelopes.between
