"""What a row answers is what a look at all of its names would."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from recount.model import Mention
from recount.resolve.relative.names import Named
from recount.resolve.relative.rows import in_order


def _named(start: int, length: int) -> Named:
    return Named(Mention("x" * length, start, start + length), None)


_NAMES = st.lists(st.builds(_named, st.integers(0, 60), st.integers(1, 20)), max_size=12)


@given(_NAMES, st.integers(0, 90))
def test_the_first_name_that_a_place_lies_in(names: Sequence[Named], at: int) -> None:
    row = in_order(names)
    inside = [one for one in row.every if one.mention.start <= at < one.mention.end]
    assert row.holder(at) is (inside[0] if inside else None)


@given(_NAMES, st.lists(st.integers(0, 90), max_size=3))
def test_all_names_that_places_lie_in(names: Sequence[Named], places: Sequence[int]) -> None:
    row = in_order(names)
    inside = [one for one in row.every if any(one.mention.start <= at < one.mention.end for at in places)]
    assert list(row.holders(places)) == inside


@given(_NAMES, st.integers(0, 90), st.one_of(st.none(), st.integers(1, 60)))
def test_the_names_before_a_place(names: Sequence[Named], at: int, reach: int | None) -> None:
    row = in_order(names)
    ended = [one for one in row.every if one.mention.end <= at and (reach is None or at < one.mention.end + reach)]
    assert list(row.before(at, reach)) == ended[::-1]


@given(_NAMES, st.integers(0, 90), st.integers(0, 90))
def test_the_names_that_begin_between_two_places(names: Sequence[Named], start: int, end: int) -> None:
    row = in_order(names)
    assert list(row.within(start, end)) == [one for one in row.every if start <= one.mention.start < end]
