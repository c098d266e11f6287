"""When a place or a time counts as that of the gold."""

from __future__ import annotations

from datetime import date

import pytest

from recount_fit.rows import same_name, same_time

WEEK = {"from": "2022-03-01", "to": "2022-03-07"}


@pytest.mark.parametrize(
    ("told", "days", "same"),
    [
        (WEEK, (date(2022, 3, 3), date(2022, 3, 3)), True),  # seven days and one
        ({**WEEK, "to": "2022-03-09"}, (date(2022, 3, 3), date(2022, 3, 3)), False),  # nine and one
        (WEEK, (date(2022, 3, 8), date(2022, 3, 9)), False),
        (WEEK, None, False),
        (None, None, True),
    ],
)
def test_times_agree_where_they_overlap_and_are_of_a_length(
    told: dict[str, str] | None, days: tuple[date, date] | None, *, same: bool
) -> None:
    assert same_time({"time": told}, days) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("the Vell region", "Vell", True), ("Véll", "Vell", True), ("Vell", "Dorno", False), ("", "Vell", False)],
)
def test_names_agree_where_one_holds_the_other(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) == same
