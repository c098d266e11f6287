"""Numbers in words of time: how many units, which day of a month, which year."""

from __future__ import annotations

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import listed, ordinals, times

_HALVES = {("1", "/", "2"): 0.5, ("1", "/", "4"): 0.25, ("3", "/", "4"): 0.75}
_DASHES = listed("dashes")
_ONES, _TENS, _TEENS = 10, 100, range(10, 20)
_LAST_DAY = 31


def amount(p: Pieces, at: int) -> tuple[int, float | None] | None:
    """``amount = [ article ] , ( number , [ ( "to" | "or" | "-" ) , number ] | vague ) ;``: how many, None for some.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [amount(pieces_of(text), 0) for text in ("twenty four", "2 1/2", "a few", "a couple of", "two or three")]
    [(2, 24), (4, 2.5), (2, None), (3, 2), (3, 2)]
    """
    words = p.words
    if words[at] == "another" or (words[at] == "an" and words[at + 1] in {"additional", "extra"}):
        place = at + 1 + (words[at] == "an")
        return amount(p, place) or (place, 1)
    if words[at] in {"a", "an"}:
        vague = _vague(p, at + 1)
        if vague is not None:
            return vague
        scaled = numerals().scales.get(words[at + 1])
        if scaled is not None and not words[at + 1].endswith("s"):
            return at + 2, scaled
        return (at + 3, 0.5) if words[at + 1 : at + 3] == ["half", "-"] else (at + 1, 1)
    if words[at] == "half" and words[at + 1] in {"a", "an"}:
        return at + 2, 0.5
    vague = _vague(p, at)
    if vague is not None:
        return vague
    first = whole(p, at)
    if first is None:
        return None
    last, count = first
    if words[last] in {"to", "or"} or (words[last] in _DASHES and words[last + 1][:1].isdecimal()):
        second = whole(p, last + 1)
        if second is not None and second[1] > count:
            return second[0], count
    return last, count


def _vague(p: Pieces, at: int) -> tuple[int, float | None] | None:
    """``vague = ( "few" | "several" | "couple" | "dozen" | … ) , [ "more" ] , [ "of" ] ;``."""
    known = times().amounts.get(p.words[at])
    if known is None:
        return None
    last = at + 1
    if p.words[last] in {"more", "dozen"}:
        last += 1
    if p.words[last] == "of" and p.words[at] in {"couple", "dozens", "hundreds", "thousands", "pair", "score"}:
        last += 1
    return last, known or None


def whole(p: Pieces, at: int) -> tuple[int, float] | None:
    """``number = ( figures | number word , { number word } ) , [ [ "and" ] , [ "a" ] , ( "half" | fraction ) ] ;``."""
    words = p.words
    read = _figures(words[at]) if words[at][:1].isdecimal() else None
    last, count = (at + 1, read) if read is not None else _spelt(p, at)
    if last == at or count is None:
        return None
    fraction = _HALVES.get(tuple(words[last : last + 3]))  # type: ignore[arg-type]
    if fraction is not None:
        return last + 3, count + fraction
    for tail in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"], ["and", "one", "half"]):
        if words[last : last + len(tail)] == tail:
            return last + len(tail), count + 0.5
    return last, count


def _figures(word: str) -> float | None:
    figures = word.replace(",", "")
    if figures.isdecimal() and figures.isascii():
        return int(figures) if len(figures) < 9 else None
    try:
        return float(figures)
    except ValueError:
        return None


def _spelt(p: Pieces, at: int) -> tuple[int, int | None]:
    """A number in words, and the piece after it; None where none stands here."""
    known = numerals()
    total, current, last, seen = 0, 0, at, False
    while True:
        word = p.words[last + (seen and p.words[last] in {"-", "and"} and p.words[last + 1] in known.units)]
        if word in known.tens:
            if seen and current % 100:
                break
            current += known.tens[word]
        elif word in known.units:
            if seen and (current % 10 or current % 100 in _TEENS) and current % 100:
                break
            current += known.units[word]
        elif seen and word in {"hundred", "thousand"}:
            scale = known.scales[word]
            total, current = (total, current * scale) if scale == 100 else ((total + current) * scale, 0)
        else:
            break
        last += 1 + (p.words[last] in {"-", "and"})
        seen = True
    return (last, total + current) if seen else (at, None)


def ordinal(p: Pieces, at: int) -> tuple[int, int] | None:
    """``ordinal = figures , ( "st" | "nd" | "rd" | "th" ) | "first" | … | tens , "-" , ordinal ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [ordinal(pieces_of(text), 0) for text in ("42nd", "third", "twenty-first")]
    [(1, 42), (1, 3), (3, 21)]
    """
    word = p.words[at]
    if word[:1].isdecimal() and word[-2:] in {"st", "nd", "rd", "th"}:
        return at + 1, int(word[:-2]) if len(word) < 8 else 0
    if word in ordinals():
        return at + 1, ordinals()[word]
    tens = numerals().tens.get(word)
    if tens is not None and p.words[at + 1] == "-" and (ones := ordinals().get(p.words[at + 2], 0)) and ones < _ONES:
        return at + 3, tens + ones
    return None


def month_day(p: Pieces, at: int) -> tuple[int, int] | None:
    """``day = figures | ordinal ;``: the day of a month, 1 to 31."""
    word = p.words[at]
    if word.isdecimal() and word.isascii():
        return (at + 1, int(word)) if len(word) <= 2 and 1 <= int(word) <= _LAST_DAY else None
    found = ordinal(p, at)
    return found if found is not None and 1 <= found[1] <= _LAST_DAY else None


def spelt_year(p: Pieces, at: int) -> tuple[int, int] | None:
    """``spelt year = ( "eighteen" | "nineteen" | "twenty" ) , number below a hundred ;``: ``nineteen ninety-four``."""
    century = {"eighteen": 18, "nineteen": 19, "twenty": 20}.get(p.words[at])
    if century is None or p.words[at + 1] in {"-", ""}:
        return None
    known = numerals()
    tens = known.tens.get(p.words[at + 1])
    if tens is None:
        if century == 20:
            return None
        teen = known.units.get(p.words[at + 1], 0)
        return (at + 2, century * 100 + teen) if teen in _TEENS else None
    hyphen = p.words[at + 2] == "-"
    ones = known.units.get(p.words[at + 2 + hyphen], 0)
    if 0 < ones < _ONES:
        return at + 3 + hyphen, century * 100 + tens + ones
    return (at + 2, century * 100 + tens) if century != 20 or p.words[at + 1] != "twenty" else None
