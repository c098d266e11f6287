"""Stretches that calendars name: weeks by number, the nth of a stretch, a weekday of a week, what remains of a year."""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from recount.claims.timex.dates import Hit, season
from recount.claims.timex.meanings import Amount, Century, Dated, Decade, Feast, Length, Near, Portion, Step
from recount.claims.timex.nearby import pointed
from recount.claims.timex.numbers import amount, ordinal, whole
from recount.claims.timex.periods import century, decade, quarter
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.days import ordinal_day, year_number
from recount.claims.timex.spans.forms import (
    AfterNext,
    FiscalYear,
    Form,
    InWeek,
    Nth,
    NthWeekday,
    OfMonth,
    OfYear,
    Rest,
    Week,
    WeekWith,
)
from recount.claims.timex.vocabulary import Mod, times, unit_words

Read = tuple[int, Form]

_WHOLES = {"D", "W", "WE", "M", "Q", "Y", "FN", "DE"}
_SHARES = {"D", "W", "M", "Q", "Y"}
_LAST_WEEK = 53


def period(p: Pieces, at: int) -> Read | None:
    """``period = numbered week | nth | week with | rest | quarter | decade | century | pointed | the unit | season | year ;``.

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
        _quarter,
        _era,
        _pointed,
        _several,
        _the_unit,
        _season,
        _year,
    )
    return max((found for rule in rules if (found := rule(p, at)) is not None), key=lambda one: one[0], default=None)


def _of_year(p: Pieces, at: int) -> Read | None:
    """``( month | quarter ) , [ "of" ] , way , "year"``."""
    month = times().months.get(p.words[at])
    part: Read | None = (at + 1, Dated(month=month)) if month is not None else _quarter(p, at)
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
    if p.words[place] != "week" or not p.words[place + 1].isdigit():
        return None
    number = int(p.words[place + 1])
    if not 1 <= number <= _LAST_WEEK or len(p.words[place + 1]) > 2:
        return None
    owner = _of(p, place + 2)
    return (place + 2, Week(number)) if owner is None else (owner[0], Week(number, owner[1]))


def _of(p: Pieces, at: int) -> Read | None:
    """``( "of" | "in" ) , ( month | year | pointed | the unit )``."""
    if p.words[at] not in {"of", "in"}:
        later = _pointed(p, at)
        return later if later is not None and isinstance(later[1], Near) and later[1].unit in {"M", "Y"} else None
    return owner(p, at + 1)


def owner(p: Pieces, at: int) -> Read | None:
    """A stretch that may own a part: a month, a year, a pointed or plain unit."""
    month = times().months.get(p.words[at])
    if month is not None:
        last = at + 1 + (p.words[at + 1] == "." and p.touching(at + 1))
        year = year_number(p, last + (p.words[last] in {",", "of"}))
        return (last, Dated(month=month)) if year is None else (year[0], Dated(month=month, year=year[1]))
    return _quarter(p, at) or _pointed(p, at) or _the_unit(p, at) or _year(p, at)


def _nth(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( ordinal | "last" ) , [ number ] , unit , ( "of" | "in" ) , owner``: ``the first 2 weeks of 2021``."""
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
    elif p.words[place] == "week" and p.words[place + 1] in {"of", "beginning", "starting", "commencing"}:
        last = place + 2 + (p.words[place + 2] == "on")
    else:
        return None
    from recount.claims.timex.spans.days import named, written

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
    if p.words[place] in {"rest", "remaining", "remainder"} and (
        p.words[place + 1] == "of" or p.words[place + 2] in times().units
    ):
        last = place + 1 + (p.words[place + 1] == "of")
        last += p.words[last] in {"the", "this", "my", "our", "current"}
        unit = times().units.get(p.words[last])
        return (last + 1, Rest(unit)) if unit in _WHOLES and unit is not None else None
    unit = times().units.get(p.words[place])
    if unit in _WHOLES and unit is not None and p.words[place + 1 : place + 3] == ["to", "date"]:
        return place + 3, Rest(unit, passed=True)
    return None


