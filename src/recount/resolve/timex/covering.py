"""An expression with its value to the days it covers, as told: news ends no later than the day of writing."""

from __future__ import annotations

from datetime import date, timedelta

from recount.claims.timex.meanings import Amount, DayPart, Length, Near, Portion, Share, Step
from recount.resolve.timex.anchoring import Timed
from recount.resolve.timex.intervals import Days, days_of, portion_of, share_of, stretch
from recount.resolve.timex.lengths import length_value

_FEW_DAYS, _RECENT_DAYS = "P2D", "P7D"
_VALUES = {"PXW": "P3W", "PXM": "P3M", "PXY": "P3Y", "PTXH": "PT24H", "PXQ": "P2Q"}
_BACK, _FORWARD = frozenset({"last", "recent", "before"}), frozenset({"next", "after"})
_POINTED = {"W": "W", "FN": "W", "M": "M", "Y": "Y"}
_COUNTED, _MONTH = 2, 31


def covered(one: Timed, written: date | None, base: date | None = None) -> Days | None:
    """The days of an anchored expression; None where it has none.

    A length covers days only where the words place it ("the past two weeks"), back or forward from `base`, else from
    the day of writing. A stretch that has begun when written ends then, unless its verb looks ahead.
    """
    meaning, from_ = one.expression.meaning, base or written
    if isinstance(meaning, Length):
        return None if from_ is None or one.value is None else lasting(meaning, one.value, from_)
    if isinstance(meaning, Near) and from_ is not None and (running := _running(meaning, one.value, from_)) is not None:
        return running
    if (
        isinstance(meaning, Step)
        and meaning.origin == "written"
        and from_ is not None
        and (day := _pointed(meaning, from_)) is not None
    ):
        return day, day
    days = days_of(one.value if one.within is None else one.within, written)
    if days is None:
        return None
    if isinstance(meaning, Share):
        return share_of(days, meaning)
    if isinstance(meaning, DayPart) and meaning.through:
        return days[0], days[1] + timedelta(1)
    if isinstance(meaning, Portion) and meaning.relative and written is not None and days[0] < written <= days[1]:
        if meaning.mod == "END":
            return written, days[1]
        return days[0], written - timedelta((days[1] - days[0]).days <= _MONTH)
    days = portion_of(days, meaning.mod if isinstance(meaning, Portion) else one.expression.mod)
    if written is not None and days[0] <= written < days[1] and not one.expression.ahead:
        return days[0], written
    return days


def _running(near: Near, value: str | None, base: date) -> Days | None:
    """The days of "the past year", whose value is the calendar's, up to `base`; None of "last year"."""
    if not near.article or near.way not in {"last", "next"} or near.unit == "D":
        return None
    running, named = (
        stretch(length_value(Length(Amount(1, near.unit))), base, forward=near.way == "next"),
        days_of(value),
    )
    apart = running is not None and named is not None and (named[1] < running[0] or running[1] < named[0])
    return None if apart else running  # of a narrative's own clock the value stands


def lasting(length: Length, value: str, base: date) -> Days | None:
    """The days of a length that ends on `base` or begins there; None where the words do not say on which side it lies.

    Both ends count in more than two days: "the past five days" are today and the four before.
    """
    if length.way not in _BACK | _FORWARD:
        return None
    amount = length.amount
    if amount.unit == "D" and amount.count is not None and amount.count > _COUNTED:
        value = f"P{amount.count - 1:g}D"
    if amount.count is None and amount.unit in {"D", "Y"}:
        value = "PXY" if amount.unit == "Y" else _RECENT_DAYS if length.way == "recent" else _FEW_DAYS
    return stretch(_VALUES.get(value, value), base, forward=length.way in _FORWARD)


def _pointed(step: Step, base: date) -> date | None:
    """The day that so many weeks or months away means, or one year: "a month ago" is that day of last month."""
    if step.unit not in _POINTED or step.count is None or (step.unit == "Y" and step.count != 1):
        return None
    days = stretch(
        f"P{step.count * (2 if step.unit == 'FN' else 1):g}{_POINTED[step.unit]}", base, forward=step.forward
    )
    return None if days is None else days[1] if step.forward else days[0]
