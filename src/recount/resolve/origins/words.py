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
    text = reading.report.text
    return words_in(text, [passage.span for passage in reading.passages if passage.kind in _OWN])


def words_in(text: str, spans: list[Span]) -> Words:
    """The words of `text` inside the spans, in their order.

    >>> len(words_in("Two died, he said.", [Span(0, 18)]))
    4
    """
    found = [match for span in spans for match in _WORD.finditer(text, span.start, span.end)]
    return Words(
        starts=np.fromiter((match.start() for match in found), np.int64, len(found)),
        ends=np.fromiter((match.end() for match in found), np.int64, len(found)),
        hashes=np.fromiter((_hash(match[0].casefold()) for match in found), np.uint64, len(found)),
    )


@lru_cache(_REMEMBERED)
def _hash(word: str) -> int:
    """A number for a word, the same on every machine."""
    raw = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw) << 32 | zlib.adler32(raw)
