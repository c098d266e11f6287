"""Dates in all the ways that calendars and appointments write them, around the rules of `timex.dates`."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.dates import day_first, month_first, month_name
from recount.claims.timex.figures import Hit, century_of, pointed_figures, written
from recount.claims.timex.meanings import Dated
from recount.claims.timex.numbers import month_day, ordinal, spelt_day, spelt_year
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.vocabulary import listed
from recount.claims.timex.vocabulary import times

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_LAST_DAY = 31


def day_number(p: Pieces, at: int) -> tuple[int, int] | None:
    """``day = figures , [ "st" | "nd" | "rd" | "th" ] | number words ;``, from 1 to 31."""
    return month_day(p, at) or spelt_day(p, at)


def ordinal_day(p: Pieces, at: int) -> tuple[int, int] | None:
    """``ordinal``, from 1 to 31."""
    found = ordinal(p, at)
    return found if found is not None and 1 <= found[1] <= _LAST_DAY and p.words[at] != "last" else None


def year_number(p: Pieces, at: int, *, short: bool = False) -> tuple[int, int] | None:
    """``year = four figures | number words | two figures ( if short ) ;``."""
    word = p.words[at]
    if word.isdecimal() and word.isascii() and len(word) == 4:
        return (at + 1, int(word)) if _FIRST_YEAR <= int(word) <= _LAST_YEAR else None
    if short and word.isdecimal() and len(word) == 2:
        return at + 1, century_of(int(word))
    return spelt_year(p, at) if word.isalpha() else None


def named(p: Pieces, at: int) -> Hit | None:
    """A date by its month's name: ``May twenty-nine``, ``the 9th of May``, ``2017 April``, ``28 June in 2020``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = named(pieces_of("the 28th of June of 2020"), 0)[1]
    >>> found.day, found.month, found.year
    (28, 6, 2020)
    """
    if p.words[at] in times().months:
        return month_first(p, at, loose=True)
    led = year_number(p, at) if p.words[at].isdecimal() else None
    month = None if led is None else month_name(p, led[0] + (p.words[led[0]] == ","), loose=True)
    if led is not None and month is not None:
        return None if day_number(p, month[0]) else (month[0], Dated(year=led[1], month=month[1]))
    return day_first(p, at + (p.words[at] == "the"), loose=True)


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
    day = ordinal_day(p, place) if place > last else day_number(p, place) if p.words[place][:1].isdecimal() else None
    if day is not None and not _counted(p, place, day[0]):
        return day[0], Dated(weekday=number, day=day[1])
    return last, Dated(weekday=number)


def _counted(p: Pieces, at: int, last: int) -> bool:
    """Whether a number after a weekday is the beginning of a time or a range."""
    return p.words[last] in listed("after_numbers") or "." in p.words[at]
