"""Stretches that calendars name by others: weeks by number, the nth of a stretch, what remains of a year, its end."""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from recount.claims.timex.figures import Hit, written
from recount.claims.timex.meanings import Amount, Century, Dated, Decade, Feast, Near, Portion
from recount.claims.timex.numbers import amount, ordinal
from recount.claims.timex.periods import decade
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.days import named, ordinal_day, year_number
from recount.claims.timex.spans.forms import FiscalYear, Nth, NthWeekday, OfMonth, OfYear, Rest, Week, WeekWith
from recount.claims.timex.spans.vocabulary import listed
from recount.claims.timex.spans.wholes import (
    WHOLES,
    Read,
    era,
    owner,
    pointed_stretch,
    quarter_of,
    season_of,
    several,
    the_unit,
    year_of,
)
from recount.claims.timex.vocabulary import Mod, times, unit_words

_SHARES = {"D", "W", "M", "Q", "Y"}
_LAST_WEEK = 53


def period(p: Pieces, at: int) -> Read | None:
    """``period = numbered week | nth | week with | rest | quarter | era | pointed | the unit | season | year ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> period(pieces_of("week 31"), 0)
    (2, Week(number=31, of=None))
    """
    rules = (
        _of_year,
        _week,
        _nth,
        _fiscal,
        _nth_weekday,
        _week_with,
        _rest,
        quarter_of,
        era,
        pointed_stretch,
        several,
        the_unit,
        season_of,
        year_of,
    )
    return max((found for rule in rules if (found := rule(p, at)) is not None), key=lambda one: one[0], default=None)


def _of_year(p: Pieces, at: int) -> Read | None:
    """``( month | quarter ) , [ "of" ] , way , "year"``."""
    month = times().months.get(p.words[at])
    part: Read | None = (at + 1, Dated(month=month)) if month is not None else quarter_of(p, at)
    if part is None or not isinstance(part[1], Dated) or part[1].year is not None:
        return None
    place = part[0] + (p.words[part[0]] == "of")
    way = times().ways.get(p.words[place])
    if way is None or p.words[place + 1] != "year" or p.words[place + 2] == "'s":
        return None
    return place + 2, OfYear(part[1], Near("Y", way))


