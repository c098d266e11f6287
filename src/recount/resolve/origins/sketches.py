"""A report's sketch: all that placing it among its copies needs of it, in two to four kilobytes.

Two sketches tell how much of one report's words stands in the other (`containment`) and how much they have in common
(`resemblance`), exactly but for clashes of 32-bit hashes; `posts` is what an index files a report under.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.model import Reading
from recount.resolve.origins.credits.addresses import address_key
from recount.resolve.origins.facts.found import facts_of, keys_of, posts_of
from recount.resolve.origins.text.shingles import distinct, posts, shingles, winnowed
from recount.resolve.origins.text.words import hashes_of

_HALF = np.uint64(32)


class Sketch(Struct, frozen=True, kw_only=True):
    """What is kept of one report: its id, its shingles, and what it is filed under.

    `shingles` and `facts` (`facts.keys_of`) are 32-bit hashes, ascending, each once; `posts` hashes below 2**48, spread
    evenly (`shingles.posts`), of words and of facts, ascending, each once; `day` is the day it was
    published on, as `date.toordinal` has it (None: not known); `address` is what its URL comes to
    (`addresses.address_key`).
    """

    report: str
    day: int | None
    address: str | None
    shingles: NDArray[np.uint32]
    facts: NDArray[np.uint32]
    posts: NDArray[np.uint64]


class Overlap(Struct, frozen=True):
    """How the words of two reports overlap: shared shingles, as a share of the smaller's and of both together's."""

    shared: int
    containment: float
    resemblance: float


def sketch_of(reading: Reading) -> Sketch:
    """The sketch of a report."""
    hashes = shingles(hashes_of(reading))
    facts = facts_of(reading)
    published_on = reading.report.published_on
    return Sketch(
        report=reading.report.id,
        day=None if published_on is None else published_on.toordinal(),
        address=address_key(reading.report.url),
        shingles=distinct((hashes >> _HALF).astype(np.uint32)),
        facts=keys_of(facts),
        posts=np.sort(np.concatenate((posts(winnowed(hashes)), posts_of(facts)))),
    )


def overlap(left: Sketch, right: Sketch) -> Overlap:
    """How much of two reports' words is the same."""
    one, other = left.shingles, right.shingles
    ordered = np.concatenate((one, other))
    ordered.sort()
    shared = int(np.count_nonzero(ordered[1:] == ordered[:-1]))
    least, both = min(len(one), len(other)), len(one) + len(other) - shared
    return Overlap(shared, shared / least if least else 0.0, shared / both if both else 0.0)