def _quarter(p: Pieces, at: int) -> Read | None:
    """``[ year , [ "-" ] ] , ( "Q" | "H" ) , figure , [ [ "-" ] , [ "of" ] , year ] | ordinal , "quarter" , [ of year ]``."""
    led = year_number(p, at) if p.words[at].isdigit() else None
    place = at if led is None else led[0] + (p.words[led[0]] == "-")
    letter = p.words[place]
    if letter in {"q", "h"} and p.words[place + 1].isdigit() and p.touching(place + 1) and len(p.words[place + 1]) == 1:
        number = int(p.words[place + 1])
        if not 1 <= number <= (4 if letter == "q" else 2):
            return None
        dated = Dated(quarter=number) if letter == "q" else Dated(half=number)
        last = place + 2 + (p.words[place + 2] in {"-", "of"})
        year = led if led is not None else year_number(p, last) if p.words[last].isdigit() else None
        return (place + 2, dated) if year is None else (max(place + 2, year[0]), structs.replace(dated, year=year[1]))
    article = p.words[at] == "the"
    found = quarter(p, at + article)
    if found is not None and p.words[at + article] in {"last", "final", "latter"} and found[0] == at + article + 2:
        return None
    if found is None or not (isinstance(found[1], Dated) or not article):
        return None
    spelt = year_number(p, found[0] - 2) if p.words[found[0] - 1] == "thousand" else None
    if spelt is not None and isinstance(found[1], Dated):
        return spelt[0], structs.replace(found[1], year=spelt[1])
    if p.words[found[0] : found[0] + 3] == ["of", "the", "year"]:
        return found[0] + 3, found[1]
    return found


