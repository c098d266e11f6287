"""Dates in all the ways they are written: ``Oct/2``, ``2019-aug-01``, ``May twenty-nine``, ``June the 28th 2020``."""

from __future__ import annotations

import re

from msgspec import structs

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.dates import Hit
from recount.claims.timex.meanings import Dated
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.vocabulary import listed
from recount.claims.timex.vocabulary import ordinals, times

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_MONTHS, _DAYS = 12, 31
_PIVOT = 40
_SUFFIXED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)|(\d{1,4})([./-])(\d{1,2})\8(\d{2,4})")
_MARKS = {"/", "-", "."}


def day_number(p: Pieces, at: int) -> tuple[int, int] | None:
    """``day = figures , [ "st" | "nd" | "rd" | "th" ] | number words ;``, from 1 to 31."""
    word = p.words[at]
    if p.words[at + 1] in {"thousand", "hundred", "million"}:
        return None
    suffixed = _SUFFIXED.fullmatch(word)
    figures = suffixed[1] if suffixed else word if word.isdigit() and word.isascii() and len(word) <= 2 else None
    if figures is not None:
        return (at + 1, int(figures)) if 1 <= int(figures) <= _DAYS else None
    return ordinal_day(p, at) or _cardinal_day(p, at)


def ordinal_day(p: Pieces, at: int) -> tuple[int, int] | None:
    """``ordinal = figures , ( "st" | … ) | [ tens , [ "-" ] ] , ordinal word ;``, from 1 to 31."""
    suffixed = _SUFFIXED.fullmatch(p.words[at])
    if suffixed is not None:
        return (at + 1, int(suffixed[1])) if 1 <= int(suffixed[1]) <= _DAYS else None
    tens = numerals().tens.get(p.words[at], 0)
    last = at + (tens > 0)
    last += tens > 0 and p.words[last] == "-"
    ones = ordinals().get(p.words[last], 0)
    if ones and (not tens or ones < 10) and 1 <= tens + ones <= _DAYS and p.words[last] != "last":
        return last + 1, tens + ones
    return None


def _cardinal_day(p: Pieces, at: int) -> tuple[int, int] | None:
    tens = numerals().tens.get(p.words[at], 0)
    last = at + (tens > 0)
    last += tens > 0 and p.words[last] == "-"
    ones = numerals().units.get(p.words[last], 0)
    if tens and not 0 < ones < 10:
        return (at + 1, tens) if tens <= _DAYS else None
    return (last + 1, tens + ones) if 1 <= tens + ones <= _DAYS else None


def year_number(p: Pieces, at: int, *, short: bool = False) -> tuple[int, int] | None:
    """``year = four figures | number words | ( "'" | short ) , two figures ;``."""
    word = p.words[at]
    if word.isdigit() and word.isascii() and len(word) == 4:
        return (at + 1, int(word)) if _FIRST_YEAR <= int(word) <= _LAST_YEAR else None
    if short and word.isdigit() and len(word) == 2:
        return at + 1, century_of(int(word))
    return _spelt_year(p, at) if word.isalpha() else None


def century_of(year: int) -> int:
    """A year of two figures in full."""
    return year if year > 99 else year + (1900 if year >= _PIVOT else 2000)


def _spelt_year(p: Pieces, at: int) -> tuple[int, int] | None:
    """``( "two thousand" , [ "and" ] | "nineteen" , [ "hundred" ] | … ) , [ number below a hundred ]``."""
    if p.words[at : at + 2] == ["two", "thousand"]:
        last = at + 2 + (p.words[at + 2] == "and")
        rest = _below_hundred(p, last)
        return (at + 2, 2000) if rest is None else (rest[0], 2000 + rest[1])
    century = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}.get(p.words[at])
    if century is None:
        return None
    last = at + 1 + (p.words[at + 1] == "hundred")
    last += last > at + 1 and p.words[last] == "and"
    rest = _below_hundred(p, last)
    if rest is None or (rest[1] < 10 and last == at + 1) or (century == 20 and rest[1] < 10):
        return None
    return rest[0], century * 100 + rest[1]


