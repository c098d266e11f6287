from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from recount.bench import speed
from recount.bench.speed import Lap
from recount.cli import main


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laps without a measurement."""

    def laps(*_: object) -> Iterator[Lap]:
        for contest in ("load", "model", "spacy", "general", "war", "rules", "where", "peak"):
            yield Lap(contest, 1, 2.0, contest)

    monkeypatch.setattr(speed, "laps", laps)


def test_speed_takes_no_gold_and_prints_a_table() -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["bench", "speed"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "sentences a second: model / spaCy │      1 │" in result.stdout


def test_speed_prints_one_record_of_json() -> None:
    result = CliRunner().invoke(main, ["bench", "speed", "--json"], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert found["ratio"] == {"median": 1.0, "low": 1.0, "high": 1.0}
    assert (found["articles"], found["war_articles"], found["rounds"]) == (20, 5, 1)


@pytest.mark.parametrize("part", ["attribution", "claims", "pages"])
def test_predictions_still_need_gold(part: str) -> None:
    result = CliRunner().invoke(main, ["bench", part])
    assert result.exit_code == 2
    assert "Missing argument 'GOLD'" in result.stderr
