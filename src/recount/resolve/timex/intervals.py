"""TIMEX3 values to the days they cover."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from recount.claims.timex.meanings import Share
from recount.claims.timex.vocabulary import Mod

Days = tuple[date, date]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|\d))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?(?:T.*)?$")
_YEAR = re.compile(r"(\d{4})(?:-(?:XX|WXX|QX).*)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_SPANS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)(WE|DE|[A-Z])")
_LENGTHS = {"D": 1, "W": 7, "WE": 2}
_MONTHS, _PARTS = {"M": 1, "Q": 3, "Y": 12}, {"H": 24, "M": 1440, "S": 86400}
_WEEK_LONG, _MONTH_LONG = 7, 31
_NOW = "PRESENT_REF"


def days_of(value: str | None, written: date | None = None) -> Days | None:
    """The first and last day that a value covers; None where it has no year or lies before Christ.

    >>> days_of("1998-W07-WE"), days_of("199")
    ((datetime.date(1998, 2, 14), datetime.date(1998, 2, 15)), (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31)))
    """
    if value is None or value.startswith(("BC", "P", "XXXX")):
        return (written, written) if value == _NOW and written is not None else None
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> Days | None:
    if "/" in value:
        begin, end = value.split("/")
        return date.fromisoformat(begin), date.fromisoformat(end)
    if match := _DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.match(value):
        return _week(int(match[1]), int(match[2]), match[3])
    if match := _MONTH.match(value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _PART.match(value):
        return _months(int(match[1]), *_SPANS[match[2]])
    if match := _YEAR.match(value):
        return _months(int(match[1]), 1, 12)
    if value.isdecimal() and len(value) in {2, 3}:
        first = int(value.ljust(4, "0"))
        return date(max(first, 1), 1, 1), date(first + 10 ** (4 - len(value)) - 1, 12, 31)
    return None


def _week(year: int, week: int, part: str | None) -> Days:
    monday = date.fromisocalendar(year, week, 1)
    if part == "WE":
        return monday + timedelta(5), monday + timedelta(6)
    if part is not None:
        day = monday + timedelta(int(part) - 1)
        return day, day
    return monday, monday + timedelta(6)


def _months(year: int, month: int, count: int) -> Days:
    last_year, last = divmod(month - 1 + count - 1, 12)
    return date(year, month, 1), date(year + last_year, last + 1, calendar.monthrange(year + last_year, last + 1)[1])


def portion_of(days: Days, mod: Mod | None) -> Days:
    """The beginning, middle or end of a stretch: 2 days of a week, 7 of a month, a quarter of a longer one.

    >>> portion_of((date(2022, 4, 1), date(2022, 4, 30)), "START")[1]
    datetime.date(2022, 4, 7)
    """
    length = (days[1] - days[0]).days
    if length == 0 or mod not in {"START", "MID", "END"}:
        return days
    share = timedelta(1 if length < _WEEK_LONG else 6 if length <= _MONTH_LONG else length // 4)
    if mod == "START":
        return days[0], days[0] + share
    if mod == "END":
        return days[1] - share, days[1]
    middle = days[0] + timedelta(length // 2)
    return middle - share / 2, middle + share / 2


def share_of(days: Days, share: Share) -> Days:
    """The days or weeks counted off a month; where no number is said, "the first days" are 7 and weeks are 14.

    >>> from recount.claims.timex.meanings import Amount, Dated
    >>> share_of((date(2022, 8, 1), date(2022, 8, 31)), Share(Amount(1, "W"), -1, Dated(month=8)))
    (datetime.date(2022, 8, 25), datetime.date(2022, 8, 31))
    """
    if share.weekday is not None:
        after = timedelta((share.weekday - days[0].isoweekday()) % 7 + 7 * (share.nth - 1))
        day = days[0] + after if share.nth > 0 else days[1] - timedelta((days[1].isoweekday() - share.weekday) % 7)
        return day, day
    each = 7 if share.amount.unit == "W" else 1
    count = share.amount.count
    length = timedelta(each * int(count) if count is not None else 2 * _WEEK_LONG if each > 1 else _WEEK_LONG)
    if share.nth < 0:
        return max(days[0], days[1] - length + timedelta(1)), days[1]
    first = min(days[1], days[0] + timedelta(each * (share.nth - 1)))
    return first, min(days[1], first + length - timedelta(1))


def stretch(value: str, base: date, *, forward: bool) -> Days | None:
    """The days of a length that ends on a day, or begins there; None of a length without a number.

    >>> stretch("P2W", date(2022, 4, 15), forward=False)
    (datetime.date(2022, 4, 1), datetime.date(2022, 4, 15))
    """
    match = _LENGTH.match(value)
    if match is None:
        return None
    count = float(match[2])
    long = count / _PARTS[match[3]] if match[1] else count
    try:
        if not match[1] and match[3] in _MONTHS:
            end = _moved(base, round(count * _MONTHS[match[3]]) * (1 if forward else -1))
        else:
            off = timedelta(max(1, round(long * _LENGTHS.get(match[3], 1))))
            end = base + off if forward else base - off
    except (ValueError, OverflowError):
        return None
    return (base, end) if forward else (end, base)


def _moved(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
