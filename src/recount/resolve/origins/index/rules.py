"""How many posts two sketches share, at least, if they can be kin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.kinship import DAYS
from recount.resolve.origins.sketches import Sketch
from recount.resolve.origins.text.shingles import FACTS


class Rule(NamedTuple):
    """How many posts two sketches share at least if they can be kin, and at least one in how many of the smaller's."""

    least: int
    one_in: int


RULES = (Rule(1, 7), Rule(2, 12))
"""The rules for posts of words and of facts (`recount.resolve.origins.text.shingles`); one of them must hold.

Of two reports that are kin by their words nearly a fifth of the smaller is the same, and so is nearly a fifth of its
posts. A passage that thousands of reports have in common is mostly less, so that none of them has to be looked at. Of
reports that tell the same facts in other words, of one and its summary, the fewest shared are 2 of 14.
"""

FAR = 3
"""One in how many posts of facts two sketches share that are not known to be of one week.

Kinship asks more of them; of 31 pairs that are kin all the same the worst shared 47 posts of 108.
"""

Traits = NDArray[np.uint32]
"""A row a sketch: how many posts of each kind it has, then its day (0: not known)."""

_KIND = np.uint64(1)
_DAY = len(RULES)


def traits_of(sketches: Sequence[Sketch]) -> Traits:
    """The traits of sketches."""
    rows = [[*np.bincount(kinds_of(one.posts), minlength=_DAY).tolist(), one.day or 0] for one in sketches]
    return np.array(rows, np.uint32).reshape(-1, _DAY + 1)


def kinds_of(posts: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The kind of each post: the place of its rule in `RULES`."""
    return (posts & _KIND).astype(np.intp)


def enough(shared: NDArray[np.int64], one: Traits, other: Traits, kind: int) -> NDArray[np.bool_]:
    """Whether sketches with such traits, row by row, can be kin when they share so many posts of a kind."""
    least, one_in = RULES[kind]
    smaller = np.minimum(one[:, kind], other[:, kind])
    if kind != FACTS:
        return (shared >= least) & (shared * one_in >= smaller)
    days, others = one[:, _DAY].astype(np.int64), other[:, _DAY].astype(np.int64)
    near = (days > 0) & (others > 0) & (abs(days - others) <= DAYS)
    return (shared >= least) & (shared * np.where(near, one_in, FAR) >= smaller)


def may_be_kin_of_itself(sketch: Sketch) -> bool:
    """Whether a sketch has enough posts for two reports with it to be kin."""
    return any(size >= rule.least for size, rule in zip(traits_of([sketch])[0, :_DAY].tolist(), RULES, strict=True))