def _below_hundred(p: Pieces, at: int) -> tuple[int, int] | None:
    tens = numerals().tens.get(p.words[at], 0)
    last = at + (tens > 0)
    last += tens > 0 and p.words[last] == "-"
    ones = numerals().units.get(p.words[last], 0)
    if tens and not 0 < ones < 10:
        return at + 1, tens
    return (last + 1, tens + ones) if tens or ones else None


def written(p: Pieces, at: int) -> Hit | None:
    """A date in figures, or with its month between marks: ``2016-10-16``, ``5/3/18``, ``Oct/2``, ``2020/23/Sep``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> written(pieces_of("23-2020-September"), 0)[1].day
    23
    """
    apart = _apart(p, at)
    if apart is not None:
        return apart
    full = _FULL.fullmatch(p.words[at])
    if full is not None:
        return _of_figures(at + 1, [one for one in full.groups() if one and one not in "./-"])
    parts, last = [p.words[at]], at + 1
    while (
        len(parts) < 3
        and p.words[last] in _MARKS
        and p.touching(last)
        and p.touching(last + 1)
        and _is_part(p.words[last + 1])
    ):
        if len(parts) == 2 and p.words[last] != p.words[last - 2] and p.words[last] != "/":
            break
        parts.append(p.words[last + 1])
        last += 2
    if not all(map(_is_part, parts)) or len(parts) == 1:
        return None
    if any(part in times().months for part in parts):
        return _with_name(last, parts)
    return _of_figures(last, parts) if p.words[at + 1] != "." or len(parts) == 3 else None


def _apart(p: Pieces, at: int) -> Hit | None:
    """``2016 10 16`` and ``23.04.2022``."""
    word, figures = p.words[at], p.words[at + 1 : at + 3]
    if len(word) == 4 and word.isdigit() and all(len(one) == 2 and one.isdigit() for one in figures):
        return _of_figures(at + 3, [word, *figures])
    parts = [*word.split("."), figures[1]]
    if len(parts) == 3 and figures[0] == "." and p.touching(at + 2) and all(one.isdigit() for one in parts):
        year, month, day = (int(one) for one in (parts if len(parts[0]) == 4 else reversed(parts)))
        return (
            _checked(at + 3, Dated(year=year, month=month, day=day))
            if len(parts[0]) == 4 or len(parts[2]) == 4
            else None
        )
    return _spaced(p, at)


def _spaced(p: Pieces, at: int) -> Hit | None:
    """``2016 - 11``, ``11/ 2016``: a month and a year with spaces about their mark, which count nothing."""
    first, mark, second = p.words[at : at + 3]
    if (
        mark not in {"-", "/"}
        or not (first.isdigit() and second.isdigit())
        or {len(first), len(second)} - {1, 2} != {4}
    ):
        return None
    if p.words[at + 3][:1].isalnum() or p.words[at + 3] in {"-", "/"} or (p.touching(at + 1) and p.touching(at + 2)):
        return None
    year, month = (first, second) if len(first) == 4 else (second, first)
    return _checked(at + 3, Dated(year=int(year), month=int(month)))


def _is_part(word: str) -> bool:
    return (
        word in times().months
        or (word.isdigit() and word.isascii() and len(word) in {1, 2, 4})
        or bool(_SUFFIXED.fullmatch(word))
    )


def _with_name(last: int, parts: list[str]) -> Hit | None:
    """Parts of which one is the name of a month: the year is what has four figures, or what comes last of three."""
    month = next(times().months[part] for part in parts if part in times().months)
    rest = [int(part.rstrip("stndrh")) for part in parts if part not in times().months]
    if len(rest) != len(parts) - 1 or not rest:
        return None
    year = next((one for one in rest if one > 99), None)
    if len(rest) == 1:
        dated = Dated(month=month, year=year) if year else Dated(month=month, day=rest[0])
        return _checked(last, dated)
    day = next((one for one in rest if one != year), rest[0])
    return _checked(last, Dated(year=year or century_of(rest[-1]), month=month, day=rest[0] if year is None else day))


