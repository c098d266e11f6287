"""Points of the calendar as far as they are known, and steps from them: arithmetic that also works before Christ."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from msgspec import Struct

_VALUE = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?")
_PART = re.compile(r"(BC)?(\d{4})-(Q\d|H\d|SP|SU|FA|WI)")
_FIRST_MONTH = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Point(Struct, frozen=True):
    """A year (below 0 before Christ), and as much of its month, day and quarter as is known."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str | None = None

    @property
    def date(self) -> date | None:
        """The day as a date; None where it is not known or lies before Christ."""
        if self.month is None or self.day is None or not 1 <= self.year <= 9999:
            return None
        return date(self.year, self.month, min(self.day, calendar.monthrange(self.year, self.month)[1]))


def of_date(day: date) -> Point:
    """A date as a point."""
    return Point(day.year, day.month, day.day)


def point_of(value: str) -> Point | None:
    """What a TIMEX3 value says of year, month and day; None where it has no year.

    >>> point_of("1998-02-12TEV").date, point_of("BC0480").year, point_of("1989-Q3").quarter
    (datetime.date(1998, 2, 12), -480, 3)
    """
    week = _WEEK.match(value)
    if week is not None:
        try:
            day = date.fromisocalendar(int(week[1]), int(week[2]), int(week[3]) if (week[3] or "").isdecimal() else 1)
        except ValueError:
            return None
        return Point(day.year, day.month, day.day)
    part = _PART.match(value)
    if part is not None:
        year = -int(part[2]) if part[1] else int(part[2])
        quarter = int(part[3][1]) if part[3][0] == "Q" else None
        return Point(
            year,
            None if quarter is None else _FIRST_MONTH[part[3]],
            None,
            quarter,
            None if part[3][0] in "QH" else part[3],
        )
    found = _VALUE.match(value)
    if found is None:
        return None
    year = -int(found[2]) if found[1] else int(found[2])
    return Point(year, int(found[3]) if found[3] else None, int(found[4]) if found[4] else None)


def year_value(year: int) -> str:
    """A year as TIMEX3 writes it: ``BC0480`` before Christ."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def value_of(point: Point) -> str:
    """A point as a TIMEX3 value, as exact as it is."""
    if point.quarter is not None:
        return f"{year_value(point.year)}-Q{point.quarter}"
    value = year_value(point.year)
    if point.month is not None:
        value += f"-{point.month:02d}"
        if point.day is not None:
            value += f"-{point.day:02d}"
    return value


def moved_years(year: int, by: int) -> int:
    """A year so many years on; there is no year 0.

    >>> moved_years(-1, 1), moved_years(-480, -1), moved_years(1998, 2)
    (1, -481, 2000)
    """
    moved = year + by
    return moved + 1 if year < 0 <= moved else moved - 1 if moved <= 0 < year else moved


def moved_months(point: Point, by: int) -> Point:
    """A point so many months on, without its day."""
    month = (point.month or 1) - 1 + by
    return Point(moved_years(point.year, month // 12), month % 12 + 1)


def unit_value(point: Point, unit: str) -> str:
    """The unit of time that a point lies in, as a TIMEX3 value; X where the point is not known so exactly.

    >>> unit_value(Point(1998, 2, 12), "W"), unit_value(Point(1998), "W"), unit_value(Point(1998, 2), "Q")
    ('1998-W07', '1998-WXX', '1998-Q1')
    """
    year = year_value(point.year)
    day = point.date
    if unit == "D":
        if day is not None:
            return day.isoformat()
        return (
            f"{year}-{point.month:02d}-{'XX' if point.day is None else f'{point.day:02d}'}"
            if point.month
            else f"{year}-XX-XX"
        )
    if unit in {"W", "WE", "FN"}:
        if day is None:
            return f"{year}-WXX"
        iso = day.isocalendar()
        return f"{iso.year}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{year}-{point.month:02d}" if point.month else f"{year}-XX"
    if unit == "Q":
        return f"{year}-Q{(point.month - 1) // 3 + 1}" if point.month else f"{year}-QX"
    if unit == "HY":
        return f"{year}-H{(point.month - 1) // 6 + 1}" if point.month else year
    if unit == "DE":
        return year[:-1]
    if unit == "CE":
        return year[:-2]
    return year[:-3] if unit == "ML" else year


_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_MONTHS = {"M": 1, "Q": 3, "HY": 6}
_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}


def stepped(point: Point, unit: str, count: float) -> str | None:
    """The unit of time so many units on, as a TIMEX3 value; None of hours and less.

    >>> stepped(Point(1998, 2, 12), "D", -2), stepped(Point(1998, 2), "Y", 2), stepped(Point(-480), "DE", 1)
    ('1998-02-10', '2000', 'BC047')
    """
    if unit in _DAYS:
        day = point.date
        if day is None:
            return unit_value(Point(point.year), unit)
        try:
            return unit_value(of_date(day + timedelta(round(count * _DAYS[unit]))), unit)
        except OverflowError:
            return None
    if unit in _MONTHS:
        if point.month is None:
            return unit_value(Point(moved_years(point.year, round(count * _MONTHS[unit]) // 12)), unit)
        return unit_value(moved_months(point, round(count * _MONTHS[unit])), unit)
    if unit not in _YEARS:
        return None
    if unit == "Y" and count != int(count) and point.month is not None:
        return unit_value(moved_months(point, round(count * 12)), "M")
    year = moved_years(point.year, round(count * _YEARS[unit]))
    return unit_value(Point(year), unit if count == int(count) else "Y") if abs(year) <= 9999 else None
