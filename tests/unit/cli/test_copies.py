"""``recount copies`` over a ledger of an invented story and its copies."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import copied
from builders import run
from recount import pipeline
from recount.cli import main
from recount.ledger import Contents, open_ledger
from recount.model import Lineage, Recorded

Invoke = Callable[..., Result]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger of the story, whose lineage is known."""

    def lineage(contents: Contents, reports: Collection[str] | None = None) -> Lineage:
        del contents, reports
        return copied.lineage()

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "lineage", lineage)
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), [Recorded(reading=of, claims=claims) for of, claims in copied.told()])

    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, catch_exceptions=False)

    return invoke


def kinds(result: Result) -> list[str]:
    return [next(iter(json.loads(line))) for line in result.stdout.splitlines()]


def test_families_stand_as_trees_with_a_line_of_counts(recount: Invoke) -> None:
    shown = recount("copies").stdout
    assert "├── = reprint 0.99  The Daily Lantern, 8 Apr 2031" in shown
    assert "    └── ~ rewrite 0.78  Meridian Courier, 10 Apr 2031" in shown
    assert "◌ outside: Coastline, not held" in shown
    assert "8 reports: 2 families, 6 copies, 1 report that stands alone, 1 statement quoted by several." in shown


def test_json_holds_families_then_what_many_heard_then_claims(recount: Invoke) -> None:
    assert kinds(recount("copies", "--json")) == ["family", "family", "heard", "course", "course", "course"]
    assert kinds(recount("copies", "--drift", "--json")) == ["course"]


def test_a_report_shows_its_family_and_a_claim_its_course(recount: Invoke) -> None:
    (_, (dead, _)), *_ = copied.told()
    of = copied.rewrite()[0].report.id
    family = recount("copies", of[:14]).stdout
    assert "5 reports from Harbour Wire" in family
    assert "Coastline" not in family
    for wanted in (dead.claim.id[:16], copied.rewrite()[1][0].claim.id):
        course = recount("copies", wanted).stdout
        assert course.count("Apr 2031") == 5
        assert "Coastline" not in course


def test_a_claim_that_was_carried_on_unchanged_is_shown_when_asked_for(recount: Invoke) -> None:
    assert "← 1, as it was" in recount("copies", "300").stdout


def test_what_is_not_there_is_a_usage_error_that_says_so(recount: Invoke) -> None:
    for wanted in ("rpt:none", "clm:none", "a thousand"):
        result = recount("copies", wanted)
        assert result.exit_code == 2
        assert "recount.ledger" in result.stderr


def test_a_selection_keeps_families_whole(recount: Invoke) -> None:
    shown = recount("copies", "--source", "Ada Lind").stdout
    assert "5 reports from Harbour Wire" in shown
    assert "118" not in shown


def test_compare_counts_independent_sources_and_copies_are_no_agreement(recount: Invoke) -> None:
    assert "8 reports, 7 outlets, 2 independent sources" in recount("compare").stdout
    rows = [json.loads(line) for line in recount("compare", "--json").stdout.splitlines()]
    found = [row["grounds"] for row in rows if "grounds" in row]
    assert max(each["independent"] for each in found) == 2
