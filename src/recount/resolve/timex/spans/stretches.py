"""Spans to stretches of time: days, moments, times of any day, lengths and sets, each as calendars write it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct, structs

from recount.claims.timex.hours import Hour, Part
from recount.claims.timex.meanings import Amount, Dated, Feast, Length, Named, Often, Portion, Step, Vague
from recount.claims.timex.spans.forms import (
    Again,
    Around,
    At,
    Away,
    Between,
    Bound,
    Coming,
    EndOf,
    FiscalYear,
    Form,
    InWeek,
    Lasting,
    Long,
    NthWeekday,
    OfMonth,
    Sevens,
)
from recount.claims.timex.spans.vocabulary import part_hours
from recount.resolve.timex.spans.days import days
from recount.resolve.timex.spans.steps import CLOCKED, moved

Kind = Literal["date", "daterange", "time", "timerange", "datetime", "datetimerange", "duration", "set"]

_NOWHERE = date(1900, 1, 1)  # the day of times of any day
_DAY = timedelta(1)
_DATED = {"D": "D", "W": "W", "WE": "WE", "BD": "BD", "M": "M", "Y": "Y"}
_FOLD = {"FN": (2, "W"), "DE": (10, "Y"), "Q": (3, "M")}


class Stretch(Struct, frozen=True):
    """A stretch of time from `begin` to just before `end`, either None where it is open; of a moment they are the same.

    `code` is the TIMEX3 value of what no calendar places: lengths, sets, seasons.
    """

    kind: Kind
    begin: datetime | None = None
    end: datetime | None = None
    code: str | None = None


def stretch(form: Form, at: datetime, *, ahead: bool = False) -> Stretch | None:
    """What a span means at a moment; None where nothing places it.

    >>> from recount.claims.timex.spans.grammar import spans
    >>> stretch(spans("from 5 to 7 p.m. on Monday")[0].form, datetime(2022, 4, 8)).begin
    datetime.datetime(2022, 4, 4, 17, 0)
    """
    try:
        return _stretch(form, at, ahead=ahead)
    except (OverflowError, ValueError):
        return None  # before or after the calendar that datetime has


def _stretch(form: Form, at: datetime, *, ahead: bool) -> Stretch | None:
    match form:
        case Hour():
            begin = _clock(_NOWHERE, form)
            return Stretch("time", begin, begin)
        case Part():
            return _part(_NOWHERE, form, "timerange")
        case At():
            return _at(form, at, ahead=ahead)
        case EndOf():
            inner = days(form.day, at.date(), ahead=ahead)
            last = None if inner is None else datetime.combine(inner[0], time(23, 59, 59))
            return None if last is None else Stretch("datetime", last, last)
        case Between():
            return _between(form, at)
        case Bound():
            return _bound(form, at, ahead=ahead)
        case Lasting():
            return _lasting(form, at)
        case Around():
            return stretch(form.of, at, ahead=ahead)
        case Again() | Often():
            return Stretch("set", code=_again(form))
        case Vague():
            return Stretch("datetime", at, at) if form.value == "PRESENT_REF" else None
    return _days(form, at, ahead=ahead)


def _days(form: Form, at: datetime, *, ahead: bool) -> Stretch | None:
    """Days, lengths, and moments so many hours or minutes away."""
    match form:
        case Long():
            return Stretch("duration", code=_length(form.amounts))
        case Length() if form.amount.unit in CLOCKED:
            back = form.way in {"last", "before"}
            other = moved(at, (form.amount,), -1 if back else 1)
            return Stretch("datetimerange", *((other, at) if back else (at, other)))
        case Step() if form.unit in CLOCKED:
            other = moved(at, (Amount(form.count, form.unit),), 1 if form.forward else -1)
            return Stretch("datetime", other, other)
        case Away() if any(amount.unit in CLOCKED for amount in form.amounts):
            other = moved(at, form.amounts, 1 if form.forward else -1)
            return Stretch("datetime", other, other)
    if isinstance(form, FiscalYear):
        step = {"last": -1, "before": -1, "next": 1, "after": 1}.get(form.way or "", 0)
        known = form.year if form.year is not None else at.year + step if form.way is not None else None
        return Stretch("daterange", code=f"{form.kind}{'XXXX' if known is None else known}")
    dated = form.dated if isinstance(form, Named) else form
    if isinstance(dated, Dated) and dated.season is not None:
        year = at.year if isinstance(form, Named) else dated.year
        return Stretch("daterange", code=dated.season if year is None else f"{year}-{dated.season}")
    found = days(form, at.date(), ahead=ahead)
    if found is None:
        return (
            Stretch("date" if _is_day(form) else "daterange")
            if isinstance(form, Dated | OfMonth | NthWeekday)
            else None
        )
    begin, end = (datetime.combine(day, time()) for day in found)
    single = _is_day(form) and end - begin == _DAY
    return Stretch("date" if single else "daterange", begin, begin if single else end)


def _length(said: Iterable[Amount]) -> str:
    """A length as ISO 8601 writes it, a share of a unit as a decimal; weekends (WE) and business days (BD) stay."""
    said = [
        Amount((one.count or 0) * _FOLD.get(one.unit, (1, ""))[0], _FOLD.get(one.unit, (1, one.unit))[1])
        for one in said
    ]
    dated = "".join(f"{one.count:g}{_DATED[one.unit]}" for one in said if one.unit in _DATED and one.count is not None)
    timed = "".join(f"{one.count:g}{one.unit[1]}" for one in said if one.unit in CLOCKED and one.count is not None)
    return f"P{dated}" + (f"T{timed}" if timed else "")


def _is_day(form: Form) -> bool:
    """Whether a form is a single day rather than a stretch that may be a day long."""
    dated = form.dated if isinstance(form, Named) else form
    if isinstance(dated, Dated):
        return dated.day is not None or dated.weekday is not None
    return (
        isinstance(form, Step | Feast | Away | InWeek | OfMonth | Coming | NthWeekday | Sevens)
        or getattr(form, "unit", "") == "D"
    )


def _clock(day: date, hour: Hour) -> datetime:
    return datetime.combine(day, time(hour.hour % 24, hour.minute or 0, hour.second or 0)) + (hour.hour // 24) * _DAY


def _part(day: date, part: Part, kind: Kind) -> Stretch:
    """The hours of a part of the day, or the half of them that is said."""
    first, last = part_hours(part.code)
    begin, end = (datetime.combine(day, time()) + timedelta(hours=hours) for hours in (first, last))
    middle = begin + (end - begin) / 2
    begin, end = {"START": (begin, middle), "END": (middle, end)}.get(part.mod or "", (begin, end))
    return Stretch(kind, begin, end)


def _at(form: At, at: datetime, *, ahead: bool) -> Stretch | None:
    """A time, or a stretch of the day, on its day."""
    found = days(form.day, at.date(), ahead=ahead)
    if found is None:
        return Stretch("datetime") if isinstance(form.day, Dated) else None
    day = found[0]
    match form.time:
        case Hour():
            begin = _clock(day, form.time)
            return Stretch("datetime", begin, begin)
        case Part():
            return _part(day, form.time, "datetimerange")
        case Between(begin=Hour() as first, end=Hour() as second):
            begin, end = _clock(day, first), _clock(day, second)
            return Stretch("datetimerange", begin, end + _DAY * (end <= begin))
        case Bound(of=Hour() as hour) | Bound(of=Around(of=Hour() as hour)):
            return _open(form.time.side, Stretch("datetimerange", _clock(day, hour), _clock(day, hour)))
        case Lasting(begin=Hour() as hour):
            begin = _clock(day, hour)
            return Stretch("datetimerange", begin, moved(begin, form.time.amounts))
    return None


def _between(form: Between, at: datetime) -> Stretch | None:
    """From the beginning of one to the beginning of another: whichever leaves its year open takes it from the other."""
    if isinstance(form.begin, Hour) and isinstance(form.end, Hour):
        begin, end = _clock(_NOWHERE, form.begin), _clock(_NOWHERE, form.end)
        return Stretch("timerange", begin, end + _DAY * (end <= begin))
    form = _same_day(form)
    if any(isinstance(one, Dated) and stretch(one, at) == Stretch("date") for one in (form.begin, form.end)):
        return Stretch("daterange")
    first, second = _is_open(form.begin), _is_open(form.end)
    if first and not second:
        last = _edge(form.end, at, ahead=False)
        return None if last is None else _joined(_edge(form.begin, last[0], ahead=False), last)
    start = _edge(form.begin, at, ahead=False)
    if start is None:
        return None
    return _joined(start, _edge(form.end, start[0] if second else at, ahead=second))


def _same_day(form: Between) -> Between:
    """An hour at one end takes its day from the other; beside "now" it is of today."""
    today = Step("D", 0, forward=True, origin="written")
    begin, end = form.begin, form.end
    if isinstance(begin, Hour):
        return Between(At(today, begin), end)
    if isinstance(end, Hour):
        later = (
            structs.replace(end, hour=end.hour + 12)
            if isinstance(begin, Vague) and end.either and end.hour < 12
            else end
        )
        return Between(begin, At(begin.day if isinstance(begin, At) else today, later))
    return form


def _joined(begin: tuple[datetime, bool] | None, end: tuple[datetime, bool] | None) -> Stretch | None:
    if begin is None or end is None:
        return None
    return Stretch("datetimerange" if begin[1] or end[1] else "daterange", begin[0], end[0])


def _is_open(form: Form) -> bool:
    """Whether words leave open in which year or week a day lies."""
    match form:
        case Dated():
            return form.year is None
        case Feast():
            return form.year is None and form.way is None
        case Portion():
            return _is_open(form.of)
        case At():
            return _is_open(form.day)
    return False


def _edge(form: Form, at: datetime, *, ahead: bool) -> tuple[datetime, bool] | None:
    """Where a range begins or ends that names this form, and whether it is a moment rather than a day."""
    if isinstance(form, Portion):
        whole = days(form.of, at.date(), ahead=ahead)
        if whole is None:
            return None
        middle = whole[0] + (whole[1] - whole[0]) / 2
        day = {"START": whole[0], "MID": middle, "END": whole[1]}[form.mod]
        return datetime.combine(day, time()), False
    if isinstance(form, Vague):
        return at, False
    found = stretch(form, at, ahead=ahead)
    if found is None or found.begin is None:
        return None
    return found.begin, found.kind.startswith("datetime")


def _bound(form: Bound, at: datetime, *, ahead: bool) -> Stretch | None:
    """What is open at one side; after a stretch means after its end, before it before its beginning."""
    inner = stretch(form.of, at, ahead=ahead)
    if inner is None or inner.begin is None:
        return None
    if isinstance(form.of, Portion) and form.side == "after" and form.of.mod == "START":
        inner = structs.replace(inner, end=inner.begin)
    elif isinstance(form.of, Portion) and form.side == "before" and form.of.mod == "END":
        inner = structs.replace(inner, begin=inner.end)
    kinds: dict[Kind, Kind] = {"date": "daterange", "time": "timerange", "datetime": "datetimerange"}
    return _open(form.side, structs.replace(inner, kind=kinds.get(inner.kind, inner.kind)))


def _open(side: str, inner: Stretch) -> Stretch:
    if side in {"since", "after"}:
        return Stretch(inner.kind, begin=inner.begin if side == "since" else inner.end)
    return Stretch(inner.kind, end=inner.begin if side == "before" else inner.end)


def _lasting(form: Lasting, at: datetime) -> Stretch | None:
    """So long from a moment on."""
    clocked = any(amount.unit in CLOCKED for amount in form.amounts)
    if form.begin is None:
        begin = at if clocked else datetime.combine(at.date(), time())
        return Stretch("datetimerange" if clocked else "daterange", begin, moved(begin, form.amounts))
    first = stretch(form.begin, at)
    if first is None or first.begin is None:
        return None
    kind: Kind = (
        "timerange" if first.kind == "time" else "datetimerange" if clocked or first.kind == "datetime" else "daterange"
    )
    return Stretch(kind, first.begin, moved(first.begin, form.amounts))


def _again(form: Again | Often) -> str:
    """A set's value, with its hour in place of "every day"."""
    if isinstance(form, Often) or form.time is None:
        return form.value
    if not isinstance(form.time, Hour):
        return form.value
    clock = f"T{form.time.hour:02d}" + ("" if form.time.minute is None else f":{form.time.minute:02d}")
    stem = "" if form.value.startswith("P1D") else form.value.split("T")[0]
    return ("" if stem.startswith("XXXX-XX-XX") else stem) + clock
