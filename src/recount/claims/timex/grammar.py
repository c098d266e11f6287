"""Text to every expression of time in it, as worded: a written grammar, one rule a function.

::

    expression = [ bound ] , ( portion | core ) ;
    core       = day part | clock | named hour | date | decade | century | quarter | fiscal year | day word | pointed
               | apart | length | firsts | whole unit | every | often | rate | vague | day of war ;

The longest reading wins; of two alike, the rule that stands first. Only stretches around a word of time or a figure are
read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from recount.claims.timex.clocks import clock, day_part, named_hour
from recount.claims.timex.dates import Hit, date
from recount.claims.timex.events import day_of_war
from recount.claims.timex.lengths import apart, bare, firsts, length, whole_unit
from recount.claims.timex.meanings import (
    Amount,
    Century,
    Clock,
    Dated,
    Decade,
    Expression,
    Length,
    Meaning,
    Named,
    Near,
    Often,
    Portion,
    Step,
    Vague,
    WeekOf,
)
from recount.claims.timex.nearby import day_word, pointed, vague
from recount.claims.timex.periods import century, decade, echo, fiscal_year, quarter
from recount.claims.timex.pieces import Pieces, pieces_of
from recount.claims.timex.portions import portion
from recount.claims.timex.ranges import shared
from recount.claims.timex.sets import every, often, rate
from recount.claims.timex.tenses import looks_ahead
from recount.claims.timex.vocabulary import Mod, leads, phrases, times, triggers

Style = Literal["news", "narrative"]

_REACH = 8
_LINKS = frozenset({"-", "–", "and", "to", "or", "&", "until", "through"})
_RULES = (
    day_part, clock, named_hour, day_of_war, century, quarter, fiscal_year, echo, date, decade, day_word, pointed, apart, firsts,
    whole_unit, length, every, often, rate, vague, bare,
)  # fmt: skip


def expressions(text: str, start: int = 0, end: int | None = None, style: Style = "news") -> list[Expression]:
    """Every expression of time from `start` to `end`, left to right, none overlapping another.

    >>> text = "At least two weeks ago, on Friday, April 14, shells fell in the early 1990s."
    >>> [text[one.start : one.end] for one in expressions(text)]
    ['At least two weeks ago', 'Friday, April 14', 'the early 1990s']
    """
    p = pieces_of(text, start, end)
    return list(_found(p, style))


def _found(p: Pieces, style: Style) -> Iterator[Expression]:
    goes_on, shown, led = 0, triggers(), leads()
    for trigger in range(p.count):
        word = p.words[trigger]
        if trigger < goes_on or not (word in shown or _figure(word)):
            continue
        first = trigger
        while (
            first > goes_on
            and trigger - first < _REACH
            and (p.words[first - 1] in led or p.words[first - 1][:1].isdigit())
        ):
            first -= 1
        for at in range(first, trigger + 1):
            pair = (
                shared(p, at)
                if p.words[at + 1] in _LINKS or p.words[at + 2] in _LINKS or p.words[at + 3] in _LINKS
                else ()
            )
            if pair and pair[-1][1] > trigger:
                for left, right, dated in pair:
                    yield Expression(p.starts[left], p.ends[right - 1], dated, None, looks_ahead(p, at, right))
                goes_on = pair[-1][1]
                break
            found = _expression(p, at, style)
            if found is not None and found[0] > trigger:
                last, meaning, mod = found
                yield Expression(p.starts[at], p.ends[last - 1], meaning, mod, looks_ahead(p, at, last))
                goes_on = last
                break


@cache
def _figure_marks() -> frozenset[str]:
    return frozenset("0123456789'")


def _figure(word: str) -> bool:
    """Whether figures may be a year, a date, a time or a decade by themselves."""
    return word[0] in _figure_marks() and (len(word) >= 3) and word != "'ll"


def _expression(p: Pieces, at: int, style: Style) -> tuple[int, Meaning, Mod | None] | None:
    """``expression = [ bound ] , ( portion | core ) ;``."""
    place, mod = at, None
    for phrase, meant in phrases("bounds").get(p.words[at], ()):
        if tuple(p.words[at : at + len(phrase)]) == phrase:
            place, mod = at + len(phrase) - (phrase[-1] in {"a", "an"}), meant
            break
    if mod is not None and p.words[place] == "the" and p.words[place + 1] in {"past", "last", "next"}:
        pass
    found = longest(p, place)
    if found is None:
        found = _adjective(p, place, style) if mod is None else None
    if found is None or _idle(p, at, place, found, bounded=mod is not None):
        return None
    return found[0], found[1], mod  # type: ignore[return-value]


def longest(p: Pieces, at: int) -> Hit | None:
    """The longest of what the rules read at a piece."""
    best = portion(p, at, _core)
    other = _core(p, at)
    return other if best is None or (other is not None and other[0] > best[0]) else best


def _core(p: Pieces, at: int) -> Hit | None:
    best: Hit | None = None
    for rule in _RULES:
        found = rule(p, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if p.words[at] == "the" and (best is None or best[0] > at + 1):
        inner = _core(p, at + 1)
        if inner is not None and _takes_article(p, at + 1, inner) and (best is None or inner[0] > best[0]):
            best = inner
    return best or _the_unit(p, at)


def _takes_article(p: Pieces, at: int, found: Hit) -> bool:
    """Whether "the" belongs to an expression rather than to a noun after it: ``the third quarter``, not ``the 1996 vote``."""
    last, meaning = found
    if isinstance(meaning, Decade | Century):
        return True
    dated = meaning.dated if isinstance(meaning, Named) else meaning
    if not isinstance(dated, Dated) or "-" in p.words[at:last]:
        return False
    return dated.season is not None or dated.quarter is not None or dated.half is not None


def _the_unit(p: Pieces, at: int) -> Hit | None:
    """``the unit = "the" , ( "year" | "quarter" | "week" | … ) ;``."""
    if p.words[at : at + 3] == ["the", "full", "year"]:
        return at + 3, Near("Y", "the", article=True)
    if p.words[at] != "the" or p.words[at + 1] not in times().units or p.words[at + 2] == "-":
        return None
    if p.words[at + 1] == "year" and p.words[at + 2] in {"ended", "ending", "to"}:
        return at + 2, Length(Amount(1, "Y"))
    if p.words[at + 1] == "year" and (stated := date(p, at + 2)) is not None and isinstance(stated[1], Dated):
        return stated if stated[1].year is not None and stated[1].month is None else None
    if p.words[at + 1] == "week" and p.words[at + 2] == "of" and (stated := date(p, at + 3)) is not None:
        return stated[0], WeekOf(stated[1])
    unit = times().units[p.words[at + 1]]
    if unit in {"TS", "TM", "TH", "SE", "NI", "MO", "AF", "EV", "ML"}:
        return None
    return at + 2, Near(unit, "the", article=True)


def _adjective(p: Pieces, at: int, style: Style) -> Hit | None:
    """``adjective = "former" | "current" | … ;``: marked in one style of text or the other."""
    listed = times().adjectives.narrative if style == "narrative" else times().adjectives.news
    value = listed.get(p.words[at])
    return None if value is None else (at + 1, Vague(value))


def _idle(p: Pieces, at: int, place: int, found: Hit, *, bounded: bool) -> bool:
    """Whether words of time say nothing of when here."""
    last, meaning = found
    if isinstance(meaning, Near | Length) and last - at > 1 and _is_title(p, at, last):
        return True
    if bounded and not isinstance(meaning, Length | Step | Dated | Decade | Clock):
        return True
    if bounded and isinstance(meaning, Dated) and meaning.weekday is not None:
        return True
    if isinstance(meaning, Near) and meaning.way == "the" and meaning.unit in {"D", "PE", "DE", "CE", "M"}:
        return True
    return (
        isinstance(meaning, Dated)
        and meaning.day is None
        and place == at
        and p.words[last] == "-"
        and meaning.season == "FA"
    )


def _is_title(p: Pieces, first: int, last: int) -> bool:
    """Whether every word of words for when is capitalised, as in a title: ``This Week``; text in capitals has none."""
    if any(not p.capital(at) for at in range(first, last) if p.words[at].isalpha()):
        return False
    return any(p.text[at].islower() for at in range(p.starts[first], p.ends[last - 1]))
