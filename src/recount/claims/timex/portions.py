"""The beginning, middle or end of what another rule reads: ``early April``, ``the end of the year``, ``mid-1996``."""

from __future__ import annotations

from collections.abc import Callable

from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Dated, DayPart, Meaning, Named, Near, Portion, Step
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Mod, listed, times

Core = Callable[[Pieces, int], Hit | None]

_WHOLES = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "decade": "DE",
    "century": "CE",
    "quarter": "Q",
    "weekend": "WE",
}
_LINKED = listed("boundaries")
_LOOSE = {"earlier", "later"}


def portion(p: Pieces, at: int, core: Core) -> Hit | None:
    """``portion = [ "the" ] , ( "early" | "late" | "mid" , [ "-" ] | ( "end" | … ) , "of" ) , expression ;``.

    >>> from recount.claims.timex.dates import date
    >>> from recount.claims.timex.pieces import pieces_of
    >>> portion(pieces_of("early April"), 0, date)[1].mod
    'START'
    """
    article = p.words[at] == "the"
    place = at + article
    word = p.words[place]
    mod = times().portions.get(word)
    if mod is None:
        return _closing(p, at)
    place += 1
    if word in _LINKED:
        return _linked(p, place, core, mod)
    if p.words[place] == "-":
        place += 1
    elif p.words[place : place + 2] == ["part", "of"]:
        return _linked(p, place + 1, core, mod)
    elif p.words[place] in {"in", "on"} and not article:
        place += 1
    found = core(p, place)
    if found is None and p.words[place] == "the" and p.words[place + 1] in _WHOLES and p.words[place - 1] == "in":
        found = place + 2, Near(_WHOLES[p.words[place + 1]], "the")
    if found is not None and word in _LOOSE and _is_day(found[1]):
        return None
    return None if found is None or not _parted(found[1]) else (found[0], _with(mod, found[1], word))


def _linked(p: Pieces, at: int, core: Core, mod: Mod) -> Hit | None:
    """``( "of" | "in" ) , ( expression | "the" , unit )``."""
    if p.words[at] != "of" and not (mod == "END" and p.words[at] == "-"):
        return None
    found = core(p, at + 1)
    place = at + 1 + (p.words[at + 1] == "the")
    if found is None and p.words[place] in _WHOLES and place > at + 1:
        found = place + 1, Near(_WHOLES[p.words[place]], "the")
    return None if found is None or not _parted(found[1]) else (found[0], Portion(mod, found[1]))


def _closing(p: Pieces, at: int) -> Hit | None:
    """``closing = [ "the" ] , ( "year" | "month" | "week" ) , [ "-" | "'s" ] , "end" ;``: ``month's end``."""
    place = at + (p.words[at] == "the")
    unit = _WHOLES.get(p.words[place])
    if unit is None:
        return None
    place += 1 + (p.words[place + 1] in {"-", "'s"})
    if unit == "Y" and p.words[place - 1] == "-" and p.words[place] == "end":
        return place + 1, Named(Dated(month=12, day=31), "last" if p.words[at - 1 if at else -1] == "since" else "this")
    return (place + 1, Portion("END", Near(unit, "the"))) if p.words[place] == "end" else None


def _is_day(meaning: Meaning) -> bool:
    """Whether a day is meant, of which "earlier" says only that it came before: ``earlier Friday``."""
    if isinstance(meaning, Near):
        return meaning.unit == "D"
    return isinstance(meaning, Step) or (isinstance(meaning, Dated) and (meaning.weekday or meaning.day) is not None)


def _parted(meaning: Meaning) -> bool:
    """Whether a stretch has a beginning and an end worth naming."""
    return not isinstance(meaning, Step) or meaning.unit in {"D", "W", "M", "Y"}


def _with(mod: Mod, meaning: Meaning, word: str) -> Meaning:
    """A stretch with the part of it that is meant; a part of a day keeps only its name."""
    if isinstance(meaning, DayPart) or (isinstance(meaning, Dated) and word == "mid" and meaning.weekday is not None):
        return meaning
    return Portion(mod, meaning, relative=word in _LOOSE)
