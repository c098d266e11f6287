"""Named days to dates: the year that a name does not say, and the country that it does not."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache, lru_cache

from recount.claims.timex.meanings import Feast
from recount.lexicon.holidays import Days, feast_days, feast_near, feast_of, weekend_of
from recount.lexicon.lists import one_of
from recount.lexicon.peoples import nation_of

_SOON = timedelta(7)
_YEARS = {"last": -1, "before": -1, "next": 1, "after": 1}


def feast_interval(feast: Feast, base: date | None, text: str = "", *, ahead: bool | None = None) -> Days | None:
    """The first and last day that a named day means from a day `base`; None where no calendar can say.

    Without a year it is the last one, or one within a week to come; the next where its verb looks ahead.

    >>> [str(feast_interval(Feast("easter", way=way), date(2022, 4, 11))[0]) for way in (None, "last")]
    ['2022-04-17', '2021-04-04']
    """
    known = feast_of(feast.name, lands_of(text))
    if known is None or (base is None and feast.year is None):
        return None
    if feast.year is not None or feast.by_year or feast.way in {"this", "same"}:
        year = feast.year or (base.year if base else 0) + _YEARS.get(feast.way or "", 0)
        days = next(iter(feast_days(known, year)), None)
    elif base is None:
        return None
    elif feast.way in {"next", "after"} or (ahead and feast.way is None):
        days = feast_near(known, base - timedelta(feast.way is None), "next")
    else:
        days = feast_near(known, base + (_SOON if feast.way is None else -timedelta(1)))
    if days is None:
        return None
    if feast.eve:
        return days[0] - timedelta(1), days[0] - timedelta(1)
    if feast.day is not None:
        day = days[1] if feast.day == -1 else days[0] + timedelta(feast.day - 1)
        return day, day
    return weekend_of(days) if feast.weekend else days


@cache
def _nations() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(nation_of())}\b")


@lru_cache(1 << 14)
def lands_of(text: str) -> tuple[str, ...]:
    """The codes of the countries that a text names, the most named first.

    >>> lands_of("Ukrainian troops held Kyiv, and Russia lost Ukraine's ports")
    ('UA', 'RU')
    """
    counted = Counter(nation_of()[name].code for name in _nations().findall(text))
    return tuple(code for code, _ in counted.most_common())
