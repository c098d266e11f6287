"""Laws of the index of sketches: families are the same however the reports come, and none is missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from recount.resolve.origins.index import RULES, Index, counting, filing, index, open_index, postings, writing
from recount.resolve.origins.index.bodies import body_of
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


@contextmanager
def small() -> Iterator[None]:
    """Everything that an index does with thousands, with a few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filing, "_TAIL", 4)
        patch.setattr(index, "_AT_ONCE", 5)
        patch.setattr(postings, "_WIDE", 2)
        patch.setattr(postings, "_LATEST", 2)
        patch.setattr(writing, "_CROWD", 2)
        patch.setattr(writing, "_AT_ONCE", 300)
        patch.setattr(counting, "_MANY", 4)
        yield


def one_by_one(opened: Index, sketches: Sequence[Sketch]) -> Families:
    for each in sketches:
        assert opened.place(each).new
    return tuple(opened.families())


@settings(max_examples=150)
@given(SKETCHES, st.randoms(use_true_random=False))
def test_families_are_the_components_of_kin_whatever_the_order(sketches: list[Sketch], chance: Random) -> None:
    wanted = expected(sketches)
    shuffled = list(sketches)
    chance.shuffle(shuffled)
    with small(), open_index() as given_order, open_index() as other_order, open_index() as at_once:
        assert one_by_one(given_order, sketches) == wanted
        assert one_by_one(other_order, shuffled) == wanted
        assert at_once.place_all(shuffled) == len(sketches)
        assert tuple(at_once.families()) == wanted
        for family in wanted:
            assert all(at_once.family_of(report) == family for report in family)


@settings(max_examples=40)
@given(SKETCHES, st.integers(0, 24), st.integers(0, 24))
def test_shards_merged_and_an_index_reopened_have_the_same_families(
    sketches: list[Sketch], cut: int, stop: int
) -> None:
    wanted = expected(sketches)
    with small(), TemporaryDirectory() as folder, open_index() as shard:
        path = Path(folder) / "origins"
        with open_index(path) as first:
            first.place_all(sketches[:cut][:stop])
        with open_index(path) as again:
            again.place_all(sketches[:cut])
            shard.place_all(sketches[cut:])
            assert again.merge(shard) == len(sketches[cut:])
            assert tuple(again.families()) == wanted
        with open_index(path, writable=False) as read:
            assert tuple(read.families()) == wanted
            assert len(read) == len(sketches)


@settings(max_examples=40)
@given(SKETCHES)
def test_a_report_placed_again_changes_nothing(sketches: list[Sketch]) -> None:
    with small(), open_index() as opened:
        opened.place_all(sketches)
        before = tuple(opened.families())
        assert opened.place_all(sketches) == 0
        assert not any(opened.place(each).new for each in sketches)
        assert tuple(opened.families()) == before


@settings(max_examples=40)
@given(SKETCHES)
def test_a_sketch_comes_back_as_it_went_in(sketches: list[Sketch]) -> None:
    with small(), TemporaryDirectory() as folder:
        with open_index(Path(folder)) as opened:
            opened.place_all(sketches)
        with open_index(Path(folder), writable=False) as read:
            assert [one.report for one in read.sketches()] == [one.report for one in sketches]
            for one in sketches:
                held = read.sketch(one.report)
                assert (held.report, held.day, held.address) == (one.report, one.day, one.address)
                for name in ("posts", "shingles", "facts"):
                    assert getattr(held, name).tolist() == getattr(one, name).tolist()


@settings(max_examples=100)
@given(SKETCHES, SKETCHES)
def test_a_look_up_finds_all_that_share_enough(sketches: list[Sketch], asked: list[Sketch]) -> None:
    with small(), open_index() as opened:
        opened.place_all(sketches)
        found = opened.candidates(asked)
        bodies = {one.report: body_of(structs.replace(one, address=None)) for one in sketches}
        first = {body: report for report, body in reversed(bodies.items())}
        for one, them in zip(asked, found, strict=True):
            # Of several reports with the same sketch the first is named.
            wanted = {first[bodies[other.report]] for other in sketches if candidates(one, other)}
            assert {other.report for other in them} == wanted
            shared = {other.report: len(set(one.posts.tolist()) & set(other.posts.tolist())) for other in sketches}
            assert all(0 < other.shared <= shared[other.report] for other in them)