def _week(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , "week" , figures , [ "of" , period ]``."""
    place = at + (p.words[at] == "the")
    if p.words[place] != "week" or not p.words[place + 1].isdecimal():
        return None
    number = int(p.words[place + 1])
    if not 1 <= number <= _LAST_WEEK or len(p.words[place + 1]) > 2:
        return None
    owner = _of(p, place + 2)
    return (place + 2, Week(number)) if owner is None else (owner[0], Week(number, owner[1]))


def _of(p: Pieces, at: int) -> Read | None:
    """``( "of" | "in" ) , ( month | year | pointed | the unit )``."""
    if p.words[at] not in {"of", "in"}:
        later = pointed_stretch(p, at)
        return later if later is not None and isinstance(later[1], Near) and later[1].unit in {"M", "Y"} else None
    return owner(p, at + 1)


def _nth(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( ordinal | "last" ) , [ number ] , unit , "of" , owner``: ``the first 2 weeks of 2021``."""
    place = at + (p.words[at] == "the")
    counted = (place + 1, -1) if p.words[place] in {"last", "final"} else ordinal(p, place)
    if counted is None:
        return None
    several = amount(p, counted[0]) if p.words[counted[0]] not in unit_words() else None
    last, count = (counted[0], 1) if several is None or several[1] is None else (several[0], int(several[1]))
    unit = unit_words().get(p.words[last])
    if unit not in _SHARES or unit is None or unit == "Q":
        return None
    found = _of(p, last + 1)
    if found is None:
        return None
    if unit == "D" and count == 1 and several is None:
        return found[0], OfMonth(counted[1], found[1])
    return found[0], Nth(counted[1], Amount(count, unit), found[1])


def _nth_weekday(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( ordinal | "last" ) , weekday , ( "of" | "in" ) , month``: ``the first Monday of next month``."""
    place = at + (p.words[at] == "the")
    counted = (place + 1, -1) if p.words[place] in {"last", "final"} else ordinal(p, place)
    if counted is None:
        return None
    weekday = times().weekdays.get(p.words[counted[0]])
    month = None if weekday is None else _of(p, counted[0] + 1)
    if weekday is None or month is None or counted[1] > 5:
        return None
    return month[0], NthWeekday(counted[1], weekday, month[1])


def _fiscal(p: Pieces, at: int) -> Read | None:
    """``[ way ] , ( "fiscal" | "school" ) , "year" , [ year ] | ( "FY" | "SY" ) , year``."""
    way = times().ways.get(p.words[at])
    place = at + (way is not None)
    kind: Literal["FY", "SY"] | None = {"fiscal": "FY", "school": "SY", "fy": "FY", "sy": "SY"}.get(p.words[place])  # type: ignore[assignment]
    if kind is None or (len(p.words[place]) > 2 and p.words[place + 1] != "year"):
        return None
    last = place + 1 + (len(p.words[place]) > 2)
    year = year_number(p, last, short=len(p.words[place]) == 2 and p.touching(last))
    if year is not None and way is None:
        return year[0], FiscalYear(kind, year[1])
    return None if len(p.words[place]) == 2 else (last, FiscalYear(kind, way=way))


def _week_with(p: Pieces, at: int) -> Read | None:
    """``( [ "the" ] , "week" , ( "of" | ( "beginning" | "starting" | "commencing" ) , [ "on" ] ) | "w/c" ) , day``."""
    place = at + (p.words[at] == "the")
    if p.words[at : at + 3] == ["w", "/", "c"]:
        last = at + 3
    elif p.words[place] == "week" and p.words[place + 1] in listed("week_leads"):
        last = place + 2 + (p.words[place + 2] == "on")
    else:
        return None
    found: Read | None = written(p, last) or named(p, last) or _plain_day(p, last)
    if found is None or not isinstance(found[1], Dated) or found[1].day is None:
        return None
    return found[0], WeekWith(found[1])


def _plain_day(p: Pieces, at: int) -> Hit | None:
    """``"the" , ordinal``."""
    day = ordinal_day(p, at + 1) if p.words[at] == "the" else None
    return None if day is None else (day[0], Dated(day=day[1]))


def _rest(p: Pieces, at: int) -> Read | None:
    """``( "rest" | "remaining" | "remainder" ) , "of" , the unit | [ "the" ] , unit , "to date"``."""
    place = at + (p.words[at] == "the")
    if p.words[place] in listed("rests") and (p.words[place + 1] == "of" or p.words[place + 2] in times().units):
        last = place + 1 + (p.words[place + 1] == "of")
        last += p.words[last] in listed("own")
        unit = times().units.get(p.words[last])
        return (last + 1, Rest(unit)) if unit in WHOLES and unit is not None else None
    unit = times().units.get(p.words[place])
    if unit in WHOLES and unit is not None and p.words[place + 1 : place + 3] == ["to", "date"]:
        return place + 3, Rest(unit, passed=True)
    return None


def portioned(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( "end" | … ) , "of" , period | ( "early" | "mid" | … ) , [ "-" | "in" ] , period``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> portioned(pieces_of("later in the year"), 0)[1].mod
    'END'
    """
    place = at + (p.words[at] == "the")
    word = p.words[place]
    short = {"eoy": "Y", "eom": "M", "eow": "W"}.get(word)
    if short is not None:
        return place + 1, Portion("END", Near(short, "same"))
    mod: Mod | None = times().portions.get(word)
    if mod is None or word == "turn":
        return None
    place += 1
    linked = word in listed("ends")
    if linked and p.words[place] != "of":
        return None
    edge = linked
    place += linked or p.words[place] in {"-", "in"}
    bare = times().units.get(p.words[place])
    if linked and bare in {"W", "M", "Y", "Q"} and bare is not None:
        return place + 1, Portion(mod, Near(bare, "same"))
    found = owner(p, place) or _of_feast(p, place)
    if found is None or not isinstance(found[1], Dated | Near | Decade | Century | Feast):
        return None
    if isinstance(found[1], Near) and found[1].unit in {"D", "WE", "TH"}:
        return None
    of = (
        structs.replace(found[1], way="same")
        if edge and isinstance(found[1], Near) and found[1].way == "this"
        else found[1]
    )
    return found[0], Portion(mod, of)


def _of_feast(p: Pieces, at: int) -> Hit | None:
    found = decade(p, at)
    return found if found is not None and isinstance(found[1], Decade) else None
