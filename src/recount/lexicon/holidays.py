"""Days with a name: feasts of the churches, of Islam and of the Jews, national days, and the days they fall on.

A feast is found by its name and, where countries differ, by the country a report speaks of. Which of its years words
mean is for whoever reads them: `feast_days` gives a year's, `feast_near` the last or next from a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.calendars import days_of

Days = tuple[date, date]
Way = Literal["last", "next"]

_SATURDAY = 5


class Feast(Struct, frozen=True, forbid_unknown_fields=True):
    """A day or stretch of days with a name.

    `on` is the rule for its first day, `days` how many it has; `until` the rule for its last day where their number
    changes. `lands` are the codes of the countries that mean it by the name; none where all others do.
    """

    names: tuple[str, ...]
    on: str
    lands: tuple[str, ...] = ()
    days: int = 1
    until: str | None = None


class _Holidays(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    feasts: tuple[Feast, ...]
    national: Mapping[str, Mapping[str, str]]


@cache
def _by_name() -> Mapping[str, tuple[Feast, ...]]:
    """The feasts by their names in small letters."""
    loaded: _Holidays = load("holidays", _Holidays)
    found: dict[str, list[Feast]] = {}
    for feast in loaded.feasts:
        for name in feast.names:
            found.setdefault(name.lower(), []).append(feast)
    for name, by_land in loaded.national.items():
        for land, on in by_land.items():
            found.setdefault(name, []).append(Feast((name,), on, (land,)))
    return {name: tuple(feasts) for name, feasts in found.items()}


@cache
def feast_names() -> frozenset[str]:
    """All names of feasts; one that has a capital in the list is a name only where it is written so.

    >>> "good friday" in feast_names(), "Lent" in feast_names(), "lent" in feast_names()
    (True, True, False)
    """
    loaded: _Holidays = load("holidays", _Holidays)
    return frozenset({name for feast in loaded.feasts for name in feast.names} | set(loaded.national))


def feast_of(name: str, lands: Sequence[str] = ()) -> Feast | None:
    """The feast that a name means in a report that speaks of some countries, most of the first (ISO 3166-1 codes).

    A name that only one feast has means it in any report. None where none is known.

    >>> feast_of("Victory Day").on, feast_of("Victory Day", ["AZ"]).on, feast_of("Hangover Day")
    ('9 may', '8 november', None)
    """
    feasts = _by_name().get(" ".join(name.lower().replace("’", "'").split()), ())
    own = [feast for land in lands for feast in feasts if land in feast.lands]
    common = [feast for feast in feasts if not feast.lands]
    return next(iter((*own, *common, *(feasts if len(feasts) == 1 else ()))), None)


def feast_days(feast: Feast, year: int) -> tuple[Days, ...]:
    """The first and last day of a feast that begins in a year: one such pair, but for calendars that slip.

    >>> feast_days(feast_of("Ramadan"), 2022)
    ((datetime.date(2022, 4, 2), datetime.date(2022, 5, 1)),)
    """
    first = days_of(feast.on, year)
    if feast.until is None:
        return tuple((day, day + timedelta(feast.days - 1)) for day in first)
    ends = [day for about in (year, year + 1) for day in days_of(feast.until, about)]
    return tuple((day, min(end for end in ends if end >= day)) for day in first if ends and ends[-1] >= day)


def feast_near(feast: Feast, day: date, way: Way = "last") -> Days | None:
    """The last time a feast had begun on a day, or the next time it begins after it; None past the end of its table.

    >>> feast_near(feast_of("Christmas"), date(2022, 4, 8)), feast_near(feast_of("Easter"), date(2022, 4, 8), "next")[0]
    ((datetime.date(2021, 12, 25), datetime.date(2021, 12, 25)), datetime.date(2022, 4, 17))
    """
    near = [days for year in (day.year - 1, day.year, day.year + 1) for days in feast_days(feast, year)]
    if way == "last":
        return max((days for days in near if days[0] <= day), default=None)
    return min((days for days in near if days[0] > day), default=None)


def weekend_of(days: Days) -> Days:
    """The weekend at a feast: the nearest Saturday and Sunday, with the days between them and the feast.

    >>> weekend_of((date(2022, 5, 30), date(2022, 5, 30)))  # Memorial Day, a Monday
    (datetime.date(2022, 5, 28), datetime.date(2022, 5, 30))
    """
    first, last = days
    saturday = first + timedelta((_SATURDAY - first.weekday() + 3) % 7 - 3)
    return min(saturday, first), max(saturday + timedelta(1), last)
