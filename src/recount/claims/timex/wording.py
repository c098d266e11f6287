"""The words of a sentence that may say when its harm happened: expressions of time with what leads and follows them.

Ages, rates, clock times and bare lengths say when of nothing; "since …" runs on to the end of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.claims.timex.grammar import Located, located
from recount.claims.timex.meanings import (
    Century,
    Clock,
    Dated,
    DayPart,
    Decade,
    Echo,
    Length,
    Meaning,
    Named,
    Near,
    Often,
    Portion,
    Share,
    Step,
    Vague,
)
from recount.claims.timex.pieces import Pieces, pieces_of
from recount.claims.timex.vocabulary import listed
from recount.lexicon.lists import words
from recount.model import Mention

_SINCE = re.compile(
    r"since\s+(?!(?:more\s+than|at\s+least|he|she|they|we|there|no|not|all|most)\b)[^,.;:()“”\"\n]{2,90}", re.IGNORECASE
)
_CLAUSE = re.compile(r"\s+(?:and|but|while|which|who|when|according|as)\s")
_STRIFE = words("stance", "strife")
_SAME_DAY = Step("D", 0, forward=True, origin="told")  # "that evening" dates nothing that its day has not
_LONGEST = 3  # words between a length and the war it is of


class Telling(Struct, frozen=True):
    """Pieces that say when, `first` to `last` (exclusive), and what they say; None of a clause or a named event."""

    first: int
    last: int
    meaning: Meaning | None


def time_mentions(text: str, start: int, end: int) -> list[Mention]:
    """The words between two offsets that may say when, left to right.

    >>> text = "On Friday 12 died, 40 since the war began on Feb. 24, he said."
    >>> [found.exact for found in time_mentions(text, 0, len(text))]
    ['On Friday', 'since the war began on Feb. 24']
    """
    p = pieces_of(text, start, end)
    own = list(located(p))
    clauses = list(_clauses(p, own))
    found = [Telling(first, last, None) for first, last in (*clauses, *_named(p))]
    taken = [(one.first, one.last) for one in found]
    for one in own:
        told = _telling(p, one) if not any(first < one[1] and one[0] < last for first, last in taken) else None
        if told is not None:
            found.append(told)
    found.sort(key=lambda one: one.first)
    return [Mention.at(text, p.starts[first], p.ends[last - 1]) for first, last in _joined(p, found)]


def _telling(p: Pieces, one: Located) -> Telling | None:
    """An expression with its prepositions and the war it is of; None where it says when of nothing."""
    first, last, meaning, _ = one
    led = _led(p, first, meaning)
    if isinstance(meaning, Length) and meaning.way is None:
        tail = _of_war(p, first, last, meaning.amount.unit)
        single = p.words[first - 1 : first + 1] in (["in", "one"], ["in", "a"]) and meaning.amount.unit == "D"
        return None if tail is None and not single else Telling(led, tail or last, meaning)
    if isinstance(meaning, Vague):
        return Telling(first, last, meaning) if p.words[last - 1] in {"currently", "present"} else None
    linked = p.words[first - 1] in listed("links") and p.words[first - 2].isdecimal() if first > 1 else False
    return Telling(led, last, meaning) if _says_when(meaning, led=linked or led < first) else None


def _says_when(meaning: Meaning, *, led: bool) -> bool:
    """Whether an expression may say when harm happened; a bare year or season only with a preposition."""
    match meaning:
        case Often() | Echo() | Century() | Vague() | Near(unit="FY") | Step(unit="TM") | Step(unit="TS"):
            return False
        case Portion(of=Near()):
            return True
        case Portion():
            return _says_when(meaning.of, led=True)
        case Clock() | DayPart():
            return meaning.of is not None and meaning.of != _SAME_DAY
        case Decade():
            return led
        case Near(way="the"):
            return meaning.unit == "WE" and led
        case Dated():
            if meaning.quarter is not None or meaning.half is not None:
                return False
            return led or meaning.month is not None or meaning.weekday is not None
        case _:
            return True


def _led(p: Pieces, first: int, meaning: Meaning) -> int:
    """Where the prepositions of an expression begin: ``as of``, ``by``, ``late on``; at most two words."""
    inner = meaning.of if isinstance(meaning, Portion) else meaning
    inner = inner.dated if isinstance(inner, Named) else inner
    if isinstance(inner, Step) and inner.origin == "written":
        return first
    name = "led_days"
    if isinstance(inner, Dated) and inner.day is None and inner.weekday is None:
        name = "led_years" if inner.month is None else "led_months"
    elif isinstance(inner, Near | Length | Decade | Share):
        name = "led_stretches"
    at = first
    if first > 1 and p.words[first - 1] == "a" and p.words[first - 2] in listed(name):
        return first - 2
    while at > 0 and first - at < 2 and p.words[at - 1] in listed(name) and (at == first or p.words[at] != "the"):
        at -= 1
    if at > 1 and p.words[at - 2 : at] == ["as", "of"]:
        return at - 2
    return at - (at > 0 and p.words[at - 1 : at + 1] == ["as", "of"])


def _of_war(p: Pieces, first: int, last: int, unit: str) -> int | None:
    """``[ "of" ] , { word } , ( war | "period" ) | "before" | "after" | "into the" , word``: where it ends."""
    if unit in {"TM", "TS"}:
        return None
    if p.words[last] in {"before", "after"}:
        return last + 1
    if p.words[last : last + 2] == ["into", "the"] and p.words[last + 2].isalpha():
        return last + 3
    of = p.words[last] == "of"
    if not of and "-" not in p.words[first:last] and last > first + 1:
        return None
    for place in range(last, min(last + (_LONGEST if of else p.words[last] == "civil") + 1, p.count)):
        if p.words[place] == "period" or (p.words[place] in _STRIFE and unit != "TH"):
            return place + 1
        if not p.words[place].isalpha():
            return None
    return None


def _clauses(p: Pieces, own: Sequence[Located]) -> Iterator[tuple[int, int]]:
    """The clauses that begin with "since", over the stop of an abbreviated month and up to a day of speaking."""
    for at in p.places("since"):
        match = _SINCE.match(p.text, p.starts[at], p.ends[p.count - 1])
        if match is None:
            continue
        cut = _CLAUSE.search(p.text, match.start(), match.end())
        end = match.end() if cut is None else cut.start()
        last = next((place for place in range(at + 1, p.count) if p.starts[place] >= end), p.count)
        inside = [one for one in own if at < one[0] < last]
        if inside:
            last = max(last, inside[-1][1])
        if len(inside) > 1 and _said(p, inside[-2], inside[-1], last):
            last = inside[-1][0] - 1
        yield at, last


def _said(p: Pieces, before: Located, final: Located, last: int) -> bool:
    """Whether a clause ends with the weekday of a statement after a date of its own: ``since Feb. 24 on Friday``."""
    weekday = isinstance(final[2], Dated) and final[2].weekday is not None and final[2].day is None
    dated = isinstance(before[2], Dated) and before[2].day is not None
    return weekday and dated and final[1] == last and before[1] == final[0] - 1 and p.words[final[0] - 1] == "on"


def _named(p: Pieces) -> Iterator[tuple[int, int]]:
    """``( "during" | "throughout" ) , "the" , [ word ] , war | "the day" , ( "before" | "after" )``."""
    for at in (*p.places("during"), *p.places("throughout")):
        place = next((place for place in (at + 2, at + 3) if p.words[place] in _STRIFE), None)
        if p.words[at + 1] == "the" and place is not None:
            yield at, place + 1
    for at in p.places("day"):
        if p.words[at - 1] == "the" and p.words[at + 1] in {"before", "after"} and at:
            yield at - 1, at + 2


def _joined(p: Pieces, found: Sequence[Telling]) -> list[tuple[int, int]]:
    """The stretches in order, those of a range as one: ``between Monday and Friday``, ``from July 8 to July 12``."""
    result: list[tuple[int, int]] = []
    before: Telling | None = None
    for one in found:
        if before is not None and result and _spans(p, before, one):
            result[-1] = _opened(p, before, one), one.last
        elif not result or one.first >= result[-1][1]:
            result.append((one.first, one.last))
        before = one
    return result


def _opened(p: Pieces, first: Telling, last: Telling) -> int:
    """Where a range begins: at "from" too, if a word or two stand between: ``from independence in 1975 until 2002``."""
    for at in range(max(0, first.first - 2), first.first):
        if p.words[at] == "from" and p.words[last.first - 1] not in {"and", "or"}:
            return at
    return first.first


def _spans(p: Pieces, first: Telling, last: Telling) -> bool:
    """Whether two stretches are the ends of a range."""
    between = p.words[first.last : last.first]
    if last.first > first.last and p.words[last.first] in {"until", "through"}:
        between = p.words[first.last : last.first + 1]
    if not between or len(between) > 2 or not set(between) <= listed("links") | {"the"}:
        return False
    if p.words[first.first] in {"between", "from"}:
        return True
    a, b = first.meaning, last.meaning
    if not isinstance(a, Dated) or not isinstance(b, Dated) or between == ["or"]:
        return False
    return a.weekday is b.weekday is None and (a.day is None) == (b.day is None)