def _of_figures(last: int, parts: list[str]) -> Hit | None:
    """``2016-10-16``, ``5/3/18`` (the month first unless it cannot be), ``22/04``, ``2015-3``, ``12-2015``."""
    values = [int(part) for part in parts]
    if len(values) == 3:
        if len(parts[0]) == 4:
            return _checked(last, Dated(year=values[0], month=values[1], day=values[2]))
        year = century_of(values[2]) if len(parts[2]) in {2, 4} else 0
        return _month_or_day_first(last, values[0], values[1], year)
    if len(parts[0]) == 4 and len(parts[1]) <= 2:
        return _checked(last, Dated(year=values[0], month=values[1]))
    if len(parts[1]) == 4 and len(parts[0]) <= 2:
        return _checked(last, Dated(year=values[1], month=values[0]))
    return _month_or_day_first(last, values[0], values[1], None) if max(map(len, parts)) <= 2 else None


def _month_or_day_first(last: int, first: int, second: int, year: int | None) -> Hit | None:
    return _checked(last, Dated(year=year, month=first, day=second)) or _checked(
        last, Dated(year=year, month=second, day=first)
    )


def _checked(last: int, dated: Dated) -> Hit | None:
    fits = 1 <= (dated.month or 1) <= _MONTHS and 1 <= (dated.day or 1) <= _DAYS
    years = dated.year is None or _FIRST_YEAR <= dated.year <= _LAST_YEAR
    return (last, dated) if fits and years else None


def named(p: Pieces, at: int) -> Hit | None:
    """A date by its month's name: ``May twenty-nine``, ``the 9th of May``, ``2017 April``, ``28 June in 2020``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = named(pieces_of("the 28th of June of 2020"), 0)[1]
    >>> found.day, found.month, found.year
    (28, 6, 2020)
    """
    if p.words[at] in times().months:
        return _month_first(p, at)
    led = year_number(p, at)
    behind = None if led is None else led[0] + (p.words[led[0]] == ",")
    if led is not None and behind is not None and p.words[behind] in times().months and p.words[at].isdigit():
        month = _month(p, behind)
        return None if month is None or _is_day(p, month[0]) else (month[0], Dated(year=led[1], month=month[1]))
    place = at + (p.words[at] == "the")
    day = day_number(p, place)
    if day is None:
        return None
    last = day[0] + (p.words[day[0]] == "." and p.touching(day[0]) and p.words[at].isdigit())
    last += p.words[last] == "day" and p.words[place] not in times().months
    last += p.words[last] == "of"
    month = _month(p, last)
    if month is None or (not p.words[at][0].isdigit() and p.words[last] in {"may", "march"} and not p.capital(last)):
        return None
    return _with_year(p, month[0], Dated(month=month[1], day=day[1]))


def _is_day(p: Pieces, at: int) -> bool:
    return day_number(p, at) is not None


def is_short(word: str) -> bool:
    """Whether a month's name is an abbreviation, which may end with a point: ``Dec.``, not ``May.``."""
    return word in {"sept"} or (len(word) == 3 and word != "may")


def _month(p: Pieces, at: int) -> tuple[int, int] | None:
    number = times().months.get(p.words[at])
    if number is None:
        return None
    return at + 1 + (p.words[at + 1] == "." and p.touching(at + 1) and is_short(p.words[at])), number


def _month_first(p: Pieces, at: int) -> Hit | None:
    month = _month(p, at)
    if month is None:
        return None
    last, number = month
    place = last + (p.words[last] == "," and not p.touching(last + 1))
    place += p.words[place] == "the"
    day = day_number(p, place)
    if (
        day is None
        or (p.words[day[0]] == ":" and p.touching(day[0]))
        or _is_time(p, day[0])
        or p.words[place : place + 2] == ["one", "day"]
    ):
        return _with_year(p, last, Dated(month=number)) if _is_month(p, at) else None
    if p.words[last] == "," and p.words[last + 1] != "the" and p.words[last + 1].isdigit():
        return _with_year(p, last, Dated(month=number))
    return _with_year(p, day[0], Dated(month=number, day=day[1]))


