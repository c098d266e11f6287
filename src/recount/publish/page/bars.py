"""Claims of one subject side by side: each count a bar between its bounds on one scale, open ends left open.

Units are pixels unless named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

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
        return _bar(row, self.at, WIDTH)


class Decades(Struct, frozen=True):
    """From nought to ten to the power of `top`, each power as wide as the next: claims of any size on one scale."""

    top: int
    width: float = 224.0

    @classmethod
    def up_to(cls, most: float) -> Decades:
        """The scale that holds figures up to `most`.

        >>> Decades.up_to(13_000_000).top, Decades.up_to(3).top
        (8, 1)
        """
        return cls(max(1, math.ceil(math.log10(max(most, 1)))))

    def at(self, value: int) -> float:
        """Where a number stands."""
        share = math.log1p(value) / math.log1p(10**self.top)
        return round(_LEFT + share * (self.width - (WIDTH - _RIGHT) - _LEFT), 1)

    def bar(self, row: ClaimRow) -> Bar | None:
        """The row's bar; None where its words give no number."""
        return _bar(row, self.at, self.width)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Where the powers of ten stand, and what they are called; every other where there are many.

        >>> [name for _, name in Decades(7).ticks()]
        ['10', '1k', '100k', '10M']
        """
        powers = range(self.top, 0, -1 if self.top < 4 else -2)
        return tuple((self.at(10**power), _short(power)) for power in reversed(powers))


def _short(power: int) -> str:
    """A power of ten in a few letters: ``10k``."""
    thousands, rest = divmod(power, 3)
    return f"{10**rest}{('', 'k', 'M')[thousands]}" if thousands < 3 else f"{10 ** (power - 9):,}G"


def _bar(row: ClaimRow, at: Callable[[int], float], width: float) -> Bar | None:
    if row.low is None and row.high is None:
        return None
    low = at(row.low if row.low is not None else 0)
    high = at(row.high) if row.high is not None else width - 2
    return Bar(low, high, opens=row.high is None, falls=row.low is None)
