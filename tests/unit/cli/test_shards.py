"""`recount shards`: copies and subjects of shards, as a table, as JSON, and as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from builders import recorded
from recount.cli import main
from recount.tables.claims import keyed_rows
from recount.tables.files import write_table
from recount.tables.sketches import sketch_row


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shards with one report that says two things."""
    monkeypatch.chdir(tmp_path)
    for table, rows in (("sketches", [sketch_row(recorded().reading)]), ("claims", list(keyed_rows(recorded())))):
        Path("shards", table).mkdir(parents=True)
        with Path("shards", table, "0.parquet").open("wb") as out:
            write_table(table, rows, out)  # type: ignore[arg-type]
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "110"}).invoke(main, ["shards", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.usefixtures("folder")
def test_copies_and_subjects_are_shown_and_written() -> None:
    shown = run("copies", "shards", "--out", "copies.parquet", "--threads", "1")
    assert "1 report: no family, 1 report that stands alone." in shown
    assert parquet.read_table("copies.parquet").column_names == ["report", "family", "origin", "reports"]
    shown = run("subjects", "shards", "--copies", "copies.parquet", "--out", "subjects.parquet", "--threads", "1")
    assert "civilians killed, Riverton, 2024-03-03" in shown
    assert "2 claims of 1 report: 1 subject, 0 of several reports, 0 of several families." in " ".join(shown.split())
    (row,) = parquet.read_table("subjects.parquet").to_pylist()
    assert (row["claims"], row["reports"], row["families"], row["low"], row["high"]) == (2, 1, 1, 9, 12)


@pytest.mark.usefixtures("folder")
def test_json_says_what_was_found() -> None:
    assert json.loads(run("copies", "shards", "--out", "a.parquet", "--json"))["reports"] == 1
    found = json.loads(run("subjects", "shards", "--out", "b.parquet", "--json"))
    assert (found["claims"], found["subjects"], len(found["most_told"])) == (2, 1, 1)


@pytest.mark.usefixtures("folder")
def test_a_place_to_write_to_that_is_not_there_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["shards", "copies", "shards", "--out", "nowhere/copies.parquet"])
    assert (result.exit_code, "nowhere" in result.stderr) == (2, True)
