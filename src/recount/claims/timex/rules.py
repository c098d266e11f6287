"""What may stand at a piece: every rule by the words that can open it, and the longest of what they read.

::

    core = day part | clock | named hour | day of war | century | quarter | fiscal year | echo | date | decade
         | day word | pointed | apart | firsts | share | whole unit | beside | some day | length | every | often
         | rate | vague | bare | feast | the unit ;
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.clocks import clock, day_part, named_hour
from recount.claims.timex.dates import date
from recount.claims.timex.events import day_of_war
from recount.claims.timex.feasts import feast, feast_words
from recount.claims.timex.figures import Hit
from recount.claims.timex.lengths import apart, bare, beside, firsts, length, whole_unit
from recount.claims.timex.meanings import Amount, Century, Dated, Decade, Length, Named, Near, WeekOf
from recount.claims.timex.nearby import day_word, pointed, some_day, vague
from recount.claims.timex.periods import century, decade, echo, fiscal_year, quarter
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.portions import portion
from recount.claims.timex.sets import every, often, rate
from recount.claims.timex.shares import share
from recount.claims.timex.vocabulary import times, vague_phrases
from recount.lexicon.lists import words

Rule = Callable[[Pieces, int], Hit | None]

_ARTICLES = ("the", "its", "their")
_FIGURES: tuple[Rule, ...] = (
    day_part, clock, day_of_war, century, quarter, fiscal_year, echo, date, decade, apart, share, length,
)  # fmt: skip


@cache
def _opening() -> Mapping[str, tuple[Rule, ...]]:
    """The rules that each word can open, in the order of `core`; most words open none, and figures their own."""
    known, numbers = times(), numerals()
    counts = {*numbers.units, *numbers.tens, *known.amounts, "a", "an", "another", "half"}
    ordinals = {*numbers.ordinals, *numbers.tens}
    ways = {*known.ways, *_ARTICLES}
    days = {*known.weekdays, *known.days, "tonight", "overnight", *known.months}
    openers: tuple[tuple[Rule, Iterable[str]], ...] = (
        (day_part, {*days, *ways, *known.parts, *feast_words(), "mid", *ordinals}),
        (clock, {*numbers.units, *numbers.tens, "half", "quarter", "a"}),
        (named_hour, known.hours),
        (day_of_war, {"the", "day", *counts, *ordinals, *words("stance", "strife")}),
        (century, ordinals),
        (quarter, {*ordinals, *known.ways, "year-ago", "year-earlier", "fiscal", "final", "latter", "q", "h"}),
        (fiscal_year, {"fiscal", *known.ways, *_ARTICLES}),
        (echo, {*_ARTICLES, "year-ago", "year-earlier", "comparable", "corresponding", "same", "quarter", "period"}),
        (date, {*days, *known.seasons, *ordinals, "the", "nineteen", "eighteen", "two", "ad", "a.d", "a.d."}),
        (decade, {"nineteen", "eighteen", *known.decades}),
        (day_word, {*known.days, "tonight", "overnight"}),
        (pointed, ways),
        (apart, {*counts, *known.plurals}),
        (firsts, {*_ARTICLES, "first", "last", "final", "latest", "early", "opening", "closing"}),
        (share, {"the", "first", "last", "final", "opening", "closing", "early", *ordinals}),
        (whole_unit, {"the"}),
        (beside, {"the"}),
        (some_day, ("one", "some")),
        (length, counts),
        (every, {"every", "each"}),
        (often, {*known.often, *known.weekdays, *(f"{day}s" for day in known.weekdays)}),
        (rate, {"a", "an", "per"}),
        (vague, vague_phrases()),
        (bare, {*known.plurals, *known.units, *known.long}),
        (feast, {*feast_words(), *known.ways, *numbers.ordinals, "the", "last", "final"}),
    )
    opening: set[str] = set().union(*(set(listed) for _, listed in openers))
    return {word: tuple(rule for rule, listed in openers if word in listed) for word in opening}


@cache
def _portioned() -> frozenset[str]:
    """The words that a portion can begin with."""
    return frozenset({*times().portions, "the", "year", "month", "week"})


def longest(p: Pieces, at: int) -> Hit | None:
    """The longest of what stands at a piece, with the portion of it that is named: ``early April``."""
    other = core(p, at)
    if p.words[at] not in _portioned():
        return other
    best = portion(p, at, core)
    return other if best is None or (other is not None and other[0] > best[0]) else best


def core(p: Pieces, at: int) -> Hit | None:
    """The longest of what the rules read at a piece; of two alike, that of the rule that stands first."""
    best: Hit | None = None
    word = p.words[at]
    for rule in _FIGURES if "'" <= word[:1] <= "9" else _opening().get(word, ()):
        found = rule(p, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if word != "the":
        return best if best is not None or word != "a" else None
    if best is None or best[0] > at + 1:
        inner = core(p, at + 1)
        if inner is not None and _takes_article(p, at + 1, inner) and (best is None or inner[0] > best[0]):
            best = inner
    return best or _the_unit(p, at)


def _takes_article(p: Pieces, at: int, found: Hit) -> bool:
    """Whether "the" belongs to what follows, not to a noun after it: ``the third quarter``, not ``the 1996 vote``."""
    last, meaning = found
    if isinstance(meaning, Decade | Century):
        return True
    dated = meaning.dated if isinstance(meaning, Named) else meaning
    if not isinstance(dated, Dated) or "-" in p.words[at:last]:
        return False
    return dated.season is not None or dated.quarter is not None or dated.half is not None


def _the_unit(p: Pieces, at: int) -> Hit | None:
    """``the unit = "the" , ( "year" , [ year ] | "week" , [ "of" , date ] | "quarter" | … ) ;``."""
    words = p.words
    if words[at + 1 : at + 3] == ["full", "year"]:
        return at + 3, Near("Y", "the", article=True)
    if words[at + 1] in {"whole", "entire"} and words[at + 2] in times().units:
        return at + 3, Length(Amount(1, times().units[words[at + 2]]))
    unit = times().units.get(words[at + 1])
    if unit is None or words[at + 2] == "-" or unit in {"TS", "TM", "TH", "SE", "NI", "MO", "AF", "EV", "ML"}:
        return None
    if unit == "Y" and words[at + 2] in {"ended", "ending", "to"}:
        return at + 2, Length(Amount(1, "Y"))
    if unit == "Y" and (stated := date(p, at + 2)) is not None and isinstance(stated[1], Dated):
        return stated if stated[1].year is not None and stated[1].month is None else None
    if unit == "W" and words[at + 2] == "of" and (stated := date(p, at + 3)) is not None:
        return stated[0], WeekOf(stated[1])
    return at + 2, Near(unit, "the", article=True)
