"""Dates by their names: days, months, weekdays, years, seasons.

::

    date = numeric | [ weekday , [ "," ] ] , ( month first | day first ) | weekday | month | season | year ;
"""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.figures import Hit, century_of, written
from recount.claims.timex.meanings import Dated, Named
from recount.claims.timex.numbers import month_day, spelt_day, spelt_year
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Way, listed, times
from recount.lexicon.lists import words

_EARLIEST, _LATEST = 1000, 2100
_VERBS = listed("verbs_too")
_ABBREVIATED = words("abbreviations", "months")
_BEFORE_YEARS = listed("before_years")
_BEFORE_FIGURES = listed("before_figures")
_ERAS = listed("before_christ")
_BEFORE_MONTHS = listed("before_months")
_GAMES = listed("after_seasons")
_SUBJECTS = listed("subjects")
_CLOCK_MARKS = listed("clock_marks")
_MONEY = {"$", "#", "£", "€", "¥", "."}
_COUNTED = listed("counted")
_OF_YEAR: dict[str, Way] = {
    "last": "last", "next": "next", "this": "this", "that": "same", "same": "same", "following": "after",
    "previous": "before",
}  # fmt: skip


def date(p: Pieces, at: int) -> Hit | None:
    """``date = numeric | [ weekday , [ "," ] ] , ( month first | day first ) | weekday | month | season | year ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> date(pieces_of("Friday, April 14th, 1995"), 0)
    (6, Dated(year=1995, month=4, day=14, weekday=5, season=None, quarter=None, half=None, fiscal=False))
    """
    known, word = times(), p.words[at]
    if word[:1].isdecimal():
        return numeric(p, at) or day_first(p, at) or year(p, at)
    if word in known.weekdays:
        return weekday(p, at)
    if word in known.months:
        return month_first(p, at)
    if word in known.seasons:
        return season(p, at)
    if word == "the" or (word[:1] not in "'" and word != "a"):
        return day_first(p, at + (word == "the")) or (year(p, at) if word != "the" else None)
    return year(p, at)


def numeric(p: Pieces, at: int) -> Hit | None:
    """A day in figures with its year, or with its month's name: of what `figures` reads that which news means so."""
    found = written(p, at)
    if found is None or not isinstance(found[1], Dated) or found[1].day is None:
        return None
    names = any(word in times().months for word in p.words[at : found[0]])
    return found if names or found[1].year is not None else None


def weekday(p: Pieces, at: int) -> Hit | None:
    """``weekday = "Friday" | … , [ "," ] , [ ( month first | "the" , day | day first ) ] ;``."""
    number = times().weekdays[p.words[at]]
    last = at + 1
    if len(p.words[at]) <= 4:
        last += p.words[last] == "." and p.touching(last)
        after = last + (p.words[last] == ",")
        if not p.capital(at) or not (p.words[after] in times().months or month_day(p, after) is not None):
            return None
    place = last + (p.words[last] == ",")
    place += p.words[place] == "the" and month_day(p, place + 1) is not None
    full = month_first(p, place) if p.words[place] in times().months else day_first(p, place)
    if full is not None and isinstance(full[1], Dated) and full[1].day is not None:
        return full[0], structs.replace(full[1], weekday=number)
    if p.words[last] == "the" and (day := month_day(p, last + 1)) is not None:
        return day[0], Dated(weekday=number, day=day[1])
    return last, Dated(weekday=number)


def month_name(p: Pieces, at: int, *, loose: bool = False) -> tuple[int, int] | None:
    """``month = "April" | "Apr" , [ "." ] | … ;``; a word that is a verb too needs more, unless `loose`."""
    number = times().months.get(p.words[at])
    if number is None:
        return None
    last = at + 1
    if p.words[at] in _ABBREVIATED and p.words[last] == "." and p.touching(last):
        last += 1
    elif not loose and (len(p.words[at]) <= 3 or p.words[at] in _VERBS):
        dated = month_day(p, last) is not None or year(p, last + (p.words[last] in {",", "of"})) is not None
        led = at > 0 and (
            p.words[at - 1] in _BEFORE_MONTHS or p.words[at - 1] in {"the", "that"} or month_day(p, at - 1) is not None
        )
        led = led and p.words[at] in {"may", "march"}
        if not (dated or led) or not p.capital(at):
            return None
    return last, number


def month_first(p: Pieces, at: int, *, loose: bool = False) -> Hit | None:
    """``month first = month , [ day ] , [ [ "," ] , year | [ "of" ] , ( "last" | "this" | … ) , "year" ] ;``.

    With `loose`, as where nothing but times is meant, small letters, days in words and ``October, 1st`` are read too.
    """
    named = month_name(p, at, loose=loose)
    if named is None:
        return None
    last, month = named
    place = last + (loose and p.words[last] == "," and not p.words[last + 1].isdecimal())
    place += p.words[place] == "the"
    day = month_day(p, place) or (spelt_day(p, place) if loose and p.words[place + 1] != "day" else None)
    if (
        day is not None
        and (p.words[day[0]] == ":" or (loose and p.words[day[0]] in _CLOCK_MARKS))
        and (loose or p.words[day[0] + 1].isdecimal())
    ):
        day = None
    if day is not None and not (
        p.words[day[0]] == "," and p.words[day[0] + 1].isdecimal() and len(p.words[day[0] + 1]) == 3
    ):
        last = day[0]
    elif loose and not _is_month(p, at):
        return None
    else:
        day = None
    dated = Dated(month=month, day=None if day is None else day[1])
    return _of_year(p, last, dated, loose=loose) or (last, dated)


