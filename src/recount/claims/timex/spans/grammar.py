"""Text to its spans: a written grammar over the pieces of `claims.timex`, one rule a function, the longest reading first.

::

    span = between | hours | lasting | long | bound | again | whole | hour | [ "in" ] , part | length ;
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.claims.timex.hours import Hour, hour, part
from recount.claims.timex.meanings import Length, Vague
from recount.claims.timex.pieces import BREAK, Pieces, pieces_of
from recount.claims.timex.spans.again import again
from recount.claims.timex.spans.forms import Around, Form, Span
from recount.claims.timex.spans.periods import Read
from recount.claims.timex.spans.points import amounts
from recount.claims.timex.spans.ranges import between, bound, hours, lasting, long, whole
from recount.claims.timex.vocabulary import phrases

_AROUND = {"around", "about", "circa"}


def spans(text: str) -> list[Span]:
    """Every span of a text, left to right, none overlapping another.

    >>> text = "Shells fell from 5 to 7 p.m. on Monday, and again three weeks after Easter."
    >>> [text[one.start : one.end] for one in spans(text)]
    ['from 5 to 7 p.m. on Monday', 'three weeks after Easter']
    """
    p = pieces_of(text)
    return list(_spans(p))


def _spans(p: Pieces) -> Iterator[Span]:
    at = 0
    while at < p.count:
        found = None if p.words[at] == BREAK else _at(p, at)
        if found is None:
            at += 1
            continue
        yield Span(p.starts[at], p.ends[found[0] - 1], found[1])
        at = found[0]


def _at(p: Pieces, at: int) -> Read | None:
    rules = (between, hours, lasting, long, bound, again, whole, _around, _hour, _part, _length, _vague)
    return max((found for rule in rules if (found := rule(p, at)) is not None), key=lambda one: one[0], default=None)


def _around(p: Pieces, at: int) -> Read | None:
    """``( "around" | "circa" ) , ( whole | hour )``."""
    if p.words[at] not in _AROUND:
        return None
    found = whole(p, at + 1) or hour(p, at + 1, "led")
    return None if found is None else (found[0], Around(found[1]))


def _hour(p: Pieces, at: int) -> Read | None:
    """``[ "at" ] , hour``, where "at" is part of the span only before a number that nothing else marks."""
    if p.words[at] == "at":
        found = hour(p, at + 1, "led")
        if found is None or p.words[at + 1].isdigit():
            return None
        return None if hour(p, at + 1) is not None else found
    led = at > 0 and p.words[at - 1] == "at"
    return hour(p, at, "led" if led else "marked")


def _part(p: Pieces, at: int) -> Read | None:
    """``[ "in" | "at" ] , part``."""
    place = at + (p.words[at] in {"in", "at"})
    found = part(p, place)
    if found is None or (place == at and p.words[at] == "the"):
        return None
    return found


def _length(p: Pieces, at: int) -> Read | None:
    """``[ "more than" | … ] , amounts | "all" , unit``."""
    place = at
    for phrase, _ in phrases("bounds").get(p.words[at], ()):
        if tuple(p.words[at : at + len(phrase)]) == phrase and phrase[0] in {"more", "less"}:
            place = at + len(phrase)
    found = amounts(p, place)
    if found is None or (found[1][0].count in {None}):
        return None
    return found[0], Length(found[1][0], plus=found[1][1] if len(found[1]) > 1 else None)


def _vague(p: Pieces, at: int) -> Read | None:
    """``now``, ``at present``."""
    for phrase, value in phrases("vague").get(p.words[at], ()):
        if value == "PRESENT_REF" and tuple(p.words[at : at + len(phrase)]) == phrase:
            return at + len(phrase), Vague(value)
    return None


__all__ = ["Form", "Hour", "spans"]
