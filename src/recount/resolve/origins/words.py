"""A report's own words as copies keep them: folded, with their places, without furniture."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.model import Reading, Span

_WORD = re.compile(r"\w+")
_OWN = frozenset({"sentence", "quotation", "dateline"})
_REMEMBERED = 1 << 17


class Words(Struct, frozen=True):
    """The words of a text in order, each with its start and end in code points and a hash of its folded form."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.hashes)


def words_of(reading: Reading) -> Words:
    """The words of a report's own passages: no headline, caption or furniture.

    Case, punctuation and apostrophes do not count: agencies' copies differ in them.
    """
    return words_in(reading.report.text, _own(reading))


def words_in(text: str, spans: list[Span]) -> Words:
    """The words of `text` inside the spans, in their order.

    >>> len(words_in("Two died, he said.", [Span(0, 18)]))
    4
    """
    found = [match for span in spans for match in _WORD.finditer(text, span.start, span.end)]
    places = np.array([match.span() for match in found], np.int64).reshape(-1, 2)
    return Words(starts=places[:, 0], ends=places[:, 1], hashes=_hashes([match[0] for match in found]))


def hashes_of(reading: Reading) -> NDArray[np.uint64]:
    """The hashes of `words_of`, without their places: in a fifth of the time."""
    text = reading.report.text
    return _hashes(_WORD.findall("\n".join([text[span.start : span.end] for span in _own(reading)])))


def _own(reading: Reading) -> list[Span]:
    return [passage.span for passage in reading.passages if passage.kind in _OWN]


def _hashes(words: list[str]) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join(map(_hash, words)), "<u8")


@lru_cache(_REMEMBERED)
def _hash(word: str) -> bytes:
    """A number for a word whatever its case, in eight bytes, the same on every machine."""
    raw = word.casefold().encode("utf-8", "surrogatepass")
    return zlib.adler32(raw).to_bytes(4, "little") + zlib.crc32(raw).to_bytes(4, "little")
