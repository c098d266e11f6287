"""The words of time as data (``lexicon/times.toml``), by what they name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeVar

from msgspec import Struct

from recount.claims.quantities.vocabulary import numerals
from recount.errors import LexiconError
from recount.lexicon import load

Way = Literal["last", "next", "before", "after", "this", "same", "latest", "recent", "the"]
Mod = Literal["START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"]


class Adjectives(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are marked in one style of text only."""

    narrative: Mapping[str, str]
    news: Mapping[str, str]


class Tenses(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show in which direction a verb looks."""

    ahead: frozenset[str]
    deferring: frozenset[str]
    moving: frozenset[str]
    neither: frozenset[str]
    past: frozenset[str]
    resolving: frozenset[str]


class Times(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in ``lexicon/times.toml``: each word of a mapping with what it stands for."""

    source: str
    example: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, str]
    units: Mapping[str, str]
    plurals: Mapping[str, str]
    parts: Mapping[str, str]
    hours: Mapping[str, int]
    decades: Mapping[str, int]
    amounts: Mapping[str, int]
    days: Mapping[str, int]
    ways: Mapping[str, Way]
    sides: Mapping[str, str]
    portions: Mapping[str, Mod]
    often: Mapping[str, str]
    long: Mapping[str, str]
    zones: Mapping[str, str]
    bounds: Mapping[Mod, tuple[str, ...]]
    vague: Mapping[str, tuple[str, ...]]
    adjectives: Adjectives
    tenses: Tenses
    lists: Mapping[str, frozenset[str]]


@cache
def times() -> Times:
    """The words of time.

    >>> times().months["sept"], times().units["fortnight"]
    (9, 'FN')
    """
    lexicon: Times = load("times", Times)
    return lexicon


def listed(name: str) -> frozenset[str]:
    """A list of the words around words of time; raises `LexiconError` where there is no such list.

    >>> "bce" in listed("before_christ")
    True
    """
    found = times().lists.get(name)
    if found is None:
        raise LexiconError(f"lexicon/times.toml has no list {name}; it has {', '.join(sorted(times().lists))}")
    return found


W = TypeVar("W", bound=str)
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], W], ...]]


def by_first(listed_: Mapping[W, tuple[str, ...]]) -> Phrases[W]:
    """Phrases by their first word, the longest first, each with the name of its list.

    >>> by_first({"ABOUT": ("or so", "or thereabouts or so")})["or"][0]
    (('or', 'thereabouts', 'or', 'so'), 'ABOUT')
    """
    found: dict[str, list[tuple[tuple[str, ...], W]]] = {}
    for meaning, several in listed_.items():
        for phrase in several:
            split = tuple(phrase.split())
            found.setdefault(split[0], []).append((split, meaning))
    return {word: tuple(sorted(own, key=lambda one: -len(one[0]))) for word, own in found.items()}


@cache
def bounds() -> Phrases[Mod]:
    """The phrases that bound a length or a date by their first word, the longest first, each with what it says.

    >>> bounds()["at"][0]
    (('at', 'least'), 'EQUAL_OR_MORE')
    """
    return by_first(times().bounds)


@cache
def vague_phrases() -> Phrases[str]:
    """The phrases without a calendar by their first word, the longest first, each with its TIMEX3 value.

    >>> vague_phrases()["these"]
    ((('these', 'days'), 'PRESENT_REF'),)
    """
    return by_first(times().vague)


@cache
def unit_words() -> Mapping[str, str]:
    """Every word for a unit of time, singular or plural, with the unit's code."""
    return {**times().units, **times().plurals}


@cache
def ordinals() -> Mapping[str, int]:
    """The ordinal words up to the thirty-first, and "last"."""
    return {word: value for word, value in numerals().ordinals.items() if value < 100}


@cache
def triggers() -> frozenset[str]:
    """The words one of which every expression of time has, figures aside."""
    known = times()
    named = (known.months, known.weekdays, known.seasons, known.units, known.plurals, known.parts, known.hours)
    more = (known.decades, known.days, known.often, known.long, known.adjectives.narrative, known.adjectives.news)
    vague = {phrase[-1] for listed_ in vague_phrases().values() for phrase, _ in listed_}
    plural = {f"{day}s" for day in known.weekdays}
    return listed("alone").union(*named, *more, vague, plural, listed("before_christ"))


@cache
def leads() -> frozenset[str]:
    """The words that may stand in an expression before the word that shows it to be one."""
    known, numbers = times(), numerals()
    bounding = {word for listed_ in known.bounds.values() for phrase in listed_ for word in phrase.split()}
    counts = {*numbers.units, *numbers.tens, *numbers.scales, *numbers.ordinals}
    return listed("leads").union(listed("fillers"), known.ways, known.portions, known.amounts, bounding, counts)
