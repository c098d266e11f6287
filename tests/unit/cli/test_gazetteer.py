"""``recount gazetteer``: files in, and what is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dumps import DUMP, place, written
from recount.cli import main


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "a.ledger")


@pytest.fixture
def dump(tmp_path: Path) -> str:
    return str(written(tmp_path / "UA.txt", *DUMP))


def test_what_was_added_is_told(ledger: str, dump: str) -> None:
    first, second = ran("add", "--ledger", ledger, dump), ran("add", "--ledger", ledger, dump)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output.splitlines()[0] == "UA.txt: 7 lines used, 0 rejected"
    assert second.output.splitlines()[0] == "UA.txt: was added before"
    assert first.output.splitlines()[1:] == second.output.splitlines()[1:]


def test_info_tells_origin_licence_and_digest(ledger: str, dump: str) -> None:
    assert ran("add", "--ledger", ledger, dump).exit_code == 0
    rows = [json.loads(line) for line in ran("info", "--json", "--ledger", ledger).output.splitlines()]
    assert [Path(row["path"]).name for row in rows] == ["regions.index", "a.ledger.places", "places.index"]
    assert all(len(row["sha256"]) == 64 and row["bytes"] > 0 and row["names"] > 0 for row in rows)
    assert {origin["licence"] for row in rows for origin in row["origins"]} == {"CC BY 4.0"}
    assert "GeoNames (https://www.geonames.org)" in ran("info", "--ledger", ledger).output


def test_bad_lines_are_shown_and_too_many_fail(tmp_path: Path, ledger: str) -> None:
    bad = written(tmp_path / "UA.txt", DUMP[2], *(place(990_000_100 + at, "X", lat="100") for at in range(30)))
    done = ran("add", "--ledger", ledger, str(bad))
    assert done.exit_code == 3
    assert "UA.txt:2: '100' is no degrees between -90 and 90" in done.stderr
    assert "and 10 more lines; --json lists a thousand" in done.stderr


def test_what_is_no_table_is_a_wrong_argument(tmp_path: Path, ledger: str) -> None:
    done = ran("add", "--ledger", ledger, str(written(tmp_path / "notes.txt", "nothing")))
    assert done.exit_code == 2
    assert "is no table of places" in done.stderr


def test_reading_uses_what_lies_beside_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = written(tmp_path / "a.txt", "Shelling killed 12 people in Zelenyi Pidhoryn, Ukraine, the governor said.")
    village = place(990_000_050, "Zelenyi Pidhoryn", lat="47.25", lon="33.5", people="6000")

    def where() -> float | None:
        done = CliRunner().invoke(main, ["read", "--json", str(report)])
        assert done.exit_code == 0, done.output
        lat: float | None = json.loads(done.output)["claims"][0]["place"]["lat"]
        return lat

    assert where() is None
    assert ran("add", str(written(tmp_path / "UA.txt", village))).exit_code == 0
    assert where() == 47.25
