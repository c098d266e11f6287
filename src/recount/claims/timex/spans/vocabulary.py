"""The words of spans as data (``lexicon/spans.toml``), matched at a piece."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, convert

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.feasts import feast_words
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Phrases, by_first, times
from recount.errors import LexiconError
from recount.lexicon import load

Side = Literal["since", "after", "before", "until"]


class Spans(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in ``lexicon/spans.toml``: phrases by what they do."""

    source: str
    example: str
    sides: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, tuple[str, ...]]
    ranges: Mapping[str, tuple[str, ...]]
    clock: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, str]
    often: Mapping[str, str]
    meals: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    hours: Mapping[str, tuple[int, int]]


@cache
def vocabulary() -> Spans:
    """The words of spans."""
    lexicon: Spans = load("spans", Spans)
    return lexicon


def listed(name: str) -> frozenset[str]:
    """A list of the words beside expressions of time; raises `LexiconError` where there is no such list.

    >>> "percent" in listed("counted")
    True
    """
    found = vocabulary().lists.get(name)
    if found is None:
        raise LexiconError(f"lexicon/spans.toml has no list {name}; it has {', '.join(sorted(vocabulary().lists))}")
    return found


@cache
def span_words() -> frozenset[str]:
    """The words of time, and the number words, with which or soon after which a span can begin."""
    known, numbers, own = times(), numerals(), vocabulary()
    named = (
        known.months,
        known.weekdays,
        known.seasons,
        known.units,
        known.plurals,
        known.parts,
        known.hours,
        known.decades,
    )
    counts = (
        numbers.units,
        numbers.tens,
        numbers.ordinals,
        known.amounts,
        known.often,
        known.days,
        own.often,
        own.meals,
    )
    short = {word for listed_ in own.short.values() for phrase in listed_ for word in phrase.split()}
    middles = {f"mid{word}" for word in ("day", "morning", "afternoon", "night", "summer", "winter")}
    loose = own.lists["loose"] | known.lists["minutes"] | own.letters.keys() | known.lists["clock_marks"]
    noons = {f"{word}ish" for word in known.hours} | {f"{day}s" for day in known.weekdays}
    return feast_words().union(*named, *counts, short, middles, loose, noons)


@cache
def span_leads() -> frozenset[str]:
    """The words that may stand in a span before its word of time."""
    known, own = times(), vocabulary()
    tables = (own.sides, own.tails, own.ranges, own.clock)
    phrases_ = {word for table in tables for listed_ in table.values() for phrase in listed_ for word in phrase.split()}
    bounding = {word for listed_ in known.bounds.values() for phrase in listed_ for word in phrase.split()}
    return own.lists["leading"].union(
        known.lists["leads_of_months"],
        known.lists["edges"],
        known.ways,
        known.portions,
        phrases_,
        bounding,
        *own.lists.values(),
    )


def part_hours(code: str) -> tuple[int, int]:
    """The hours from and to which a part of the day runs, by its TIMEX3 code.

    >>> part_hours("EV")
    (16, 20)
    """
    return vocabulary().hours[code]


def side_of(name: str) -> Side:
    """The name of a list of sides as a side."""
    side: Side = convert(name, Side)
    return side


@cache
def phrases(table: str) -> Phrases[str]:
    """The phrases of a table by their first word, the longest first, each with its list's name."""
    listed: Mapping[str, tuple[str, ...]] = getattr(vocabulary(), table)
    return by_first(listed)


def phrase_at(p: Pieces, at: int, table: str, *names: str) -> tuple[int, str] | None:
    """The longest phrase of some lists of a table at a piece: the piece after it, and its list.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> phrase_at(pieces_of("no later than noon"), 0, "sides")
    (3, 'before')
    """
    for phrase, name in phrases(table).get(p.words[at], ()):
        if (not names or name in names) and tuple(p.words[at : at + len(phrase)]) == phrase:
            return at + len(phrase), name
    return None
