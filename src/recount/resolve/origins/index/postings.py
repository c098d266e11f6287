"""Which sketches are filed under which post: found by post, many at once.

A post is a hash of 48 bits (`shingles.posts`). An entry is the low 32 bits of one, then the
number of a sketch, in one 64-bit number; entries lie in order of their posts, those of one post in order of their
sketches. Where the entries of a bucket begin, a bucket being the first bits of posts, is in a table, as in a radix
tree of one level: posts are spread evenly, so that a bucket holds a few.

A post with thousands of entries is a crowd: its members are known by how many posts they have, too, so that only those
are looked at of which the crowds make up enough.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.text.shingles import POST_BITS

_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)
_WIDE, _LATEST = 64, 64

Longs = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Places = NDArray[np.intp]


class Crowd(NamedTuple):
    """Many sketches under one post: the place of the post asked for, the entries, and the numbers by size."""

    place: int
    entries: Longs
    members: Numbers

    def has(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these sketches are in the crowd."""
        sought = self.entries[0] >> _LOW << _LOW | numbers.astype(np.uint64)
        at = np.minimum(self.entries.searchsorted(sought), len(self.entries) - 1)
        found: NDArray[np.bool_] = self.entries[at] == sought
        return found

    def up_to(self, size: int, sizes: NDArray[np.uint32]) -> Numbers:
        """Those that have at most so many posts; `sizes` has how many each sketch has."""
        return self.members[: bisect_right(self.members, size, key=lambda number: int(sizes[number]))]


class Found(NamedTuple):
    """What is filed under posts: for each entry, the place of the post asked for, and the number; crowds apart."""

    places: Places
    numbers: Numbers
    crowds: Sequence[Crowd] = ()


class Postings:
    """Entries in order, where buckets begin, and the crowds: their posts, where their members begin, the members."""

    def __init__(self, entries: Longs, offsets: Numbers, crowds: Longs, begins: Longs, members: Numbers) -> None:
        self.entries, self.offsets = entries, offsets
        self._crowds, self._begins, self._members = crowds, begins, members
        self.bits = (len(offsets) - 1).bit_length() - 1

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts. Raises `ValueError` where the tables make no sense."""
        bucket = (posts >> np.uint64(POST_BITS - self.bits)).astype(np.intp)
        starts, stops = self.offsets.take(bucket).astype(np.intp), self.offsets.take(bucket + 1).astype(np.intp)
        sizes = stops - starts
        if len(posts) and (sizes.min() < 0 or stops.max() > len(self.entries)):
            raise ValueError("its table of buckets is damaged")
        crowds = []
        for at in np.flatnonzero(sizes > _WIDE).tolist():
            first, past = self._stretch(int(starts[at]), int(stops[at]), posts[at])
            place = self._crowds.searchsorted(posts[at])
            if place < len(self._crowds) and self._crowds[place] == posts[at]:
                members = self._members[int(self._begins[place]) : int(self._begins[place + 1])]
                if len(members) != past - first:
                    raise ValueError("its table of crowds is damaged")
                crowds.append(Crowd(at, self.entries[first:past], members))
                first = past
            starts[at], sizes[at] = first, past - first
        entries = self.entries.take(spread(starts, sizes))
        places = np.arange(len(posts), dtype=np.intp).repeat(sizes)
        hits = np.flatnonzero(entries >> _LOW == (posts & _NUMBER).repeat(sizes))
        return Found(places[hits], (entries[hits] & _NUMBER).astype(np.uint32), crowds)

    def _stretch(self, start: int, stop: int, post: np.uint64) -> tuple[int, int]:
        """Where in a bucket the entries of a post begin and end."""
        low = (post & _NUMBER) << _LOW
        bucket = self.entries[start:stop]
        return start + int(bucket.searchsorted(low)), start + int(bucket.searchsorted(low | _NUMBER, side="right"))

    def slice(self, first: int, past: int) -> tuple[Longs, Numbers]:
        """The posts and numbers of the entries from one of 65,536 stretches of posts up to another."""
        step = 1 << (self.bits - 16)
        bounds = self.offsets[first * step : past * step + 1 : step].astype(np.intp)
        entries = self.entries[bounds[0] : bounds[-1]]
        high = np.repeat(np.arange(first, past, dtype=np.uint64), np.diff(bounds))
        return high << _LOW | entries >> _LOW, (entries & _NUMBER).astype(np.uint32)


class Tail:
    """Posts in order and the numbers of their sketches, in memory, for as long as they are few.

    The latest are apart, so that few are moved when one more comes.
    """

    def __init__(self, first: int) -> None:
        self.first, self.past = first, first
        self._main = self._latest = _NOTHING
        self._folded = first

    def add(self, sketches: Sequence[Longs]) -> None:
        """File the sketches that follow, each under its posts."""
        if not sketches:
            return
        past = self.past + len(sketches)
        numbers = np.arange(self.past, past, dtype=np.uint32).repeat([len(posts) for posts in sketches])
        posts = np.concatenate(sketches)
        order = posts.argsort(kind="stable")
        self._latest = self._latest.with_(posts[order], numbers[order])
        self.past = past
        if past - self._folded > _LATEST:
            self._main, self._latest, self._folded = self.all(), _NOTHING, past

    def all(self) -> Filed:
        """All posts in order, and their sketches."""
        return self._main.with_(*self._latest)

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts."""
        parts = []
        for filed in (self._main, self._latest):
            starts = filed.posts.searchsorted(posts)
            sizes = filed.posts.searchsorted(posts, side="right") - starts
            parts.append((np.arange(len(posts)).repeat(sizes), filed.numbers[spread(starts, sizes)]))
        places, numbers = (np.concatenate(part) for part in zip(*parts, strict=True))
        return Found(places, numbers)


class Filed(NamedTuple):
    """Posts in order, and the sketch that is filed under each; under one post the sketches are in order too."""

    posts: Longs
    numbers: Numbers

    def with_(self, posts: Longs, numbers: Numbers) -> Filed:
        """The same and others, of later sketches."""
        at = self.posts.searchsorted(posts, side="right")
        return Filed(np.insert(self.posts, at, posts), np.insert(self.numbers, at, numbers))


_NOTHING = Filed(np.zeros(0, np.uint64), np.zeros(0, np.uint32))


def spread(starts: Places, sizes: Places) -> Places:
    """Every place of stretches, one stretch after another.

    >>> spread(np.array([3, 9]), np.array([2, 3])).tolist()
    [3, 4, 9, 10, 11]
    """
    ends = sizes.cumsum()
    places: Places = (starts - ends + sizes).repeat(sizes)
    places += np.arange(len(places))
    return places
