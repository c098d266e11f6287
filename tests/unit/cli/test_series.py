"""``recount import series`` and ``recount series``, from a table to a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recount import samples
from recount.cli import main
from recount.ledger import open_ledger, verify
from tables import BORDER_WAR

TABLE = samples.tables() / "border-war.csv"

Invoke = Callable[..., Result]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments)

    return invoke


def added(recount: Invoke, table: Path, *more: str) -> dict[str, int]:
    result = recount("import", "series", str(table), "--as", BORDER_WAR, "--json", *more)
    assert result.exit_code == 0, result.output
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def test_a_table_is_added_once_and_grows(recount: Invoke, tmp_path: Path) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(lines[:5]), encoding="utf-8")
    first, again, whole = added(recount, short), added(recount, short), added(recount, TABLE)
    assert (first["reports_new"], first["reports_known"]) == (4, 0)
    assert (again["reports_new"], again["claims_new"], again["reports_known"]) == (0, 0, 4)
    assert (whole["reports_new"], whole["reports_known"]) == (len(lines) - 5, 4)
    assert verify("recount.ledger").ok


def test_a_row_put_right_later_is_a_new_version_of_its_day(recount: Invoke, tmp_path: Path) -> None:
    added(recount, TABLE)
    table = tmp_path / "mended.csv"
    table.write_text(
        TABLE.read_text(encoding="utf-8").replace("2031-05-06,karsova,130", "2031-05-06,karsova,180"), encoding="utf-8"
    )
    assert added(recount, table)["reports_new"] == 1
    for chosen in ((), ("--party", "Retrovia"), ("--effect", "killed")):
        [one] = [json.loads(line) for line in recount("series", "--json", *chosen).stdout.splitlines()]
        karsova = next(source for source in one["sources"] if source["source"] == "Karsovan army")
        assert karsova["totals"][-1]["quantity"]["low"] == 180
        assert len(karsova["totals"][-1]["versions"]) == 1


def test_rows_are_turned_away_with_exit_code_three(recount: Invoke, tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    head, first, *_ = TABLE.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join((head, first, "2031-05-02,retrovia,many,,,", "2031-05-03,retrovia,9")), encoding="utf-8")
    result = recount("import", "series", str(table), "--as", BORDER_WAR)
    assert result.exit_code == 3
    assert "1 new row with 2 new claims, 0 rows known before, 2 rejected" in result.stdout
    with open_ledger("recount.ledger") as ledger:
        assert [one.where.rpartition(":")[2] for one in ledger.rejected()] == ["line 3", "line 4"]


@pytest.mark.parametrize(
    "arguments", [("nowhere.csv", "--as", BORDER_WAR), (str(TABLE), "--as", "oryks"), (str(TABLE), "--as", "gaza")]
)
def test_what_cannot_be_read_is_a_usage_error_and_makes_no_ledger(arguments: tuple[str, ...], recount: Invoke) -> None:
    assert recount("import", "series", *arguments).exit_code == 2
    assert not Path("recount.ledger").exists()


def test_a_series_is_shown_and_chosen(recount: Invoke) -> None:
    added(recount, TABLE)
    shown = recount("series", "--effect", "killed").stdout
    assert "combatants (Retrovia) killed, Vella province" in shown
    assert "↘ Retrovian defence ministry corrected once: −2 on 5 May 2031" in shown
    assert recount("series", "--effect", "injured").stdout.startswith("No series")


def test_a_series_is_shown_as_of_a_day(recount: Invoke) -> None:
    added(recount, TABLE)
    shown = recount("series", "--as-of", "2031-05-02").stdout
    assert "2 May 2031" in shown.split("\n")[0]
    assert "corrected" not in shown


def test_a_picture_takes_the_place_of_the_table(recount: Invoke) -> None:
    added(recount, TABLE)
    result = recount("series", "--plot", "war.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Karsovan army, of the other side" in Path("war.svg").read_text(encoding="utf-8")
    assert recount("series", "--plot", "war.pdf").exit_code == 2
    assert not Path("war.pdf").exists()


def test_rows_of_a_table_are_no_copies(recount: Invoke) -> None:
    added(recount, TABLE)
    assert "family" not in recount("copies", "--json").stdout
