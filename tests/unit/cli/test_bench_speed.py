from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from recount.bench.corpus import FEEDS, page
from recount.bench.speed import laps
from recount.bench.speed.laps import Lap
from recount.bench.speed.measured import Measured
from recount.bench.speed.stages import STAGES
from recount.cli import main


@pytest.fixture
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laps without a measurement."""

    def made(*_: object) -> Iterator[tuple[Lap, ...]]:
        alone = ("load", "model", "spacy", "where", "peak")
        fed = (*STAGES, "whole", "assembled", "assembled, triage first")
        clocked = ("added by 1", "traced by 1", "added by 2", "traced by 2")
        yield tuple(Lap(contest=one, feed=None, round=1, measured=Measured(2.0, 1, one)) for one in alone)
        for feed in FEEDS:
            named = (*fed, *clocked) if feed == "general" else fed
            yield tuple(Lap(contest=one, feed=feed, round=1, measured=Measured(2.0, 1, one)) for one in named)

    monkeypatch.setattr(laps, "laps", made)


@pytest.mark.usefixtures("_measured")
def test_speed_takes_no_gold_and_prints_tables() -> None:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(main, ["bench", "speed"], catch_exceptions=False)
    assert result.exit_code == 0
    for told in ("the whole", "triage first", "sentences a second: model / spaCy │      1 │"):
        assert told in result.stdout


@pytest.mark.usefixtures("_measured")
def test_speed_prints_one_record_of_json() -> None:
    result = CliRunner().invoke(main, ["bench", "speed", "--json"], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert found["ratio"] == {"median": 1.0, "low": 1.0, "high": 1.0}
    assert [(one["feed"], one["pages"], one["ratio"]["median"]) for one in found["feeds"]] == [
        ("general", 1, 1.0),
        ("war", 1, 1.0),
    ]


def test_the_corpus_is_written_to_a_folder(tmp_path: Path) -> None:
    arguments = ["bench", "corpus", str(tmp_path / "pages"), "--articles", "2", "--feed", "war", "--first", "7"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert "2 pages of war news" in result.stdout
    assert [path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.html"))] == [
        page("war", 7),
        page("war", 8),
    ]


@pytest.mark.parametrize("part", ["attribution", "claims", "pages"])
def test_predictions_still_need_gold(part: str) -> None:
    result = CliRunner().invoke(main, ["bench", part])
    assert result.exit_code == 2
    assert "Missing argument 'GOLD'" in result.stderr
