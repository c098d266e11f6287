"""Dates in figures, or with their month between marks: ``2016-10-16``, ``5/3/18``, ``Oct/2``, ``2019-aug-01``."""

from __future__ import annotations

import re

from recount.claims.timex.meanings import Dated, Meaning
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import times

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_MONTHS, _DAYS = 12, 31
_PIVOT = 40
_SUFFIXED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)|(\d{1,4})([./-])(\d{1,2})\8(\d{2,4})")
_MARKS = {"/", "-", "."}

Hit = tuple[int, Meaning]


def century_of(year: int) -> int:
    """A year of two figures in full."""
    return year if year > 99 else year + (1900 if year >= _PIVOT else 2000)


def written(p: Pieces, at: int) -> Hit | None:
    """A date in figures, or with its month between marks: ``2016-10-16``, ``5/3/18``, ``Oct/2``, ``2020/23/Sep``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> written(pieces_of("23-2020-September"), 0)[1].day
    23
    """
    if p.words[at + 1] not in _MARKS and len(p.words[at]) < 6 and not p.words[at + 1].isdecimal():
        return None
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
    if len(word) == 4 and word.isdecimal() and all(len(one) == 2 and one.isdecimal() for one in figures):
        return _of_figures(at + 3, [word, *figures])
    parts = [*word.split("."), figures[1]]
    if len(parts) == 3 and figures[0] == "." and p.touching(at + 2) and all(one.isdecimal() for one in parts):
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
        or not (first.isdecimal() and second.isdecimal())
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
        or (word.isdecimal() and word.isascii() and len(word) in {1, 2, 4})
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


def pointed_figures(p: Pieces, at: int) -> Hit | None:
    """``7.6``: month and day with a point between, which stands by itself nowhere but after a weekday or "on"."""
    parts = p.words[at].split(".")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    return _month_or_day_first(at + 1, int(parts[0]), int(parts[1]), None)