def _era(p: Pieces, at: int) -> Read | None:
    """A decade or century: ``1990s``, ``the nineties``, ``15th century``."""
    if p.words[at].isdigit() and p.words[at + 1] == "s" and p.words[at].endswith("0") and len(p.words[at]) in {2, 4}:
        year = int(p.words[at])
        return at + 2, Decade(year // 10 if year > 99 else 190 + year // 10, known=year > 99)
    found = decade(p, at) or century(p, at)
    return found if found is not None and isinstance(found[1], Decade | Century) else None


def _pointed(p: Pieces, at: int) -> Read | None:
    """A unit, month, season or amount in some direction; of a weekday and a feast there are rules elsewhere."""
    if p.words[at + 1 : at + 3] in (["working", "week"], ["calendar", "year"]):
        inner = pointed(Pieces(p.text, [*p.words[: at + 1], *p.words[at + 2 :]], p.starts, p.ends, p.count), at)
        return None if inner is None else (inner[0] + 1, inner[1])
    if p.words[at] == "last" and at and (p.words[at - 1] in times().tenses.ahead or p.words[at - 1] in {"t", "not"}):
        return None
    found = pointed(p, at)
    if found is None:
        return None
    last, meaning = found
    if isinstance(meaning, Near) and meaning.unit == "W":
        return _weekday_of(p, last, meaning) or found
    if isinstance(meaning, Length) and meaning.plus is None and meaning.amount.count is not None:
        more = _more(p, last)
        return found if more is None else (more[0], structs.replace(meaning, plus=more[1]))
    return found


def _more(p: Pieces, at: int) -> tuple[int, Amount] | None:
    """``"and" , amount , unit``."""
    counted = amount(p, at + 1) if p.words[at] == "and" else None
    if counted is not None and p.words[counted[0] + 1] in {"ago", "and"}:
        return None
    unit = None if counted is None else unit_words().get(p.words[counted[0]])
    if counted is None or unit is None or counted[1] is None:
        return None
    return counted[0] + 1, Amount(counted[1], unit)


def _weekday_of(p: Pieces, at: int, week: Near) -> Read | None:
    """``week , [ "on" | "-" ] , weekday``: ``next week on Tuesday``."""
    place = at + (p.words[at] in {"on", "-", ","})
    weekday = times().weekdays.get(p.words[place])
    return None if weekday is None else (place + 1, InWeek(weekday, week))


def _several(p: Pieces, at: int) -> Read | None:
    """``number , way , unit``: ``5 upcoming years``."""
    counted = whole(p, at)
    if counted is None:
        return None
    way = times().ways.get(p.words[counted[0]])
    unit = unit_words().get(p.words[counted[0] + 1])
    if (
        way not in {"last", "next", "before", "after"}
        or way is None
        or unit is None
        or p.words[counted[0] + 1] in times().units
    ):
        return None
    return counted[0] + 2, Length(Amount(counted[1], unit), way)


def _the_unit(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , unit``: the one in which it was written; a weekend also without its article."""
    article = p.words[at] == "the"
    unit = times().units.get(p.words[at + article])
    if unit == "WE" and p.words[at + article] == "weekend":
        return at + 1 + article, Near("WE", "the", article=True)
    if not article or unit is None or unit not in _WHOLES | {"TH"} or p.words[at + 2] in {"-", "'s"}:
        return None
    beyond = ["after", "next"], ["after", "the", "next"]
    if unit in _WHOLES and any(p.words[at + 2 : at + 2 + len(words)] == words for words in beyond):
        return at + 4 + (p.words[at + 3] == "the"), AfterNext(unit)
    return at + 2, Near(unit, "the", article=True)


def _season(p: Pieces, at: int) -> Read | None:
    place = at + (p.words[at] == "the")
    code = times().seasons.get(p.words[place])
    spelt = year_number(p, place + 2) if p.words[place + 1] == "of" else None
    if code is not None and spelt is not None:
        return spelt[0], Dated(season=code, year=spelt[1])
    if code is None or p.words[place] in {"fall", "spring"} or place > at:
        return None
    return season(p, at)


def _year(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , [ "calendar" ] , "year" , year | "CY" , year | year``: a bare one only where it counts nothing."""
    place = at + (p.words[at] == "the")
    place += p.words[place] == "calendar"
    if p.words[place] in {"year", "cy"}:
        place += 1
        short = p.words[place].isdigit() and p.touching(place) and p.words[place - 1] == "cy"
        year = year_number(p, place, short=short)
        return None if year is None else (year[0], Dated(year=year[1]))
    if not p.words[at].isdigit():
        spelt = year_number(p, at)
        return None if spelt is None or _counts(p, spelt[0]) else (spelt[0], Dated(year=spelt[1]))
    year = year_number(p, at)
    if year is None or _counts(p, year[0]) or (at and _is_joined(p, at)):
        return None
    return year[0], Dated(year=year[1])


def _counts(p: Pieces, at: int) -> bool:
    """Whether figures before this piece count something or go on as a longer number."""
    word = p.words[at]
    return word in {"pieces", "people", "%", "percent", "dollars", "units", "students", "stars"} or (
        p.touching(at)
        and (word in {"/", ":"} or (word in {"-", "."} and p.words[at + 1][:1].isdigit() and not _goes_to(p, at)))
    )


def _goes_to(p: Pieces, at: int) -> bool:
    """Whether a hyphen leads on to another year, and that to nothing: ``2014-2018``."""
    after = p.words[at + 1]
    return (
        p.words[at] == "-"
        and len(after) == 4
        and after.isdigit()
        and not (p.words[at + 2] == "-" and p.touching(at + 2))
    )


def _is_joined(p: Pieces, at: int) -> bool:
    """Whether figures go on from what stands before them: a telephone number, a code, a sum."""
    return (
        p.touching(at)
        and p.words[at - 1] not in {"(", "'", '"', "=", "~"}
        and not p.words[at - 1].isalpha()
        and not (
            p.words[at - 1] == "-"
            and p.words[at - 2].isdigit()
            and len(p.words[at - 2]) == 4
            and not (p.touching(at - 2) and at > 2)
        )
    )


def portioned(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( "end" | "beginning" | … ) , [ "of" ] , period | ( "early" | "mid" | … ) , [ "-" | "in" ] , period``.

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
    linked = word in {"beginning", "start", "middle", "end", "close", "opening"}
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


__all__ = ["Read", "owner", "period", "portioned"]
