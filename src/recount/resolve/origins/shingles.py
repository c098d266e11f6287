"""Words to shingles: a hash of every five words in a row, and the few of them that an index keeps.

Source: A. Z. Broder, "On the resemblance and containment of documents" (1997); S. Schleimer, D. S. Wilkerson and
A. Aiken, "Winnowing: local algorithms for document fingerprinting" (2003), of which `winnowed` keeps the guarantee:
every run of `LENGTH` + `WINDOW` - 1 = 11 words in common leaves one shingle in both.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

LENGTH = 5
WINDOW = 7
POST_BITS = 48
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
    if len(hashes) <= WINDOW:
        return np.unique(hashes[hashes.argmin() : hashes.argmin() + 1]) if len(hashes) else hashes
    return np.unique(sliding_window_view(hashes, WINDOW).min(axis=1))


def posts(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes as an index files reports under them: spread evenly over `POST_BITS` bits, ascending, each once.

    Winnowed hashes are small ones, so they are spread out first.

    >>> posts(np.array([7, 7, 9], np.uint64)).tolist() == sorted(posts(np.array([9, 7], np.uint64)).tolist())
    True
    """
    return np.unique(hashes * _MULTIPLIER >> np.uint64(64 - POST_BITS))
