"""``recount estimate`` and ``recount export --as ucdp`` over a ledger of known claims."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from builders import recorded, run
from recount import exporting
from recount.cli import main
from recount.ledger import Ledger, open_ledger
from recount.model import Range
from recount.publish.view import View

Invoke = Callable[..., Result]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger of one report in which a mayor says at least 12 and an army 9."""
    monkeypatch.chdir(tmp_path)
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), [recorded()])

    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "80"}).invoke(main, arguments, catch_exceptions=False)

    return invoke


def estimated(result: Result) -> list[dict[str, object]]:
    return [json.loads(line)["estimate"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "low", "best", "high"),
    [((), 9, 9, 12), (("--convention", "acled"), 9, 9, 9), (("--convention", "isaf-min"), 9, None, None)],
)
def test_estimates_are_by_the_convention_asked_for(
    recount: Invoke, options: tuple[str, ...], low: int, best: int | None, high: int | None
) -> None:
    (found,) = estimated(recount("estimate", "--json", *options))
    assert found["range"] == {"low": low, "best": best, "high": high}


def test_the_options_choose_events_and_all_claims_of_these_count(recount: Invoke) -> None:
    (found,) = estimated(recount("estimate", "--json", "--source", "ruiz"))
    assert found["range"] == {"low": 9, "best": 9, "high": 12}
    assert estimated(recount("estimate", "--json", "--place", "Lowtown")) == []


def test_the_table_shows_numbers_and_grade_and_one_shows_all_in_full(recount: Invoke) -> None:
    table = recount("estimate").stdout
    assert "9       9      12" in table
    assert "weak: one independent credible source; 2 of 2 claims count" in table
    (found,) = estimated(recount("estimate", "--json"))
    in_full = recount("estimate", str(found["subjects"][0])[:10]).stdout  # type: ignore[index]
    assert in_full == recount("estimate", str(found["id"])[:10]).stdout == recount("estimate", "riverton").stdout
    assert "best 9: The army, as others give no more than a bound" in in_full


def test_what_is_no_subject_is_a_usage_error(recount: Invoke) -> None:
    result = recount("estimate", "sub:none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no event of recount.ledger is called 'sub:none'" in result.stderr
    assert recount("estimate", "lowtown").exit_code == 2
    assert recount("estimate", "--convention", "guess").exit_code == 2


def test_export_as_ucdp_writes_a_row_an_event(recount: Invoke) -> None:
    printed = recount("export", "--as", "ucdp")
    (row,) = csv.DictReader(io.StringIO(printed.stdout))
    assert (row["low"], row["best"], row["high"], row["deaths_civilians"]) == ("9", "9", "12", "9")
    assert recount("export", "--as", "ucdp", "--out", "events.csv").exit_code == 0
    assert Path("events.csv").read_bytes() == printed.stdout_bytes


def test_a_breach_stops_the_export_and_leaves_no_file(recount: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = exporting.estimated

    def broken(ledger: Ledger, *rest: object) -> View:
        shown = sound(ledger, *rest)  # type: ignore[arg-type]
        (only,) = shown.estimates
        return structs.replace(shown, estimates=(structs.replace(only, range=Range(9, 11, 12)),))

    monkeypatch.setattr(exporting, "estimated", broken)
    result = recount("export", "--as", "ucdp", "--out", "events.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "civilians killed, Riverton, 2024-03-03" in result.stderr
    assert "best 11 is not the sum of its parts, 9; nothing is written" in result.stderr
    assert list(Path().glob("*events*")) == []
