"""Days of calendars that no formula here gives, written into ``lexicon/calendars.toml`` from libraries that know them.

Needs hijridate, holidays, jdatetime, lunardate and pyluach: ``python -m recount_fit.calendars``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from textwrap import fill

import holidays
import jdatetime
from hijridate import Hijri
from lunardate import LunarDate
from pyluach.dates import HebrewDate

from recount_fit.lexicons import FOLDER

FIRST, LAST = 1970, 2059
_HEAD = """\
# The first days of feasts whose calendars no formula gives, by the Gregorian calendar, written by
# train/recount_fit/calendars.py. Feasts that begin at sunset are dated by the day that follows. Where a month begins by
# sighting, a country may keep a feast a day earlier or later.

source = "{source}"
example = "Ramadan 2022 began on 2 April 2022"

[days]
"""
_SOURCES = (
    "Umm al-Qura calendar of Saudi Arabia (hijridate); Hebrew calendar (pyluach); Solar Hijri calendar of Iran "
    "(jdatetime); Chinese lunisolar calendar (lunardate); public holidays of India 2001-2035 (holidays)"
)


def hijri(month: int, day: int) -> list[date]:
    """A day of the Islamic year."""
    days = (Hijri(year, month, day).to_gregorian() for year in range(FIRST - 581, LAST - 575))
    return [date(one.year, one.month, one.day) for one in days]


def hebrew(month: int, day: int, moved: Callable[[date], int] = lambda _: 0) -> list[date]:
    """A day of the Jewish year, moved from some weekdays by so many days."""
    plain = [HebrewDate(year, month, day).to_greg().to_pydate() for year in range(FIRST + 3760, LAST + 3762)]
    return [one + timedelta(moved(one)) for one in plain]


def _of_independence(day: date) -> int:
    """5 Iyar is kept a day later on Mondays (since 2004), earlier on Fridays and Saturdays."""
    return {0: int(day.year >= 2004), 4: -1, 5: -2}.get(day.weekday(), 0)


def _of_mourning(day: date) -> int:
    """27 Nisan is kept a day earlier on Fridays, a day later on Sundays (since 1997)."""
    return {4: -1, 6: int(day.year >= 1997)}.get(day.weekday(), 0)


def _purim() -> list[date]:
    """14 Adar, of a leap year the second."""
    leap = [year % 19 in {0, 3, 6, 8, 11, 14, 17} for year in range(FIRST + 3760, LAST + 3762)]
    years = zip(range(FIRST + 3760, LAST + 3762), leap, strict=True)
    return [HebrewDate(year, 13 if long else 12, 14).to_greg().to_pydate() for year, long in years]


def _diwali() -> list[date]:
    kept = holidays.country_holidays("IN", years=range(2001, 2036))
    return [day for day, name in kept.items() if "Diwali" in name]


def tables() -> dict[str, list[date]]:
    """The first days of each feast."""
    years = range(FIRST, LAST + 1)
    independence = hebrew(2, 5, _of_independence)
    return {
        "arbaeen": hijri(2, 20),
        "diwali": _diwali(),
        "eid al-adha": hijri(12, 10),
        "eid al-fitr": hijri(10, 1),
        "hanukkah": hebrew(9, 25),
        "islamic new year": hijri(1, 1),
        "israel independence": independence,
        "jerusalem day": hebrew(2, 28),
        "lunar new year": [LunarDate(year, 1, 1).to_solar_date() for year in years],
        "mawlid": hijri(3, 12),
        "nowruz": [jdatetime.date(year - 621, 1, 1).togregorian() for year in years],
        "passover": hebrew(1, 15),
        "purim": _purim(),
        "ramadan": hijri(9, 1),
        "rosh hashanah": hebrew(7, 1),
        "shavuot": hebrew(3, 6),
        "sukkot": hebrew(7, 15),
        "tisha b'av": hebrew(5, 9, lambda day: int(day.weekday() == 5)),
        "yom hashoah": hebrew(1, 27, _of_mourning),
        "yom kippur": hebrew(7, 10),
    }


def main() -> None:
    """Write the table."""
    parts = [_HEAD.format(source=_SOURCES)]
    for name, days in tables().items():
        kept: Iterable[str] = (one.isoformat() for one in sorted(set(days)) if FIRST <= one.year <= LAST)
        listed = fill(", ".join(kept), width=116, initial_indent="  ", subsequent_indent="  ")
        parts.append(f'"{name}" = [\n{listed},\n]\n')
    (FOLDER / "calendars.toml").write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
