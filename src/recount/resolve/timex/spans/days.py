"""Forms of whole days to their first day and the one after their last.

Where words leave the year or the week open, the last one up to the anchor is meant, or, with `ahead`, the next.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from recount.claims.timex.meanings import Century, Dated, Decade, Feast, Length, Named, Near, Portion, Step
from recount.claims.timex.spans.forms import (
    AfterNext,
    Away,
    Coming,
    Form,
    InWeek,
    Nth,
    NthWeekday,
    OfMonth,
    OfYear,
    Rest,
    Sevens,
    Week,
    WeekWith,
)
from recount.resolve.timex.feasts import feast_interval
from recount.resolve.timex.spans.steps import CLOCKED, Days, moved, unit_days

_WAYS = {"last": -1, "before": -1, "latest": -1, "next": 1, "after": 1, "this": 0, "same": 0, "the": 0}
_YEARS_BACK = 40
_MONTHS_BACK = 60


def days(form: Form, at: date, *, ahead: bool = False) -> Days | None:
    """The days of a form; None where it has none, or names a day that does not exist.

    >>> days(Near("W", "next"), date(2022, 4, 8))
    (datetime.date(2022, 4, 11), datetime.date(2022, 4, 18))
    """
    match form:
        case Dated():
            return dated_days(form, at, ahead=ahead)
        case Named():
            return _named(form, at)
        case Near():
            return unit_days(at, form.unit, _WAYS.get(form.way, 0))
        case Step():
            return None if form.unit in CLOCKED else _stepped(form, at)
        case Feast():
            found = feast_interval(form, at, ahead=ahead)
            return None if found is None else (found[0], found[1] + timedelta(1))
        case Decade():
            return date(form.tens * 10, 1, 1), date(form.tens * 10 + 10, 1, 1)
        case Century():
            return date((form.number - 1) * 100 or 1, 1, 1), date(form.number * 100, 1, 1)
        case Portion():
            return _portion(form, at, ahead=ahead)
        case Length():
            return _several(form, at)
    return _of_spans(form, at, ahead=ahead)


def _of_spans(form: Form, at: date, *, ahead: bool) -> Days | None:
    """Forms that single expressions do not have."""
    if isinstance(form, Coming | Sevens | NthWeekday | OfYear | AfterNext | InWeek):
        return _counted(form, at)
    match form:
        case Away():
            return _away(form, at)
        case OfMonth():
            month = days(form.month, at)
            return (
                None
                if month is None or form.day > (month[1] - month[0]).days
                else _day(month[0] + timedelta(form.day - 1))
            )
        case WeekWith():
            inner = days(form.day, at, ahead=ahead)
            return None if inner is None else unit_days(inner[0], "W")
        case Week():
            year = days(form.of, at) if form.of is not None else (at, at)
            return None if year is None else _iso_week(year[0].year, form.number)
        case Nth():
            of = days(form.of, at, ahead=ahead)
            return None if of is None else _nth(form, of)
        case Rest():
            unit = unit_days(at, form.unit)
            if unit is None:
                return None
            return (unit[0], at) if form.passed else (at, unit[1] - timedelta(1))
    return None


def _counted(form: Form, at: date) -> Days | None:
    """Days by their weekday or by the year or unit said with them."""
    match form:
        case OfYear():
            year = days(form.year, at)
            return None if year is None else _in_year(form.dated, year[0].year)
        case AfterNext():
            return unit_days(at, form.unit, 2)
        case InWeek():
            week = days(form.week, at)
            return None if week is None else _day(week[0] + timedelta(form.weekday - 1))
        case Coming():
            return dated_days(form.dated, at + timedelta(1), ahead=True)
        case Sevens():
            off = (form.weekday - at.isoweekday()) % 7 or 7
            weeks = 7 * (form.count - 1)
            return _day(
                at + timedelta(off + weeks) if form.forward else at - timedelta((7 - off) % 7 or 7) - timedelta(weeks)
            )
        case NthWeekday():
            month = days(form.month, at)
            return None if month is None else _nth_weekday(form, month)
    return None


def _day(day: date) -> Days:
    return day, day + timedelta(1)


def _stepped(step: Step, at: date) -> Days | None:
    from recount.claims.timex.meanings import Amount

    if step.count is None:
        return None
    return _day(moved(datetime.combine(at, time()), (Amount(step.count, step.unit),), 1 if step.forward else -1).date())


def dated_days(dated: Dated, at: date, *, ahead: bool) -> Days | None:
    """The days of a date by its name, in the last year or week that has them, or the next."""
    if dated.day is not None and dated.month is None:
        return _numbered(dated, at, ahead=ahead)
    if dated.month is None and dated.weekday is not None and dated.year is None:
        off = (at.isoweekday() - dated.weekday) % 7
        return _day(at + timedelta((7 - off) % 7) if ahead else at - timedelta(off or 7))
    if dated.year is not None:
        return _in_year(dated, dated.year)
    years = range(at.year, at.year + _YEARS_BACK) if ahead else range(at.year, max(at.year - _YEARS_BACK, 0), -1)
    found = (one for year in years if (one := _in_year(dated, year)) is not None)
    return next((one for one in found if (one[1] > at if ahead else one[0] <= at)), None)


def _in_year(dated: Dated, year: int) -> Days | None:
    """A date in a year; None where that year lacks the day."""
    if dated.quarter is not None or dated.half is not None:
        first = (dated.quarter or 1) * 3 - 2 if dated.quarter else (dated.half or 1) * 6 - 5
        return unit_days(date(year, first, 1), "Q" if dated.quarter else "HY")
    if dated.season is not None:
        return None
    if dated.month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if dated.day is None:
        return unit_days(date(year, dated.month, 1), "M")
    try:
        return _day(date(year, dated.month, dated.day))
    except ValueError:
        return None


def _numbered(dated: Dated, at: date, *, ahead: bool) -> Days | None:
    """A day of a month by its number, with its weekday or without: of the month of the anchor where that fits."""
    total = at.year * 12 + at.month - 1
    months = range(total, total + _MONTHS_BACK) if ahead else range(total, total - _MONTHS_BACK, -1)
    for month in months:
        try:
            day = date(month // 12, month % 12 + 1, dated.day or 1)
        except ValueError:
            continue
        if dated.weekday is not None:
            if day.isoweekday() == dated.weekday and (month == total or (day >= at if ahead else day <= at)):
                return _day(day)
        elif day >= at if ahead else day <= at:
            return _day(day)
    return None


def _named(named: Named, at: date) -> Days | None:
    """A date in some direction: weekdays by the week, the rest by the year."""
    dated, step = named.dated, _WAYS[named.way]
    if dated.month is None and dated.weekday is not None and dated.day is None:
        week = unit_days(at, "W", step)
        return None if week is None else _day(week[0] + timedelta(dated.weekday - 1))
    this = _in_year(dated, at.year)
    if this is None or step == 0:
        return this
    passed = this[0] < at
    return _in_year(dated, at.year + (int(passed) if step > 0 else -int(not passed or this[1] > at)))


def _several(length: Length, at: date) -> Days | None:
    """So many units from the next day on, or up to the anchor; quarters and decades from where one ends."""
    unit, count = length.amount.unit, 3 if length.amount.count is None else length.amount.count
    if length.way is None or unit in CLOCKED or not isinstance(count, int | float):
        return None
    back = length.way in {"last", "before", "latest"}
    if unit in {"Q", "DE"}:
        first = unit_days(at, unit, -round(count) if back else 1)
        last = unit_days(at, unit, -1 if back else round(count))
        return None if first is None or last is None else (first[0], last[1])
    amounts = (length.amount, *([length.plus] if length.plus is not None else []))
    if back:
        return moved(datetime.combine(at, time()), amounts, -1).date(), at
    begin = datetime.combine(at + timedelta(1), time())
    return begin.date(), moved(begin, amounts).date()


def _away(form: Away, at: date) -> Days | None:
    """So much before or after a day, which lies ahead where its year is open; on a weekday, of the week it leads to."""
    if any(amount.unit in CLOCKED for amount in form.amounts):
        return None
    base = _day(at) if form.of is None else days(form.of, at, ahead=True)
    if base is None:
        return None
    day = moved(datetime.combine(base[0], time()), form.amounts, 1 if form.forward else -1).date()
    if form.weekday is not None:
        day += timedelta(form.weekday - day.isoweekday())
    return _day(day)


def _iso_week(year: int, number: int) -> Days | None:
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return first, first + timedelta(7)


def _nth(nth: Nth, of: Days) -> Days | None:
    """So many units from a stretch's beginning or end. A week belongs to where its Thursday lies, after ISO 8601."""
    unit, count = nth.amount.unit, int(nth.amount.count or 1)
    if unit == "W":
        first = unit_days(of[0] + timedelta((3 - of[0].weekday()) % 7), "W")
        last = unit_days(of[1] - timedelta(1 + (of[1].weekday() - 4) % 7), "W")
    else:
        first, last = unit_days(of[0], unit), unit_days(of[1] - timedelta(1), unit)
    if first is None or last is None:
        return None
    if nth.number < 0:
        begin = _stepped_unit(last[0], unit, 1 - count)
        return None if begin is None else (begin[0], last[1])
    begin = _stepped_unit(first[0], unit, nth.number - 1)
    end = _stepped_unit(first[0], unit, nth.number - 2 + count)
    return None if begin is None or end is None or begin[0] >= of[1] else (begin[0], end[1])


