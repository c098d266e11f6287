"""Days by their names: ``Good Friday``, ``Ramadan 2022``, ``last Easter``, ``the eve of Eid al-Fitr``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import structs

from recount.claims.timex.dates import year
from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Dated, Feast
from recount.claims.timex.numbers import ordinal
from recount.claims.timex.pieces import BREAK, Pieces, pieces_of
from recount.claims.timex.vocabulary import ordinals, times
from recount.lexicon.holidays import feast_names

_STOPS = {".", "!", "?", ":", ";", BREAK}
_Names = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def _names() -> _Names:
    """The pieces of each name, by the first of them, the longest name first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in feast_names():
        p = pieces_of(name)
        found.setdefault(p.words[0], []).append((tuple(p.words[: p.count]), name))
    return {word: tuple(sorted(own, key=lambda one: (-len(one[0]), one[1]))) for word, own in found.items()}


@cache
def feast_words() -> frozenset[str]:
    """The words with which names of feasts begin."""
    return frozenset(_names())


def feast(p: Pieces, at: int) -> Hit | None:
    """``feast = [ "the eve of" | numbered ] , [ way ] , name , [ "weekend" ] , [ [ "of" ] , year | "this year" … ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> feast(pieces_of("last Easter"), 0)[1].way, feast(pieces_of("Ramadan 2022"), 0)[1].year
    ('last', 2022)
    """
    if p.words[at] not in _openers():
        return None
    numbered = _numbered(p, at)
    eve = p.words[at : at + 3] == ["the", "eve", "of"]
    place = at + 3 * eve if numbered is None else numbered[0]
    way = times().ways.get(p.words[place])
    place += way is not None
    article = way is None and p.words[place] == "the"
    led = p.words[place + article : place + article + 2] == ["weekend", "of"]
    named = _name(p, place + ((article + 2) if led else 0))
    if named is None or _is_of_a_name(p, at, named[0]):
        return None
    last = named[0]
    weekend = led or p.words[last] == "weekend"
    last += weekend and not led
    number = None if numbered is None else numbered[1]
    return _of_year(p, last, Feast(named[1], way=way, weekend=weekend, eve=eve, day=number))


@cache
def _openers() -> frozenset[str]:
    return frozenset({*feast_words(), *times().ways, *ordinals(), "the", "final", "weekend"})


def _numbered(p: Pieces, at: int) -> tuple[int, int] | None:
    """``[ "the" ] , ( ordinal | "last" ) , "day" , "of"``, before a name: which of its days, -1 for the last."""
    place = at + (p.words[at] == "the")
    counted = (place + 1, -1) if p.words[place] in {"last", "final"} else ordinal(p, place)
    if counted is None or p.words[counted[0] : counted[0] + 2] != ["day", "of"]:
        return None
    return counted[0] + 2, counted[1]


def names_feast(p: Pieces, at: int) -> bool:
    """Whether the name of a feast begins at a piece.

    >>> names_feast(pieces_of("a good Friday"), 1), names_feast(pieces_of("a good day"), 1)
    (True, False)
    """
    return _name(p, at) is not None


def _name(p: Pieces, at: int) -> tuple[int, str] | None:
    for pieces, name in _names().get(p.words[at], ()):
        if tuple(p.words[at : at + len(pieces)]) == pieces and (name == name.lower() or p.capital(at)):
            return at + len(pieces), name
    return None


def _is_of_a_name(p: Pieces, first: int, last: int) -> bool:
    """Whether a feast only lends its name to something: ``the Yom Kippur War``, ``Operation Ramadan``."""
    after = p.capital(last) and p.words[last].isalpha() and not p.touching(last) and p.words[last] not in _time_words()
    lent = first > 1 and p.words[first] not in times().ways and p.capital(first - 1) and not p.touching(first)
    before = p.words[first - 1] if lent else ""
    return after or (before.isalpha() and before not in _time_words() and p.words[first - 2] not in _STOPS)


@cache
def _time_words() -> frozenset[str]:
    known = times()
    return frozenset().union(known.months, known.weekdays, known.parts, known.ways)


def _of_year(p: Pieces, at: int, named: Feast) -> Hit:
    """``[ [ "," | "of" | "in" ] , ( year | "this year" | "last year" | "next year" ) ] , [ "weekend" ]``."""
    place = at + (p.words[at] in {",", "of", "in"})
    stated = year(p, place)
    if stated is not None and isinstance(stated[1], Dated):
        last = stated[0] + (p.words[stated[0]] == "weekend")
        weekend = named.weekend or last > stated[0]
        return last, structs.replace(named, year=stated[1].year, weekend=weekend)
    way = times().ways.get(p.words[place])
    if way is not None and p.words[place + 1] == "year" and p.words[place + 2] != "'s":
        return place + 2, structs.replace(named, way=way, by_year=True)
    return at, named


__all__ = ["feast", "feast_words", "names_feast"]
