"""Posts found to candidates: the sketches that share enough posts with one, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.index.postings import Found, Longs, Numbers

POSTS = 2
"""How many posts two sketches share at least, if they can be kin."""

_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)


class Findable(Protocol):
    """Where sketches are filed under posts."""

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts."""


class Shared(NamedTuple):
    """Sketches by number, and how many posts each shares, most first, then by number."""

    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


def candidates(asked: Sequence[Longs], places: Sequence[Findable], bounds: NDArray[np.int64]) -> list[Shared]:
    """For the posts of each sketch asked for, the sketches numbered below its bound that share `POSTS` with it."""
    posts = np.concatenate(asked) if asked else np.zeros(0, np.uint64)
    owners = np.repeat(np.arange(len(asked)), [len(one) for one in asked])
    order = posts.argsort()  # neighbours lie in neighbouring pages
    posts, owners = posts[order], owners[order]
    hits: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
    crowds: dict[int, list[Numbers]] = {}
    for place in places:
        found = place.find(posts)
        own = owners[found.places]
        below = found.numbers < bounds[own]
        hits.append(own[below].astype(np.uint64) << _LOW | found.numbers[below])
        for at, numbers in found.crowds:
            owner = int(owners[at])
            crowds.setdefault(owner, []).append(numbers[numbers < bounds[owner]])
    return _counted(np.concatenate(hits), crowds, len(asked))


def _counted(hits: NDArray[np.uint64], crowds: dict[int, list[Numbers]], count: int) -> list[Shared]:
    hits.sort()
    firsts = np.flatnonzero(np.concatenate([[True], hits[1:] != hits[:-1]])) if len(hits) else np.zeros(0, np.intp)
    shared = np.diff(firsts, append=len(hits))
    pairs = hits[firsts]
    ends = pairs.searchsorted(np.arange(count + 1, dtype=np.uint64) << _LOW)
    numbers = (pairs & _NUMBER).astype(np.int64)
    found = []
    for owner in range(count):
        own = slice(ends[owner], ends[owner + 1])
        one = Shared(numbers[own], shared[own])
        found.append(_likeliest(_crowded(one, crowds[owner]) if owner in crowds else one))
    return found


def _crowded(few: Shared, crowds: list[Numbers]) -> Shared:
    """The same, and what is filed under posts of thousands: counted in a table of all numbers, which takes no sort."""
    table = np.bincount(np.concatenate(crowds))
    size = max(len(table), int(few.numbers.max(initial=-1)) + 1)
    table = np.concatenate([table, np.zeros(size - len(table), table.dtype)])
    table[few.numbers] += few.posts
    numbers = np.flatnonzero(table >= POSTS)
    return Shared(numbers, table[numbers])


def _likeliest(found: Shared) -> Shared:
    enough = found.posts >= POSTS
    numbers, posts = found.numbers[enough], found.posts[enough]
    if len(numbers) > 1:
        order = np.lexsort((numbers, -posts))
        return Shared(numbers[order], posts[order])
    return Shared(numbers, posts)
