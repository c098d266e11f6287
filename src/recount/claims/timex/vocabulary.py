"""The words of time as data (``lexicon/times.toml``), by what they name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.claims.quantities.vocabulary import numerals
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
    past: frozenset[str]


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
    zones: Mapping[str, str]
    bounds: Mapping[Mod, tuple[str, ...]]
    vague: Mapping[str, tuple[str, ...]]
    adjectives: Adjectives
    tenses: Tenses


@cache
def times() -> Times:
    """The words of time.

    >>> times().months["sept"], times().units["fortnight"]
    (9, 'FN')
    """
    lexicon: Times = load("times", Times)
    return lexicon


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def phrases(name: Literal["bounds", "vague"]) -> Phrases:
    """The phrases of a table by their first word, the longest first, each with what it stands for.

    >>> phrases("vague")["these"]
    ((('these', 'days'), 'PRESENT_REF'),)
    """
    listed: Mapping[str, tuple[str, ...]] = getattr(times(), name)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, several in listed.items():
        for phrase in several:
            split = tuple(phrase.split())
            found.setdefault(split[0], []).append((split, meaning))
    return {word: tuple(sorted(own, key=lambda one: -len(one[0]))) for word, own in found.items()}


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
    more = (known.decades, known.days, known.often, known.adjectives.narrative, known.adjectives.news)
    alone = {
        "year-ago",
        "year-earlier",
        "nineteen",
        "eighteen",
        "tonight",
        "overnight",
        "time",
        "date",
        "moment",
        "today",
        "am",
        "pm",
        "a.m",
        "p.m",
        "a.m.",
        "p.m.",
        "o'clock",
    }
    vague = {phrase[-1] for listed in phrases("vague").values() for phrase, _ in listed}
    return frozenset().union(*named, *more, alone, vague)


@cache
def leads() -> frozenset[str]:
    """The words that may stand in an expression before the word that shows it to be one."""
    known = times()
    bounds = {word for listed in known.bounds.values() for phrase in listed for word in phrase.split()}
    numbers = {*numerals().units, *numerals().tens, *numerals().scales, *numerals().ordinals}
    joins = {
        "the",
        "a",
        "an",
        "of",
        "-",
        "and",
        "to",
        "or",
        "'s",
        "each",
        "every",
        "half",
        "in",
        "at",
        ",",
        "fiscal",
        "first",
    }
    more = {
        "these",
        "those",
        "/",
        "year",
        "right",
        "more",
        "most",
        "near",
        "foreseeable",
        "immediate",
        "distant",
        "day",
        "part",
        "then",
        "its",
        "their",
        "other",
        "another",
        "more",
        "full",
        "entire",
        "whole",
        "single",
        "final",
        "part",
    }
    return frozenset().union(known.ways, known.portions, known.amounts, bounds, numbers, joins, more)