def _is_month(p: Pieces, at: int) -> bool:
    """Whether the name of a month that is a verb too is one: by its capital, or by what leads it."""
    if p.words[at] not in {"may", "march", "mar"}:
        return True
    led = p.words[at - 1] in listed("before_months")
    if not p.capital(at):
        return led and at > 0
    return led or p.words[at + 1] not in listed("subjects")


def _is_time(p: Pieces, at: int) -> bool:
    """Whether a number before this piece is a time: ``march 3pm``."""
    return p.words[at] in listed("clock_marks")


def _with_year(p: Pieces, at: int, dated: Dated) -> Hit:
    """``[ "," | "of" | "in" ] , year``."""
    place = at + (p.words[at] in {",", "of", "in"})
    place += p.words[at] in {"of", "in"} and p.words[place : place + 2] == ["the", "year"] and 2
    year = year_number(p, place, short=p.words[at] == "of")
    if (
        year is None
        and dated.day is not None
        and p.words[at].isdigit()
        and len(p.words[at]) == 2
        and _closes(p, at + 1)
    ):
        year = at + 1, century_of(int(p.words[at]))
    if year is None or _counts(p, place, year[0]):
        return at, dated
    return year[0], structs.replace(dated, year=year[1])


def _closes(p: Pieces, at: int) -> bool:
    """Whether nothing follows that a number before it would count or belong to."""
    return p.words[at] in {"", ".", ",", ";", ")", "?", "!"}


def _counts(p: Pieces, first: int, last: int) -> bool:
    """Whether figures after a date are a clock time or an amount."""
    return p.words[last] in {":", "%"} and p.touching(last) and p.words[first].isdigit()


def day_of_week(p: Pieces, at: int) -> Hit | None:
    """``weekday , [ "," | "the" | "-" | "(" ] , [ date | day ]``: ``Friday 7/6``, ``Tuesday the eleventh``."""
    number = times().weekdays.get(p.words[at])
    if number is None or (
        p.words[at] in {"sat", "sun", "wed"}
        and not p.capital(at)
        and p.words[at + 1][:1].isalpha()
        and p.words[at + 1] not in {"at", "the"}
    ):
        return None
    last = at + 1
    last += p.words[last] == "." and p.touching(last) and p.touching(last + 1)
    place = last + (p.words[last] in {",", "-", "("})
    dated = pointed_figures(p, place) or named(p, place)
    if (dated is None and p.words[place + 1 : place + 2] != ["-"]) or len(p.words[place]) == 4:
        dated = written(p, place) or dated
    if dated is not None and isinstance(dated[1], Dated) and dated[1].day is not None:
        closed = p.words[last] == "(" and p.words[dated[0]] == ")"
        return dated[0] + closed, structs.replace(dated[1], weekday=number)
    place = last + (p.words[last] == "the")
    day = ordinal_day(p, place) if place > last else day_number(p, place) if p.words[place][:1].isdigit() else None
    if day is not None and not _counted(p, place, day[0]):
        return day[0], Dated(weekday=number, day=day[1])
    return last, Dated(weekday=number)


def pointed_figures(p: Pieces, at: int) -> Hit | None:
    """``7.6``: month and day with a point between, which stands by itself nowhere but after a weekday or "on"."""
    parts = p.words[at].split(".")
    if len(parts) != 2 or not all(part.isdigit() and len(part) <= 2 for part in parts):
        return None
    return _month_or_day_first(at + 1, int(parts[0]), int(parts[1]), None)


def _counted(p: Pieces, at: int, last: int) -> bool:
    """Whether a number after a weekday is the beginning of a time or a range."""
    return p.words[last] in listed("after_numbers") or "." in p.words[at]


__all__ = [
    "century_of",
    "day_number",
    "day_of_week",
    "is_short",
    "named",
    "ordinal_day",
    "pointed_figures",
    "written",
    "year_number",
]
