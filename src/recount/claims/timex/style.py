"""How a text tells time: as news, from the day it was written, or as a narrative, by a clock of its own."""

from __future__ import annotations

import re

from recount.claims.timex.grammar import Style

_YEARS = re.compile(r"\b(?:1\d|20)\d\d\b|\b\d{1,3} (?:BC|BCE)\b")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last|next|this) (?:week|month|year))\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_FEWEST_YEARS, _FEWEST, _TIMES = 4, 12, 5


def style_of(text: str) -> Style:
    """A narrative where months and years are many, and outnumber pointing words five to one.

    >>> style_of("Shells fell on Friday, as in 2014.")
    'news'
    """
    years = len(_YEARS.findall(text))
    named = years + len(_MONTHS.findall(text))
    told = years >= _FEWEST_YEARS and named >= _FEWEST and named > _TIMES * len(_DEICTIC.findall(text))
    return "narrative" if told else "news"
