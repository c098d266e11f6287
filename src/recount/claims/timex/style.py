"""How a text tells time: as news, from the day it was written, or as a narrative, by a clock of its own."""

from __future__ import annotations

from typing import Literal

from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import listed, times

Style = Literal["news", "narrative"]

_FEWEST_YEARS, _FEWEST, _TIMES = 4, 12, 5


def style_of(p: Pieces) -> Style:
    """A narrative where months and years are many, and outnumber weekdays and words for today five to one.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> style_of(pieces_of("Shells fell on Friday, as in 2014."))
    'news'
    """
    words, known, eras = p.words, times(), listed("before_christ")
    years = len([word for word in words if "1000" <= word < "2100" and len(word) == 4 and word.isdecimal()])
    years += len([word for word in words if word in eras])
    if years < _FEWEST_YEARS:
        return "news"
    named = years + sum(word in known.months and word not in {"may", "march"} for word in words)
    pointing = sum(word in known.weekdays or word in known.days for word in words)
    return "narrative" if named >= _FEWEST and named > _TIMES * pointing else "news"