def _nth_weekday(nth: NthWeekday, month: Days) -> Days | None:
    first = month[0] + timedelta((nth.weekday - month[0].isoweekday()) % 7)
    last = month[1] - timedelta(1 + (month[1].isoweekday() - 1 - nth.weekday) % 7)
    day = first + timedelta(7 * (nth.number - 1)) if nth.number > 0 else last
    return _day(day) if day < month[1] else None


def _stepped_unit(day: date, unit: str, step: int) -> Days | None:
    return unit_days(day, unit, step)


def _portion(portion: Portion, at: date, *, ahead: bool) -> Days | None:
    """The beginning, middle or end of a stretch. Of one that the anchor lies in, what is past or to come of it."""
    whole = days(portion.of, at, ahead=ahead)
    if whole is None:
        return None
    first, end = _share(portion, whole)
    if isinstance(portion.of, Near) and portion.of.way in {"this", "the"}:
        if portion.mod == "START" and first < at < end:
            end = at
        elif portion.mod == "END" and first < at < end:
            first = at
    return first, end


def _share(portion: Portion, whole: Days) -> Days:
    """Half of a week, of a month and of a year by its direction; ten middle days; a third of a year by its number."""
    length = (whole[1] - whole[0]).days
    half = whole[0] + timedelta(3 if length <= 7 else 15 if length <= 31 else 0)
    if length > 31:
        months = (whole[1].year - whole[0].year) * 12 + whole[1].month - whole[0].month
        start = whole[0].year * 12 + whole[0].month - 1
        thirds = not isinstance(portion.of, Near)
        early = start + (months // 3 if thirds else months // 2)
        late = start + (months - months // 3 if thirds else months // 2)
        cuts = date(early // 12, early % 12 + 1, 1), date(late // 12, late % 12 + 1, 1)
    elif length <= 7:
        cuts = half, half
    else:
        cuts = half, half
    if portion.mod == "START":
        return whole[0], cuts[0]
    if portion.mod == "END":
        return cuts[1], whole[1]
    if length <= 7:
        return whole[0] + timedelta(2), whole[0] + timedelta(5)
    if length <= 31:
        return whole[0] + timedelta(9), whole[0] + timedelta(20)
    return cuts
