"""Laws of picking claims: counts are those of a plain recount, every claim is on one page, and order loses none."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import get_args

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recount.catalogue.facets import FACETS, MEASURES, NONE, Column, Columns, Facet, Query, Sort

VALUES = ("a", "B", "c", NONE)
MOST = len(VALUES)
DAYS = st.none() | st.integers(1, 9).map(lambda day: date(2022, 3, day))
Claim = tuple[tuple[str, ...], tuple[float, ...]]
claims_of_days = st.tuples(
    st.tuples(*(st.sampled_from(VALUES) for _ in FACETS)),
    st.tuples(
        *(st.just(np.nan) | st.integers(1, 9).map(lambda day: float(date(2022, 3, day).toordinal())) for _ in MEASURES)
    ),
)
claims = st.lists(claims_of_days, max_size=30).map(lambda told: sorted(told, key=lambda one: -np.nan_to_num(one[1][0])))
queries = st.builds(
    Query,
    picked=st.dictionaries(st.sampled_from(FACETS), st.lists(st.sampled_from((*VALUES, "?")), unique=True).map(tuple)),
    since=DAYS,
    until=DAYS,
    stated_since=DAYS,
    stated_until=DAYS,
    sort=st.sampled_from(get_args(Sort)),
    ascending=st.booleans(),
)


def columns(told: list[Claim]) -> Columns:
    codes = np.array([[VALUES.index(value) for value in values] for values, _ in told], dtype=np.intp)
    numbers = np.array([measures for _, measures in told], dtype=np.float64)
    return Columns(
        facets={name: Column(VALUES, codes.reshape(-1, len(FACETS))[:, at]) for at, name in enumerate(FACETS)},
        measures={name: numbers.reshape(-1, len(MEASURES))[:, at] for at, name in enumerate(MEASURES)},
    )


def fits(claim: Claim, query: Query, but: Facet | None = None) -> bool:
    """Whether a claim is wanted, told plainly; whatever is picked of `but`."""
    values, measures = dict(zip(FACETS, claim[0], strict=True)), dict(zip(MEASURES, claim[1], strict=True))
    within = (
        query.since is None or measures["last"] >= query.since.toordinal(),
        query.until is None or measures["first"] <= query.until.toordinal(),
        query.stated_since is None or measures["published"] >= query.stated_since.toordinal(),
        query.stated_until is None or measures["published"] <= query.stated_until.toordinal(),
    )
    picked = (values[name] in wanted for name, wanted in query.picked.items() if wanted and name != but)
    return all(within) and all(picked)


@given(claims, queries)
def test_counts_are_those_of_a_plain_recount(told: list[Claim], query: Query) -> None:
    found = columns(told).pick(query, most=MOST)
    assert sorted(found.numbers.tolist()) == [n for n, claim in enumerate(told) if fits(claim, query)]
    for at, facet in enumerate(FACETS):
        plain = Counter(claim[0][at] for claim in told if fits(claim, query, facet))
        assert dict(found.counts[facet].values) == plain
        assert found.counts[facet].met == len(plain)


@given(claims, queries, st.integers(1, 7))
def test_the_pages_together_hold_every_claim_once(told: list[Claim], query: Query, rows: int) -> None:
    found = columns(told).pick(query).numbers
    pages = [found[start : start + rows].tolist() for start in range(0, len(found), rows)]
    paged = [number for page in pages for number in page]
    assert len(paged) == len(set(paged)) == sum(fits(claim, query) for claim in told)


@given(claims, queries)
def test_what_is_not_stated_comes_last_either_way(told: list[Claim], query: Query) -> None:
    if query.sort in MEASURES:
        keys = columns(told).measures[query.sort][columns(told).pick(query).numbers]
        missing = np.isnan(keys)
        assert not np.any(missing[:-1] & ~missing[1:])
        steps = np.diff(keys[~missing])
        assert np.all(steps >= 0 if query.ascending else steps <= 0)


@given(claims, queries, st.sampled_from(FACETS), st.sampled_from(VALUES))
def test_a_count_tells_what_picking_the_value_brings(told: list[Claim], query: Query, facet: Facet, value: str) -> None:
    all_claims = columns(told)
    promised = dict(all_claims.pick(query, most=MOST).counts[facet].values).get(value, 0)
    picked = Query(
        picked={**query.picked, facet: (value,)}, since=query.since, until=query.until,
        stated_since=query.stated_since, stated_until=query.stated_until,
    )  # fmt: skip
    assert len(all_claims.pick(picked).numbers) == promised
