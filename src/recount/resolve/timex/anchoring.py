"""Expressions of time to TIMEX3 types and values, against the day of writing and the day last told.

News looks back unless its verb looks ahead: "Friday" is the last one up to the day of writing. A narrative carries its
own clock: "in May" is the May of the year last told. Where no year can be known, its figures are X.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from recount.claims.timex.meanings import (
    Amount,
    Century,
    Clock,
    Dated,
    DayPart,
    Decade,
    Echo,
    Event,
    Expression,
    Feast,
    Length,
    Meaning,
    Named,
    Near,
    Often,
    Portion,
    Share,
    Step,
    Vague,
    WeekOf,
)
from recount.claims.timex.style import Style
from recount.claims.timex.vocabulary import listed
from recount.lexicon.eras import anniversary, begins_war, event_days, lands_in, war_of
from recount.resolve.timex.feasts import feast_interval
from recount.resolve.timex.intervals import days_of, share_of
from recount.resolve.timex.lengths import length_value
from recount.resolve.timex.naming import dated_value, named_value
from recount.resolve.timex.points import Point, moved_years, of_date, point_of, stepped, unit_value, year_value
from recount.resolve.timex.results import first_quarter, longer_told, succeeds

_NAMED = {"Y"}  # "the past year" is given the value of the year before, as TimeBank does
_JOINS = listed("joins")

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


Dates = Dated | Decade | Century | Named | WeekOf | Echo | Vague | Event | Feast


class Now(Struct, frozen=True):
    """What words are anchored by: the day of writing, the value last told, its quarter, and how the text tells.

    `longer` is whether results last told of were of a longer stretch than the quarter: ``for the nine months``.
    """

    written: date | None
    style: Style
    told: str | None = None
    quarter: str | None = None
    ahead: bool | None = None
    longer: bool = False

    @property
    def at(self) -> Point | None:
        """The point from which words look: of news the day of writing, of a narrative the one last told."""
        if self.style == "narrative":
            return self.last or (None if self.written is None else of_date(self.written))
        return None if self.written is None else of_date(self.written)

    @property
    def last(self) -> Point | None:
        """The point last told."""
        return None if self.told is None else point_of(self.told)


class Timed(Struct, frozen=True):
    """An expression with its TIMEX3 type and value (None: no calendar can say).

    `within` is the value of the month that a length is counted off: 2022-08 of "the last week of August".
    """

    expression: Expression
    kind: Kind
    value: str | None
    within: str | None = None


def timed(text: str, found: Sequence[Expression], written: date | None, style: Style = "news") -> list[Timed]:
    """The types and values of a text's expressions, in order.

    >>> from recount.claims.timex import expressions
    >>> text = "Shells fell on Friday. Two days later they fell again, and for a week."
    >>> [one.value for one in timed(text, expressions(text), date(2022, 4, 14))]
    ['2022-04-08', '2022-04-10', 'P1W']
    """
    told: str | None = None
    quarter, longer = first_quarter(found, written), False
    result: list[Timed] = []
    for at, one in enumerate(found):
        now = Now(written, style, told, quarter, one.ahead, longer)
        kind, value = anchored(_shared_year(text, found, at), now, text)
        if result and style == "news":
            value = _closing(text, result[-1], one, value)
        within = anchored(one.meaning.of, now, text)[1] if isinstance(one.meaning, Share) and kind != "DATE" else None
        result.append(Timed(one, kind, value, within))
        if within is not None:
            told = within
        elif value is not None and kind in {"DATE", "TIME"} and point_of(value) is not None:
            told = _kept(told, value, one.meaning)
            if isinstance(one.meaning, Dated) and succeeds(value, quarter, one.meaning, written):
                quarter = value
        longer = longer_told(one.meaning, value, longer)
    return result


def _closing(text: str, opening: Timed, one: Expression, value: str | None) -> str | None:
    """The value of a date that ends a range, with the year in which it follows its beginning: ``Nov. 3 to Jan. 5``."""
    first, last = opening.expression.meaning, one.meaning
    if not isinstance(first, Dated) or not isinstance(last, Dated) or value is None or opening.value is None:
        return value
    link = text[opening.expression.end : one.start].strip()
    if (
        link not in listed("ranges")
        or first.month is None
        or last.month is None
        or (first.year or last.year) is not None
    ):
        return value
    begun = point_of(opening.value)
    if begun is None or value >= opening.value:
        return value
    return year_value(moved_years(begun.year, int(last.month < first.month))) + value[4:]


def _shared_year(text: str, found: Sequence[Expression], at: int) -> Meaning:
    """The meaning of an expression, with the year of the next where the two are joined: ``May and June 1914``."""
    meaning = found[at].meaning
    if (
        not isinstance(meaning, Dated)
        or meaning.year is not None
        or meaning.weekday is not None
        or at + 1 == len(found)
    ):
        return meaning
    following = found[at + 1]
    if not isinstance(following.meaning, Dated) or following.meaning.year is None:
        return meaning
    if text[found[at].end : following.start].strip() not in _JOINS:
        return meaning
    return structs.replace(meaning, year=following.meaning.year)


def _kept(told: str | None, value: str, meaning: Meaning) -> str:
    """The value last told; a bare year does not unsay a day of the same year."""
    if told is not None and len(value) == 4 and told.startswith(value) and not isinstance(meaning, Step):
        return told
    return value


def anchored(meaning: Meaning, now: Now, text: str = "") -> tuple[Kind, str | None]:
    """The TIMEX3 type and value of a meaning."""
    match meaning:
        case Near():
            return _near(meaning, now)
        case Step():
            return _step(meaning, now)
        case DayPart() | Clock():
            return "TIME", _time(meaning, now, text)
        case Portion():
            kind, value = anchored(meaning.of, now, text)
            return ("DATE" if kind == "DURATION" else kind), value
        case Length():
            if meaning.way == "recent" and meaning.amount == Amount(None, "Y"):
                return "DATE", "PAST_REF"
            return "DURATION", length_value(meaning)
        case Share():
            return _share(meaning, now, text)
        case Often():
            return "SET", meaning.value
        case _:
            return "DATE", _date(meaning, now, text)


def _share(meaning: Share, now: Now, text: str) -> tuple[Kind, str | None]:
    """Days or weeks of a month: a day as its date, more as how long they are."""
    if meaning.amount != Amount(1, "D"):
        return "DURATION", length_value(Length(meaning.amount))
    days = days_of(anchored(meaning.of, now, text)[1])
    return "DATE", None if days is None else share_of(days, meaning)[0].isoformat()


def _date(meaning: Dates, now: Now, text: str) -> str | None:
    """The value of a meaning that is always a date."""
    match meaning:
        case Dated():
            return dated_value(meaning, now.written, now.last, now.style, now.ahead)
        case Decade():
            return _decade(meaning, now)
        case Century():
            return f"{'BC' if meaning.bc else ''}{meaning.number - 1:02d}"
        case Named():
            return named_value(meaning, now.written, now.last, now.style)
        case WeekOf():
            point = point_of(anchored(meaning.of, now, text)[1] or "")
            return None if point is None else unit_value(point, "W")
        case Echo():
            return _echo(meaning, now)
        case Vague():
            return meaning.value
        case Event():
            return _event(meaning, now, text)
        case Feast():
            return _feast(meaning, now, text)


def _decade(meaning: Decade, now: Now) -> str:
    tens = meaning.tens
    if not meaning.known and now.at is not None:
        tens = meaning.tens % 10 + max(
            base for base in (170, 180, 190, 200) if base + meaning.tens % 10 <= now.at.year // 10
        )
    return ("BC" if meaning.bc else "") + (f"{tens:03d}")


def _near(meaning: Near, now: Now) -> tuple[Kind, str | None]:
    """A unit in some direction from the day of writing or the one told."""
    unit, way = meaning.unit, meaning.way
    if unit == "PE":
        return _period(way, now)
    if unit == "FY":
        if meaning.article or now.at is None:
            return "DURATION", "P1Y"
        return "DATE", year_value(moved_years(now.at.year, -1 if way == "last" else 0))
    if way == "the":
        return _the(unit, now)
    if unit == "SE":
        return "DATE", None
    written = None if now.written is None else of_date(now.written)
    if way == "latest":
        return "DATE", (now.quarter or stepped(written, "Q", -1)) if unit == "Q" and written is not None else None
    if meaning.article and way in {"last", "next"} and now.style == "news" and unit not in _NAMED | {"D"}:
        return "DURATION", length_value(Length(Amount(1, unit)))
    if way in {"last", "next", "this"} and now.style == "news":
        base, step = written, {"last": -1, "next": 1, "this": 0}[way]
    elif way in {"last", "next", "this"}:
        base, step = now.at, {"last": -1, "next": 1, "this": 0}[way]
    else:
        base, step = now.last or written, {"before": -1, "after": 1, "same": 0}[way]
    if unit == "Q" and way in {"before", "same"} and now.quarter is not None:
        base = point_of(now.quarter)
    return "DATE", None if base is None else stepped(base, unit, step)


def _period(way: str, now: Now) -> tuple[Kind, str | None]:
    """``the latest period``, ``the year-earlier period``: a quarter, where one was told."""
    if now.quarter is None:
        return "DATE", None if way != "latest" or now.written is None else stepped(of_date(now.written), "Q", -1)
    point = point_of(now.quarter)
    if way == "before" and point is not None:
        return "DATE", f"{year_value(point.year - 1)}-Q{point.quarter}"
    return "DATE", now.quarter


def _echo(meaning: Echo, now: Now) -> str | None:
    """The quarter last told, in the year stated or the year before."""
    told = None if now.quarter is None else point_of(now.quarter)
    if told is not None and now.longer:
        return year_value(told.year - 1 if meaning.year is None else meaning.year)
    if told is not None:
        return f"{year_value(told.year - 1 if meaning.year is None else meaning.year)}-Q{told.quarter}"
    if meaning.year is not None:
        return year_value(meaning.year)
    return None if now.written is None else year_value(now.written.year - 1)


def _the(unit: str, now: Now) -> tuple[Kind, str | None]:
    """``the year``, ``the quarter``, ``the weekend``."""
    base = now.at
    if unit == "Q" and now.style == "news" and base is not None:
        return "DATE", now.quarter or stepped(base, "Q", -1)
    if unit == "WE" and base is not None and base.date is not None and not now.ahead and base.date.weekday() < 5:
        return "DATE", stepped(base, "W", -1) + "-WE"  # type: ignore[operator]
    return "DATE", None if base is None else unit_value(base, unit)


def _step(meaning: Step, now: Now) -> tuple[Kind, str | None]:
    """So many units away."""
    written = None if now.written is None else of_date(now.written)
    base = written if meaning.origin == "written" and now.style == "news" else now.last or written
    if base is None:
        return "DATE", None
    if meaning.unit in {"TH", "TM", "TS"}:
        return "DURATION", length_value(Length(Amount(meaning.count, meaning.unit)))
    if meaning.count is None:
        return "DATE", "FUTURE_REF" if meaning.forward else "PAST_REF"
    sign = 1 if meaning.forward else -1
    if meaning.unit == "Y" and meaning.count == 1 and now.quarter is not None and not meaning.forward:
        point = point_of(now.quarter)
        if point is not None:
            return "DATE", year_value(point.year - 1) + ("" if now.longer else f"-Q{point.quarter}")
    return "DATE", stepped(base, meaning.unit, sign * meaning.count)


def _time(meaning: DayPart | Clock, now: Now, text: str) -> str | None:
    """A part of a day or a time of it, with its day."""
    if meaning.of is not None:
        day = anchored(meaning.of, now, text)[1]
    elif now.style == "narrative":
        day = now.told
    else:
        day = now.told if now.last is not None and now.last.day is not None else None
        day = day or (None if now.written is None else now.written.isoformat())
    point = None if day is None else point_of(day)
    date_ = "XXXX-XX-XX" if point is None else unit_value(point, "D")
    if isinstance(meaning, DayPart):
        return f"{date_}T{meaning.part}"
    return f"{date_}T{meaning.time}" if meaning.time != "24:00" else f"{date_}T24:00"


def _event(meaning: Event, now: Now, text: str) -> str | None:
    """A day counted from a war's outbreak; the first day is day 1."""
    named = event_days(meaning.words) if meaning.count == 0 else None
    if named is not None:
        return named[0].isoformat()
    at = now.at
    day = None if at is None else at.date
    if day is None:
        return None
    if meaning.words.lower().startswith(("a ", "an ")):
        return stepped(of_date(day), meaning.unit, 0)  # "the second day of an offensive" is the day it is told of
    war = war_of((*lands_in(meaning.words), *lands_in(text)), day)
    if war is None or not begins_war(meaning.words):
        return None
    if meaning.anniversary:
        return anniversary(war.began, meaning.count).isoformat()
    return stepped(of_date(war.began), meaning.unit, meaning.count - 1)


def _feast(meaning: Feast, now: Now, text: str) -> str | None:
    """A named day, or the days of a feast as ISO 8601 writes a stretch; of a narrative in the year told."""
    at = now.at
    base = None if at is None else at.date
    if now.style == "narrative" and meaning.year is None and at is not None and at.year > 0:
        meaning, base = structs.replace(meaning, way="this"), base or date(at.year, 1, 1)
    try:
        days = feast_interval(meaning, base, text, ahead=now.ahead)
    except OverflowError:
        days = None  # beside the ends of the calendar that datetime has
    if days is None:
        return None
    return days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"
