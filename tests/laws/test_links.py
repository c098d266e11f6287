"""Laws of link entries: any order of adding comes to one lineage; as of an entry or a day to that of what was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import retold
from builders import run
from recount.ledger import Ledger, open_ledger, sql, verify
from recount.ledger.origins import keep, lineage
from recount.model import Recorded
from recount.pipeline import view

REPORTS = retold.reports()
DAYS = sorted({day for each in REPORTS if (day := each.reading.report.published_on) is not None})


@contextmanager
def ledger_of(*batches: Sequence[Recorded], traced: bool = True) -> Iterator[Ledger]:
    """A ledger to which reports were added a batch at a time, traced after each."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger", who="test") as ledger:
        for batch in batches:
            ledger.add(run(), batch)
            if traced:
                keep(ledger)
        yield ledger


@contextmanager
def cut(ledger: Ledger, last: int) -> Iterator[Ledger]:
    """A ledger that ends with an entry of another."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "cut.ledger", who="test") as shorter:
        entries = list(ledger.as_of(last).entries())
        with shorter.database.transaction():
            shorter.database.insert("entry", sql.COLUMNS, map(attrgetter(*sql.COLUMNS), entries))
        yield shorter


@pytest.fixture(scope="module")
def grown() -> Iterator[Ledger]:
    """A ledger to which the reports came one by one."""
    with ledger_of(*([each] for each in REPORTS)) as ledger:
        yield ledger


def test_what_is_kept_is_what_is_traced_all_at_once_and_verifies(grown: Ledger) -> None:
    with ledger_of(REPORTS, traced=False) as at_once:
        found = lineage(at_once)
    assert lineage(grown) == found
    assert [len(family.branches) for family in found.families] == [6, 1]
    assert len(found.claims) > len(REPORTS) / 2
    assert len(found.utterances) == 1
    assert verify(grown).ok


@given(order=st.permutations(REPORTS), cuts=st.sets(st.integers(1, len(REPORTS) - 1)))
@settings(max_examples=5)
def test_any_order_of_adding_in_any_batches_comes_to_one_lineage(
    grown: Ledger, order: list[Recorded], cuts: set[int]
) -> None:
    edges = [0, *sorted(cuts), len(order)]
    with ledger_of(*(order[start:end] for start, end in pairwise(edges))) as ledger:
        assert lineage(ledger) == lineage(grown)


def test_a_view_as_of_an_entry_is_that_of_a_ledger_that_ends_there(grown: Ledger) -> None:
    for entry in range(0, grown.head().seq + 1, 4):
        with cut(grown, entry) as shorter:
            # It may end in the midst of the entries of one report, where no ledger that was not cut ends.
            found = view(grown.as_of(entry), "War")
            assert found == view(shorter.as_of(entry), "War")
            assert found.as_of == f"entry {entry}"


def test_what_touches_some_reports_is_the_same_looked_up_as_among_all(grown: Ledger) -> None:
    whole = lineage(grown)
    for report in retold.ids(REPORTS):
        found = lineage(grown, {report})
        assert found.families == tuple(family for family in whole.families if report in family.reports)
        assert found.utterances == tuple(each for each in whole.utterances if report in (each.left, each.right))


@pytest.mark.parametrize("day", DAYS)
def test_as_of_a_day_is_what_the_reports_published_by_then_come_to_alone(grown: Ledger, day: date) -> None:
    published = [each for each in REPORTS if (on := each.reading.report.published_on) is not None and on <= day]
    with ledger_of(published) as alone:
        assert lineage(grown.as_of(day)) == lineage(alone)
        for report in retold.ids(tuple(published)):
            assert lineage(grown.as_of(day), {report}) == lineage(alone, {report})


def test_where_all_reports_have_a_day_the_last_day_is_now() -> None:
    dated = [each for each in REPORTS if each.reading.report.published_on is not None]
    with ledger_of(dated) as ledger:
        as_of = view(ledger.as_of(max(DAYS)), "War")
        assert replace(as_of, as_of=None) == view(ledger, "War")
