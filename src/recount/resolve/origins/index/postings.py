"""Which sketches are filed under which post: found by post, many at once.

A post is a hash below 2**48. An entry is the low 32 bits of one, then the number of a sketch, in one 64-bit number;
entries lie in order of their posts. Where the entries of a bucket begin, a bucket being the first bits of posts, is
in a table, as in a radix tree of one level: posts are spread evenly, so that a bucket holds a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.shingles import POST_BITS

_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)
_WIDE, _LONG = 64, 4096

Longs = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Places = NDArray[np.intp]


class Found(NamedTuple):
    """What is filed under posts: for each entry found, the place of the post asked for, and the sketch's number.

    Where more than a few thousand are filed under a post, they stand apart in `crowds`.
    """

    places: Places
    numbers: Numbers
    crowds: Sequence[tuple[int, Numbers]] = ()


class Postings:
    """Entries in order and the offsets of their buckets, in memory or mapped into it."""

    def __init__(self, entries: Longs, offsets: Numbers) -> None:
        self.entries, self.offsets = entries, offsets
        self.bits = (len(offsets) - 1).bit_length() - 1

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts. Raises `ValueError` where the offsets make no sense."""
        bucket = (posts >> np.uint64(POST_BITS - self.bits)).astype(np.intp)
        starts, stops = self.offsets[bucket].astype(np.intp), self.offsets[bucket + 1].astype(np.intp)
        sizes = stops - starts
        if len(posts) and (sizes.min() < 0 or stops.max() > len(self.entries)):
            raise ValueError("its table of buckets is damaged")
        wide = np.flatnonzero(sizes > _WIDE)
        narrowed = [self._narrowed(int(starts[at]), int(stops[at]), posts[at]) for at in wide.tolist()]
        sizes[wide] = 0
        places = np.repeat(np.arange(len(posts), dtype=np.intp), sizes)
        entries = self.entries[spread(starts, sizes)]
        hit = entries >> _LOW == (posts & _NUMBER)[places]
        found = Found(places[hit], (entries[hit] & _NUMBER).astype(np.uint32))
        return _with(found, list(zip(wide.tolist(), narrowed, strict=True))) if narrowed else found

    def _narrowed(self, start: int, stop: int, post: np.uint64) -> Numbers:
        low = (post & _NUMBER) << _LOW
        bucket = self.entries[start:stop]
        first, past = bucket.searchsorted(low), bucket.searchsorted(low | _NUMBER, side="right")
        return (bucket[first:past] & _NUMBER).astype(np.uint32)

    def slice(self, first: int, past: int) -> tuple[Longs, Numbers]:
        """The posts and numbers of the entries from one of 65,536 stretches of posts up to another."""
        step = 1 << (self.bits - 16)
        bounds = self.offsets[first * step : past * step + 1 : step].astype(np.intp)
        entries = self.entries[bounds[0] : bounds[-1]]
        high = np.repeat(np.arange(first, past, dtype=np.uint64), np.diff(bounds))
        return high << _LOW | entries >> _LOW, (entries & _NUMBER).astype(np.uint32)


class Tail:
    """Posts in order and the numbers of their sketches, in memory, for as long as they are few."""

    def __init__(self, first: int) -> None:
        self.first, self.past = first, first
        self.posts, self.numbers = np.zeros(0, np.uint64), np.zeros(0, np.uint32)

    def add(self, sketches: Sequence[Longs]) -> None:
        """File the sketches that follow, each under its posts."""
        if not sketches:
            return
        past = self.past + len(sketches)
        numbers = np.repeat(np.arange(self.past, past, dtype=np.uint32), [len(posts) for posts in sketches])
        posts = np.concatenate(sketches)
        order = posts.argsort(kind="stable")
        posts, numbers = posts[order], numbers[order]
        at = self.posts.searchsorted(posts, side="right")
        self.posts, self.numbers = np.insert(self.posts, at, posts), np.insert(self.numbers, at, numbers)
        self.past = past

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts."""
        starts, stops = self.posts.searchsorted(posts), self.posts.searchsorted(posts, side="right")
        sizes = stops - starts
        return Found(np.repeat(np.arange(len(posts), dtype=np.intp), sizes), self.numbers[spread(starts, sizes)])


def spread(starts: Places, sizes: Places) -> Places:
    """Every place of stretches, one stretch after another.

    >>> spread(np.array([3, 9]), np.array([2, 3])).tolist()
    [3, 4, 9, 10, 11]
    """
    ends: Places = sizes.cumsum()
    return np.arange(ends[-1] if len(ends) else 0, dtype=np.intp) + np.repeat(starts - ends + sizes, sizes)


def _with(found: Found, narrowed: list[tuple[int, Numbers]]) -> Found:
    """The same, and what was found in wide buckets: apart where it is long."""
    few = [(at, numbers) for at, numbers in narrowed if len(numbers) <= _LONG]
    places = [np.full(len(numbers), at, np.intp) for at, numbers in few]
    return Found(
        np.concatenate([found.places, *places]),
        np.concatenate([found.numbers, *(numbers for _, numbers in few)]),
        [(at, numbers) for at, numbers in narrowed if len(numbers) > _LONG],
    )
