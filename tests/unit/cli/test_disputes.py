"""``recount disputes`` and ``recount compare`` over a ledger of two outlets at odds, one of which holds a denial."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import mention, reading, resolved, run
from recount.cli import main
from recount.ledger import open_ledger
from recount.model import Denial, Evidence, Recorded, Resolution, ResolvedStatement

Invoke = Callable[..., Result]
DAY = (date(2024, 3, 3), date(2024, 3, 3))


def told() -> list[Recorded]:
    """Two tolls of a day in a town, what the army denies of the first, and the toll of their country."""
    of = reading("12 civilians died in Riverton, Ana Ruiz said. The army denied the strike.", publisher="The Post")
    claim = resolved(of, "12", 12, 12, source="Ana Ruiz", place="Riverton", days=DAY)
    text = of.report.text
    what = mention(text, "the strike")
    statement = Denial(
        id="stm:strike", report=of.report.id, source=None, cue=mention(text, "denied"), content=what,
        answers=(claim.claim.id,), said=None, evidence=Evidence.at(text, what.start, what.end, context=8),
    )  # fmt: skip
    none = Resolution[str](value=None, method="test", confidence=0.0)
    nobody = Resolution(value=None, method="test", confidence=0.0)
    denied = ResolvedStatement(
        statement=statement, agent=nobody, party=none, recipient=none, reporter=nobody, time=nobody
    )
    other = reading("9 civilians died in Riverton, doctors said. 40 people died there.", publisher="The Echo")
    nine = resolved(other, "9", 9, 9, source="doctors", place="Riverton", days=DAY)
    forty = resolved(other, "40", 40, 40, group="unknown", source="doctors", place="Riverton", days=DAY)
    return [
        Recorded(reading=of, claims=(claim,), statements=(denied,)),
        Recorded(reading=other, claims=(nine, forty)),
    ]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    monkeypatch.chdir(tmp_path)
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), told())

    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, catch_exceptions=False)

    return invoke


def test_disputes_are_shown_as_a_table_with_the_gap_and_the_denial(recount: Invoke) -> None:
    shown = recount("disputes").stdout
    assert shown.index("≠ 3") < shown.index("✕ denied")
    assert "Near misses" not in shown
    assert "Near misses, for a person to judge" in recount("disputes", "--near").stdout


def test_disputes_are_a_line_each_as_json(recount: Invoke) -> None:
    lines = [json.loads(line) for line in recount("disputes", "--near", "--json").stdout.splitlines()]
    disputes = [line["dispute"] for line in lines if "dispute" in line]
    assert [(row["kind"], row["gap"]) for row in disputes] == [("differ", 3), ("deny", None)]
    assert disputes[1]["left"] == "stm:strike"
    assert [line["near"]["differences"] for line in lines if "near" in line] == [["group"]]


def test_what_is_not_wanted_is_no_dispute(recount: Invoke) -> None:
    assert "No two sources are at odds." in recount("disputes", "--source", "doctors").stdout


def test_compare_shows_the_denial_and_the_page_names_who_denies(recount: Invoke, tmp_path: Path) -> None:
    assert "✕ deny: not named and Ana Ruiz 12" in recount("compare").stdout
    assert recount("publish", "page.html").exit_code == 0
    assert "r-deny" in (tmp_path / "page.html").read_text(encoding="utf-8")
