"""Lengths of time as TIMEX3 writes them: ``P2W``, ``PT1H30M``, ``PXY``."""

from __future__ import annotations

from recount.claims.timex.meanings import Amount, Length

_CODES = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Q": "P{}Q", "Y": "P{}Y", "TH": "PT{}H", "TM": "PT{}M", "TS": "PT{}S"}
_TENFOLD = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "FN": (2, "W")}
_HALVES = {"Y": (6, "M"), "TH": (30, "M"), "TM": (30, "S")}
_OTHERS = {"WE": "P{}WE", "NI": "P{}NI", "MO": "P{}MO", "AF": "P{}AF", "EV": "P{}EV", "FY": "P{}Y", "HY": "P{}H"}


def length_value(length: Length) -> str:
    """A length as its TIMEX3 value; X where the words do not say how much.

    >>> [length_value(Length(one)) for one in (Amount(2.5, "Y"), Amount(None, "W"), Amount(24, "TH"))]
    ['P2Y6M', 'PXW', 'PT24H']
    """
    value = _one(length.amount)
    if length.plus is None:
        return value
    added = _one(length.plus)
    return value + (added[2:] if "T" in value and added.startswith("PT") else added[1:])


def _one(amount: Amount) -> str:
    count, unit = amount.count, amount.unit
    if count is None:
        return _CODES.get(unit, _OTHERS.get(unit, f"P{{}}{unit}")).format("X")
    if unit in _TENFOLD:
        factor, unit = _TENFOLD[unit]
        count *= factor
    code = _CODES.get(unit, _OTHERS.get(unit, f"P{{}}{unit}"))
    if count != int(count) and count % 1 == 0.5 and unit in _HALVES:
        half, smaller = _HALVES[unit]
        whole = code.format(int(count)) if count > 1 else code.split("{")[0]
        return f"{whole}{half}{smaller}"
    return code.format(f"{count:g}" if count < 1e6 else str(int(count)))
