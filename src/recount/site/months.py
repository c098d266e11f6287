"""How many claims were stated when, by war: a row of columns for each, all on one scale and one run of time.

Columns are drawn in a box one unit high and as wide as there are steps of time, to be stretched to any size.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.catalogue.facets import NONE, Columns
from recount.publish import wording

Unit = Literal["D", "M", "Y"]
WARS: Final = 6
"""How many wars have a row of their own; the others share one."""
_DAILY: Final = 92
_MONTHLY: Final = 180
"""So many days are drawn day by day, so many months month by month; more of them by the year."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
Numbers = npt.NDArray[np.int64]


class Step(Struct, frozen=True):
    """A day, a month or a year, first and last day inclusive, and how many claims were stated in it."""

    first: date
    last: date
    count: int

    @property
    def name(self) -> str:
        """What people call it.

        >>> Step(date(2022, 4, 1), date(2022, 4, 30), 3).name, Step(date(1999, 1, 1), date(1999, 12, 31), 3).name
        ('Apr 2022', '1999')
        """
        if self.first == self.last:
            return wording.day(self.first)
        if (self.first.month, self.last.month) == (1, 12):
            return str(self.first.year)
        return f"{wording.MONTHS[self.first.month - 1]} {self.first.year}"


class Strip(Struct, frozen=True):
    """A war (None: all the others together), how many claims there are of it, and its steps in order of time."""

    war: str | None
    total: int
    steps: tuple[Step, ...]


class Chart(Struct, frozen=True):
    """Wars by day, month or year, those of most claims first.

    `top` is the highest column, `undated` are claims without a day.
    """

    strips: tuple[Strip, ...]
    top: int
    undated: int

    @property
    def span(self) -> tuple[Step, Step]:
        """The first and the last step."""
        steps = self.strips[0].steps
        return steps[0], steps[-1]

    def columns(self, strip: Strip) -> tuple[tuple[int, float, float], ...]:
        """Where each column that is not empty stands, and its upper end and its height in a box of 100 units."""
        tall = ((at, round(100 * step.count / self.top, 2)) for at, step in enumerate(strip.steps) if step.count)
        return tuple((at, round(100 - height, 2), height) for at, height in tall)


def chart(columns: Columns, wars: int = WARS) -> Chart | None:
    """The chart of all claims; None where no claim has a day."""
    stated = columns.measures["published"]
    dated = ~np.isnan(stated)
    if not dated.any():
        return None
    unit, steps = _stepped((stated[dated].astype(np.int64) - _EPOCH).astype("datetime64[D]"))
    first, length = int(steps.min()), int(steps.max() - steps.min()) + 1
    war = columns.facets["conflict"]
    size = len(war.values) * length
    counts = np.bincount(war.codes[dated] * length + (steps - first), minlength=size).reshape(len(war.values), length)
    order = sorted(range(len(war.values)), key=lambda code: (war.values[code] == NONE, -int(counts[code].sum()), code))
    rows = [(war.values[code], counts[code]) for code in order[:wars] if counts[code].any()]
    strips = [Strip(name, int(row.sum()), _steps(row, first, unit)) for name, row in rows]
    others = counts[order[wars:]].sum(axis=0)
    if others.any():
        strips.append(Strip(None, int(others.sum()), _steps(others, first, unit)))
    top = max(step.count for strip in strips for step in strip.steps)
    return Chart(tuple(strips), top, int((~dated).sum()))


def _stepped(days: npt.NDArray[np.datetime64]) -> tuple[Unit, Numbers]:
    """The days by the shortest unit that draws few enough columns: units since 1970."""
    months = days.astype("datetime64[M]").astype(np.int64)
    if int(np.ptp(days.astype(np.int64))) < _DAILY:
        return "D", days.astype(np.int64)
    return ("M", months) if int(np.ptp(months)) < _MONTHLY else ("Y", days.astype("datetime64[Y]").astype(np.int64))


def _steps(counts: Numbers, first: int, unit: Unit) -> tuple[Step, ...]:
    starts: list[date] = (
        np.arange(first, first + len(counts) + 1).astype(f"datetime64[{unit}]").astype("datetime64[D]").tolist()
    )
    return tuple(
        Step(on, after - timedelta(1), int(count)) for (on, after), count in zip(pairwise(starts), counts, strict=True)
    )
