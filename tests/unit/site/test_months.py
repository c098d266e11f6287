"""Claims by war and time: by the day, the month or the year, each claim in one column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from recount.catalogue.facets import NONE, Column, Columns
from recount.site.months import Chart, chart


def drawn(told: Sequence[tuple[str, date | None]], wars: int = 6) -> Chart | None:
    names = tuple(dict.fromkeys(war for war, _ in told))
    days = [float(on.toordinal()) if on else np.nan for _, on in told]
    codes = np.array([names.index(war) for war, _ in told], dtype=np.intp)
    return chart(Columns(facets={"conflict": Column(names, codes)}, measures={"published": np.array(days)}), wars)


def test_no_claim_with_a_day_is_no_chart() -> None:
    assert drawn([]) is None
    assert drawn([("a", None)]) is None


@pytest.mark.parametrize(
    ("last", "columns", "named"),
    [
        (date(2022, 3, 2), 4, "2 Mar 2022"),
        (date(2022, 12, 31), 11, "Dec 2022"),
        (date(2052, 1, 1), 31, "2052"),
    ],
)
def test_the_longer_the_time_the_longer_the_steps(last: date, columns: int, named: str) -> None:
    found = drawn([("a", date(2022, 2, 27)), ("a", last)])
    assert found is not None
    (strip,) = found.strips
    assert len(strip.steps) == columns
    assert found.span[1].name == named
    assert [step.count for step in strip.steps] == [1, *[0] * (columns - 2), 1]
    assert strip.steps[0].first <= date(2022, 2, 27) <= strip.steps[0].last


def test_the_largest_war_comes_first_the_unknown_last_and_the_rest_share_a_row() -> None:
    on = date(1916, 7, 1)
    told = [(NONE, on)] * 5 + [("b", on)] * 3 + [("a", on)] * 4 + [("c", on)] + [("c", None)]
    found = drawn(told, wars=2)
    assert found is not None
    assert [(strip.war, strip.total) for strip in found.strips] == [("a", 4), ("b", 3), (None, 6)]
    assert (found.top, found.undated) == (6, 1)
    assert found.columns(found.strips[2]) == ((0, 0.0, 100.0),)
