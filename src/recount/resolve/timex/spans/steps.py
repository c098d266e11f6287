"""Steps along the calendar by units of time, and the unit in which a day lies."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from recount.claims.timex.meanings import Amount

Days = tuple[date, date]

_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}
_SECONDS = {"TH": 3600, "TM": 60, "TS": 1}
CLOCKED = frozenset(_SECONDS)


def moved(at: datetime, amounts: Iterable[Amount], sign: int = 1) -> datetime:
    """A moment so much later (`sign` 1) or earlier (-1): months and years by the calendar, the rest by their length.

    >>> moved(datetime(2024, 1, 31), (Amount(1, "M"), Amount(2, "D")))
    datetime.datetime(2024, 3, 2, 0, 0)
    """
    for amount in amounts:
        count = sign * (amount.count or 0)
        if amount.unit in _MONTHS:
            at = at.replace(**_month(at.date(), round(count * _MONTHS[amount.unit])))  # type: ignore[arg-type]
        elif amount.unit == "BD":
            at = _workdays(at, round(count))
        elif amount.unit in _DAYS:
            at += timedelta(count * _DAYS[amount.unit])
        else:
            at += timedelta(seconds=count * _SECONDS.get(amount.unit, 0))
    return at


def _workdays(at: datetime, count: int) -> datetime:
    """So many days on that are no Saturdays or Sundays."""
    step = timedelta(1 if count > 0 else -1)
    for _ in range(min(abs(count), 3660)):
        at += step
        while at.weekday() >= 5:
            at += step
    return at


def _month(day: date, by: int) -> dict[str, int]:
    total = min(max(day.year * 12 + day.month - 1 + by, 12), 9999 * 12 + 11)
    year, month = total // 12, total % 12 + 1
    return {"year": year, "month": month, "day": min(day.day, calendar.monthrange(year, month)[1])}


def unit_days(day: date, unit: str, step: int = 0) -> Days | None:
    """The unit in which a day lies, or one so many on, from its first day to the one after its last.

    >>> unit_days(date(2024, 2, 29), "W", 1)
    (datetime.date(2024, 3, 4), datetime.date(2024, 3, 11))
    """
    if unit == "D":
        first = day + timedelta(step)
        return first, first + timedelta(1)
    if unit in {"W", "WE", "FN"}:
        first = day - timedelta(day.weekday()) + timedelta(step * (14 if unit == "FN" else 7))
        if unit == "WE":
            return first + timedelta(5), first + timedelta(7)
        return first, first + timedelta(14 if unit == "FN" else 7)
    months = _MONTHS.get(unit)
    if months is None:
        return None
    total = day.year * 12 + day.month - 1
    begin = total - total % months + step * months
    return _first_of(begin), _first_of(begin + months)


def _first_of(months: int) -> date:
    return date(min(max(months // 12, 1), 9999), months % 12 + 1, 1)
