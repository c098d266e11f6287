"""The figure of one claim beside that of another: the same, the same with another bound, rounded, or a newer one."""

from __future__ import annotations

from typing import Literal

from recount.model import Bounds, Quantity, bounds_of, worded
from recount.resolve.gazetteer.folding import fold

Step = Literal["same", "bound", "rounded", "newer", "vague"]


def step(before: Quantity, after: Quantity) -> Step:
    """What became of a figure: ``same`` in other words, another ``bound``, ``rounded`` off, a ``newer`` one.

    ``vague`` is where either gives no number and their words differ.

    >>> def exactly(number, operator="exact", approx=False):
    ...     high = None if operator == "at_least" else number
    ...     return Quantity(exact="", start=0, end=0, low=number, high=high, operator=operator, approx=approx)
    >>> step(exactly(18, "at_least"), exactly(22)), step(exactly(22), exactly(20, "at_least"))
    ('newer', 'rounded')
    >>> step(exactly(300, "about", True), exactly(300, "at_least"))
    'bound'
    """
    if before.vague or after.vague:
        return "same" if before.vague and after.vague and _vague_word(before) == _vague_word(after) else "vague"
    one, other = numbers(before), numbers(after)
    alike = worded(before) == worded(after) and _approximate(before) == _approximate(after)
    if one == other or alike:
        same = alike or bound(before) == bound(after)
        return "same" if same else "bound"
    if not one or not other:
        return "vague"
    if one < other or other < one:
        return "bound"  # "300 to 400" told as "up to 400"
    coarser = _holds(after, before) and _figures(after) < _figures(before)
    finer = _approximate(before) and _holds(before, after) and _figures(before) <= _figures(after)
    return "rounded" if coarser or finer else "newer"


def _figures(quantity: Quantity) -> int:
    """How many significant figures a count has."""
    return max(len(str(abs(each)).rstrip("0")) for each in numbers(quantity))


def numbers(quantity: Quantity) -> frozenset[int]:
    """The numbers that a count names."""
    return frozenset(each for each in (quantity.low, quantity.high) if each is not None)


def bound(quantity: Quantity) -> str:
    """How a count is bounded; approximate ones are one kind, whatever says so."""
    if quantity.operator in {"exact", "about"}:
        return "about" if _approximate(quantity) else "exact"
    return f"about {quantity.operator}" if quantity.approx else quantity.operator


def rarity(quantity: Quantity) -> float:
    """How much it tells that two counts give this figure, 0-1: every report has a "two" or "dozens".

    >>> [rarity(Quantity(exact="", start=0, end=0, low=n, high=n, operator="exact")) for n in (2, 43, 126)]
    [0.5, 0.85, 1.0]
    """
    if quantity.vague or not numbers(quantity):
        return 0.4
    largest = max(numbers(quantity))
    return 0.5 if largest < 10 else 0.85 if largest < 100 else 1.0


def _approximate(quantity: Quantity) -> bool:
    return quantity.approx or quantity.operator == "about"


def _holds(wider: Quantity, narrower: Quantity) -> bool:
    """Whether a count allows the numbers that another names: 22 lies in "more than 20" and in "about 20"."""
    allowed, named = bounds_of(wider), numbers(narrower)
    return allowed is not None and bool(named) and Bounds(min(named), max(named)).within(allowed)


def _vague_word(quantity: Quantity) -> str:
    return fold(quantity.exact).removeprefix("some ").removeprefix("several ").removeprefix("many ")
