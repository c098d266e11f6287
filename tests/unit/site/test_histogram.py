"""Bars by day, week, month or year: every claim is in one, and all lanes are on one scale."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from recount.site.histogram import draw


def days(*told: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([date.fromisoformat(day).toordinal() for day in told], dtype=np.int64)


def heights(path: str) -> list[float]:
    return [float(high) for high in re.findall(r"v-([\d.]+)", path)]


def test_there_is_none_of_no_days() -> None:
    assert draw({"killed": days()}, 1040) is None


def test_a_lane_counts_its_claims_and_bars_are_as_high_as_they_are_many() -> None:
    found = draw({"killed": days(*["2022-03-01"] * 4, "2022-03-03"), "injured": days("2022-03-03", "2022-03-03")}, 1040)
    assert found is not None
    assert (found.unit, found.most) == ("day", 4)
    assert [(lane.effect, lane.claims) for lane in found.lanes] == [("killed", 5), ("injured", 2)]
    four, one = heights(found.lanes[0].bars)
    (two,) = heights(found.lanes[1].bars)
    assert four == pytest.approx(2 * two, abs=0.2) == pytest.approx(4 * one, abs=0.4)


@pytest.mark.parametrize(
    ("last", "unit", "bars"),
    [("2022-03-31", "day", 2), ("2023-03-01", "week", 2), ("2027-03-01", "month", 2), ("2052-03-01", "year", 2)],
)
def test_the_longer_the_span_the_wider_the_bars(last: str, unit: str, bars: int) -> None:
    found = draw({"killed": days("2022-03-01", last)}, 340)
    assert found is not None
    assert found.unit == unit
    assert len(heights(found.lanes[0].bars)) == bars


def test_bars_stay_within_the_picture() -> None:
    found = draw({"killed": days("2022-01-31", "2022-02-01", "2024-12-31")}, 340)
    assert found is not None
    for left, wide in re.findall(r"M([\d.]+),[\d.]+v-[\d.]+h([\d.]+)", found.lanes[0].bars):
        assert 0 <= float(left) <= float(left) + float(wide) <= 340
