"""A cell to the number it holds, and a day."""

from __future__ import annotations

import re
from datetime import date

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[ ,'’\u00a0\u202f]\d{3})+|\d+)(?:\.0+)?")
_GROUPING = re.compile(r"[ ,'’\u00a0\u202f]|\.0+$")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][\d:.]+Z?)?")


def number_in(cell: str) -> int | None:
    """The whole number that a cell holds, thousands set apart or not; None where it holds anything else.

    >>> number_in("18,900"), number_in("18900.0"), number_in("-25"), number_in("18.9"), number_in("many")
    (18900, 18900, -25, None, None)
    """
    return int(_GROUPING.sub("", cell)) if _NUMBER.fullmatch(cell) else None


def day_in(cell: str) -> date | None:
    """The day that a cell holds in ISO 8601, its hour apart; None where it holds anything else.

    >>> day_in("2031-05-04"), day_in("2031-05-04 00:00"), day_in("4 May 2031")
    (datetime.date(2031, 5, 4), datetime.date(2031, 5, 4), None)
    """
    found = _DAY.fullmatch(cell)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
