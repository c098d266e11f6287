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
    """``ordinal = figures , ( "st" | "nd" | "rd" | "th" ) | "first" | … | tens , [ "-" ] , ordinal ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [ordinal(pieces_of(text), 0) for text in ("42nd", "third", "twenty-first", "twenty first")]
    [(1, 42), (1, 3), (3, 21), (2, 21)]
    """
    word = p.words[at]
    if word[:1].isdecimal() and word[-2:] in {"st", "nd", "rd", "th"}:
        figures = word[:-2].replace(",", "")
        return at + 1, int(figures) if len(figures) < 6 else 0
    if word in ordinals():
        return at + 1, ordinals()[word]
    tens = numerals().tens.get(word)
    last = at + 1 + (p.words[at + 1] == "-")
    if tens is not None and 0 < (ones := ordinals().get(p.words[last], 0)) < _ONES:
        return last + 1, tens + ones
    return None


def month_day(p: Pieces, at: int) -> tuple[int, int] | None:
    """``day = figures | ordinal ;``: the day of a month, 1 to 31."""
    word = p.words[at]
    if word.isdecimal() and word.isascii():
        counts = p.words[at + 1] in {"thousand", "hundred", "million"}
        return (at + 1, int(word)) if len(word) <= 2 and 1 <= int(word) <= _LAST_DAY and not counts else None
    found = ordinal(p, at)
    return found if found is not None and 1 <= found[1] <= _LAST_DAY else None


def spelt_day(p: Pieces, at: int) -> tuple[int, int] | None:
    """``day = number words below 32 ;``, which do not go on: ``May twenty-nine``."""
    found = below_hundred(p, at)
    if found is None or not 1 <= found[1] <= _LAST_DAY or p.words[found[0]] in {"thousand", "hundred", "million"}:
        return None
    return found


def below_hundred(p: Pieces, at: int) -> tuple[int, int] | None:
    """A number below a hundred in words."""
    tens = numerals().tens.get(p.words[at], 0)
    last = at + (tens > 0)
    last += tens > 0 and p.words[last] == "-"
    ones = numerals().units.get(p.words[last], 0)
    if tens and not 0 < ones < _ONES:
        return at + 1, tens
    return (last + 1, tens + ones) if tens or ones else None


def spelt_year(p: Pieces, at: int) -> tuple[int, int] | None:
    """``( "nineteen" | … ) , [ "hundred" ] , number below a hundred | "two thousand" , [ "and" ] , [ number ]``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [spelt_year(pieces_of(text), 0)[1] for text in ("nineteen ninety-four", "two thousand and fifteen")]
    [1994, 2015]
    """
    if p.words[at : at + 2] == ["two", "thousand"]:
        rest = below_hundred(p, at + 2 + (p.words[at + 2] == "and"))
        return (at + 2, 2000) if rest is None else (rest[0], 2000 + rest[1])
    century = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}.get(p.words[at])
    if century is None:
        return None
    full = p.words[at + 1] == "hundred"
    rest = below_hundred(p, at + 1 + full + (full and p.words[at + 2] == "and"))
    if rest is None or (rest[1] < _ONES and (not full or century == 20)) or p.words[at + 1] == "-":
        return None
    return rest[0], century * 100 + rest[1]
