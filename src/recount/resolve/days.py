"""Words for when to an interval of days, against the day they were written.

News looks back: "Friday" is the last one up to the anchor, "April 14" the last one, "June" the last June. Days are of
the Gregorian calendar; intervals are inclusive and, but for plans, end no later than the anchor. What the words name is
read by `claims/timex` and anchored by `resolve/timex`; here is what prepositions and "of war" add to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import structs

from recount.claims.timex import expressions
from recount.claims.timex.meanings import Amount, DayPart, Expression, Length, Near, Step
from recount.lexicon.eras import event_days, strife
from recount.resolve.timex import Days, Timed, covered, days_of, timed
from recount.resolve.timex.intervals import stretch
from recount.resolve.timex.lengths import length_value

__all__ = ["Days", "after", "interval", "timex_value"]

_SPREAD = re.compile(r"\s*(?:-|–|to|and|through|until)\s*(?:\w+\s+on\s+|the\s+|early\s+|late\s+)*$")
_STRIFE = re.compile(rf"\s*-?(?:long|old)?\s*(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:{strife()}|period)\b")
_HOURS = frozenset({"TH", "TM", "TS"})
_RUNNING = frozenset({"last", "next"})
_REVERSED = frozenset({"before", "after"})


def interval(words: str, anchor: date, lands: Sequence[str] = (), *, ahead: bool = False) -> Days | None:
    """The first and last day that the words mean when written on `anchor`; None where they name none.

    `lands` are the words by which the report shows its war (`eras.lands_in`), from which "the 42nd day" is counted.
    Words look back, as harm is told, unless the verb of their clause looks `ahead`.

    >>> interval("on Wednesday", date(2022, 4, 8))
    (datetime.date(2022, 4, 6), datetime.date(2022, 4, 6))
    >>> interval("since the war began on February 24", date(2022, 4, 8))
    (datetime.date(2022, 2, 24), datetime.date(2022, 4, 8))
    >>> interval("in May", date(2022, 4, 8))[0], interval("in May", date(2022, 4, 8), ahead=True)[0]
    (datetime.date(2021, 5, 1), datetime.date(2022, 5, 1))
    """
    text = " ".join(words.split())
    if text.lower().startswith("since"):
        start = _beginning(text[5:].strip(), anchor, lands)
        return None if start is None or start > anchor else (start, anchor)
    days = _named(text, anchor, lands, ahead=ahead)
    if days is None:
        return event_days(text)
    return (anchor, days[1]) if text.lower().startswith("by ") and days[0] > anchor else days


def timex_value(words: str, days: Days, anchor: date | None) -> str | None:
    """The TIMEX3 value of words for when that were found to mean `days`; None where they name none, or more than one.

    Words that count from an event told have the day that was counted.

    >>> timex_value("on Wednesday", (date(2022, 4, 6), date(2022, 4, 6)), date(2022, 4, 8))
    '2022-04-06'
    >>> timex_value("the next day", (date(2022, 3, 1), date(2022, 3, 1)), date(2022, 4, 8))
    '2022-03-01'
    """
    for ahead in (False, True):
        found = timed(words, _looking(words, ahead=ahead), anchor)
        if len(found) != 1:
            return None
        value, meaning = found[0].value, found[0].expression.meaning
        if isinstance(meaning, Near) and meaning.article and meaning.way in _RUNNING and meaning.unit != "D":
            return length_value(Length(Amount(1, meaning.unit)))  # "the past year" up to now, not the calendar's
        own = days_of(value)
        if own is None or (own[0] <= days[1] and days[0] <= own[1]):
            return value
    return days[0].isoformat() if days[0] == days[1] else None


def _looking(words: str, *, ahead: bool) -> list[Expression]:
    """The expressions in words for when, looking back or ahead where they do not say themselves."""
    return [structs.replace(one, ahead=ahead if one.ahead is None else one.ahead) for one in _expressions(words)]


@lru_cache(maxsize=4096)
def _expressions(words: str) -> tuple[Expression, ...]:
    """The expressions in words for when: a report's words are asked several times, and most stand in many reports."""
    return tuple(expressions(words))


