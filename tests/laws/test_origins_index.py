"""Laws of the index of sketches: families are the same however the reports come, and none is missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from recount.resolve.origins.index import Index, counting, filing, index, open_index, postings, writing
from recount.resolve.origins.index.bodies import body_of
from recount.resolve.origins.sketches import Sketch
from sketched import SKETCHES, Families, candidates, expected


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
