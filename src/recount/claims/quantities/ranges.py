"""Two numbers that bound one quantity: ``between 2 and 3 million``, ``20-30``, ``$3 billion to $5 billion``."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.quantities.bounds import after, before
from recount.claims.quantities.cardinals import Number
from recount.claims.quantities.numbers import number
from recount.claims.quantities.numerals import Value, whole
from recount.claims.quantities.units import currency, paid_before, unit
from recount.claims.quantities.vocabulary import touching, word_at, words_of
from recount.language.tokens import Token
from recount.lexicon.lists import words

_DASHES = frozenset("-–—~")
_LINKS = _DASHES | {"to", "or", "through"}
LEADS = frozenset({"between", "from"})
_TENFOLD = 10
_NEAR = 8


class Range(Struct, frozen=True):
    """The two numbers of a range, where the first begins, and the piece after the second."""

    low: Value
    high: Value
    first: int
    last: int


class Change(Struct, frozen=True):
    """A figure before and after, where each begins, and the piece after the second."""

    before: Value
    after: Value
    first: int
    second: int
    last: int


class End(Struct, frozen=True):
    """One end of a range: its number, what its currency or unit says it is of, and the piece after that."""

    number: Number
    first: int
    last: int
    of: str | None


def range_of(text: str, pieces: Sequence[Token], at: int) -> Range | None:
    """``range = "between" , end , "and" , end | [ "from" ] , end , ( "-" | "to" | "or" | "through" ) , end ;``.

    A scale said once holds for both: "between 2 and 3 million".

    >>> from recount.language.tokens import tokenise
    >>> text = "between 2 and 3 million people"
    >>> found = range_of(text, tokenise(text), 0)
    >>> found.low, found.high, found.last
    (2000000, 3000000, 5)
    """
    left = end_of(text, pieces, at + (word_at(pieces, at) in LEADS))
    return None if left is None else range_from(text, pieces, at, left)


def range_from(text: str, pieces: Sequence[Token], at: int, left: End) -> Range | None:
    """The range whose words begin at `at` and whose first end has been read; None where that is a number by itself."""
    lead = word_at(pieces, at)
    link = word_at(pieces, left.last)
    if link not in ({"and", "to"} if lead == "between" else _LINKS) or not _dashed(pieces, left.last, lead):
        return None
    right = end_of(text, pieces, left.last + 1)
    led = lead in LEADS
    if right is None or not (led or _alike(pieces, at, left, right)):
        return None
    low, high = _distributed(left.number, right.number)
    if not (low < high or (low == high and led)) or _changes(pieces, at if lead == "from" else at - 1):
        return None
    if link == "or" and not high <= 2 * low + 1:
        return None  # "two or three", not "killed one or wounded 40"
    if link in _DASHES and not touching(pieces, left.last) and _begins_clause(pieces, right.last, low, high):
        return None
    return Range(low, high, left.first, right.number.last)


def end_of(text: str, pieces: Sequence[Token], at: int) -> End | None:
    """``end = [ currency ] , number , [ unit ] ;``."""
    begin = currency(pieces, at)
    found = number(text, pieces, begin)
    if found is None:
        return None
    measured = unit(pieces, found.last)
    last = measured.last if measured is not None else found.last
    return End(
        found,
        begin,
        last,
        "money" if begin > at or paid_before(pieces, begin) else measured.of if measured is not None else None,
    )


def _alike(pieces: Sequence[Token], at: int, left: End, right: End) -> bool:
    """Whether two ends measure the same: not ``two to 12``, ``9 per cent to $84`` or ``rose $2 to $40``."""
    if left.of is None:
        return right.number.spelt or not left.number.spelt
    if right.of is None:
        return False
    moved = words_of("rises", "words") | words_of("falls", "words")
    stepped = any(piece.lower in moved for piece in pieces[max(0, at - 2 - (left.of == "money")) : at])
    return left.of == right.of and not stepped


def _dashed(pieces: Sequence[Token], at: int, lead: str) -> bool:
    """Whether a dash here parts the ends of a range: it touches both, or neither, as any other link."""
    if pieces[at].lower not in _DASHES or lead == "from":
        return True
    return touching(pieces, at) == touching(pieces, at + 1)


def _begins_clause(pieces: Sequence[Token], at: int, low: Value, high: Value) -> bool:
    """Whether a dash with spaces round it parts two statements: ``12 - 30 were hurt``."""
    return high > _TENFOLD * low or word_at(pieces, at) in words("grammar", "auxiliaries") | words("grammar", "verbs")


def _distributed(left: Number, right: Number) -> tuple[Value, Value]:
    """Both numbers, the first with the second's scale where it has none of its own and would be far below."""
    low, high = left.value, right.value
    if right.scale > 1 and left.scale == 1 and low < high / right.scale + 1:
        low = whole(low * right.scale)
    return low, high


def _changes(pieces: Sequence[Token], at: int) -> bool:
    """Whether a figure's change opens at this "from" (``the toll rose from 5 to 12``), which states two figures."""
    if at < 1 or pieces[at].lower != "from":
        return False
    return any(piece.lower in words_of("changes", "words") for piece in pieces[max(0, at - 4) : at])


def change(text: str, pieces: Sequence[Token], at: int) -> Change | None:
    """``change = "from" , end , { word } , "to" , end ;``: a figure before and after, the later one maybe lower.

    >>> from recount.language.tokens import tokenise
    >>> text = "dropping from 300 men to 180 by desertion"
    >>> found = change(text, tokenise(text), 1)
    >>> found.before, found.after
    (300, 180)
    """
    if word_at(pieces, at) != "from":
        return None
    bound = before(pieces, at + 1)
    left = end_of(text, pieces, bound.last if bound is not None else at + 1)
    if left is None or (word_at(pieces, left.last) in _DASHES and touching(pieces, left.last)):
        return None
    for place in range(left.last, min(left.last + _NEAR, len(pieces))):
        if pieces[place].lower == "to" and place + 1 < len(pieces):
            right = end_of(text, pieces, place + 1)
            if right is not None:
                earlier, later = _distributed(left.number, right.number)
                return Change(earlier, later, at + 1, place + 1, right.number.last)
        if pieces[place].text in {",", ";", ".", "(", "and"}:
            return None
    return None


def both_bounds(text: str, pieces: Sequence[Token], at: int) -> Range | None:
    """``both = before , number , ( "and" | "but" ) , before , number ;``, one of each kind: "over 10 but under 20".

    >>> from recount.language.tokens import tokenise
    >>> text = "more than 30 but fewer than 45 people"
    >>> found = both_bounds(text, tokenise(text), 0)
    >>> found.low, found.high, found.last
    (30, 45, 7)
    """
    ends: list[tuple[bool, Number]] = []
    place = at
    for _ in range(2):
        bound = before(pieces, place)
        kinds = {"at_least": True, "more_than": True, "at_most": False, "fewer_than": False}
        found = None if bound is None or bound.kind not in kinds else number(text, pieces, bound.last)
        if bound is None or found is None or after(pieces, found.last) is not None:
            return None
        ends.append((kinds[bound.kind], found))
        place = found.last
        if len(ends) == 1:
            if word_at(pieces, place) not in {"and", "but"}:
                return None
            place += 1
    (from_below, left), (too, right) = ends
    low, high = (left, right) if from_below else (right, left)
    if from_below == too or not low.value < high.value:
        return None
    return Range(*_distributed(low, high), at, place)
