"""Laws of words for when: what holds for any text and any day of writing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recount.claims.timex import expressions
from recount.claims.timex.wording import time_mentions
from recount.resolve.timex import covered, days_of, timed

DAYS = st.dates(date(1900, 2, 1), date(2100, 12, 1))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = (
    "since", "by", "between", "and", "to", "last", "next", "the", "end", "of", "early", "past", "Friday", "May", "31",
    "29 February", "1999", "2099", "9999", "999", "years", "days", "ago", "later", "two", "war", "this", "year", "BC",
    "month", "week", "weekend", "–", "-", "a", "third", "quarter", "1980s", "century", "p.m.", "5", ":", "30", "every",
    "daily", "half",
    "Q", "²", "٣", "1⁄2",
    "million", "twenty", "4th", "noon", "summer", "recent", "\n\n", ".", ",", "now", "day", "42nd",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(TEXTS, DAYS)
def test_an_interval_runs_forwards_and_holds_the_first_day_of_its_value(text: str, written: date) -> None:
    for one in timed(text, expressions(text), written):
        days = covered(one, written)
        assert days is None or days[0] <= days[1]
        if one.kind == "DATE" and one.value is not None and len(one.value) == 10 and days_of(one.value) is not None:
            assert days is not None
            assert days[0].isoformat() <= one.value <= days[1].isoformat()


@given(TEXTS | st.text(max_size=60))
def test_expressions_lie_in_their_text_in_order_apart(text: str) -> None:
    reached = 0
    for one in expressions(text):
        assert reached <= one.start < one.end <= len(text)
        reached = one.end


@given(TEXTS | st.text(max_size=60), st.text(max_size=5))
def test_mentions_quote_their_text(text: str, before: str) -> None:
    whole = before + text
    for mention in time_mentions(whole, len(before), len(whole)):
        assert whole[mention.start : mention.end] == mention.exact


@given(st.sampled_from(WEEKDAYS), st.sampled_from(("last", "next", "this")), DAYS)
def test_a_week_later_the_same_words_mean_a_week_later(weekday: str, way: str, written: date) -> None:
    text = f"It rained {way} {weekday}."
    first, second = (covered(timed(text, expressions(text), day)[0], day) for day in (written, written + timedelta(7)))
    assert first is not None
    assert second is not None
    assert second[0] - first[0] == timedelta(7)


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_the_last_one_is_in_the_week_before_and_the_next_in_the_week_after(weekday: str, written: date) -> None:
    back, ahead = (
        covered(timed(text, expressions(text), written)[0], written) for text in (f"last {weekday}", f"next {weekday}")
    )
    assert back is not None
    assert ahead is not None
    assert timedelta(1) <= written - back[0] <= timedelta(7)
    assert timedelta(1) <= ahead[0] - written <= timedelta(7)
