"""Lengths of time, and moments so far away: ``two weeks``, ``a five-year``, ``three days later``, ``a decade ago``."""

from __future__ import annotations

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Amount, Length, Origin, Step
from recount.claims.timex.numbers import amount, ordinal
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import listed, times, unit_words
from recount.lexicon.lists import words

_PARTS, _NEVER = frozenset({"MO", "AF", "EV", "NI"}), frozenset({"SE", "PE"})
_ATTRIBUTES = listed("attributes")
_FILLERS = listed("fillers")
_LED = listed("before_lengths")
_STRIFE = words("stance", "strife")
_AGED = listed("aged")


Measured = tuple[int, Length]


def length(p: Pieces, at: int) -> Measured | None:
    """``length = amount , [ "-" | filler ] , unit , [ "and a half" ] , [ "-" , "long" ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> length(pieces_of("three-month"), 0)[1].amount
    Amount(count=3, unit='M')
    """
    counted = amount(p, at)
    if counted is None or (p.words[at] in {"a", "an"} and (_is_rate(p, at) or p.words[at - 1] == "on")):
        return None
    place, count = counted
    hyphened = p.words[place] == "-"
    place += hyphened
    while p.words[place] in _FILLERS and not hyphened:
        place += 1
    unit = unit_words().get(p.words[place])
    if unit is None or not _measures(p, at, place, count, hyphened=hyphened):
        return None
    return _tail(p, place + 1, Amount(count, unit))


def _measures(p: Pieces, at: int, unit: int, count: float | None, *, hyphened: bool) -> bool:
    """Whether a unit measures the amount before it: a plural, one of it, or an attribute (``two day truce``)."""
    word, code = p.words[unit], unit_words()[p.words[unit]]
    if code in _PARTS or code in _NEVER or (code == "Q" and _is_coin(p, at, unit)) or _is_age(p, unit + 1):
        return False
    if word == "second" and (count == 1 or not hyphened):
        return False
    if p.words[at][0].isdecimal() and p.capital(unit) and p.text[p.starts[unit] + 1].islower():
        return False  # "60 Minutes", a title
    if word in times().plurals or hyphened or (count is not None and count <= 1):
        return True
    return word in _ATTRIBUTES and p.words[at] not in {"a", "an"} and not p.words[at].isdecimal()


def _tail(p: Pieces, last: int, measured: Amount) -> Measured:
    """``[ "and a half" | "-" , "long" | "or" , ( "so" | "two" | "more" ) | plus ]``, after a length."""
    if p.words[last : last + 3] == ["and", "a", "half"] and measured.count is not None:
        return last + 3, Length(Amount(measured.count + 0.5, measured.unit))
    if p.words[last] == "-" and p.words[last + 1] in {"long", "old"}:
        last += 2
    if p.words[last] == "or" and p.words[last + 1] in {"so", "two", "more"}:
        return last + 2, Length(measured)
    plus = _plus(p, last)
    return (last, Length(measured)) if plus is None else (plus[0], Length(measured, plus=plus[1]))


def _is_rate(p: Pieces, at: int) -> bool:
    """Whether "a week" says how often: ``four flights a week``, ``$2 million a year``."""
    before = p.words[at - 1] if at else ""
    counted = before[:1].isdecimal() or before in {"%", "percent", "million", "billion", "share"}
    counted = counted or (before.endswith("s") and any(word[:1].isdecimal() for word in p.words[max(0, at - 3) : at]))
    counted = counted or (
        before.endswith("s") and any(word in numerals().units for word in p.words[max(0, at - 3) : at])
    )
    return counted and p.words[at + 2] not in times().sides and p.words[at + 1] != "few"


def _is_coin(p: Pieces, at: int, unit: int) -> bool:
    """Whether "a quarter" is a fourth part rather than three months."""
    return p.words[at] in {"a", "one", "three"} and p.words[unit + 1] in {
        "of",
        "century",
        "-",
        "million",
        "point",
        "mile",
    }


def _is_age(p: Pieces, at: int) -> bool:
    """Whether years count somebody's age: ``34-year-old``, ``12 years old``."""
    place = at + (p.words[at] == "-")
    if p.words[place] == "old" and not (_STRIFE | _AGED).isdisjoint(p.words[place + 1 : place + 3]):
        return False  # "the six-year-old war"
    return p.words[place] in {"old", "olds"} or p.words[at : at + 2] == ["of", "age"]


