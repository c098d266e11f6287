"""An expression with its value to the days it covers, as told: news ends no later than the day of writing."""

from __future__ import annotations

from datetime import date

from recount.claims.timex.meanings import Length, Portion
from recount.resolve.timex.anchoring import Timed
from recount.resolve.timex.intervals import Days, days_of, portion_of, stretch

_VALUES = {"PXD": "P7D", "PXW": "P3W", "PXM": "P3M", "PXY": "P3Y", "PTXH": "PT24H", "PXQ": "P2Q"}


def covered(one: Timed, written: date | None, base: date | None = None) -> Days | None:
    """The days of an anchored expression; None where it has none.

    A length covers days only where the words place it ("the past two weeks"), back or forward from `base`, else from
    the day of writing. A stretch that has begun when written ends then, unless its verb looks ahead.
    """
    meaning, mod = one.expression.meaning, one.expression.mod
    from_ = base or written
    if isinstance(meaning, Length):
        if meaning.way not in {"last", "recent", "next"} or one.value is None or from_ is None:
            return None
        return stretch(_VALUES.get(one.value, one.value), from_, forward=meaning.way == "next")
    days = days_of(one.value, written)
    if days is None:
        return None
    days = portion_of(days, meaning.mod if isinstance(meaning, Portion) else mod)
    if written is not None and days[0] <= written < days[1] and not one.expression.ahead:
        return days[0], written
    return days
