"""Named days by the calendar: each row of ``holidays.toml``, and what holds for all feasts."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from recount.errors import LexiconError
from recount.lexicon.calendars import days_of
from recount.lexicon.holidays import Days, Feast, feast_days, feast_names, feast_near, feast_of, weekend_of

ROWS = tomllib.loads(Path(__file__).with_name("holidays.toml").read_text(encoding="utf-8"))["feast"]


def named(name: str, *lands: str) -> Feast:
    feast = feast_of(name, lands)
    assert feast is not None, name
    return feast


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['name']} {row.get('land', '')} {row['year']}" for row in ROWS])
def test_a_feast_falls_on_its_days(row: dict[str, object]) -> None:
    feast = named(str(row["name"]), *([str(row["land"])] if "land" in row else []))
    assert feast_days(feast, int(str(row["year"]))) == (tuple(row["days"]),)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(feast_names()))
def test_every_feast_falls_in_every_year_of_its_tables(name: str) -> None:
    for land in ("", *(feast_of(name) or Feast((), "")).lands):
        feast = feast_of(name, [land])
        if feast is None:
            continue  # a name that several countries share and no other
        for year in (2001, 2012, 2024):
            days = feast_days(feast, year)
            assert days
            assert all(first <= last < first + timedelta(50) for first, last in days)


def test_a_name_that_countries_share_needs_a_country() -> None:
    assert feast_of("Liberation Day") is None
    assert named("Liberation Day", "NL").on == "5 may"


def test_a_lunar_feast_may_fall_twice_in_a_year() -> None:
    assert [first for first, _ in feast_days(named("Ramadan"), 2030)] == [date(2030, 1, 5), date(2030, 12, 26)]


def test_a_feast_outside_its_table_has_no_days() -> None:
    assert feast_days(named("Ramadan"), 1862) == ()
    assert feast_near(named("Ramadan"), date(2300, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "day", "last", "following"),
    [
        ("Christmas", date(2022, 12, 25), date(2022, 12, 25), date(2023, 12, 25)),
        ("Ramadan", date(2022, 4, 20), date(2022, 4, 2), date(2023, 3, 23)),
        ("Easter", date(2022, 4, 16), date(2021, 4, 4), date(2022, 4, 17)),
    ],
)
def test_the_last_and_the_next_time_from_a_day(name: str, day: date, last: date, following: date) -> None:
    found = feast_near(named(name), day), feast_near(named(name), day, "next")
    assert [days[0] for days in found if days is not None] == [last, following]


@pytest.mark.parametrize(
    ("name", "year", "weekend"),
    [
        ("labor day", 2021, (date(2021, 9, 4), date(2021, 9, 6))),
        ("thanksgiving", 2023, (date(2023, 11, 23), date(2023, 11, 26))),
        ("halloween", 2021, (date(2021, 10, 30), date(2021, 10, 31))),
        ("christmas", 2019, (date(2019, 12, 25), date(2019, 12, 29))),
    ],
)
def test_the_weekend_of_a_feast_reaches_it(name: str, year: int, weekend: Days) -> None:
    assert weekend_of(feast_days(named(name), year)[0]) == weekend


def test_a_rule_that_nobody_can_read_is_said_so() -> None:
    with pytest.raises(LexiconError, match="no rule or table 'the longest night'"):
        days_of("the longest night", 2022)