def _plus(p: Pieces, at: int) -> tuple[int, Amount] | None:
    """``plus = [ "and" | "," ] , amount , unit ;``, of a smaller unit: ``two years and six months``."""
    place = at + (p.words[at] in {"and", ","})
    if not p.words[place][:1].isdecimal() and place == at:
        return None
    counted = amount(p, place)
    if counted is None or counted[1] is None:
        return None
    unit, before = unit_words().get(p.words[counted[0]]), unit_words().get(p.words[at - 1])
    order = ("Y", "M", "W", "D", "TH", "TM", "TS")
    if unit not in order or before not in order or order.index(unit) <= order.index(before):
        return None
    return counted[0] + 1, Amount(counted[1], unit)


def apart(p: Pieces, at: int) -> Hit | None:
    """``apart = length , ( "ago" | "earlier" | "later" | "before" | "after" | "hence" | "from now" ) ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> apart(pieces_of("two days ago"), 0)
    (3, Step(unit='D', count=2, forward=False, origin='written', of=None))
    """
    found = length(p, at) or _bare(p, at)
    if found is None:
        return None
    last, measured = found
    if p.words[last - 1] == "long":
        return None
    if p.words[last : last + 2] == ["from", "now"]:
        return last + 2, Step(measured.amount.unit, measured.amount.count, forward=True, origin="written")
    side = times().sides.get(p.words[last])
    if side is None:
        return None
    if p.words[last] in {"before", "after"} and not _ends(p, last + 1):
        return None
    origin: Origin = "written" if side in {"ago", "hence"} else "either" if side == "earlier" else "told"
    step = Step(measured.amount.unit, measured.amount.count, forward=side in {"later", "hence"}, origin=origin)
    return last + 1, step


def beside(p: Pieces, at: int) -> Hit | None:
    """``beside = "the day" , ( "before" , [ "yesterday" ] | "after" , [ "tomorrow" ] ) ;``, if nothing else follows."""
    if p.words[at : at + 2] != ["the", "day"] or p.words[at + 2] not in {"before", "after"}:
        return None
    if p.words[at + 2 : at + 4] in (["before", "yesterday"], ["after", "tomorrow"]):
        return at + 4, Step("D", 2, forward=p.words[at + 2] == "after", origin="written")
    if not _ends(p, at + 3):
        return None
    return at + 3, Step("D", 1, forward=p.words[at + 2] == "after", origin="told")


def _ends(p: Pieces, at: int) -> bool:
    """Whether nothing follows that "before" or "after" would count from."""
    return not p.words[at][:1].isalnum() or p.words[at] in {"and", "but", "when", "in", "at"}


def _bare(p: Pieces, at: int) -> Measured | None:
    """``"years" , "ago"``: some units."""
    unit = times().plurals.get(p.words[at])
    return None if unit is None or unit in _NEVER | _PARTS else (at + 1, Length(Amount(None, unit)))


def bare(p: Pieces, at: int) -> Measured | None:
    """``bare = plural unit ;``, led by a preposition or a verb of lasting: ``for years``, ``in weeks``."""
    if p.words[at] in times().long:
        return at + 1, Length(Amount(1, times().long[p.words[at]]))
    unit = times().plurals.get(p.words[at])
    if p.words[at + 1 : at + 3] == ["-", "long"]:
        single = times().units.get(p.words[at])
        return None if single is unit is None else (at + 3, Length(Amount(None if unit else 1, unit or single or "")))
    if unit is None or unit in _PARTS | {"TS", "TM", "Q", "WE"} or p.words[at - 1] not in _LED or _is_age(p, at + 1):
        return None
    if p.words[at - 2 : at] == ["matter", "of"]:
        return None
    if p.words[at + 1] in {"or", "and"} and p.words[at + 2] in times().plurals:
        return at + 3, Length(Amount(None, unit))
    return at + 1, Length(Amount(None, unit))


def firsts(p: Pieces, at: int) -> Measured | None:
    """``firsts = [ "the" ] , ( "first" | "final" | "latest" | … ) , amount , unit ;``: ``the first nine months``."""
    place = at + (p.words[at] in {"the", "its", "their"})
    if p.words[place] not in {"first", "last", "final", "latest", "early", "opening", "closing"} or ordinal(
        p, place + 1
    ):
        return None
    found = length(p, place + 1)
    if found is None and p.words[place + 1] in {"years", "days", "weeks", "months", "hours"} and place > at:
        found = place + 2, Length(Amount(None, times().plurals[p.words[place + 1]]))
    return found


def whole_unit(p: Pieces, at: int) -> Measured | None:
    """``whole unit = "the" , [ "whole" | "entire" ] , length ;``: ``the two weeks``, not ``the two-week truce``."""
    if p.words[at] != "the":
        return None
    place = at + 1 + (p.words[at + 1] in {"whole", "entire", "full"})
    found = length(p, place)
    if found is None or p.words[place] in {"a", "an"} or "-" in p.words[place : found[0]]:
        return None
    if p.words[found[0] - 1] in times().units and p.words[place] != "one":
        return None
    return found
