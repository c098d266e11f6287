"""Claims of one subject side by side: each count a bar between its bounds on one scale, open ends left open.

Units are pixels unless named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

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
        return _between(low, high, self.at, WIDTH)


class Decades(Struct, frozen=True):
    """From nought to ten to the power of `top`, each power as wide as the next: claims of any size on one scale."""

    top: int
    width: float = 170.0

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
        return _between(row.low, row.high, self.at, self.width)

    def grid(self) -> str:
        """The line that a bar lies along, with a mark at each power of ten, as a path of SVG."""
        marks = "".join(f"M{self.at(10**power)},8v6" for power in range(1, self.top + 1))
        return f"M{_LEFT},11H{self.at(10**self.top)}M{_LEFT},5v12{marks}"

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


def _between(low: int | None, high: int | None, at: Callable[[int], float], width: float) -> Bar | None:
    if low is None and high is None:
        return None
    start = at(low if low is not None else 0)
    end = at(high) if high is not None else width - 2
    return Bar(start, end, opens=high is None, falls=low is None)