def _beginning(text: str, anchor: date, lands: Sequence[str]) -> date | None:
    """The day from which a stretch runs: "almost four years ago" is that day, four years back."""
    for one in _expressions(text):
        step = one.meaning
        if isinstance(step, Step) and step.origin == "written" and step.unit in {"Y", "DE"} and step.count:
            years = round(step.count * (10 if step.unit == "DE" else 1))
            return _years_back(anchor, years)
    days = interval(text, anchor, lands)
    return days[0] if days else None


def _years_back(anchor: date, years: int) -> date | None:
    try:
        return anchor.replace(year=anchor.year - years)
    except ValueError:
        return anchor.replace(year=anchor.year - years, day=28) if anchor.year > years else None


def _named(text: str, anchor: date, lands: Sequence[str], *, ahead: bool) -> Days | None:
    """The days of the expressions in some words: of two that a range joins, from the first to the last."""
    found = timed("\n".join((text, *lands)), _looking(text, ahead=ahead), anchor)
    covers = [(one, days) for one in found if (days := _days(text, one, anchor)) is not None]
    if not covers:
        return None
    first, days = covers[0]
    if len(covers) > 1 and _SPREAD.match(text, first.expression.end, covers[1][0].expression.start):
        last = covers[1][1]
        if days[0] > last[1]:
            days = _before(first, last, anchor)
        return (days[0], last[1]) if days[0] <= last[1] else None
    return days


def _before(first: Timed, last: Days, anchor: date) -> Days:
    """The days of the first of two, read again from those of the second: "from November to March"."""
    again = timed("", (first.expression,), last[1])[0]
    return covered(again, last[1]) or (anchor, anchor)


def _days(text: str, one: Timed, anchor: date) -> Days | None:
    """The days of one expression; of a length of war, up to the anchor."""
    meaning = one.expression.meaning
    if _counted(one.expression, text) is not None:
        return None
    if isinstance(meaning, Length) and meaning.way is None and _STRIFE.match(text, one.expression.end):
        lasting = structs.replace(one.expression, meaning=structs.replace(meaning, way="last"))
        return covered(structs.replace(one, expression=lasting), anchor)
    return covered(one, anchor)


def after(words: str, told: date) -> Days | None:
    """The day that words count from the event just told: "the next day", "two days later"; "a day after" looks back.

    >>> after("two days later", date(2022, 4, 8))
    (datetime.date(2022, 4, 10), datetime.date(2022, 4, 10))
    """
    for one in _expressions(words):
        step = _counted(one, words)
        if step is None:
            continue
        count = 1 if step.unit in _HOURS else step.count
        unit = "D" if step.unit in _HOURS else step.unit
        days = stretch(length_value(Length(Amount(count, unit))), told, forward=step.forward) if count else (told, told)
        return None if days is None else (days[1], days[1]) if step.forward else (days[0], days[0])
    return None


def _counted(one: Expression, words: str) -> Step | None:
    """How far an expression counts from an event told; None where it counts from none."""
    meaning = one.meaning.of if isinstance(one.meaning, DayPart) and one.meaning.of is not None else one.meaning
    if isinstance(meaning, Near) and meaning.unit == "D" and meaning.way in {"same", "after", "before", "this", "next"}:
        away = {"after": 1, "next": 1, "before": -1}.get(meaning.way, 0)
        return Step("D", abs(away), forward=away >= 0, origin="written")
    if not isinstance(meaning, Step) or meaning.origin == "written" or meaning.count is None:
        return None
    last = words.split()[-1].lower() if words.split() else ""
    forward = (
        not meaning.forward
        if last in _REVERSED and words[one.start : one.start + 3].lower() != "the"
        else meaning.forward
    )
    return structs.replace(meaning, forward=forward, origin="written")
