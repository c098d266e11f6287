"""Named dates to values: the year that "April 14", "Friday" or "summer" does not say."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import structs

from recount.claims.timex.meanings import Dated, Named
from recount.claims.timex.style import Style
from recount.resolve.timex.points import Point, moved_years, of_date, value_of, year_value

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SOON, _SOON_OPEN, _AHEAD_HALF, _PAST_HALF = 20, 45, 200, 120
_NEAR_MONTHS, _NEAR_OPEN = 0, 2
_BACK_MONTHS, _SEASON = 8, 2


def dated_value(dated: Dated, written: date | None, told: Point | None, style: Style, ahead: bool | None) -> str | None:
    """The TIMEX3 value of a named date.

    >>> dated_value(Dated(month=4), date(2022, 7, 1), None, "news", None)
    '2022-04'
    >>> dated_value(Dated(weekday=5), date(2022, 7, 1), None, "news", True)
    '2022-07-01'
    """
    if dated.weekday is not None and dated.month is None and dated.day is None:
        return _weekday(dated.weekday, written, told, style, ahead=ahead)
    if dated.month is None and dated.day is not None:
        base = told if style == "narrative" or told is not None else None
        base = base or (None if written is None else of_date(written))
        return None if base is None or base.month is None else value_of(Point(base.year, base.month, dated.day))
    year = dated.year if dated.year is not None else _year(dated, written, told, style, ahead=ahead)
    stem = "XXXX" if year is None else year_value(year)
    if dated.season is not None:
        return f"{stem}-{dated.season}"
    if dated.quarter is not None:
        return f"{stem}-Q{dated.quarter}"
    if dated.half is not None:
        return f"{stem}-H{dated.half}"
    if dated.month is None:
        return stem
    return f"{stem}-{dated.month:02d}" + (f"-{dated.day:02d}" if dated.day is not None else "")


def _weekday(weekday: int, written: date | None, told: Point | None, style: Style, *, ahead: bool | None) -> str:
    base = told.date if style == "narrative" and told is not None else written
    if base is None:
        return f"XXXX-WXX-{weekday}"
    off = (base.isoweekday() - weekday) % 7
    if style == "narrative":
        return (base + timedelta((-off) % 7)).isoformat()
    if ahead:
        return (base + timedelta((-off) % 7)).isoformat()
    return (base - timedelta(off)).isoformat()


def _month_of(dated: Dated) -> int:
    """The month by which a named date lies in its year."""
    if dated.month is not None:
        return dated.month
    if dated.season is not None:
        return _SEASONS[dated.season]
    return (dated.quarter or 1) * 3 - 2 if dated.quarter is not None else ((dated.half or 1) - 1) * 6 + 1


def _year(dated: Dated, written: date | None, told: Point | None, style: Style, *, ahead: bool | None) -> int | None:
    """The year of a date without one."""
    month = _month_of(dated)
    if style == "narrative" and told is not None:
        return _told_year(month, told)
    if written is None:
        return None if told is None else told.year
    if dated.day is not None and dated.month is not None:
        day = date(written.year, month, min(dated.day, calendar.monthrange(written.year, month)[1]))
        if ahead and (written - day).days > _PAST_HALF:
            return written.year + 1
        return written.year - (
            (day - written).days > (_AHEAD_HALF if ahead else _SOON if ahead is False else _SOON_OPEN)
        )
    if dated.month is None and ahead:
        return written.year + (month < written.month - 6)
    if ahead:
        return written.year + (month < written.month)
    if dated.month is not None and 0 < (month - written.month) % 12 <= (_NEAR_MONTHS if ahead is False else _NEAR_OPEN):
        return written.year + (month < written.month)
    return written.year - (month > written.month)


def _told_year(month: int, told: Point) -> int:
    """The year of a month in a narrative: the year told, the next where the month would lie far back."""
    if told.month is not None and told.month - month > _BACK_MONTHS:
        return moved_years(told.year, 1)
    return told.year


def named_value(named: Named, written: date | None, told: Point | None, style: Style) -> str | None:
    """The TIMEX3 value of a named date in some direction: ``last Friday``, ``next March``, ``July of that year``.

    >>> from recount.claims.timex.meanings import Named
    >>> named_value(Named(Dated(weekday=5), "last"), date(2022, 7, 1), None, "news")
    '2022-06-24'
    """
    dated, way = named.dated, named.way
    news = None if written is None else of_date(written)
    base = (news if style == "news" and way in {"last", "next", "this"} else told) or told or news
    if base is None:
        return dated_value(dated, None, None, style, None)
    if dated.weekday is not None and dated.month is None:
        return _pointed_weekday(dated.weekday, way, base)
    if dated.day is not None and dated.month is not None and not named.of_year and base.month is not None:
        return _pointed_day(dated, way, base)
    month = _month_of(dated)
    year = base.year
    if named.of_year or dated.day is not None or dated.quarter is not None or dated.half is not None:
        year = moved_years(year, {"last": -1, "before": -1, "next": 1, "after": 1}.get(way, 0))
    elif way in {"last", "before"}:
        over = base.month is not None and month + (_SEASON if dated.season else 0) < base.month
        year = year if over else moved_years(year, -1)
    elif way in {"next", "after"}:
        year = year if base.month is not None and month > base.month else moved_years(year, 1)
    return dated_value(structs.replace(dated, year=year), written, told, style, None)


def _pointed_day(dated: Dated, way: str, base: Point) -> str:
    """A day of a month in some direction: ``last Oct. 23``, ``this coming Sunday, March 8``."""
    day, today = (dated.month or 1, dated.day or 1), (base.month or 1, base.day or 1)
    off = 0
    if way in {"last", "before"} and day >= today:
        off = -1
    elif way in {"next", "after"} and day < today:
        off = 1
    return value_of(Point(moved_years(base.year, off), dated.month, dated.day))


def _pointed_weekday(weekday: int, way: str, base: Point) -> str:
    day = base.date
    if day is None:
        return f"XXXX-WXX-{weekday}"
    off = (day.isoweekday() - weekday) % 7
    if way in {"last", "before"}:
        return (day - timedelta(off or 7)).isoformat()
    if way in {"next", "after"}:
        return (day + timedelta((-off) % 7 or 7)).isoformat()
    if way == "this":
        monday = day - timedelta(day.weekday())
        return (monday + timedelta(weekday - 1)).isoformat()
    return (day - timedelta(off)).isoformat()
