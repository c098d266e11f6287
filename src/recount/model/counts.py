"""Counts as intervals of whole numbers with open ends: what they allow, and how two of them stand to each other.

``more than 100`` begins at 101 and ``fewer than 100`` ends at 99; a round figure said to be approximate spans half a
unit of its last figure that is not nought, so ``about 18,900`` is 18,850 to 18,950. Where words give no number, there
are no bounds.

Source: R. E. Moore, "Interval Analysis" (1966), chapter 2, on closed intervals; significant figures as in the NIST
Guide to the SI (SP 811), section 7.14.
"""

from __future__ import annotations

from msgspec import Struct

from recount.model.claims import Quantity


class Bounds(Struct, frozen=True):
    """The whole numbers from `low` to `high`, both included; None is no bound on that side."""

    low: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether just one number lies inside."""
        return self.low is not None and self.low == self.high

    def meets(self, other: Bounds) -> Bounds | None:
        """The numbers that lie in both, or None where there are none.

        >>> Bounds(10, None).meets(Bounds(None, 12))
        Bounds(low=10, high=12)
        """
        lows = [each.low for each in (self, other) if each.low is not None]
        highs = [each.high for each in (self, other) if each.high is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return None if low is not None and high is not None and low > high else Bounds(low, high)

    def within(self, other: Bounds) -> bool:
        """Whether every number of this lies in the other too.

        >>> Bounds(12, 15).within(Bounds(10, None))
        True
        """
        return self.meets(other) == self

    def gap(self, other: Bounds) -> int:
        """How far apart the nearest two numbers are: 0 where the bounds meet.

        >>> Bounds(20, 20).gap(Bounds(None, 5)), Bounds(1, 9).gap(Bounds(9, None))
        (15, 0)
        """
        apart = [
            upper.low - lower.high
            for upper, lower in ((self, other), (other, self))
            if upper.low is not None and lower.high is not None
        ]
        return max(0, *apart, 0)

    def hull(self, other: Bounds) -> Bounds:
        """The least interval that holds both: what is left where neither is preferred.

        >>> Bounds(10, 12).hull(Bounds(20, None))
        Bounds(low=10, high=None)
        """
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Bounds(low, high)

    def __add__(self, other: Bounds) -> Bounds:
        """What two counts of different people come to together.

        >>> Bounds(10, 12) + Bounds(5, None)
        Bounds(low=15, high=None)
        """
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(low, high)


def worded(quantity: Quantity) -> Bounds | None:
    """The whole numbers that the words of a count allow, an approximate figure taken as it stands; None where none.

    >>> worded(Quantity(exact="over 99", start=0, end=7, low=99, high=None, operator="more_than"))
    Bounds(low=100, high=None)
    """
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    if quantity.operator == "more_than" and low is not None and high is None:
        low += 1
    if quantity.operator == "fewer_than" and high is not None and low is None:
        high -= 1
    return Bounds(low, high)


def bounds_of(quantity: Quantity) -> Bounds | None:
    """The bounds that a quantity gives, or None where its words give no number.

    >>> bounds_of(Quantity(exact="about 300", start=0, end=9, low=300, high=300, operator="about", approx=True))
    Bounds(low=250, high=350)
    >>> bounds_of(Quantity(exact="dozens", start=0, end=6, low=None, high=None, operator="vague")) is None
    True
    """
    told = worded(quantity)
    return _widened(told) if told is not None and quantity.approx else told


def _widened(told: Bounds) -> Bounds:
    """Bounds with half a unit of their last figure to either side."""
    low, high = told.low, told.high
    return Bounds(None if low is None else low - _half_unit(low), None if high is None else high + _half_unit(high))


def _half_unit(number: int) -> int:
    digits = str(abs(number))
    noughts = len(digits) - len(digits.rstrip("0"))
    return 10**noughts // 2 if number else 0
