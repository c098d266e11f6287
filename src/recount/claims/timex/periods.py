"""Stretches of years and parts of years: decades, centuries, quarters, halves, fiscal years."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.dates import year
from recount.claims.timex.figures import Hit
from recount.claims.timex.lengths import length
from recount.claims.timex.meanings import Century, Dated, Decade, Echo, Meaning, Named, Near
from recount.claims.timex.numbers import ordinal
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Way, listed, times

_ERAS = listed("before_christ")
_TAILS: dict[str, Way] = {
    "last": "last", "next": "next", "this": "this", "that": "same", "the": "same", "same": "same",
}  # fmt: skip


def decade(p: Pieces, at: int) -> Hit | None:
    """``decade = figures , "0s" | "'80s" | [ "nineteen" | "eighteen" ] , "eighties" ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> decade(pieces_of("1980s"), 0), decade(pieces_of("'80s"), 0)
    ((1, Decade(tens=198, known=True, bc=False)), (1, Decade(tens=198, known=False, bc=False)))
    """
    word = p.words[at]
    if word in {"nineteen", "eighteen"} and p.words[at + 1] in times().decades:
        return at + 2, Decade((19 if word == "nineteen" else 18) * 10 + times().decades[p.words[at + 1]])
    if word in times().decades:
        return (at + 1, Decade(190 + times().decades[word], known=False)) if p.words[at - 1] != "his" else None
    if not word.endswith("0s") and not word.endswith("0's"):
        return None
    figures = word.replace("'", "").rstrip("s")
    if not figures.isdecimal() or (len(figures) == 2 and p.words[at - 1] in {"his", "her", "their"}):
        return None
    bc = p.words[at + 1] in _ERAS
    if len(figures) == 2:
        tens = int(figures) // 10
        return at + 1, Decade((200 if tens < 3 else 190) + tens, known=False)
    if len(figures) < 3:
        return None
    return at + 1 + bc, Decade(int(figures) // 10, bc=bc)


def century(p: Pieces, at: int) -> Hit | None:
    """``century = ordinal , [ "-" ] , ( "century" | "centuries" ) , [ "BC" ] ;``."""
    counted = ordinal(p, at)
    if counted is None:
        return None
    last = counted[0] + (p.words[counted[0]] == "-")
    if p.words[last] not in {"century", "centuries"} or not 0 < counted[1] < 100:
        return None
    bc = p.words[last + 1] in _ERAS
    return last + 1 + bc, Century(counted[1], bc=bc)


def quarter(p: Pieces, at: int) -> Hit | None:
    """``quarter = [ year | "this year's" ] , [ "fiscal" ] , ordinal , [ "-" ] , "quarter" , [ of year ] ;``.

    Halves of a year likewise; ``Q3 2020`` and ``H1`` too.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> quarter(pieces_of("third quarter of 1990"), 0)[1].quarter
    3
    """
    led = _owner(p, at)
    last, owner = (at, None) if led is None else led
    fiscal = p.words[last] == "fiscal"
    last += fiscal
    last += p.words[last] == "-"
    numbered = _numbered(p, last)
    if numbered is None:
        return (last + 1, Echo()) if owner == "last" and p.words[last] in {"quarter", "period"} else None
    last, dated = numbered
    dated = structs.replace(dated, fiscal=fiscal)
    if owner is not None:
        return last, _owned(dated, owner)
    tail = _tail(p, last)
    return (last, dated) if tail is None else (tail[0], _owned(dated, tail[1]))


def _numbered(p: Pieces, at: int) -> tuple[int, Dated] | None:
    """``ordinal , [ "-" ] , [ "fiscal" ] , ( "quarter" | "half" )`` or ``"Q" , figure``."""
    word = p.words[at]
    if word in {"q", "h"} and p.words[at + 1].isdecimal() and p.touching(at + 1) and 1 <= int(p.words[at + 1]) <= 4:
        number = int(p.words[at + 1])
        return at + 2, Dated(quarter=number) if word == "q" else Dated(half=min(number, 2))
    counted = ordinal(p, at)
    halves = counted
    if counted is None and word in {"last", "final", "latter"}:
        counted, halves = (at + 1, 4), (at + 1, 2)
    if counted is None or halves is None:
        return None
    last = counted[0] + (p.words[counted[0]] in {"-", "fiscal"})
    if p.words[last] == "quarter" and 1 <= counted[1] <= 4:
        return last + 1, Dated(quarter=counted[1])
    if p.words[last] == "quarters" and 1 <= counted[1] <= 4:
        return last + 1, Dated(quarter=counted[1])
    if p.words[last] == "half" and 1 <= halves[1] <= 2 and p.words[last + 1] not in {"-", "century"}:
        return last + 1, Dated(half=halves[1])
    return None


_Owner = int | Way


def _owner(p: Pieces, at: int) -> tuple[int, _Owner] | None:
    """``owner = year | ( "last" | "this" | "next" ) , "year" , "'s" ;``, before a quarter."""
    word = p.words[at]
    if word in {"last", "this", "next"} and p.words[at + 1] == "year":
        return at + 2 + (p.words[at + 2] == "'s"), times().ways[word]
    if word in {"year-ago", "year-earlier"}:
        return at + 1, "last"
    if len(word) == 4 and word.isdecimal() and (found := year(p, at)) is not None and isinstance(found[1], Dated):
        return None if found[1].year is None else (found[0] + (p.words[found[0]] == "'s"), found[1].year)
    return None


def _tail(p: Pieces, at: int) -> tuple[int, _Owner] | None:
    """``tail = [ "of" | "in" | "," ] , ( [ "fiscal" ] , year | ( "last" | "this" | "the" … ) , "year" ) ;``."""
    last = at + (p.words[at] in {"of", "in", ","})
    last += p.words[last] == "fiscal"
    last += p.words[last] == "year" and p.words[last + 1].isdecimal()
    stated = year(p, last)
    if stated is not None and isinstance(stated[1], Dated) and stated[1].year is not None:
        return stated[0], stated[1].year
    way = _TAILS.get(p.words[last])
    if way is None or (p.words[at] == "," and way != "last"):
        return None
    last += 1 + (p.words[last + 1] in {"same", "fiscal"})
    return (last + 1, way) if p.words[last] == "year" and p.words[last + 1] != "'s" else None


def _owned(dated: Dated, owner: _Owner) -> Meaning:
    return structs.replace(dated, year=owner) if isinstance(owner, int) else Named(dated, owner)


def fiscal_year(p: Pieces, at: int) -> Hit | None:
    """``fiscal year = [ way ] , "fiscal" , [ "year" ] , [ year ] | year , "fiscal year" ;``."""
    if p.words[at] in {"the", "its", "their"}:
        way: Way | None = {"latest": "last", "current": "this", "full": "the"}.get(p.words[at + 1])  # type: ignore[assignment]
        place = at + 1 + (way is not None)
        if p.words[place : place + 2] != ["fiscal", "year"]:
            return None
        return place + 2, Near("FY", way or "the", article=way in {None, "the"})
    if p.words[at] == "fiscal":
        last = at + 1 + (p.words[at + 1] in {"year", "years"})
        stated = year(p, last)
        if stated is not None and isinstance(stated[1], Dated):
            return stated[0], structs.replace(stated[1], fiscal=True)
        return (last, Near("FY", "this", article=p.words[at - 1] in {"the", "a"})) if last > at + 1 else None
    if p.words[at] in {"last", "this", "next", "current", "previous"} and p.words[at + 1 : at + 3] == [
        "fiscal",
        "year",
    ]:
        return at + 3, Near("Y", times().ways[p.words[at]])
    stated = year(p, at)
    if stated is not None and p.words[stated[0] : stated[0] + 2] == ["fiscal", "year"]:
        return stated[0] + 2, stated[1]
    return None


def echo(p: Pieces, at: int) -> Hit | None:
    """``echo = [ "the" ] , [ "comparable" ] , ( "year-ago" | year ) , [ ordinal ] , [ "quarter" | "period" ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> echo(pieces_of("the year-ago quarter"), 0), echo(pieces_of("the 1988 period"), 0)
    ((3, Echo(year=None)), (3, Echo(year=1988)))
    """
    place = at + (p.words[at] == "the")
    place += p.words[place] in {"comparable", "corresponding", "same"}
    ago = p.words[place] in {"year-ago", "year-earlier"}
    stated = None if ago else year(p, place)
    if not ago and (stated is None or not isinstance(stated[1], Dated)):
        return _a_year_before(p, at)
    last = place + 1 if stated is None else stated[0]
    counted = _numbered(p, last)
    if ago and counted is not None:
        return counted[0], Named(counted[1], "last")
    if ago and (stretch := length(p, last)) is not None:
        return stretch
    if p.words[last] in {"quarter", "period", "half"}:
        return last + 1, Echo(None if stated is None else stated[1].year)  # type: ignore[union-attr]
    return (last, Echo()) if ago and place == at else None


def _a_year_before(p: Pieces, at: int) -> Hit | None:
    """``"the" , ( "quarter" | "period" ) , ( "a year" , ( "ago" | "earlier" ) | "last year" ) ;``."""
    place = at + (p.words[at] == "the")
    place += p.words[place] in {"comparable", "corresponding", "same"}
    if p.words[place] not in {"quarter", "period"}:
        return None
    if p.words[place + 1 : place + 3] == ["a", "year"] and p.words[place + 3] in {"ago", "earlier", "before"}:
        return place + 4, Echo()
    return (place + 3, Echo()) if p.words[place + 1 : place + 3] == ["last", "year"] else None
