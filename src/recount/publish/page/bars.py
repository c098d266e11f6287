"""Claims of one subject side by side: each count a bar between its bounds on one scale, open ends left open.

Units are pixels unless named.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        bounds = [bound for row in rows for bound in (row.low, row.high) if bound is not None]
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
        if row.low is None and row.high is None:
            return None
        low = self.at(row.low if row.low is not None else 0)
        high = self.at(row.high) if row.high is not None else WIDTH - 2
        return Bar(low, high, opens=row.high is None, falls=row.low is None)
