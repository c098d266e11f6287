"""Times counted from a war: ``the 42nd day of the war``, ``four weeks into the invasion``."""

from __future__ import annotations

from functools import cache

from recount.claims.timex.dates import Hit
from recount.claims.timex.meanings import Event
from recount.claims.timex.numbers import amount, ordinal
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import unit_words
from recount.lexicon.lists import words

_LONGEST = 4  # words between the article and the war's noun


def day_of_war(p: Pieces, at: int) -> Hit | None:
    """``day of war = [ "the" ] , ordinal , unit , "of" , war | "day" , number , "of" , war | length , "into" , war ;``.

    A day known by its figures alone, too: ``9/11``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> day_of_war(pieces_of("the 42nd day of the war"), 0)
    (6, Event(unit='D', count=42, words='the war'))
    """
    if p.words[at] == "9/11":
        return at + 1, Event("D", 0, "9/11")
    place = at + (p.words[at] == "the")
    counted = ordinal(p, place)
    if counted is not None and unit_words().get(p.words[counted[0]]) in {"D", "W", "M", "Y"}:
        return _of_war(p, counted[0] + 1, "of", unit_words()[p.words[counted[0]]], counted[1])
    if p.words[at] == "day" and p.words[at + 1].isdecimal() and len(p.words[at + 1]) < 5:
        return _of_war(p, at + 2, "of", "D", int(p.words[at + 1]))
    several = amount(p, at)
    if several is None or several[1] is None or unit_words().get(p.words[several[0]]) not in {"D", "W", "M", "Y"}:
        return None
    return _of_war(p, several[0] + 1, "into", unit_words()[p.words[several[0]]], int(several[1]) + 1)


def _of_war(p: Pieces, at: int, link: str, unit: str, count: int) -> Hit | None:
    """``link , [ "the" | "a" | name , "'s" ] , { word } , war ;``."""
    if p.words[at] != link or count < 1:
        return None
    for last in range(at + 1, min(at + 2 + _LONGEST, p.count)):
        if p.words[last] in _wars():
            return last + 1, Event(unit, count, p.text[p.starts[at + 1] : p.ends[last]])
        if not (p.words[last][0].isalpha() or p.words[last] in {"-", "'s"}):
            return None
    return None


@cache
def _wars() -> frozenset[str]:
    return words("stance", "strife")
