"""Days and weeks counted off a month: ``the last week of August``, ``the first two weeks of May``."""

from __future__ import annotations

from recount.claims.timex.dates import month_first
from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Amount, Dated, Meaning, Named, Share
from recount.claims.timex.numbers import amount, ordinal
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import times, unit_words

_FIRST = {"first", "opening", "early"}
_LAST = {"last", "final", "closing"}
_MOST = 5  # weeks of a month


def share(p: Pieces, at: int) -> Hit | None:
    """``share = [ "the" ] , ( "first" | "last" | … ) , [ amount ] , ( "day" | "week" ) , "of" , month , [ year ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = share(pieces_of("the last week of August"), 0)
    >>> found[0], found[1].amount, found[1].nth
    (5, Amount(count=1, unit='W'), -1)
    """
    place = at + (p.words[at] == "the")
    nth = _nth(p, place)
    if nth is None:
        return None
    place, which = nth
    if p.words[place] in times().weekdays:
        return _weekday(p, place, which)
    counted = amount(p, place) if abs(which) == 1 else None
    count = 1.0 if counted is None else counted[1]
    place = place if counted is None else counted[0]
    unit = unit_words().get(p.words[place])
    if unit not in {"D", "W"} or p.words[place + 1] != "of":
        return None
    if counted is None and p.words[place] in times().plurals:
        count = None
    month = month_first(p, place + 2)
    if month is None or (count is not None and count != int(count)):
        return None
    if not _is_month(month[1]) or (unit == "W" and which > _MOST):
        return None
    return month[0], Share(Amount(None if count is None else int(count), unit), which, month[1])


def _weekday(p: Pieces, at: int, which: int) -> Hit | None:
    """``the third Thursday of November``."""
    month = month_first(p, at + 2) if p.words[at + 1] in {"in", "of"} and which <= _MOST else None
    if month is None or not _is_month(month[1]):
        return None
    return month[0], Share(Amount(1, "D"), which, month[1], times().weekdays[p.words[at]])


def _is_month(meaning: Meaning) -> bool:
    dated = meaning.dated if isinstance(meaning, Named) else meaning
    return isinstance(dated, Dated) and dated.month is not None and dated.day is None


def _nth(p: Pieces, at: int) -> tuple[int, int] | None:
    """Which of the days or weeks is meant, from 1, or -1 for the last; and the piece after it."""
    if p.words[at] in _FIRST:
        return at + 1, 1
    if p.words[at] in _LAST:
        return at + 1, -1
    return ordinal(p, at)
