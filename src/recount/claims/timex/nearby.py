"""Stretches placed by a pointing word: ``last week``, ``the following day``, ``this summer``, ``yesterday``."""

from __future__ import annotations

from recount.claims.timex.dates import month_first, season, weekday
from recount.claims.timex.figures import Hit
from recount.claims.timex.lengths import length
from recount.claims.timex.meanings import Amount, Dated, DayPart, Length, Meaning, Named, Near, Step, Vague
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Way, listed, times, vague_phrases

_OPEN = {"TS", "TM", "TH", "PE", "SE"}
_MODALS = listed("modals")


def day_word(p: Pieces, at: int) -> Hit | None:
    """``day word = "today" | "yesterday" | "tomorrow" | "tonight" | "overnight" ;``."""
    word = p.words[at]
    known = times().days.get(word)
    if known is not None and p.capital(at) and p.words[at - 1 if at else -1].isalpha() and p.capital(at - 1):
        return None  # "USA Today"
    if known is not None:
        return at + 1, Step("D", abs(known), forward=known >= 0, origin="written")
    if word == "tonight":
        return at + 1, DayPart("NI", Step("D", 0, forward=True, origin="written"))
    if word == "overnight" and p.words[at + 1] not in {"-", "success"}:
        return at + 1, DayPart("NI", Step("D", 1, forward=False, origin="written"), through=True)
    return None


def pointed(p: Pieces, at: int) -> Hit | None:
    """``pointed = [ "the" ] , way , ( unit | part of day | weekday | month | season | amount , unit ) ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> pointed(pieces_of("the following year"), 0)
    (3, Near(unit='Y', way='after', article=True))
    """
    article = p.words[at] in {"the", "its", "their"}
    place = at + article
    way = _way(p, place)
    if way is None:
        return None
    place, direction = way
    if p.words[place] in {"past", "same", "coming"} and direction in {"this", "same"}:
        direction = times().ways[p.words[place]] if p.words[place] != "past" else "last"
        place += 1
    word = p.words[place]
    if word == "time" and p.words[place + 1] == "period":
        return place + 2, Near("PE", direction, article=article)
    named = _named(p, place, direction)
    if named is not None:
        return named
    if word in times().units:
        return _unit(p, place, direction, article=article)
    return _several(p, place, direction, article=article)


def _way(p: Pieces, at: int) -> tuple[int, Way] | None:
    way = times().ways.get(p.words[at])
    if way is None:
        return None
    if p.words[at] in {"year-ago", "year-earlier"}:
        return None
    return at + 1, way


def _named(p: Pieces, at: int, way: Way) -> Hit | None:
    """A weekday, month or season in some direction."""
    known, word = times(), p.words[at]
    found = None
    if word in known.weekdays:
        found = weekday(p, at)
    elif word in known.months:
        found = month_first(p, at)
    elif word in known.seasons and word in p.words[at]:
        found = season(p, at)
    if found is None or not isinstance(found[1], Dated):
        return None
    return found[0], found[1] if found[1].year is not None else Named(found[1], way)


def _unit(p: Pieces, at: int, way: Way, *, article: bool) -> Hit | None:
    """A single unit in some direction."""
    unit, last = times().units[p.words[at]], at + 1
    if p.words[at] in {"second", "minute", "min"} and way in {"this", "same", "before", "after", "latest"}:
        return None
    if unit in {"MO", "AF", "EV", "NI"}:
        return last, DayPart(unit, _day_of(way))
    if unit in _OPEN:
        if unit == "PE":
            return last, Near("PE", way, article)
        return (last, Length(Amount(1, unit), way)) if way in {"last", "next"} and unit in {"TM", "TH"} else None
    return last, Near(unit, way, article)


def _day_of(way: Way) -> Meaning:
    """The day of a part of day: ``last night`` is yesterday's, ``this morning`` today's."""
    if way == "last":
        return Step("D", 1, forward=False, origin="written")
    if way == "this":
        return Step("D", 0, forward=True, origin="written")
    if way in {"next", "after"}:
        return Step("D", 1, forward=True, origin="told")
    if way == "before":
        return Step("D", 1, forward=False, origin="told")
    return Step("D", 0, forward=True, origin="told")


def _several(p: Pieces, at: int, way: Way, *, article: bool) -> Hit | None:
    """``way , [ amount ] , plural unit``: a length that ends or begins where the words were written."""
    if way in {"after", "before", "same", "this"} and not article:
        return None
    found = length(p, at)
    if found is None and p.words[at] in times().plurals:
        both = p.words[at + 1] in {"or", "and"} and p.words[at + 2] in times().plurals
        found = at + 1 + 2 * both, Length(Amount(None, times().plurals[p.words[at]]))
    if found is None:
        return None
    return found[0], Length(found[1].amount, way, found[1].plus)


def some_day(p: Pieces, at: int) -> Hit | None:
    """``some day = ( "one" | "some" ) , "day" ;`` after a word that looks ahead: ``will one day``."""
    if p.words[at + 1] != "day" or p.words[at - 1 if at else -1] not in _MODALS:
        return None
    return at + 2, Vague("FUTURE_REF")


def vague(p: Pieces, at: int) -> Hit | None:
    """``vague = "now" | "recently" | "the future" | … ;``: no calendar."""
    for phrase, value in vague_phrases().get(p.words[at], ()):
        if tuple(p.words[at : at + len(phrase)]) == phrase:
            return at + len(phrase), Vague(value)
    return None
