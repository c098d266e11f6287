"""Text to its spans: a written grammar over the pieces of `claims.timex`; the longest reading wins.

::

    span = between | hours | lasting | long | bound | again | whole | hour | [ "in" ] , part | length ;
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.claims.timex.hours import Part, hour, part
from recount.claims.timex.meanings import Amount
from recount.claims.timex.pieces import BREAK, Pieces, pieces_of
from recount.claims.timex.spans.again import again
from recount.claims.timex.spans.forms import Around, Bound, Long, Span
from recount.claims.timex.spans.points import amounts
from recount.claims.timex.spans.ranges import between, bound, hours, lasting, long, to_date, whole
from recount.claims.timex.spans.vocabulary import listed, phrase_at, side_of, span_leads, span_words, vocabulary
from recount.claims.timex.spans.wholes import Read
from recount.claims.timex.vocabulary import bounds, times

_AROUND = {"around", "circa"}
_JOINED = set("-_/~@#$%&+")


def spans(text: str) -> list[Span]:
    """Every span of a text, left to right, none overlapping another.

    >>> text = "Shells fell from 5 to 7 p.m. on Monday, and again three weeks after Easter."
    >>> [text[one.start : one.end] for one in spans(text)]
    ['from 5 to 7 p.m. on Monday', 'three weeks after Easter']
    """
    p = pieces_of(text)
    return list(_spans(p))


def _spans(p: Pieces) -> Iterator[Span]:
    at, near = 0, _near(p)
    while at < p.count:
        found = None if p.words[at] == BREAK or not near[at] else _at(p, at)
        if found is None:
            at += 1
            continue
        ends_sentence = p.words[found[0] - 1] in {"am.", "pm."}
        yield Span(p.starts[at], p.ends[found[0] - 1] - ends_sentence, found[1])
        at = found[0]


def _near(p: Pieces) -> list[bool]:
    """Whether each piece can open a span: a word of time or a number stands there, or after words that lead one."""
    shown, led = span_words(), span_leads()
    near = [False] * (p.count + 1)
    for at in range(p.count - 1, -1, -1):
        word = p.words[at]
        near[at] = word in shown or word[:1].isdecimal() or ((word in led or not word.isalpha()) and near[at + 1])
    return near


def _at(p: Pieces, at: int) -> Read | None:
    if _joined(p, at):
        return None
    here = whole(p, at)
    firsts, rest = (hours, lasting, long), (again, _around, _hour, _part, _length, to_date, meal)
    read = (
        between(p, at, here),
        *(rule(p, at) for rule in firsts),
        bound(p, at, here),
        here,
        *(rule(p, at) for rule in rest),
    )
    found = (one for one in read if one is not None and not _goes_on(p, one[0]))
    return max(found, key=lambda one: one[0], default=None)


def _joined(p: Pieces, at: int) -> bool:
    """Whether a piece belongs to a code, an address or a sum before it."""
    if not at:
        return False
    before = p.words[at - 1]
    if before == "$":
        return True
    return p.touching(at) and (
        before[-1:].isalnum() or before in _JOINED or (before == ":" and p.words[at - 2].isdecimal())
    )


def _goes_on(p: Pieces, last: int) -> bool:
    """Whether a letter or figure touches the end of a reading."""
    return p.touching(last) and p.words[last][:1].isalnum() and p.words[last] not in {"s"}


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
        if found is None or p.words[at + 1].isdecimal():
            return None
        return None if hour(p, at + 1) is not None else found
    led = at > 0 and p.words[at - 1] == "at"
    return hour(p, at, "led" if led else "marked")


def _part(p: Pieces, at: int) -> Read | None:
    """``[ "in" | "at" ] , part``."""
    place = at + (p.words[at] in {"in", "at"})
    found = part(p, place)
    if found is None or (place == at and p.words[at] == "the") or p.words[at - 1] == "good":
        return None
    return found


def meal(p: Pieces, at: int) -> Read | None:
    """``( "after" | "before" | "around" | "at" ) , meal``: the hours that meals take."""
    code = vocabulary().meals.get(p.words[at + 1])
    if p.words[at] not in listed("meal_leads") or code is None:
        return None
    told, lead = Part(code), p.words[at]
    side = phrase_at(p, at, "sides")
    if side is not None and side[0] == at + 1:
        return at + 2, Bound(side_of(side[1]), told)
    return at + 2, told if lead == "at" else Around(told)


def _length(p: Pieces, at: int) -> Read | None:
    """``[ "more than" | … ] , amounts | "all" , unit``."""
    place = at
    for phrase, _ in bounds().get(p.words[at], ()):
        if tuple(p.words[at : at + len(phrase)]) == phrase and phrase[0] in {"more", "less"}:
            place = at + len(phrase)
    whole_unit = _whole_unit(p, at)
    if whole_unit is not None:
        return whole_unit
    found = amounts(p, place)
    return None if found is None else (found[0], Long(found[1]))


def _whole_unit(p: Pieces, at: int) -> Read | None:
    """``( "all" | "full" | "whole" | "half" | "another" ) , [ "-" ] , [ "business" ] , unit``."""
    if p.words[at] not in listed("wholes"):
        return None
    place = at + 1 + (p.words[at + 1] == "-")
    unit = times().units.get(p.words[place])
    if p.words[place : place + 2] == ["business", "day"]:
        place, unit = place + 1, "BD"
    if (
        unit not in {"D", "W", "M", "Y", "TH", "BD"}
        or unit is None
        or (unit == "TH" and p.words[at] in {"all", "full", "whole"})
    ):
        return None
    return place + 1, Long((Amount(0.5 if p.words[at] == "half" else 1, unit),))
