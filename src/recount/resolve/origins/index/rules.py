"""How many posts two sketches share, at least, if they can be kin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.shingles import KINDS


class Rule(NamedTuple):
    """How many posts two sketches share at least if they can be kin, and at least one in how many of the smaller's."""

    least: int
    one_in: int


RULES = (Rule(1, 8), Rule(2, 12), Rule(1, 1))
"""The rules for posts of words, of facts and of addresses (`recount.resolve.origins.shingles`); one of them must hold.

Of two reports that are kin by their words a fifth of the smaller is the same, and so is about a fifth of its posts. A
passage that thousands of reports have in common is mostly less, so that none of them has to be looked at. Of reports
that tell the same facts in other words, of one and its summary, the fewest shared are 2 of 14.
"""

Sizes = NDArray[np.uint32]
_KINDS = np.uint64(KINDS)


def sizes_of(sketches: Sequence[NDArray[np.uint64]]) -> Sizes:
    """How many posts of each kind sketches have, a row a sketch.

    >>> sizes_of([np.array([4, 5, 8], np.uint64)]).tolist()
    [[2, 1, 0]]
    """
    rows = [np.bincount(kinds_of(posts), minlength=len(RULES)) for posts in sketches]
    return np.array(rows, np.uint32).reshape(-1, len(RULES))


def kinds_of(posts: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The kind of each post: the place of its rule in `RULES`."""
    return (posts & _KINDS).astype(np.intp)


def enough(shared: NDArray[np.int64], smaller: NDArray[np.int64], kind: int) -> NDArray[np.bool_]:
    """Whether so many posts of a kind, of so many that the smaller sketch has, let two sketches be kin."""
    least, one_in = RULES[kind]
    return (shared >= least) & (shared * one_in >= smaller)


def may_be_kin_of_itself(posts: NDArray[np.uint64]) -> bool:
    """Whether a sketch has enough posts for two reports with it to be kin."""
    return any(size >= rule.least for size, rule in zip(sizes_of([posts])[0].tolist(), RULES, strict=True))
