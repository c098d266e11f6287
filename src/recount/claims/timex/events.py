"""Times counted from a war: ``the 42nd day of the war``, ``four weeks into the invasion``."""

from __future__ import annotations

from functools import cache

from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Event
from recount.claims.timex.numbers import amount, ordinal
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import unit_words
from recount.lexicon.lists import words

_LONGEST = 4  # words between the article and the war's noun
_COUNTED = {"D", "W", "M", "Y"}
_STARTS = (["of", "the", "start"], ["of", "the", "beginning"], ["of", "the", "outbreak"])


def day_of_war(p: Pieces, at: int) -> Hit | None:
    """A day, week, month or year counted from a war's outbreak, or its return in a later year.

    ::

        day of war = [ "the" ] , ordinal , unit , "of" , war | "day" , number , "of" , war | length , "into" , war
                   | [ "the" ] , war , "'s" , ordinal , unit | number , "-" , unit , "mark of" , war
                   | [ "the" ] , ordinal , [ "year" ] , "anniversary of" , [ "the start of" ] , war ;

    A day known by its figures alone, too: ``9/11``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> day_of_war(pieces_of("the 42nd day of the war"), 0)
    (6, Event(unit='D', count=42, words='the war', anniversary=False))
    """
    if p.words[at] == "9/11":
        return at + 1, Event("D", 0, "9/11")
    place = at + (p.words[at] == "the")
    counted = ordinal(p, place)
    led = _led_by_war(p, place)
    if led is not None:
        return led
    if counted is not None and p.words[counted[0]] == "anniversary":
        last = counted[0] + 1 + 3 * (p.words[counted[0] + 1 : counted[0] + 4] in _STARTS)
        return _of_war(p, last, "of", "Y", counted[1], anniversary=True)
    if counted is not None and unit_words().get(p.words[counted[0]]) in _COUNTED:
        return _of_war(p, counted[0] + 1, "of", unit_words()[p.words[counted[0]]], counted[1])
    if p.words[at] == "day" and p.words[at + 1].isdecimal() and len(p.words[at + 1]) < 5:
        return _of_war(p, at + 2, "of", "D", int(p.words[at + 1]))
    several = amount(p, at)
    if several is None or several[1] is None or unit_words().get(p.words[several[0]]) not in _COUNTED:
        return None
    return _of_war(p, several[0] + 1, "into", unit_words()[p.words[several[0]]], int(several[1]) + 1)


def _led_by_war(p: Pieces, at: int) -> Hit | None:
    """``war , "'s" , ordinal , unit | [ "the" ] , number , "-" , unit , "mark" , "of" , war``."""
    if p.words[at] in _wars() and p.words[at + 1] == "'s":
        counted = ordinal(p, at + 2)
        unit = None if counted is None else unit_words().get(p.words[counted[0]])
        if counted is not None and unit in _COUNTED and unit is not None:
            return counted[0] + 1, Event(unit, counted[1], p.text[p.starts[at] : p.ends[at]])
    number, marked = p.words[at], p.words[at + 1] == "-" and p.words[at + 3] == "mark"
    unit = unit_words().get(p.words[at + 2])
    if marked and number.isdecimal() and len(number) < 5 and unit in _COUNTED and unit is not None:
        return _of_war(p, at + 4, "of", unit, int(number))
    return None


def _of_war(p: Pieces, at: int, link: str, unit: str, count: int, *, anniversary: bool = False) -> Hit | None:
    """``link , [ "the" | "a" | name , "'s" ] , { word } , war ;``."""
    if p.words[at] != link or count < 1:
        return None
    for last in range(at + 1, min(at + 2 + _LONGEST, p.count)):
        if p.words[last] in _wars():
            return last + 1, Event(unit, count, p.text[p.starts[at + 1] : p.ends[last]], anniversary)
        if not (p.words[last][0].isalpha() or p.words[last] in {"-", "'s"}):
            return None
    return None


@cache
def _wars() -> frozenset[str]:
    return words("stance", "strife")
