"""How many claims were stated when, by war: a row of columns for each, all on one scale and one run of time.

Columns are drawn in a box one unit high and as wide as there are steps of time, to be stretched to any size.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.catalogue.facets import NONE, Columns
from recount.publish.wording import MONTHS

WARS: Final = 6
"""How many wars have a row of their own; the others share one."""
_MONTHLY: Final = 180
"""So many months are drawn month by month; more of them by the year."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
Numbers = npt.NDArray[np.int64]


class Step(Struct, frozen=True):
    """A month or a year, first and last day inclusive, and how many claims were stated in it."""

    first: date
    last: date
    count: int

    @property
    def name(self) -> str:
        """What people call it.

        >>> Step(date(2022, 4, 1), date(2022, 4, 30), 3).name, Step(date(1999, 1, 1), date(1999, 12, 31), 3).name
        ('Apr 2022', '1999')
        """
        if (self.first.month, self.last.month) == (1, 12):
            return str(self.first.year)
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


class Strip(Struct, frozen=True):
    """A war (None: all the others together), how many claims there are of it, and its steps in order of time."""

    war: str | None
    total: int
    steps: tuple[Step, ...]


class Chart(Struct, frozen=True):
    """Wars by month, those of most claims first; `top` is the highest column, `undated` are claims without a day."""

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
    months = (stated[dated].astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    yearly = int(months.max() - months.min()) >= _MONTHLY
    steps = months // 12 if yearly else months
    first, length = int(steps.min()), int(steps.max() - steps.min()) + 1
    war = columns.facets["conflict"]
    size = len(war.values) * length
    counts = np.bincount(war.codes[dated] * length + (steps - first), minlength=size).reshape(len(war.values), length)
    order = sorted(range(len(war.values)), key=lambda code: (war.values[code] == NONE, -int(counts[code].sum()), code))
    own, rest = order[:wars], order[wars:]
    rows = [(war.values[code], counts[code]) for code in own if counts[code].any()]
    others = counts[rest].sum(axis=0)
    strips = [Strip(name, int(row.sum()), _steps(row, first, yearly=yearly)) for name, row in rows]
    if others.any():
        strips.append(Strip(None, int(others.sum()), _steps(others, first, yearly=yearly)))
    top = max(step.count for strip in strips for step in strip.steps)
    return Chart(tuple(strips), top, int((~dated).sum()))


def _steps(counts: Numbers, first: int, *, yearly: bool) -> tuple[Step, ...]:
    """Steps from the first, a number of years or months since 1970."""
    length = 12 if yearly else 1
    starts = [_month((first + at) * length) for at in range(len(counts) + 1)]
    ends = [date.fromordinal(start.toordinal() - 1) for start in starts[1:]]
    return tuple(Step(*days, int(count)) for *days, count in zip(starts, ends, counts, strict=False))


def _month(since: int) -> date:
    """The first day of a month, counted from January 1970.

    >>> _month(0), _month(-1)
    (datetime.date(1970, 1, 1), datetime.date(1969, 12, 1))
    """
    return date(1970 + since // 12, since % 12 + 1, 1)
