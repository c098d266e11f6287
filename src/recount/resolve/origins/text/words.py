"""A report's own words as copies keep them: folded, with their places, without furniture.

A word is what ``\\w+`` finds in the Basic Multilingual Plane; it is hashed, many at once, as a polynomial over numbers
that stand for its letters, whatever their case (M. O. Rabin, "Fingerprinting by random polynomials", 1981).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.model import Reading, Span
from recount.reports.quotations import quoted

_OWN = frozenset({"sentence", "quotation", "dateline"})
_QUOTED, _LONGEST = 6, 600  # words of a quotation at least, code points at most
_HARDLY = 4
_LETTERS = 1 << 16
_AT_ONCE = 1 << 16  # code points
_FACTOR = 0x9E3779B97F4A7C15


class Words(Struct, frozen=True):
    """The words of a text in order, each with its start and end in code points and a hash of its folded form."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.hashes)


class _Tables(NamedTuple):
    """A number for each letter (0: no letter), and powers of a factor and of its inverse, modulo 2**64."""

    letters: NDArray[np.uint64]
    powers: NDArray[np.uint64]
    inverses: NDArray[np.uint64]


def words_of(reading: Reading) -> Words:
    """The words of a report's own passages: no headline, caption or furniture.

    Case, punctuation and apostrophes do not count: agencies' copies differ in them.
    """
    return words_in(reading.report.text, _own(reading))


def hashes_of(reading: Reading) -> NDArray[np.uint64]:
    """The hashes of the words that a report tells itself, in order, without their places.

    What it quotes at length is left out, since two reporters may have heard it; unless there is hardly more than that.
    """
    own = _own(reading)
    told = _unquoted(reading.report.text, own)
    spans = told if _HARDLY * _length(told) >= _length(own) else own
    return np.concatenate([hashes for _, _, hashes in _words(_codes(reading.report.text, spans))])


def words_in(text: str, spans: list[Span]) -> Words:
    """The words of `text` inside the spans, in their order.

    >>> words = words_in("Two died, HE said: two.", [Span(0, 23)])
    >>> words.starts.tolist(), words.ends.tolist(), bool(words.hashes[0] == words.hashes[4])
    ([0, 4, 10, 13, 19], [3, 8, 12, 17, 22], True)
    """
    found = list(_words(_codes(text, spans)))
    starts, ends, hashes = (np.concatenate(part) for part in zip(*found, strict=True))
    origins = np.array([span.start for span in spans] or [0], np.int64)
    lengths = np.array([span.end - span.start + 1 for span in spans] or [0], np.int64)
    begins = lengths.cumsum() - lengths
    shifts = (origins - begins)[begins.searchsorted(starts, side="right") - 1]
    return Words(starts=starts + shifts, ends=ends + shifts, hashes=hashes)


def _own(reading: Reading) -> list[Span]:
    return [passage.span for passage in reading.passages if passage.kind in _OWN]


def _unquoted(text: str, spans: list[Span]) -> list[Span]:
    """What of some spans stands in no quotation of `_QUOTED` words and more; one that never ends is none."""
    quotations = [one for one in quoted(text) if one.end - one.start <= _LONGEST and _many(one.of(text))]
    found: list[Span] = []
    following = 0
    for span in spans:
        begin = span.start
        while following < len(quotations) and quotations[following].end <= begin:
            following += 1
        for one in quotations[following:]:
            if one.start >= span.end:
                break
            if begin < one.start:
                found.append(Span(begin, one.start))
            begin = max(begin, min(span.end, one.end))
        if begin < span.end:
            found.append(Span(begin, span.end))
    return found


def _many(words: str) -> bool:
    return words.count(" ") + 1 >= _QUOTED


def _length(spans: list[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _codes(text: str, spans: list[Span]) -> NDArray[np.uint32]:
    """The code points inside the spans, with a line break between each and the next."""
    joined = "\n".join([text[span.start : span.end] for span in spans])
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")


def _words(codes: NDArray[np.uint32]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]]:
    """Starts, ends and hashes of words, stretch by stretch; a stretch ends between words, unless there is one word."""
    letters, powers, inverses = _tables()
    at = 0
    while True:
        numbers = letters.take(codes[at : at + _AT_ONCE], mode="clip")
        if at + len(numbers) < len(codes):
            gaps = np.flatnonzero(numbers == 0)
            numbers = numbers[: gaps[-1] + 1] if len(gaps) else numbers
        inside = np.zeros(len(numbers) + 2, np.bool_)
        np.not_equal(numbers, 0, out=inside[1:-1])
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        starts, ends = edges[::2], edges[1::2]
        # What is between words counts nothing, so a word is what came on top since the word before.
        summed = (numbers * powers[: len(numbers)]).cumsum()[ends - 1]
        summed[1:] -= summed[:-1].copy()
        yield starts + at, ends + at, summed * inverses[starts]
        at += len(numbers)
        if at >= len(codes):
            return


@cache
def _tables() -> _Tables:
    letters = np.fromiter(map(_folded, range(_LETTERS)), np.uint64, _LETTERS)
    known = letters > 0
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # SplitMix64
        letters = (letters ^ (letters >> np.uint64(shift))) * np.uint64(factor)
    letters = np.where(known, letters ^ (letters >> np.uint64(31)) | np.uint64(1), np.uint64(0))
    powers, inverses = (np.full(_AT_ONCE, one, np.uint64) for one in (_FACTOR, pow(_FACTOR, -1, 1 << 64)))
    powers[0] = inverses[0] = 1
    return _Tables(letters, powers.cumprod(), inverses.cumprod())


def _folded(code: int) -> int:
    """The code point of a letter, digit or underscore without its case; 0 for any other, and past the first plane."""
    letter = chr(code)
    if code == _LETTERS - 1 or not (letter.isalnum() or letter == "_"):
        return 0
    return next(ord(form) for form in (letter.casefold(), letter.lower(), letter) if len(form) == 1)
