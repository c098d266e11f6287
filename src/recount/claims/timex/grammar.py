"""Text to every expression of time in it, as worded: a written grammar, one rule a function.

::

    expression = [ bound ] , ( portion | core ) | adjective ;

Only stretches around a word of time or a figure are read at all; `core` tells what may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.claims.timex.feasts import feast_words, names_feast
from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import (
    Clock,
    Dated,
    Decade,
    Expression,
    Length,
    Meaning,
    Near,
    Often,
    Step,
    Vague,
)
from recount.claims.timex.pieces import Pieces, pieces_of
from recount.claims.timex.ranges import shared
from recount.claims.timex.rules import longest
from recount.claims.timex.style import Style, style_of
from recount.claims.timex.tenses import looks_ahead
from recount.claims.timex.vocabulary import Mod, bounds, leads, listed, times, triggers

Located = tuple[int, int, Meaning, Mod | None]  # the first piece of an expression, the piece after it, what it says

_REACH = 8
_LINKS = listed("links")


def expressions(text: str, start: int = 0, end: int | None = None, style: Style = "news") -> list[Expression]:
    """Every expression of time from `start` to `end`, left to right, none overlapping another.

    `style` is how the text tells time (`told` finds it out): a narrative marks words that news does not.

    >>> text = "At least two weeks ago, on Friday, April 14, shells fell in the early 1990s."
    >>> [text[one.start : one.end] for one in expressions(text)]
    ['At least two weeks ago', 'Friday, April 14', 'the early 1990s']
    """
    return _placed(pieces_of(text, start, end), style)


def told(text: str) -> tuple[Style, list[Expression]]:
    """How a whole text tells time, and its expressions.

    >>> told("Shells fell on Friday.")[0]
    'news'
    """
    p = pieces_of(text)
    style = style_of(p)
    return style, _placed(p, style)


def _placed(p: Pieces, style: Style) -> list[Expression]:
    return [
        Expression(p.starts[first], p.ends[last - 1], meaning, mod, looks_ahead(p, first, last))
        for first, last, meaning, mod in located(p, style)
    ]


def located(p: Pieces, style: Style = "news") -> Iterator[Located]:
    """Every expression, each read from the first piece before its word of time from which it can be read."""
    goes_on, shown, named = 0, triggers(), feast_words()
    for trigger in [
        at
        for at, word in enumerate(p.words)
        if word in shown or (word < ":" and len(word) > 3 and "," not in word) or (word in named and names_feast(p, at))
    ]:
        if trigger < goes_on:
            continue
        for at in range(_earliest(p, trigger, goes_on), trigger + 1):
            read = _read(p, at, style)
            if read and read[-1][1] > trigger:
                yield from read
                goes_on = read[-1][1]
                break


def _earliest(p: Pieces, trigger: int, goes_on: int) -> int:
    """The first piece from which an expression may run up to its word of time: only words that lead one between."""
    first, led = trigger, leads()
    lowest = max(goes_on, trigger - _REACH)
    while first > lowest and (p.words[first - 1] in led or p.words[first - 1][0].isdecimal()):
        first -= 1
    return first


def _read(p: Pieces, at: int, style: Style) -> tuple[Located, ...]:
    """What is read from a piece on: nothing, an expression, or two dates that share what one says."""
    if not _LINKS.isdisjoint(p.words[at + 1 : at + 4]) and (pair := shared(p, at)):
        return tuple((first, last, dated, None) for first, last, dated in pair)
    found = _expression(p, at, style)
    return () if found is None else ((at, *found),)


def _bound(p: Pieces, at: int) -> tuple[int, Mod | None]:
    """``bound = "about" | "at least" | … ;``: the piece after it, and what it says; the article is not part of it."""
    for phrase, meant in bounds().get(p.words[at], ()) if p.words[at - 1] != "-" or not at else ():
        if tuple(p.words[at : at + len(phrase)]) == phrase:
            return at + len(phrase) - (phrase[-1] in {"a", "an"}), meant
    return at, None


def _expression(p: Pieces, at: int, style: Style) -> tuple[int, Meaning, Mod | None] | None:
    """``expression = [ bound ] , ( portion | core ) ;``."""
    place, mod = _bound(p, at)
    found = longest(p, place) or (_adjective(p, place, style) if mod is None else None)
    if found is None or _idle(p, at, place, found, bounded=mod):
        return None
    return found[0], found[1], mod


def _adjective(p: Pieces, at: int, style: Style) -> Hit | None:
    """``adjective = "former" | "current" | … ;``: marked in one style of text or the other."""
    words = times().adjectives.narrative if style == "narrative" else times().adjectives.news
    value = words.get(p.words[at])
    return None if value is None else (at + 1, Vague(value))


def _idle(p: Pieces, at: int, place: int, found: Hit, *, bounded: Mod | None) -> bool:
    """Whether words of time say nothing of when here."""
    last, meaning = found
    if isinstance(meaning, Often) and p.capital(at) and p.capital(last) and _is_title(p, at, last + 1):
        return True
    if isinstance(meaning, Near | Length) and last - at > 1 and _is_title(p, at, last):
        return True
    if bounded is not None and not isinstance(meaning, Length | Step):
        if bounded != "APPROX" or not isinstance(meaning, Dated | Decade | Clock):
            return True
        if isinstance(meaning, Dated) and meaning.weekday is not None:
            return True
    if isinstance(meaning, Near) and meaning.way == "the" and meaning.unit in {"D", "PE", "DE", "CE", "M"}:
        return True
    return (
        isinstance(meaning, Dated)
        and meaning.day is None
        and place == at
        and p.words[last] == "-"
        and meaning.season == "FA"
    )


def _is_title(p: Pieces, first: int, last: int) -> bool:
    """Whether every word of words for when is capitalised, as in a title: ``This Week``; text in capitals has none."""
    if any(not p.capital(at) for at in range(first, last) if p.words[at].isalpha()):
        return False
    return any(p.text[at].islower() for at in range(p.starts[first], p.ends[last - 1]))
