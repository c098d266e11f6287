"""Posts found to candidates: the sketches that share enough posts with one, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.index.postings import Crowd, Found, Longs, spread
from recount.resolve.origins.index.rules import RULES, Rule, Traits, enough, kinds_of, traits_of
from recount.resolve.origins.sketches import Sketch

_LOW = np.uint64(32)
_NUMBER = np.uint64(0xFFFFFFFF)
_MANY = 1 << 14
_EDGE = np.ones(1, np.bool_)
_NONE = np.zeros(0, np.uint64)


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
    sizes: NDArray[np.uint32]
    rule: Rule


class _Runs(NamedTuple):
    """Pairs of a sketch asked for, by its place, and one that is filed, by its number; how many posts they share."""

    owners: NDArray[np.int64]
    numbers: NDArray[np.int64]
    posts: NDArray[np.int64]


def candidates(
    asked: Sequence[Sketch], places: Sequence[Findable], traits: Traits, bounds: NDArray[np.int64]
) -> list[Shared]:
    """For each sketch asked for, those numbered below its bound that share enough posts with it.

    `traits` has those of every sketch that is filed.
    """
    posts = np.concatenate([_NONE, *(one.posts for one in asked)])
    owners = np.arange(len(asked)).repeat([len(one.posts) for one in asked])
    order = posts.argsort()  # neighbours lie in neighbouring pages
    posts, owners = posts[order], owners[order]
    own, kinds = traits_of(asked), kinds_of(posts)
    kept = [_Runs(*(np.zeros(0, np.int64) for _ in _Runs._fields))]
    for kind, rule in enumerate(RULES):
        of_kind = np.flatnonzero(kinds == kind)
        if not len(of_kind):
            continue
        of_its = _Asked(posts[of_kind], owners[of_kind], own[:, kind], rule)
        runs = _counted(of_its, places, traits[:, kind])
        below = np.flatnonzero((runs.posts >= rule.least) & (runs.numbers < bounds[runs.owners]))
        runs = _Runs(*(part[below] for part in runs))
        at = np.flatnonzero(enough(runs.posts, own[runs.owners], traits[runs.numbers], kind))
        kept.append(_Runs(*(part[at] for part in runs)))
    return _likeliest(_joined(kept), len(asked))


def _counted(asked: _Asked, places: Sequence[Findable], sizes: NDArray[np.uint32]) -> _Runs:
    """The pairs that share posts of a kind: all that share enough of them, and others."""
    runs = []
    # A post that several sketches have is looked for once.
    firsts, times = _stretches(asked.posts)
    for place in places:
        found = place.find(asked.posts[firsts])
        many = times[found.places]
        owners = asked.owners[spread(firsts[found.places], many)]
        pairs = owners.astype(np.uint64) << _LOW | found.numbers.repeat(many)
        pairs.sort()
        starts, shared = _stretches(pairs)
        pairs = pairs[starts]
        few = _Runs((pairs >> _LOW).astype(np.int64), (pairs & _NUMBER).astype(np.int64), shared)
        runs.append(few)
        crowds: dict[int, list[Crowd]] = {}
        for crowd in found.crowds:
            own = asked.owners[firsts[crowd.place] :][: times[crowd.place]]
            begin = few.owners.searchsorted(own)
            at = spread(begin, few.owners.searchsorted(own, side="right") - begin)
            few.posts[at] += crowd.has(few.numbers[at])
            for owner in own.tolist():
                crowds.setdefault(owner, []).append(crowd)
        alone = _Alone(asked.rule, sizes)
        for owner, theirs in crowds.items():
            known = few.numbers[slice(*few.owners.searchsorted((owner, owner + 1)))]
            runs.append(alone.of(owner, theirs, int(asked.sizes[owner]), known))
    return _joined(runs)


def _stretches(ordered: Longs) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each number begins, of numbers in order, and how often it stands there."""
    changes = ordered[1:] != ordered[:-1]
    bounds = np.flatnonzero(np.concatenate((_EDGE, changes, _EDGE))[: len(ordered) + 1])
    return bounds[:-1], bounds[1:] - bounds[:-1]


class _Alone:
    """The sketches that share nothing with another but posts of crowds, counted once for reports with the same."""

    def __init__(self, rule: Rule, sizes: NDArray[np.uint32]) -> None:
        self._rule, self._sizes = rule, sizes
        self._counted: dict[tuple[int, ...], Shared] = {}

    def of(self, owner: int, crowds: Sequence[Crowd], size: int, known: NDArray[np.int64]) -> _Runs:
        """Those that may share enough with a sketch of so many posts; `known` share another post.

        Where crowds are not enough for a sketch, they are for none that is larger.
        """
        most = len(crowds) * self._rule.one_in
        key = (most if most < size else -1, *(crowd.place for crowd in crowds))
        if key not in self._counted:
            self._counted[key] = self._count(crowds, key[0])
        found = self._counted[key]
        if len(known):
            new = np.flatnonzero(known.take(known.searchsorted(found.numbers), mode="clip") != found.numbers)
            found = Shared(found.numbers[new], found.posts[new])
        return _Runs(np.full(len(found.numbers), owner), found.numbers, found.posts)

    def _count(self, crowds: Sequence[Crowd], most: int) -> Shared:
        """How many of the crowds each sketch is in that has at most so many posts; below 0: any."""
        if len(crowds) < self._rule.least:
            return Shared(np.zeros(0, np.int64), np.zeros(0, np.int64))
        members = [crowd.members if most < 0 else crowd.up_to(most, self._sizes) for crowd in crowds]
        numbers = np.concatenate(members).astype(np.int64)
        if len(numbers) > _MANY:  # a table takes no sort
            table = np.bincount(numbers)
            found = np.flatnonzero(table)
            return Shared(found, table[found])
        return Shared(*np.unique(numbers, return_counts=True))


def _joined(runs: Sequence[_Runs]) -> _Runs:
    return _Runs(*(np.concatenate(part) for part in zip(*runs, strict=True)))


def _likeliest(runs: _Runs, count: int) -> list[Shared]:
    """The pairs by sketch asked for, what two kinds of posts found counted together."""
    owners, numbers, posts = runs
    if len(numbers) > 1:
        order = np.lexsort((numbers, owners))
        owners, numbers, posts = owners[order], numbers[order], posts[order]
        firsts, _ = _stretches(owners.astype(np.uint64) << _LOW | numbers.astype(np.uint64))
        owners, numbers, posts = owners[firsts], numbers[firsts], np.add.reduceat(posts, firsts)
        order = np.lexsort((numbers, -posts, owners))
        numbers, posts = numbers[order], posts[order]
    ends = owners.searchsorted(np.arange(count + 1))
    return [Shared(numbers[first:past], posts[first:past]) for first, past in pairwise(ends.tolist())]
