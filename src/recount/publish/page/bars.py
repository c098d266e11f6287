"""Claims of one subject side by side: each count a bar between its bounds on one scale, open ends left open.

Units are pixels unless named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from recount.publish.rows import ClaimRow

WIDTH = 400.0
_LEFT, _RIGHT = 6.0, 370.0


class Bar(Struct, frozen=True):
    """A count on the scale: `start` to `end`, equal for an exact one; `opens` where no upper bound is stated."""

    start: float
    end: float
    opens: bool
    falls: bool


class Scale(Struct, frozen=True):
    """From nought to `top`, the round number above all bounds."""

    top: int

    @classmethod
    def over(cls, rows: Sequence[ClaimRow]) -> Scale | None:
        """The scale that holds all stated bounds of the rows; None where no row states any.

        >>> Scale.over(()) is None
        True
        """
        return cls.holding(bound for row in rows for bound in (row.low, row.high))

    @classmethod
    def holding(cls, numbers: Iterable[int | None]) -> Scale | None:
        """The scale that holds all these numbers; None where there are none.

        >>> Scale.holding([None, 37]).top
        40
        """
        bounds = [number for number in numbers if number is not None]
        if not bounds:
            return None
        most = max(*bounds, 1)
        power: int = 10 ** (len(str(most)) - 1)
        return cls(next(head * power for head in (1, 2, 3, 4, 5, 6, 8, 10) if head * power >= most))

    def at(self, value: int) -> float:
        """Where a number stands."""
        return round(_LEFT + value / self.top * (_RIGHT - _LEFT), 1)

    def bar(self, row: ClaimRow) -> Bar | None:
        """The row's bar; None where its words give no number."""
        return self.between(row.low, row.high)

    def between(self, low: int | None, high: int | None) -> Bar | None:
        """The bar between two bounds, None where they are open; None where both are.

        >>> Scale(100).between(50, None)
        Bar(start=188.0, end=398.0, opens=True, falls=False)
        """
        if low is None and high is None:
            return None
        start = self.at(low if low is not None else 0)
        end = self.at(high) if high is not None else WIDTH - 2
        return Bar(start, end, opens=high is None, falls=low is None)
