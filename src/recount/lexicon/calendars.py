"""Rules of calendars to days: "3rd monday of january", "easter -2", "ramadan +26" in a year of the Gregorian calendar.

Easter is computed; what no formula gives stands in ``calendars.toml``, by the year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from msgspec import Struct

from recount.errors import LexiconError
from recount.lexicon import load

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_CHURCHES = {"easter": EASTER_WESTERN, "orthodox easter": EASTER_ORTHODOX}
_SHIFT = re.compile(r"(?P<rule>.+?) (?P<days>[+-]\d+)")
_DATED = re.compile(rf"(?P<day>\d+) (?P<month>{'|'.join(_MONTHS)})")
_NTH = re.compile(rf"(?:(?P<nth>\d)(?:st|nd|rd|th)|last) (?P<weekday>\w+) of (?P<month>{'|'.join(_MONTHS)})")
_BESIDE = re.compile(rf"(?P<weekday>{'|'.join(_WEEKDAYS)}) (?P<side>before|after) (?P<rule>.+)")


class _Calendars(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    days: Mapping[str, tuple[date, ...]]


@lru_cache(1 << 14)
def days_of(rule: str, year: int) -> tuple[date, ...]:
    """The days of a year on which a rule falls: one, none where its table does not reach, two of a short lunar year.

    Raises `LexiconError` where the rule cannot be read. Easter is python-dateutil's.

    >>> [str(day) for rule in ("last monday of may", "easter -2", "ramadan") for day in days_of(rule, 2030)]
    ['2030-05-27', '2030-04-19', '2030-01-05', '2030-12-26']
    """
    if not date.min.year < year < date.max.year:
        return ()
    if " or " in rule:
        return tuple(sorted(day for either in rule.split(" or ") for day in days_of(either, year)))
    shifted = _SHIFT.fullmatch(rule)
    if shifted is not None:
        by = timedelta(int(shifted["days"]))
        near = (day + by for about in (year - 1, year, year + 1) for day in days_of(shifted["rule"], about))
        return tuple(day for day in near if day.year == year)
    return _plain(rule, year)


def _plain(rule: str, year: int) -> tuple[date, ...]:
    """A rule without days added."""
    if rule in _CHURCHES:
        return (easter(year, _CHURCHES[rule]),)
    dated = _DATED.fullmatch(rule)
    if dated is not None:
        return (date(year, _MONTHS.index(dated["month"]) + 1, int(dated["day"])),)
    nth = _NTH.fullmatch(rule)
    if nth is not None:
        return (_nth(year, _MONTHS.index(nth["month"]) + 1, nth["weekday"], int(nth["nth"] or 0)),)
    beside = _BESIDE.fullmatch(rule)
    if beside is not None:
        return tuple(_beside(day, beside["weekday"], beside["side"]) for day in days_of(beside["rule"], year))
    loaded: _Calendars = load("calendars", _Calendars)
    table = loaded.days.get(rule)
    if table is None:
        raise LexiconError(f"lexicon/holidays.toml: no rule or table {rule!r}; compare it with its neighbours")
    first = bisect_left(table, date(year, 1, 1))
    return table[first : bisect_left(table, date(year + 1, 1, 1), lo=first)]


def _nth(year: int, month: int, weekday: str, nth: int) -> date:
    """The nth such weekday of a month, the last where `nth` is 0."""
    at = _WEEKDAYS.index(weekday)
    if nth == 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - at) % 7)
    first = date(year, month, 1)
    return first + timedelta((at - first.weekday()) % 7 + 7 * (nth - 1))


def _beside(day: date, weekday: str, side: str) -> date:
    """The nearest such weekday before or after a day, never the day itself."""
    at = _WEEKDAYS.index(weekday)
    if side == "before":
        return day - timedelta((day.weekday() - at - 1) % 7 + 1)
    return day + timedelta((at - day.weekday() - 1) % 7 + 1)
