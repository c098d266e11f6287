"""Tokens to counts: the quantities of a sentence that may count people or things, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.claims.quantities import Quantified, quantities_of
from recount.claims.quantities.disguise import disguised
from recount.language.tokens import Token
from recount.model import Quantity

_COUNTED = frozenset({"count", "name"})
_ROUND = 10**15


class Count(Struct, frozen=True):
    """A count and the tokens it covers, `first` to `last` (exclusive); `form` says which rule of the grammar it is.

    An article covers the age that follows it too: the noun of "a 42-year-old man" stands after both.
    """

    quantity: Quantity
    first: int
    last: int
    form: str


def find_counts(text: str, tokens: Sequence[Token]) -> list[Count]:
    """All counts among the tokens of one sentence, left to right, none overlapping another.

    >>> from recount.language.tokens import tokenise
    >>> text = "Between 150 and 300 bodies, at least 12 of them children, on 7 April"
    >>> [(count.quantity.exact, count.quantity.low, count.quantity.high) for count in find_counts(text, tokenise(text))]
    [('Between 150 and 300', 150, 300), ('at least 12', 12, None)]
    """
    found = _single(quantities_of(text, tokens))
    return [count for one in found if (count := _count(text, one)) is not None]


def _single(found: Sequence[Quantified]) -> Iterator[Quantified]:
    """The quantities, each figure of a change by itself: "rose from 26 to 33" states two."""
    for one in found:
        if one.form == "change":
            yield from one.parts
        else:
            yield one


def _count(text: str, found: Quantified) -> Count | None:
    """A quantity as a count; None where it counts nobody, or no whole number of them."""
    low, high = found.low, found.high
    if found.measure not in _COUNTED or found.first is None or found.last is None:
        return None
    if not (low is None or isinstance(low, int)) or not (high is None or isinstance(high, int)):
        return None
    if not 0 <= (low or 0) <= (high or low or 0) < _ROUND or disguised(text, found.start, found.end):
        return None
    quantity = Quantity(
        exact=text[found.start : found.end],
        start=found.start,
        end=found.end,
        low=low,
        high=high,
        operator=found.operator,
        approx=found.operator == "about",
    )
    return Count(quantity, found.first, found.last, found.form)
