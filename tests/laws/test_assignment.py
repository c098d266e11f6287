"""Laws of pairing one to one: nobody twice, nothing under the least, no pairing better, and sides change places."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.origins.claims.assignment import assigned

LEAST = 0.5
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.floats(0, 1), min_size=width, max_size=width), min_size=1, max_size=4)
)


def worth(table: list[list[float]], pairs: tuple[tuple[int, int], ...]) -> float:
    return sum(table[row][column] ** 2 for row, column in pairs)


@given(tables)
def test_one_to_one_and_nothing_under_the_least(table: list[list[float]]) -> None:
    pairs = assigned(table, LEAST)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(table[row][column] >= LEAST for row, column in pairs)


@given(tables)
def test_no_pairing_is_better(table: list[list[float]]) -> None:
    rows, columns = len(table), len(table[0])
    every = (zip(range(rows), order, strict=False) for order in permutations(range(max(rows, columns)), rows))
    best = max(
        sum(table[row][at] ** 2 for row, at in pairs if at < columns and table[row][at] >= LEAST) for pairs in every
    )
    assert abs(worth(table, assigned(table, LEAST)) - best) < 1e-9


@given(tables)
def test_sides_may_change_places(table: list[list[float]]) -> None:
    turned = [list(column) for column in zip(*table, strict=True)]
    there, back = worth(table, assigned(table, LEAST)), worth(turned, assigned(turned, LEAST))
    assert abs(there - back) < 1e-9
