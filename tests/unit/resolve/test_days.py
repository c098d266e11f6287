"""Words for when, each against the day it was written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.days import after, interval

FRIDAY = date(2022, 4, 8)
CASES = [
    ("on Friday", "2022-04-08", "2022-04-08"),
    ("late on Thursday", "2022-04-07", "2022-04-07"),
    ("last Friday", "2022-04-01", "2022-04-01"),
    ("yesterday evening", "2022-04-07", "2022-04-07"),
    ("overnight", "2022-04-07", "2022-04-08"),
    ("last weekend", "2022-04-02", "2022-04-03"),
    ("on 24 February", "2022-02-24", "2022-02-24"),
    ("Dec. 10", "2021-12-10", "2021-12-10"),
    ("March 3, 2011", "2011-03-03", "2011-03-03"),
    ("from July 8 to July 12, 2014", "2014-07-08", "2014-07-12"),
    ("Nov. 20-21", "2021-11-20", "2021-11-21"),
    ("between 24 February and midnight on 1 March", "2022-02-24", "2022-03-01"),
    ("from Monday to Wednesday", "2022-04-04", "2022-04-06"),
    ("last month", "2022-03-01", "2022-03-31"),
    ("the end of last month", "2022-03-25", "2022-03-31"),
    ("the beginning of last week", "2022-03-28", "2022-03-29"),
    ("earlier this week", "2022-04-04", "2022-04-07"),
    ("in early March", "2022-03-01", "2022-03-07"),
    ("in September 2011", "2011-09-01", "2011-09-30"),
    ("January last year", "2021-01-01", "2021-01-31"),
    ("in 2008", "2008-01-01", "2008-12-31"),
    ("from 1975 until 2002", "1975-01-01", "2002-12-31"),
    ("a month ago", "2022-03-08", "2022-03-08"),
    ("in the past 24 hours", "2022-04-07", "2022-04-08"),
    ("over the past five days", "2022-04-04", "2022-04-08"),
    ("in the past week", "2022-04-01", "2022-04-08"),
    ("over the next six months", "2022-04-08", "2022-10-08"),
    ("by December", "2022-04-08", "2022-12-31"),
    ("in six weeks of war", "2022-02-25", "2022-04-08"),
    ("during four days of fighting", "2022-04-05", "2022-04-08"),
    ("the seven-year civil war", "2015-04-08", "2022-04-08"),
    ("since February 24", "2022-02-24", "2022-04-08"),
    ("since fighting erupted almost four years ago", "2018-04-08", "2022-04-08"),
    ("since the start of the year", "2022-01-01", "2022-04-08"),
    ("9/11", "2001-09-11", "2001-09-11"),
    ("the Gulf War", "1991-01-17", "1991-02-28"),
]


@pytest.mark.parametrize(("words", "first", "last"), CASES, ids=[case[0] for case in CASES])
def test_words_mean_days(words: str, first: str, last: str) -> None:
    assert interval(words, FRIDAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_days_of_a_war_are_counted_from_its_beginning() -> None:
    assert interval("on the 42nd day of the war", FRIDAY, ("Ukraine",)) == (date(2022, 4, 6),) * 2
    assert interval("on the 42nd day of the war", FRIDAY) is None


@pytest.mark.parametrize("words", ["", "never", "since then", "the war", "0000", "in 0"])
def test_words_without_days_mean_none(words: str) -> None:
    assert interval(words, FRIDAY) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the same day", "2022-04-08"),
        ("the following morning", "2022-04-09"),
        ("the day before", "2022-04-07"),
        ("two days later", "2022-04-10"),
        ("a month earlier", "2022-03-08"),
        ("a week after", "2022-04-01"),
        ("a day before", "2022-04-09"),
    ],
)
def test_words_count_from_the_event_told(words: str, day: str) -> None:
    assert after(words, FRIDAY) == (date.fromisoformat(day),) * 2


PIECES = (
    "since", "by", "between", "and", "to", "last", "next", "the end of", "early", "past", "Friday", "May", "March 31",
    "29 February", "1999", "2099", "9999", "999", "years", "days", "ago", "later", "weeks of war", "this", "year",
    "month", "week", "weekend", "–", "a",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_words_mean_days_in_order_or_none(words: str, anchor: date) -> None:
    for days in (interval(words, anchor), after(words, anchor)):
        assert days is None or days[0] <= days[1]
