"""Posts found to candidates: the sketches that share enough posts with one, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.index.postings import Found, Longs, Numbers


class Rule(NamedTuple):
    """How many posts two sketches share at least if they can be kin, and at least one in how many of the smaller's."""

    least: int
    one_in: int


RULES = (Rule(1, 8), Rule(2, 12))
"""The rule for posts of words, and that for posts of facts; one of them must hold.

Of two reports that are kin by their words a fifth of the smaller is the same, and so is about a fifth of its posts. A
passage that thousands of reports have in common is mostly less, so that none of them has to be looked at.
"""

_KINDS = len(RULES)
_KIND = np.uint64(1)
_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)

Sizes = NDArray[np.uint32]


class Findable(Protocol):
    """Where sketches are filed under posts."""

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts."""


class Shared(NamedTuple):
    """Sketches by number, and how many posts each shares, most first, then by number."""

    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


class _Runs(NamedTuple):
    """Pairs of a sketch asked for, by its place, and one that is filed, by its number; how many posts they share."""

    owners: NDArray[np.int64]
    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


def sizes_of(sketches: Sequence[Longs]) -> Sizes:
    """How many posts of each kind sketches have, a row a sketch.

    >>> sizes_of([np.array([2, 4, 5], np.uint64)]).tolist()
    [[2, 1]]
    """
    facts = [int(np.count_nonzero(posts & _KIND)) for posts in sketches]
    rows = [(len(posts) - known, known) for posts, known in zip(sketches, facts, strict=True)]
    return np.array(rows, np.uint32).reshape(-1, _KINDS)


def enough(shared: NDArray[np.int64], smaller: NDArray[np.int64], kind: int) -> NDArray[np.bool_]:
    """Whether so many posts of a kind, of so many that the smaller sketch has, let two sketches be kin."""
    least, one_in = RULES[kind]
    return (shared >= least) & (shared * one_in >= smaller)


def may_be_kin_of_itself(posts: Longs) -> bool:
    """Whether a sketch has enough posts for two reports with it to be kin."""
    return any(size >= rule.least for size, rule in zip(sizes_of([posts])[0].tolist(), RULES, strict=True))


def candidates(
    asked: Sequence[Longs], places: Sequence[Findable], sizes: Sizes, bounds: NDArray[np.int64]
) -> list[Shared]:
    """For the posts of each sketch asked for, the sketches numbered below its bound that share enough of them.

    `sizes` has how many posts of each kind every sketch has that is filed.
    """
    posts = np.concatenate(asked) if asked else np.zeros(0, np.uint64)
    owners = np.repeat(np.arange(len(asked)), [len(one) for one in asked])
    order = posts.argsort()  # neighbours lie in neighbouring pages
    posts, owners = posts[order], owners[order]
    own = sizes_of(asked)
    kept = []
    for kind in range(_KINDS):
        of_kind = posts & _KIND == kind
        runs = _counted(posts[of_kind], owners[of_kind], places, bounds)
        smaller = np.minimum(own[runs.owners, kind], sizes[runs.numbers, kind]).astype(np.int64)
        at = np.flatnonzero(enough(runs.posts, smaller, kind))
        kept.append(_Runs(*(part[at] for part in runs)))
    return _likeliest(_Runs(*(np.concatenate(part) for part in zip(*kept, strict=True))), len(asked))


def _counted(posts: Longs, owners: NDArray[np.int64], places: Sequence[Findable], bounds: NDArray[np.int64]) -> _Runs:
    """The pairs that share a post, each once."""
    hits: list[Longs] = [np.zeros(0, np.uint64)]
    crowds: dict[int, list[Numbers]] = {}
    for place in places:
        found = place.find(posts)
        own = owners[found.places]
        below = found.numbers < bounds[own]
        hits.append(own[below].astype(np.uint64) << _LOW | found.numbers[below])
        for at, numbers in found.crowds:
            owner = int(owners[at])
            crowds.setdefault(owner, []).append(numbers[numbers < bounds[owner]])
    pairs = np.concatenate(hits)
    pairs.sort()
    firsts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(pairs) else np.zeros(0, np.intp)
    shared = np.diff(firsts, append=len(pairs))
    pairs = pairs[firsts]
    runs = _Runs((pairs >> _LOW).astype(np.int64), (pairs & _NUMBER).astype(np.int64), shared)
    return _crowded(runs, crowds) if crowds else runs


def _crowded(runs: _Runs, crowds: dict[int, list[Numbers]]) -> _Runs:
    """The same, and what is filed under posts of thousands: counted in a table of all numbers, which takes no sort."""
    kept = ~np.isin(runs.owners, list(crowds))
    parts = [_Runs(*(part[kept] for part in runs))]
    for owner, crowd in crowds.items():
        few = slice(*runs.owners.searchsorted([owner, owner + 1]))
        table = np.bincount(np.concatenate(crowd), minlength=int(runs.numbers[few].max(initial=-1)) + 1)
        table[runs.numbers[few]] += runs.posts[few]
        numbers = np.flatnonzero(table)
        parts.append(_Runs(np.full(len(numbers), owner), numbers, table[numbers]))
    return _Runs(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _likeliest(runs: _Runs, count: int) -> list[Shared]:
    """The pairs by sketch asked for, what two kinds of posts found counted together."""
    order = np.lexsort((runs.numbers, runs.owners))
    owners, numbers, posts = (part[order] for part in runs)
    if len(order):
        firsts = np.flatnonzero(np.concatenate([[True], (np.diff(owners) != 0) | (np.diff(numbers) != 0)]))
        owners, numbers, posts = owners[firsts], numbers[firsts], np.add.reduceat(posts, firsts)
    order = np.lexsort((numbers, -posts, owners))
    ends = owners.searchsorted(np.arange(count + 1))
    numbers, posts = numbers[order], posts[order]
    return [Shared(numbers[first:past], posts[first:past]) for first, past in pairwise(ends.tolist())]
