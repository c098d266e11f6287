"""Two dates that share a month, a year or an era: ``26-30 November``, ``1915-17``, ``264 to 241 BC``."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.dates import date, day_first, month_first, year
from recount.claims.timex.meanings import Dated
from recount.claims.timex.numbers import month_day
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import listed

Part = tuple[int, int, Dated]

_LINKS = listed("links")
_DASHES = listed("dashes")


def shared(p: Pieces, at: int) -> tuple[Part, ...]:
    """The two dates that stand here, each with its first and last piece; none where there are not two.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [(first, last, one.day) for first, last, one in shared(pieces_of("26-30 November"), 0)]
    [(0, 1, 26), (2, 4, 30)]
    """
    return _days_first(p, at) or _month_first(p, at) or _years(p, at)


def _days_first(p: Pieces, at: int) -> tuple[Part, ...]:
    """``day , link , day , [ "of" ] , month , [ year ] ;``."""
    place = at + (p.words[at] == "the")
    day = month_day(p, place)
    if day is None or p.words[day[0]] not in _LINKS:
        return ()
    second = day[0] + 1 + (p.words[day[0] + 1] == "the")
    full = day_first(p, second)
    if full is None or not isinstance(full[1], Dated):
        return ()
    return (at, day[0], structs.replace(full[1], day=day[1])), (second, full[0], full[1])


def _month_first(p: Pieces, at: int) -> tuple[Part, ...]:
    """``month , day , link , day , [ "," , year ] ;``."""
    full = month_first(p, at)
    if full is None or not isinstance(full[1], Dated) or full[1].day is None or full[1].year is not None:
        return ()
    last = full[0]
    second = month_day(p, last + 1)
    if p.words[last] not in _LINKS or second is None:
        return ()
    if p.words[last] not in _DASHES and (p.words[second[0]][:1].isalpha() or p.words[second[0]] == "-"):
        return ()
    stated = year(p, second[0] + (p.words[second[0]] == ","))
    dated = (
        full[1] if stated is None or not isinstance(stated[1], Dated) else structs.replace(full[1], year=stated[1].year)
    )
    end = second[0] if stated is None else stated[0]
    return (at, last, dated), (last + 1, end, structs.replace(dated, day=second[1]))


def _years(p: Pieces, at: int) -> tuple[Part, ...]:
    """``year , link , year , [ "BC" ] | four figures , "-" , two figures ;``."""
    word, link, other = p.words[at], p.words[at + 1], p.words[at + 2]
    if not (word.isdecimal() and other.isdecimal() and link in _LINKS and 3 <= len(word) <= 4):
        return ()
    full = date(p, at + 2)
    if full is not None and isinstance(full[1], Dated) and (full[1].year or 0) < 0 and full[1].month is None:
        return (at, at + 1, Dated(year=-int(word))), (at + 2, full[0], full[1])
    first = year(p, at)
    short = len(word) == 4 and len(other) == 2 and link in _DASHES and p.touching(at + 2)
    if first is None or not short or p.words[at + 3][:1] in {"%", "/", "-"} or int(other) <= int(word[2:]):
        return ()
    return (at, at + 1, Dated(year=int(word))), (at + 2, at + 3, Dated(year=int(word[:2] + other)))
