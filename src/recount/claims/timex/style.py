"""How a text tells time: as news, from the day it was written, or as a narrative, by a clock of its own."""

from __future__ import annotations

import re

from recount.claims.timex.grammar import Style

_YEARS = re.compile(r"\b(?:1\d|20)\d\d\b|\b\d{1,3} (?:BC|BCE)\b")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last|next|this) (?:week|month|year))\b",
    re.IGNORECASE,
)


def style_of(text: str) -> Style:
    """A narrative where years outnumber pointing words four to one, and there are at least eight.

    >>> style_of("Shells fell on Friday, as in 2014.")
    'news'
    """
    years = len(_YEARS.findall(text))
    return "narrative" if years >= 8 and years > 4 * len(_DEICTIC.findall(text)) else "news"
