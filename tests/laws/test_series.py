"""Laws of series: rows in any order, twice, or in parts give the same; new and revised harm make up every change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from recount.compare import compare
from recount.compare.series import series
from recount.ledger.evidence import recorded_fault
from recount.model import Recorded, Report, ResolvedClaim, Series
from recount.series.rows import Row, rows_of
from tables import claims, of, over_time, read

FIRST = date(2031, 5, 1)
days = st.integers(0, 6).map(lambda number: FIRST + timedelta(number))
cells = st.none() | st.integers(0, 200)


def _row(day: date, who: str, total: int | None, how: str, new: int | None, late: int | None) -> str:
    told = ["" if number is None else str(number) for number in (total, new, late)]
    return f"{day},{who},{told[0]},{how},{told[1]},{told[2]}"


rows = st.lists(
    st.builds(
        _row,
        days,
        st.sampled_from(["retrovia", "karsova", "observers"]),
        cells,
        st.sampled_from(["", "about", "over", "least"]),
        cells,
        st.none() | st.integers(-50, 50),
    ),
    max_size=12,
    unique=True,
)


def made(told: Iterable[ResolvedClaim], reports: Iterable[Report]) -> tuple[Series, ...]:
    held = tuple(told)
    return series(compare(held).subjects, held, reports=reports)


def reports(found: Iterable[Recorded]) -> tuple[Report, ...]:
    return tuple(one.reading.report for one in found)


tables = st.text(st.sampled_from('ab1,;\t"\n \r\x00\u2028é'), max_size=60)


@given(tables)
def test_any_text_is_cut_into_rows_that_stand_in_it(text: str) -> None:
    found = list(rows_of(text))
    lines = [row.line for row in found]
    assert lines == sorted(set(lines))
    for row in found:
        if isinstance(row, Row):
            assert row.text in text
            assert all(row.text[cell.start : cell.end].replace('""', '"') == cell.value for cell in row.cells)


@given(rows)
def test_every_row_is_recorded_and_quotes_itself(told: list[str]) -> None:
    found = read(*told)
    assert len(found) == len(told)
    assert [recorded_fault(one) for one in found] == [None] * len(told)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(told: list[str], random: Random) -> None:
    found = read(*told)
    shuffled = list(claims(found))
    random.shuffle(shuffled)
    assert made(claims(found), reports(found)) == made(shuffled, reports(found))


@given(rows)
def test_claims_given_twice_count_once(told: list[str]) -> None:
    found = read(*told)
    assert made(claims(found), reports(found)) == made((*claims(found), *claims(found)), reports(found))


@given(rows, st.integers(0, 12))
def test_the_union_of_parts_of_a_table_is_the_whole(told: list[str], at: int) -> None:
    parts = (*read(*told[:at]), *read(*told[at:]))
    assert parts == read(*told)


@given(rows)
def test_every_dated_figure_is_a_point_or_tells_one_again(told: list[str]) -> None:
    found = claims(read(*told))
    held = [
        claim
        for one in made(found, ())
        for source in one.sources
        for points in (source.totals, source.periods, source.revisions)
        for point in points
        for claim in (point.claim, *point.again)
    ]
    assert len(held) == len(set(held))
    assert set(held) <= {each.claim.id for each in found}


@given(rows)
def test_new_and_revised_harm_make_up_every_change(told: list[str]) -> None:
    for one in made(claims(read(*told)), ()):
        for source in one.sources:
            exact = [point.figure for point in source.totals if point.figure is not None]
            assert sum(step.change for step in source.steps) == (exact[-1] - exact[0] if exact else 0)
            for step in source.steps:
                assert (step.new is None) == (step.revision is None)
                if step.new is not None and step.revision is not None:
                    assert step.new >= 0
                    assert step.new + step.revision == step.change


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(-9, 40)), min_size=2, max_size=8))
def test_increments_and_revisions_add_up_to_the_change_of_the_total(daily: list[tuple[int, int]]) -> None:
    total, told = 1000, []
    for number, (new, late) in enumerate(daily):
        total += new + late
        told.append(_row(FIRST + timedelta(number), "retrovia", total, "", new, None))
    found = of("Retrovian", over_time(*told))
    assert [step.new for step in found.steps] == [new for new, _ in daily[1:]]
    assert [step.revision for step in found.steps] == [late for _, late in daily[1:]]
