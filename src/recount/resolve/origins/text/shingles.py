"""Words to shingles: a hash of every five words in a row, and the few of them that an index keeps.

Source: A. Z. Broder, "On the resemblance and containment of documents" (1997); S. Schleimer, D. S. Wilkerson and
A. Aiken, "Winnowing: local algorithms for document fingerprinting" (2003), of which `winnowed` keeps the guarantee:
every run of `LENGTH` + `WINDOW` - 1 = 11 words in common leaves one shingle in both.
"""

from __future__ import annotations

from typing import Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Hash = TypeVar("Hash", np.uint32, np.uint64)

LENGTH = 5
WINDOW = 7
POST_BITS = 48
Kind = Literal[0, 1]
WORDS: Final = 0
FACTS: Final = 1
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of every five words in a row, in order; none where there are fewer words.

    >>> len(shingles(np.arange(7, dtype=np.uint64)))
    3
    """
    count = max(0, len(words) - LENGTH + 1)
    mixed = np.zeros(count, np.uint64)
    for place in range(LENGTH):
        mixed = (mixed ^ words[place : place + count]) * _MULTIPLIER
        mixed ^= mixed >> _SHIFT
    return mixed


def winnowed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Of shingles in order, the least in each window of seven, each once, in ascending order.

    >>> winnowed(np.array([9, 4, 7, 8, 6, 5, 9, 9], np.uint64)).tolist()
    [4]
    """
    window = min(WINDOW, len(hashes))
    least, width = hashes, 1
    while width < window:  # the least of twice as many, or of as many as are still missing
        step = min(width, window - width)
        least, width = np.minimum(least[:-step], least[step:]), width + step
    return distinct(least)


def posts(hashes: NDArray[np.uint64], kind: Kind = WORDS) -> NDArray[np.uint64]:
    """Hashes as an index files reports under them: spread evenly over `POST_BITS` bits, ascending, each once.

    Winnowed hashes are small ones, so they are spread out first. The lowest bit is the kind of a post: whether words
    or facts are hashed.

    >>> posts(np.array([7, 7, 9], np.uint64)).tolist() == posts(np.array([9, 7], np.uint64)).tolist()
    True
    """
    spread = hashes * _MULTIPLIER >> np.uint64(64 - POST_BITS)
    return distinct(spread & ~np.uint64(1) | np.uint64(kind))


def distinct(hashes: NDArray[Hash]) -> NDArray[Hash]:
    """Hashes in ascending order, each once; several times as fast as `numpy.unique` on as few as a report has.

    >>> distinct(np.array([3, 1, 3], np.uint64)).tolist()
    [1, 3]
    """
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