def _is_month(p: Pieces, at: int) -> bool:
    """Whether the name of a month that is a verb too is one: by what leads it, or by its capital and what follows."""
    led = at > 0 and p.words[at - 1] in listed("leads_of_months")
    return p.words[at] not in {"may", "march", "mar"} or led or (p.capital(at) and p.words[at + 1] not in _SUBJECTS)


def day_first(p: Pieces, at: int, *, loose: bool = False) -> Hit | None:
    """``day first = day , [ "of" ] , month , [ [ "," ] , year ] ;``, loosely also ``9th day of May``."""
    day = month_day(p, at) or (spelt_day(p, at) if loose else None)
    if day is None:
        return None
    last = day[0]
    if loose:
        last += p.words[last] == "." and p.touching(last) and p.words[at].isdecimal()
        last += p.words[last] == "day"
    last += p.words[last] == "of"
    sure = loose and (p.words[at][0].isdecimal() or p.capital(last) or p.words[last] not in {"may", "march"})
    named = month_name(p, last, loose=sure) if p.words[last] in times().months else None
    if named is None:
        return None
    dated = Dated(month=named[1], day=day[1])
    return _of_year(p, named[0], dated, loose=loose) or (named[0], dated)


def _of_year(p: Pieces, at: int, dated: Dated, *, loose: bool = False) -> Hit | None:
    """``[ "," | "of" | "in" ] , ( year | [ "of" ] , ( "last" | "next" | "that" | "the same" | … ) , "year" )``."""
    place = at + (p.words[at] in {",", "of"} or (loose and p.words[at] == "in"))
    stated = year(p, place + 2 * (loose and place > at and p.words[place : place + 2] == ["the", "year"]))
    if stated is None and loose:
        stated = _short_year(p, at, place, dated)
    if stated is not None and isinstance(stated[1], Dated):
        return stated[0], structs.replace(dated, year=stated[1].year)
    if loose:
        return None
    place += p.words[place] == "the"
    way = _OF_YEAR.get(p.words[place])
    place += p.words[place] in {"that", "this"} and p.words[place + 1] == "same"
    if way is None or p.words[place + 1] != "year" or p.words[place + 2] == "'s":
        return None
    return place + 2, Named(dated, way, of_year=True)


def _short_year(p: Pieces, at: int, place: int, dated: Dated) -> Hit | None:
    """``"of" , two figures``, or two figures after a day that nothing follows: ``15 April of 87``."""
    figures = p.words[place]
    closed = p.words[place + 1] in {"", ".", ",", ";", ")", "?", "!"}
    if len(figures) != 2 or not figures.isdecimal() or not (p.words[at] == "of" or (dated.day is not None and closed)):
        return None
    return place + 1, Dated(year=century_of(int(figures)))


def season(p: Pieces, at: int) -> Hit | None:
    """``season = ( "spring" | "summer" | "autumn" | "winter" | "fall" ) , [ [ "of" ] , year ] ;``."""
    dated = Dated(season=times().seasons[p.words[at]])
    found = _of_year(p, at + 1, dated)
    if found is not None:
        return found
    if _is_named_after(p, at):
        return None
    if p.words[at] == "fall" and p.words[at - 1] not in {"last", "this", "next", "the", "in", "early", "late", "since"}:
        return None
    if (
        p.words[at] in {"fall", "spring"}
        and p.words[at - 1] in {"the", "a", "of"}
        and p.words[at + 1] in {"of", "from"}
    ):
        return None
    return at + 1, dated


def _is_named_after(p: Pieces, at: int) -> bool:
    """Whether a season is the name of something else: ``the Arab Spring``, ``the Winter Games``."""
    if p.words[at + 1] in _GAMES:
        return True
    led = at > 0 and p.capital(at - 1) and p.words[at - 1] != "the"
    if not p.capital(at) or p.words[at - 1 if at else -1] in _BEFORE_MONTHS:
        return False
    return (led and not p.capital(at + 1)) or (p.words[at + 1] == "of" and p.capital(at + 2))


def year(p: Pieces, at: int) -> Hit | None:
    """``year = four figures | "'" , two figures | [ "AD" ] , figures , [ "BC" ] | spelt year ;``."""
    word = p.words[at]
    if word[:1].isalpha() and word not in {"ad", "a.d", "a.d."}:
        spelt = spelt_year(p, at)
        return None if spelt is None else (spelt[0], Dated(year=spelt[1]))
    if word in {"ad", "a.d", "a.d."}:
        figures = p.words[at + 1]
        return (at + 2, Dated(year=int(figures))) if figures.isdecimal() and len(figures) <= 4 else None
    if not (word.isdecimal() and word.isascii() and len(word) <= 4):
        return None
    following = p.words[at + 1]
    if following in _ERAS and int(word):
        return at + 2, Dated(year=-int(word))
    if len(word) < 4 or not _EARLIEST <= int(word) < _LATEST or _counts(p, at):
        return None
    return at + 1, Dated(year=int(word))


def _counts(p: Pieces, at: int) -> bool:
    """Whether four figures are an amount, a number or part of one rather than a year."""
    before, after = p.words[at - 1] if at else "", p.words[at + 1]
    if at and p.touching(at) and before in _MONEY | {"/", ":", "+"}:
        return True
    if p.touching(at + 1) and (
        after in {"%", "/", ":"} or (after == "." and p.words[at + 2].isdecimal() and p.touching(at + 2))
    ):
        return True
    if before in _BEFORE_FIGURES:
        return True
    if int(p.words[at]) < 1700 and before not in _BEFORE_YEARS:
        return True
    if after in _COUNTED and before not in {"in", "since", "during", "early", "late"}:
        return True
    return int(p.words[at]) > 2050 and before not in _BEFORE_YEARS
