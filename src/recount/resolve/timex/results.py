"""Which quarter a report tells results of: "a year earlier" is that quarter of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recount.claims.timex.meanings import Dated, Expression, Length, Meaning, Near
from recount.resolve.timex.naming import dated_value
from recount.resolve.timex.points import point_of

_PERIODS = {6, 9}  # the months that results are told of, beside a quarter


def first_quarter(found: Sequence[Expression], written: date | None) -> str | None:
    """The quarter that results are told of, before it is named too: the first named that was over when written.

    Where none was, the first of a year that runs otherwise than the calendar's, told as past.

    >>> told = Expression(0, 17, Dated(quarter=3)), Expression(30, 48, Dated(quarter=4))
    >>> first_quarter(told, date(2022, 10, 20)), first_quarter(told[1:], date(2022, 10, 20))
    ('2022-Q3', '2022-Q4')
    """
    running: str | None = None
    for one in found:
        if isinstance(one.meaning, Dated) and one.meaning.quarter is not None:
            value = dated_value(one.meaning, written, None, "news", one.ahead)
            if value is not None and _over(value, written):
                return value
            own = written is not None and value is not None and value.startswith(f"{written.year}-")
            if running is None and own and not one.ahead:
                running = value
    return running


def succeeds(value: str, quarter: str | None, dated: Dated, written: date | None) -> bool:
    """Whether results are now told of another quarter: a later or a fiscal one; an earlier one is compared with.

    >>> succeeds("2022-Q2", "2022-Q3", Dated(quarter=2), date(2022, 10, 20))
    False
    """
    return "-Q" in value and _over(value, written) and (quarter is None or dated.fiscal or value > quarter)


def longer_told(meaning: Meaning, value: str | None, before: bool) -> bool:
    """Whether results are told of more than a quarter, after one more expression.

    >>> from recount.claims.timex.meanings import Amount
    >>> longer_told(Length(Amount(9, "M")), "P9M", False), longer_told(Dated(quarter=3), "2022-Q3", True)
    (True, False)
    """
    if isinstance(meaning, Length):
        return before or (meaning.amount.unit == "M" and meaning.amount.count in _PERIODS)
    return before and not (isinstance(meaning, Dated | Near) and value is not None and "-Q" in value)


def _over(quarter: str, written: date | None) -> bool:
    """Whether a quarter of the year of writing is over, so that its results may be told."""
    if written is None:
        return True
    point = point_of(quarter)
    month = 12 if point is None or point.month is None else point.month
    return point is not None and point.year >= written.year and (point.year, month + 3) <= (written.year, written.month)
