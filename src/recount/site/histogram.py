"""Claims by effect and by day, week, month or year, as shapes for an SVG: a lane an effect, one scale for all.

Units are pixels unless named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.publish.page.timeline import Axis, Tick, ticks

Unit = Literal["day", "week", "month", "year"]
_TOP: Final = 30.0
_LANE: Final = 46.0
_HEAD: Final = 20.0
_MOST: Final[Mapping[Unit, int]] = {"day": 1, "week": 7, "month": 31}
_BINS: Final = 120


class BarLane(Struct, frozen=True):
    """The claims of one effect: how many, and its bars as one SVG path, from `top` down."""

    effect: str
    claims: int
    top: float
    height: float
    bars: str


class Histogram(Struct, frozen=True):
    """A finished histogram: a bar is a `unit`, and the tallest of all lanes stands for `most` claims."""

    width: float
    height: float
    left: float
    ticks: tuple[Tick, ...]
    lanes: tuple[BarLane, ...]
    unit: Unit
    most: int


def draw(days: Mapping[str, npt.NDArray[np.int64]], width: float) -> Histogram | None:
    """The histogram of the days of claims, as ordinals by effect in the order of the lanes; None of none."""
    every = [each for each in days.values() if len(each)]
    if not every:
        return None
    first, last = (date.fromordinal(int(end)) for end in (min(map(np.min, every)), max(map(np.max, every))))
    unit = _unit((last - first).days)
    starts = _starts(first, last, unit)
    head = 0.0 if width > 500 else _HEAD
    left = 110.0 if width > 500 else 8.0
    axis = Axis(date.fromordinal(starts[0]), date.fromordinal(starts[-1]), left, width - 16)
    counts = {effect: _counted(each, starts) for effect, each in days.items() if len(each)}
    most = max(int(bars.max()) for bars in counts.values())
    lanes = []
    for number, (effect, bars) in enumerate(counts.items()):
        top = _TOP + number * (_LANE + head)
        height = _LANE + head
        path = _bars(bars, starts, axis, top + height, (_LANE - 8) / most)
        lanes.append(BarLane(effect, int(bars.sum()), top, height, path))
    height = _TOP + len(lanes) * (_LANE + head) + 2
    marks = tuple(Tick(axis.at(on), label) for on, label in ticks(axis))
    return Histogram(width, height, left, marks, tuple(lanes), unit, most)


def _unit(span: int) -> Unit:
    """The least unit of which a span of so many days has no more than a picture has room for.

    >>> _unit(60), _unit(500), _unit(2000), _unit(9000)
    ('day', 'week', 'month', 'year')
    """
    return next((unit for unit, days in _MOST.items() if span / days < _BINS), "year")


def _starts(first: date, last: date, unit: Unit) -> tuple[int, ...]:
    """The first day of every unit from that of the first day to the one after the last; weeks begin on Monday."""
    if unit in ("day", "week"):
        step = _MOST[unit]
        begin = first.toordinal() - (first.weekday() if unit == "week" else 0)
        return tuple(range(begin, last.toordinal() + 1 + step, step))
    months = 12 if unit == "year" else 1
    begin = (first.year * 12 + first.month - 1) // months * months
    end = (last.year * 12 + last.month - 1) // months * months + months
    return tuple(date(month // 12, month % 12 + 1, 1).toordinal() for month in range(begin, end + 1, months))


def _counted(days: npt.NDArray[np.int64], starts: tuple[int, ...]) -> npt.NDArray[np.int64]:
    return np.bincount(np.searchsorted(starts, days, side="right") - 1, minlength=len(starts) - 1)


def _bars(counts: npt.NDArray[np.int64], starts: tuple[int, ...], axis: Axis, floor: float, per_claim: float) -> str:
    """The bars that are not empty, as one path; one is 2 pixels high at least, so that none is lost."""
    told = []
    for number in np.flatnonzero(counts):
        left, right = (axis.at(date.fromordinal(starts[number + end])) for end in (0, 1))
        high = round(max(2.0, float(counts[number]) * per_claim), 1)
        wide = round(max(1.0, right - left - (1 if right - left > 3 else 0)), 1)
        told.append(f"M{left:g},{floor:g}v{-high:g}h{wide:g}v{high:g}z")
    return "".join(told)
