"""Laws of shards that are grouped: what is found is what one process finds, for any files in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from pyarrow import parquet

from builders import reading, resolved
from recount.compare.subjects import find_subjects
from recount.grouping import Bounds, copies, find_copies
from recount.grouping import find_subjects as find_in_shards
from recount.model import Recorded
from recount.resolve.origins.sketches import Sketch
from recount.tables.claims import keyed_rows
from recount.tables.files import TableName, write_table
from recount.tables.sketches import row_of
from recount.wire import content_id
from sketched import SKETCHES, Families, expected

BOUNDS = Bounds(memory_mb=200, threads=1)
Rows = list[dict[str, object]]


def written(folder: Path, table: TableName, shards: Iterable[Sequence[Struct]]) -> None:
    (folder / table).mkdir(parents=True)
    for number, rows in enumerate(shards):
        with (folder / table / f"{number:04}.parquet").open("wb") as out:
            write_table(table, rows, out)


def grouped(shards: Iterable[Sequence[Sketch]], crowd: int = copies.CROWD) -> Rows:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "_AT_ONCE", 3)
        written(Path(folder), "sketches", ([row_of(one) for one in shard] for shard in shards))
        out = Path(folder) / "copies.parquet"
        find_copies(Path(folder), out, BOUNDS, lambda steps, *_: iter(steps), crowd)
        found: Rows = parquet.read_table(out).to_pylist()
        return found


def families(rows: Rows) -> Families:
    names = sorted({str(row["family"]) for row in rows})
    return tuple(sorted(tuple(sorted(str(row["report"]) for row in rows if row["family"] == name)) for name in names))


@settings(max_examples=10)
@given(SKETCHES, st.integers(1, 3), st.randoms(use_true_random=False))
def test_families_are_those_of_the_index_for_any_shards_in_any_order(
    sketches: list[Sketch], count: int, chance: Random
) -> None:
    shuffled = list(sketches)
    chance.shuffle(shuffled)
    found = grouped([sketches])
    assert families(found) == tuple(family for family in expected(sketches) if len(family) > 1)
    assert grouped([shuffled[number::count] for number in range(count)]) == found
    assert {row["family"] for row in found} == {content_id("fam", family) for family in families(found)}


@settings(max_examples=6)
@given(SKETCHES, st.integers(1, 3))
def test_a_crowd_may_leave_reports_out_and_never_puts_others_together(sketches: list[Sketch], crowd: int) -> None:
    home = {report: family for family in expected(sketches) for report in family}
    for family in families(grouped([sketches], crowd)):
        assert {home[report] for report in family} == {home[family[0]]}


@st.composite
def told(draw: st.DrawFn) -> list[Recorded]:
    """Reports of a claim each, of few places and many days."""
    found = []
    for number in range(draw(st.integers(1, 12))):
        of = reading(f"Report {number}: At least 12 civilians were killed in Dorno, Ana Ruiz said.")
        first = date(2024, 3, 1) + timedelta(draw(st.integers(0, 14)))
        days = (first, first + timedelta(draw(st.sampled_from((0, 0, 1, 6)))))
        claim = resolved(
            of,
            "At least 12",
            12,
            operator="at_least",
            noun="civilians",
            source=draw(st.sampled_from((None, "Ana Ruiz"))),
            modality=draw(st.sampled_from(("asserted", "asserted", "denied"))),
            scope=draw(st.sampled_from(("incident", "incident", "incident", "period", "total"))),
            party=draw(st.sampled_from((None, 'The "Ana" front'))),
            place="Dorno",
            country=draw(st.sampled_from(("UA", "UA", None))),
            days=draw(st.sampled_from((days, days, days, None))),
            said_on=draw(st.sampled_from((None, days[1]))),
        )
        found.append(Recorded(reading=of, claims=(claim,)))
    return found


@settings(max_examples=10)
@given(told(), st.randoms(use_true_random=False))
def test_subjects_are_those_of_a_ledger(recorded: list[Recorded], chance: Random) -> None:
    subjects = [each.subject for each in find_subjects(each for one in recorded for each in one.claims)]
    rows = [row for one in recorded for row in keyed_rows(one)]
    assert all(row.first is None or row.last is None or row.last - row.first <= timedelta(6) for row in rows)
    with TemporaryDirectory() as folder:
        found = []
        for name in ("one", "other"):
            written(Path(folder) / name, "claims", [rows[::2], rows[1::2]])
            out = Path(folder) / "subjects.parquet"
            find_in_shards(Path(folder) / name, None, out, BOUNDS, lambda steps, *_: iter(steps))
            found.append(parquet.read_table(out).to_pylist())
            chance.shuffle(rows)
    assert found[0] == found[1]
    assert {row["id"]: sorted(row["ids"]) for row in found[0]} == {each.id: sorted(each.claims) for each in subjects}
