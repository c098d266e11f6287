"""Posts found to candidates: the sketches that share enough posts with one, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.index.postings import Crowd, Found, Longs
from recount.resolve.origins.index.rules import KIND, RULES, Rule, Sizes, enough, sizes_of

_KINDS = len(RULES)
_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)
_MANY = 1 << 14


class Findable(Protocol):
    """Where sketches are filed under posts."""

    def find(self, posts: Longs) -> Found:
        """What is filed under these posts."""


class Shared(NamedTuple):
    """Sketches by number, and how many posts each shares, most first, then by number."""

    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


class _Asked(NamedTuple):
    """Posts of one kind in order, the place of the sketch each is of, how many each sketch has, and their rule."""

    posts: Longs
    owners: NDArray[np.int64]
    sizes: Sizes
    rule: Rule


class _Runs(NamedTuple):
    """Pairs of a sketch asked for, by its place, and one that is filed, by its number; how many posts they share."""

    owners: NDArray[np.int64]
    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


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
        of_kind = posts & KIND == kind
        of_its = _Asked(posts[of_kind], owners[of_kind], own[:, kind], RULES[kind])
        runs = _counted(of_its, places, sizes[:, kind])
        runs = _Runs(*(part[runs.numbers < bounds[runs.owners]] for part in runs))
        smaller = np.minimum(own[runs.owners, kind], sizes[runs.numbers, kind]).astype(np.int64)
        at = np.flatnonzero(enough(runs.posts, smaller, kind))
        kept.append(_Runs(*(part[at] for part in runs)))
    return _likeliest(_joined(kept), len(asked))


def _counted(asked: _Asked, places: Sequence[Findable], sizes: NDArray[np.uint32]) -> _Runs:
    """The pairs that share posts of a kind: all that share enough of them, and others."""
    runs = [_Runs(*(np.zeros(0, np.int64) for _ in range(3)))]
    for place in places:
        found = place.find(asked.posts)
        pairs = asked.owners[found.places].astype(np.uint64) << _LOW | found.numbers
        pairs.sort()
        firsts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))[: len(pairs)]
        shared = np.diff(firsts, append=len(pairs))
        pairs = pairs[firsts]
        few = _Runs((pairs >> _LOW).astype(np.int64), (pairs & _NUMBER).astype(np.int64), shared)
        runs.append(few)
        crowds: dict[int, list[Crowd]] = {}
        for crowd in found.crowds:
            crowds.setdefault(int(asked.owners[crowd.place]), []).append(crowd)
        for owner, own in crowds.items():
            at = slice(*few.owners.searchsorted([owner, owner + 1]))
            for crowd in own:
                few.posts[at] += crowd.has(few.numbers[at])
            runs.append(_of_crowds(owner, own, few.numbers[at], asked, sizes))
    return _joined(runs)


def _of_crowds(
    owner: int, crowds: Sequence[Crowd], known: NDArray[np.int64], asked: _Asked, sizes: NDArray[np.uint32]
) -> _Runs:
    """Those that share nothing with a sketch but posts of crowds, if these may be enough.

    Where they are not enough for the sketch, they are for none that is larger.
    """
    most = len(crowds) * asked.rule.one_in
    if len(crowds) < asked.rule.least:
        numbers = np.zeros(0, np.uint32)
    elif most >= asked.sizes[owner]:
        numbers = np.concatenate([crowd.members for crowd in crowds])
    else:
        numbers = np.concatenate([crowd.up_to(most, sizes) for crowd in crowds])
    if len(numbers) > _MANY:
        table = np.bincount(numbers)
        table[known[known < len(table)]] = 0
        found = np.flatnonzero(table)
        return _Runs(np.full(len(found), owner), found, table[found])
    found, shared = np.unique(numbers.astype(np.int64), return_counts=True)
    new = ~np.isin(found, known)
    return _Runs(np.full(np.count_nonzero(new), owner), found[new], shared[new])


def _joined(runs: Sequence[_Runs]) -> _Runs:
    return _Runs(*(np.concatenate(part) for part in zip(*runs, strict=True)))


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
