"""A token of a report to the facts it tells, figures and names, each with how telling it is, in one number.

Rewording swaps words and turns sentences round; figures and names stay. How telling one is depends on fixed lists
(``lexicon/telling.toml``, ``lexicon/nations.toml``), never on the reports at hand, so that what is found does not
depend on what else is held.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain

from recount.claims.quantities.vocabulary import numerals, words_of
from recount.lexicon.lists import words
from recount.lexicon.outlets import agency_names
from recount.lexicon.peoples import nations, parties

FIGURE, NAME = 0, 1
MONTH = 1
"""What a month tells: that the figure beside it is a day, which every report of the event has."""
LEVELS = 4
_REMEMBERED = 1 << 17
_PIECE = re.compile(r"\d+(?:[,.:]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{2,3})+")
_THOUSANDTH = 1000
_SCALED = 1 << 60
# Endings that a copy changes with the build of its sentence, longest first; what is left has three letters or more.
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "ly")
_SHORTEST = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def packed(kind: int, level: int, words: str) -> int:
    """What is told, in 32 bits: 28 of a hash, two of how telling it is (0-3), two of its kind."""
    return (zlib.crc32(words.encode("utf-8", "surrogatepass")) & ~15) | level << 2 | kind


@lru_cache(_REMEMBERED)
def told(token: str) -> tuple[int, ...]:
    """What a token between spaces tells, piece by piece; a number below 0 is a figure, or a part of one (`figure_of`).

    The empty token ends a sentence, which 0 tells.

    >>> told("the"), told("Ukrainian") == told("Ukraine's"), told("forty-one") == told("41,")
    ((), True, True)
    """
    return tuple(filter(None, _pieces(token))) if token else (0,)


def _pieces(token: str) -> Iterator[int]:
    known = numerals()
    number = 0
    digits = False
    for piece in _PIECE.findall(token):
        lower = piece.lower()
        touching, digits = digits, piece[0].isdigit()
        if digits:
            yield from _numeral(piece)
        elif touching and lower in known.letters:
            yield -(_SCALED + known.letters[lower])
        elif lower in known.units or lower in known.tens:
            number += known.units.get(lower, 0) or known.tens.get(lower, 0)
        elif lower in known.scales:
            yield -(_SCALED + known.scales[lower])
        elif lower == "half":
            yield -_THOUSANDTH // 2
        else:
            yield _word(piece, lower)
    if number:
        yield -number * _THOUSANDTH


def _numeral(piece: str) -> Iterator[int]:
    """A figure in digits as its worth in thousandths below 0; an hour, a version or a long number as it stands."""
    plain = piece.replace(",", "") if _THOUSANDS.fullmatch(piece.partition(".")[0]) else piece
    try:
        worth = float(plain) * _THOUSANDTH
    except ValueError:
        worth = _SCALED
    yield -round(worth) if worth < _SCALED else packed(FIGURE, 3, piece)


@lru_cache(_REMEMBERED)
def figure_of(*numbers: int) -> int:
    """What figures in a row come to, scales and all ("two hundred [and] forty", "1.2 million"), as it is packed.

    >>> figure_of(-2000, -(_SCALED + 100), -40000) == figure_of(-240000)
    True
    """
    total = current = 0
    for number in map(abs, numbers):
        if number < _SCALED:
            current += number
        elif number - _SCALED < _THOUSANDTH:
            current = (current or _THOUSANDTH) * (number - _SCALED)
        else:
            total, current = total + (current or _THOUSANDTH) * (number - _SCALED), 0
    worth = total + current
    return packed(FIGURE, _figure_level(worth), str(worth)) if worth > _THOUSANDTH else 0


def goes_on(before: int, number: int) -> bool:
    """Whether a figure goes on with the next: a scale follows it, or what is below its own scale does."""
    if number <= -_SCALED:
        return True
    return before <= -_SCALED and -number < (-before - _SCALED) * _THOUSANDTH


def is_day(number: int) -> bool:
    """Whether a figure can be the day of a month."""
    return -31 * _THOUSANDTH <= number <= -_THOUSANDTH


def _figure_level(worth: int) -> int:
    """How telling a figure in thousandths is: the small, the round and years are in every report."""
    value, rest = divmod(worth, _THOUSANDTH)
    digits = len(str(value).rstrip("0"))
    if rest:
        return 3
    if value <= 3:
        return 0
    if value <= 12 or (value <= 100 and digits == 1) or _FIRST_YEAR <= value <= _LAST_YEAR:
        return 1
    return 2 if value <= 100 or digits == 1 else 3


def _word(piece: str, lower: str) -> int:
    """A name as it is packed; `MONTH` for a month, 0 for any other word."""
    if lower in _months():
        return MONTH if piece[0].isupper() else 0
    if not piece[0].isupper() or (len(piece) < _SHORTEST and not piece.isupper()) or lower in _passed_over():
        return 0
    if piece in _peoples():
        return packed(NAME, 0, _peoples()[piece])
    name = folded(lower)
    if len(name) < 2 or stemmed(name) in words("telling", "words"):
        return 0
    return packed(NAME, 1 if name in _familiar() else 3, name)


def folded(lower: str) -> str:
    """A word in lower case without accents.

    >>> folded("bogotá")
    'bogota'
    """
    if lower.isascii():
        return lower
    return "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))


def stemmed(lower: str) -> str:
    """A word without the endings of number and tense.

    >>> stemmed("forces"), stemmed("forced"), stemmed("force"), stemmed("shelling") == stemmed("shell")
    ('forc', 'forc', 'forc', True)
    """
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
            lower = lower[: -len(ending)]
            break
    return lower[:-1] if len(lower) > _SHORTEST and (lower[-1] == "e" or lower[-1] == lower[-2]) else lower


@cache
def _months() -> frozenset[str]:
    return words_of("months", "words")


@cache
def _passed_over() -> frozenset[str]:
    """Months, days and titles: every outlet has its own way with them."""
    return words("grammar", "calendar") | words("abbreviations", "titles", "months") | words("speakers", "titles")


@cache
def _familiar() -> frozenset[str]:
    """Names, piece by piece, that reports of many events have: those of states, capitals, armed groups and outlets."""
    listed = [
        *chain.from_iterable((*one.names, one.capital, *one.metonyms) for one in nations()),
        *chain.from_iterable(one.names for one in parties()),
        *agency_names(),
    ]
    return words("telling", "familiar") | {folded(piece.lower()) for name in listed for piece in _PIECE.findall(name)}


@cache
def _peoples() -> Mapping[str, str]:
    """The names and demonyms of states, and their name."""
    return {word: nation.name for nation in nations() for word in (*nation.names, *nation.demonyms) if " " not in word}
