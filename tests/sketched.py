"""Invented sketches of reports that share passages, facts and addresses, and their families by the book."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from recount.resolve.origins.index import RULES
from recount.resolve.origins.index.rules import FAR
from recount.resolve.origins.kinship import DAYS, akin
from recount.resolve.origins.sketches import Sketch
from recount.resolve.origins.text import shingles as shingling

Families = tuple[tuple[str, ...], ...]

_DRAW = np.random.default_rng(5)
_WORDS = _DRAW.integers(0, 1 << 63, 4000, dtype=np.uint64)
_FACTS = _DRAW.integers(0, 1 << 32, 60, dtype=np.uint32)


class Content(NamedTuple):
    """What a report is made of: passages, each so many words from one place of a long text; facts, from one on."""

    passages: list[tuple[int, int]]
    facts: tuple[int, int]
    address: str | None
    day: int | None

    def sketch(self, name: int) -> Sketch:
        words = [_WORDS[start : start + length] for start, length in self.passages]
        hashes = shingling.shingles(np.concatenate([_WORDS[:0], *words]))
        facts = shingling.distinct(_FACTS[self.facts[0] :][: self.facts[1]])
        known = (facts.astype(np.uint64)[:-1] << np.uint64(32)) | facts[1:]
        posts = (
            shingling.posts(shingling.winnowed(hashes)),
            shingling.posts(known, shingling.FACTS),
        )
        return Sketch(
            report=f"rpt:{name:03}",
            day=self.day,
            address=self.address,
            shingles=shingling.distinct((hashes >> np.uint64(32)).astype(np.uint32)),
            facts=facts,
            posts=np.sort(np.concatenate(posts)),
        )


PASSAGES = st.lists(st.tuples(st.integers(0, 12).map(lambda place: 60 * place), st.integers(3, 70)), max_size=4)
FACTS = st.just((0, 0)) | st.tuples(st.integers(0, 2).map(lambda place: 20 * place), st.integers(1, 20))
WHEN, ADDRESSES = st.sampled_from([None, 1, 9]), st.sampled_from([None, None, None, "a", "b"])
CONTENTS = st.lists(st.builds(Content, PASSAGES, FACTS, ADDRESSES, WHEN), max_size=24)
SKETCHES = CONTENTS.map(lambda them: [one.sketch(name) for name, one in enumerate(them)])


def expected(sketches: Sequence[Sketch]) -> Families:
    """The families by the book: every pair is looked at."""
    group = {one.report: {one.report} for one in sketches}
    for one, other in combinations(sketches, 2):
        near = candidates(one, other) or (one.address is not None and one.address == other.address)
        if near and akin(one, other) and group[one.report] is not group[other.report]:
            group[one.report] |= group[other.report]
            for member in group[one.report]:
                group[member] = group[one.report]
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))


def candidates(one: Sketch, other: Sketch) -> bool:
    for kind, rule in enumerate(RULES):
        mine, theirs = ({post for post in each.posts.tolist() if post & 1 == kind} for each in (one, other))
        shared = len(mine & theirs)
        near = one.day is not None and other.day is not None and abs(one.day - other.day) <= DAYS
        one_in = FAR if kind == shingling.FACTS and not near else rule.one_in
        if shared >= rule.least and shared * one_in >= min(len(mine), len(theirs)):
            return True
    return False
