"""Whatever feeds wish and clocks say, a feed is asked again, and neither at once nor never."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from recount.following.schedule import (
    Pace,
    Wishes,
    due_at,
    furthest_s,
    interval_after,
    interval_failed,
    max_age,
    seconds,
)

NUMBERS = st.floats(0, allow_nan=False, allow_infinity=False)
PACES = st.builds(
    lambda least, more: Pace(shortest_s=least, longest_s=least + more), st.floats(1, 1e5), st.floats(0, 1e7)
)
WISHES = st.builds(
    Wishes, every_s=NUMBERS, skip_hours=st.frozensets(st.integers(0, 23)), skip_days=st.frozensets(st.integers(0, 6))
)  # fmt: skip
CLOCKS = st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC))


@given(before=NUMBERS, new=st.integers(0, 10**9), wishes=WISHES, pace=PACES)
def test_an_interval_is_within_the_pace(before: float, new: int, wishes: Wishes, pace: Pace) -> None:
    assert pace.shortest_s <= interval_after(before, new, wishes, pace) <= pace.longest_s


@given(failures=st.integers(0, 10**9), after_s=st.none() | NUMBERS, pace=PACES)
def test_a_pause_after_failures_is_within_the_pace(failures: int, after_s: float | None, pace: Pace) -> None:
    assert pace.shortest_s <= interval_failed(failures, after_s, pace) <= pace.longest_s


@given(now=CLOCKS, share=st.floats(0, 1), wishes=WISHES, pace=PACES, drawn=st.floats(0, 1))
def test_what_is_due_lies_ahead_and_never_too_far(
    now: datetime, share: float, wishes: Wishes, pace: Pace, drawn: float
) -> None:
    interval_s = pace.shortest_s + share * (pace.longest_s - pace.shortest_s)
    ahead_s = (due_at(now, interval_s, wishes, lambda: drawn) - now).total_seconds()
    assert 0 < ahead_s <= furthest_s(pace) + 1


@given(st.text(max_size=20) | st.from_regex(r"max-age=\"?[0-9]+\"?", fullmatch=True))
def test_what_servers_and_feeds_tell_is_a_number_of_seconds(told: str) -> None:
    assert 0 <= max_age(told) < 1e9
    assert 0 <= seconds(told, 60.0) < float("inf")
