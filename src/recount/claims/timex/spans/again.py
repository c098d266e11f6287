"""Sets of times: ``every Monday at 4 p.m.``, ``3 pm each day``, ``once a week``, ``the 19th of every month``."""

from __future__ import annotations

from recount.claims.timex.hours import hour
from recount.claims.timex.meanings import Often
from recount.claims.timex.numbers import amount
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.sets import every, often
from recount.claims.timex.spans.days import ordinal_day
from recount.claims.timex.spans.forms import Again
from recount.claims.timex.spans.vocabulary import listed, vocabulary
from recount.claims.timex.spans.wholes import Read
from recount.claims.timex.vocabulary import times, unit_words

_LENGTHS = {
    "TS": "PT1S",
    "TM": "PT1M",
    "TH": "PT1H",
    "D": "P1D",
    "W": "P1W",
    "M": "P1M",
    "Q": "P3M",
    "Y": "P1Y",
    "WE": "P1WE",
    "FN": "P2W",
}


def again(p: Pieces, at: int) -> Read | None:
    """``again = ( every | often | once a unit ) , [ [ "at" ] , hour ] | day of every month | hour , "every day" ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> again(pieces_of("each monday at 4pm"), 0)[1].value
    'XXXX-WXX-1'
    """
    numbered = ordinal_day(p, at + (p.words[at] == "the"))
    if numbered is not None and p.words[numbered[0] : numbered[0] + 3] == ["of", "every", "month"]:
        return numbered[0] + 3, Again(f"XXXX-XX-{numbered[1]:02d}")
    led = hour(p, at)
    if led is not None:
        daily = _daily(p, led[0])
        return None if daily is None else (daily, Again("P1D", led[1]))
    found = _every(p, at) or _often(p, at) or _once(p, at)
    if found is None:
        return None
    last, value = found
    time = hour(p, last + (p.words[last] in {"at", "around"}), "led" if p.words[last] in {"at", "around"} else "marked")
    return (last, Again(value)) if time is None else (time[0], Again(value, time[1]))


def _daily(p: Pieces, at: int) -> int | None:
    """``( "every" | "each" ) , "day" | "everyday" | "daily"``: the piece after it."""
    if p.words[at : at + 2] in (["every", "day"], ["each", "day"]):
        return at + 2
    return at + 1 if p.words[at] in {"everyday", "daily"} else None


def _every(p: Pieces, at: int) -> tuple[int, str] | None:
    if p.words[at : at + 2] == ["every", "other"] and p.words[at + 2] in times().weekdays:
        return at + 3, f"XXXX-WXX-{times().weekdays[p.words[at + 2]]}"
    counted = amount(p, at + 1) if p.words[at] == "every" else None
    if counted is not None and counted[1] and p.words[counted[0]] == "weekends":
        return counted[0] + 1, f"P{counted[1]:g}WE"
    found = every(p, at)
    if found is not None and isinstance(found[1], Often):
        return found[0], found[1].value
    if (
        p.words[at] in {"any", "all"}
        and p.words[at + 1] in unit_words()
        and (p.words[at] == "any" or p.words[at + 1].endswith("s"))
    ):
        value = _LENGTHS.get(unit_words()[p.words[at + 1]])
        return None if value is None else (at + 2, value)
    if p.words[at] in {"every", "each"} and p.words[at + 1] in {"weekday", "weekend"}:
        return at + 2, "P1WD" if p.words[at + 1] == "weekday" else "P1WE"
    return None


def _often(p: Pieces, at: int) -> tuple[int, str] | None:
    hyphened = "".join(p.words[at : at + 3]) if p.words[at + 1] == "-" else p.words[at]
    value = vocabulary().often.get(hyphened)
    if value is not None:
        return at + (1 if hyphened == p.words[at] else 3), value
    found = often(p, at)
    return (found[0], found[1].value) if found is not None and isinstance(found[1], Often) else None


def _once(p: Pieces, at: int) -> tuple[int, str] | None:
    """``( "once" | "one" | "twice" ) , ( "a" | "per" ) , unit``."""
    if p.words[at] not in listed("rates") or p.words[at + 1] not in listed("per"):
        return None
    value = _LENGTHS.get(times().units.get(p.words[at + 2], ""))
    return None if value is None else (at + 3, value)
