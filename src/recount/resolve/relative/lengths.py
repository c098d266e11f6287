"""Distances as worded to least and greatest km: "some 15 miles", "less than a mile", "a two-hour drive".

A bare number is taken to be right within a tenth, "some" and "about" within a fifth; a bound says one end alone. The
time that a way takes gives a distance by the speeds of ``lexicon/relative.toml``, which is an estimate and wide.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from recount.claims.quantities import Quantified
from recount.resolve.relative.masks import QUANTITY, Masked
from recount.resolve.relative.vocabulary import alternatives, hours, phrases_of, speeds, units, vague

_BARE, _ABOUT, _NEARLY = 0.1, 0.2, 0.15


class Length(Struct, frozen=True):
    """A distance in km; `high` is None where the words bound it only from below. `guessed` from the time it takes."""

    low: float
    high: float | None
    guessed: bool = False


@cache
def hedge() -> str:
    """A pattern for the words that bound a distance whose figure is an article: ``less than``, ``about``."""
    return alternatives("hedged_about", "hedged_nearly", "hedged_at_most", "hedged_at_least")


@cache
def length_pattern() -> str:
    """``length = { hedge } , quantity , [ [ "of" ] , quantity ] , unit , [ "and" , quantity ] , [ "(" … ")" ] ;``."""
    unit = phrases_of(tuple(units()))
    count = rf"{QUANTITY}+(?:[\s-]+(?:of\s+)?(?:an?\s+)?{QUANTITY}+)?(?:\s+of)?"
    again = rf"(?:\s*[(/,]\s*(?:{hedge()}\s+|or\s+)?{QUANTITY}+[\s-]*{unit}\b\s*[),]?)?"
    return rf"(?P<length>(?:{hedge()}\s+)*{count}[\s-]*(?P<unit>{unit})\b(?:\s+and\s+{QUANTITY}+)?){again}"


@cache
def travel_pattern() -> str:
    """``travel = { hedge } , quantity , hours , [ "'s" ] , [ mode ] ;``."""
    mode = phrases_of(tuple(speeds()))
    count = rf"(?:{hedge()}\s+)*{QUANTITY}+(?:[\s-]+(?:an?\s+)?{QUANTITY}+)?"
    hour = rf"(?P<hour>{phrases_of(tuple(hours()))})\b"
    return rf"(?P<travel>{count}[\s-]+{hour}(?:['’]s?)?(?:[\s-]+(?:\w+\s+)?(?P<mode>{mode})\b)?)"


def length(sentence: Masked, found: re.Match[str]) -> Length | None:
    """The distance that a match of `length_pattern` in a masked sentence words; None where it gives none."""
    km = units()[" ".join(found["unit"].split())]
    return _scaled(_counted(sentence, *found.span("length"), found.start("unit")), km, km)


def travelled(sentence: Masked, found: re.Match[str]) -> Length | None:
    """The distance that the time in a match of `travel_pattern` may mean."""
    time = hours()[found["hour"]]
    slow, fast = speeds()[" ".join((found["mode"] or "drive").split())]
    way = _scaled(_counted(sentence, *found.span("travel"), found.start("hour")), time * slow, time * fast)
    return None if way is None else Length(way.low, way.high, guessed=True)


def _scaled(count: Length | None, least: float, most: float) -> Length | None:
    if count is None:
        return None
    return Length(count.low * least, None if count.high is None else count.high * most)


def _counted(sentence: Masked, first: int, last: int, unit: int) -> Length | None:
    """The count of units in a stretch of words: what stands before the unit is multiplied, what is after it added."""
    off = sentence.start
    inside = [one for one in sentence.quantities if one.start >= first + off and one.end <= last + off]
    if not inside:
        return None
    low, high, told = 1.0, 1.0, inside[0]
    for one in inside:
        wording = " ".join(sentence.said[one.start - off : one.end - off].split())
        least, most = vague().get(wording, (one.low, one.high))
        least, most = (most if least is None else least), (least if most is None else most)
        if least is None or most is None or least < 0 or most < least:
            return None
        if one.start < unit + off:
            low, high = low * float(least), high * float(most)
        else:
            low, high = low + float(least), high + float(most)
        if one.operator not in {"exact", "vague"}:
            told = one
    said = sentence.said[first:unit]
    if told.operator in {"vague", "between"}:
        return Length(0.0 if _says(said, "hedged_at_most") else low, high)
    return _bounded(said, told, low)


def _says(said: str, hedge: str) -> bool:
    """Whether words of a list stand among those of a distance."""
    return re.search(rf"\b{alternatives(hedge)}\s", said) is not None


def _bounded(said: str, told: Quantified, value: float) -> Length:
    """A single figure with the bound that its words put on it."""
    if told.operator in {"at_most", "fewer_than"} or _says(said, "hedged_at_most"):
        return Length(0.0, value)
    if told.operator in {"at_least", "more_than"} or _says(said, "hedged_at_least"):
        return Length(value, None)
    if _says(said, "hedged_nearly"):
        return Length((1 - _NEARLY) * value, value)
    about = told.approx or _says(said, "hedged_about")
    slack = _ABOUT if about else _BARE
    return Length((1 - slack) * value, (1 + slack) * value)
