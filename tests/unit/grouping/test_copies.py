"""Families found in shards of a few reports written for it, beside those that are found in one process."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs
from pyarrow import parquet

from recount.errors import InputError
from recount.grouping import Bounds, Copies, find_copies
from recount.grouping.database import opened
from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.families import families
from recount.tables.files import write_table
from recount.tables.sketches import sketch_row

BOUNDS = Bounds(memory_mb=200, threads=1)
DAY = date(2024, 3, 4)
WIRE = (
    "Shells hit the covered market of Dorno on Monday, killing 41 people and wounding 127, mayor Ana Ruiz said. "
    "Rescuers from Vell, 17 km away, pulled 26 survivors from under the roof, among them a girl of 9 named Mira Kolb. "
    "The army of the north denied that its guns had fired. Bakers had opened their stalls at 6:40, she told Northwire."
)
RETOLD = (
    "Ana Ruiz, who runs Dorno, put the dead at forty-one. Another 127 were hurt when the market there came under fire. "
    "It was 6:40. Twenty-six came out alive, Mira Kolb, 9, one of them: crews had driven 17 km, from Vell, to dig."
)
OTHER = (
    "Officials in Porto Vale opened a bridge over the river on Sunday. It cost 12 million, took 3 years to build, and "
    "carries two lanes of traffic each way; residents had long asked for one, said engineer Tomas Beck at the ceremony."
)


def told(text: str, outlet: str, day: date | None = DAY, url: str | None = None, hour: int | None = None) -> Reading:
    one = read_text(text, publisher=outlet, published_on=day, url=url)
    at = None if hour is None else datetime(2024, 3, 4, hour, tzinfo=UTC)
    return structs.replace(one, report=structs.replace(one.report, published_at=at))


def found(folder: Path, *readings: Reading) -> tuple[Copies, dict[str, tuple[str, str | None]]]:
    (folder / "sketches").mkdir()
    for number, one in enumerate(readings):
        with (folder / "sketches" / f"{number}.parquet").open("wb") as out:
            write_table("sketches", [sketch_row(one)], out)
    out_ = folder / "copies.parquet"
    result = find_copies(folder, out_, BOUNDS, lambda steps, *_: iter(steps))
    rows = parquet.read_table(out_).to_pylist()
    return result, {row["report"]: (row["family"], row["origin"]) for row in rows}


def test_reprints_cuts_and_retellings_are_of_one_family_which_has_the_id_that_a_ledger_gives(tmp_path: Path) -> None:
    wire = told(WIRE, "Northwire")
    copies = [
        told(WIRE, "The Evening Copy", date(2024, 3, 5)),
        told(WIRE.partition(" The army")[0], "The Lantern", date(2024, 3, 5)),
        told(RETOLD, "The Echo", date(2024, 3, 6)),
    ]
    result, rows = found(tmp_path, told(OTHER, "The Echo"), copies[2], wire, copies[0], copies[1])
    (family,) = families([wire, *copies])
    assert set(family.reports) == {one.report.id for one in (wire, *copies)}
    assert rows == dict.fromkeys(family.reports, (family.id, wire.report.id))
    assert (result.reports, result.sketches, result.families, result.copies, result.origins) == (5, 5, 1, 3, 1)
    assert (result.largest[0].family, result.largest[0].reports) == (family.id, 4)


@pytest.mark.parametrize("sentences", [1, 2, 3])
@pytest.mark.parametrize("day", [date(2024, 3, 11), date(2024, 3, 12), None])
def test_a_retelling_is_told_as_in_one_process(tmp_path: Path, sentences: int, day: date | None) -> None:
    again = told(". ".join(RETOLD.split(". ")[:sentences]), "The Echo", day)
    both = [told(WIRE, "Northwire"), again]
    _, rows = found(tmp_path, *both)
    assert {family for family, _ in rows.values()} == {family.id for family in families(both)}


def test_what_stands_at_one_address_is_one_article(tmp_path: Path) -> None:
    one = told(WIRE, "Northwire", url="https://northwire.example/a?utm_source=x")
    other = told(OTHER, "Northwire", date(2024, 3, 9), url="https://northwire.example/a")
    _, rows = found(tmp_path, one, other)
    assert set(rows) == {one.report.id, other.report.id}


@pytest.mark.parametrize(
    ("days", "hours", "first"),
    [
        ((DAY, date(2024, 3, 5)), (None, None), 0),
        ((date(2024, 3, 5), DAY), (None, None), 1),
        ((DAY, DAY), (9, 7), 1),
        ((DAY, DAY), (9, None), None),
        ((DAY, DAY), (9, 9), None),
        ((DAY, None), (None, None), None),
    ],
)
def test_the_origin_is_the_report_published_first_where_that_is_known(
    tmp_path: Path, days: tuple[date | None, ...], hours: tuple[int | None, ...], first: int | None
) -> None:
    both = [
        told(WIRE, outlet, day, hour=hour)
        for outlet, day, hour in zip(("Northwire", "The Echo"), days, hours, strict=True)
    ]
    _, rows = found(tmp_path, *both)
    assert {origin for _, origin in rows.values()} == {None if first is None else both[first].report.id}


def test_a_report_of_two_shards_is_counted_once(tmp_path: Path) -> None:
    wire = told(WIRE, "Northwire")
    result, rows = found(tmp_path, wire, wire, told(WIRE, "The Echo"))
    assert (result.reports, len(rows)) == (2, 2)


def test_flashes_that_say_next_to_nothing_are_no_family(tmp_path: Path) -> None:
    result, rows = found(tmp_path, told("Twelve dead.", "Northwire"), told("Twelve dead.", "The Echo"))
    assert rows == {}
    assert result.sketches == 2


def test_a_folder_without_shards_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no shards"):
        find_copies(tmp_path, tmp_path / "out.parquet", BOUNDS, lambda steps, *_: iter(steps))


def test_a_file_that_is_no_table_of_sketches_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "sketches").mkdir()
    (tmp_path / "sketches" / "a.parquet").write_bytes(b"no such thing")
    with pytest.raises(InputError, match="cannot be grouped"):
        find_copies(tmp_path, tmp_path / "out.parquet", BOUNDS, lambda steps, *_: iter(steps))
    assert [path.name for path in tmp_path.iterdir()] == ["sketches"]


def test_the_database_loads_no_extension_from_anywhere(tmp_path: Path) -> None:
    with opened(tmp_path, BOUNDS) as database:
        for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
            assert database.setting(name) == "false"
