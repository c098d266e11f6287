"""``recount claims``: which claims are listed, how many, and in which order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import MOMENT, reading, resolved, run
from recount.cli import main
from recount.ledger import open_ledger
from recount.model import Recorded


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of 120 reports, with a claim by each of two sources."""
    with open_ledger(tmp_path / "a.ledger", now=lambda: MOMENT) as ledger:
        ledger.add(run(), [recorded(number) for number in range(1, 121)])
    return str(tmp_path / "a.ledger")


def recorded(number: int) -> Recorded:
    text = f"{number} soldiers died in Riverton, the army said; {number} people were hurt, Ana Ruiz said."
    of = reading(text)
    dead = resolved(of, str(number), number, number, source="the army", place="Riverton", group="combatants")
    hurt = resolved(of, f"{number} people", number, number, effect="injured", source="Ana Ruiz", party="Riverton")
    return Recorded(reading=of, claims=(dead, hurt))


def told(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["claims", *arguments], catch_exceptions=False, env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.output
    return done.output


def test_a_table_shows_the_first_hundred_and_says_of_how_many(path: str) -> None:
    shown = told("--ledger", path)
    assert shown.count("●") == 101, "the key of the table has one"
    assert "100 of 240 claims: --limit shows more" in shown


def test_a_limit_is_kept_to(path: str) -> None:
    assert "3 of 120 claims" in told("--ledger", path, "--limit", "3", "--source", "ARMY")
    assert "of 120 claims" not in told("--ledger", path, "--limit", "120", "--source", "ARMY")
    assert len(told("--ledger", path, "--limit", "3", "--json").splitlines()) == 3


def test_as_json_all_are_there(path: str) -> None:
    rows = [json.loads(line) for line in told("--ledger", path, "--json", "--party", "river").splitlines()]
    assert len(rows) == 120
    assert {row["effect"] for row in rows} == {"injured"}


def test_claims_of_one_source_are_put_together(path: str) -> None:
    shown = told("--ledger", path, "--by-source", "--limit", "6")
    order = [
        name for line in shown.splitlines() for name in ("▸ Ana Ruiz: 3 claims", "▸ the army: 3 claims") if name in line
    ]
    assert order == ["▸ Ana Ruiz: 3 claims", "▸ the army: 3 claims"]
    assert shown.index("▸ Ana Ruiz") < shown.rindex("Ana Ruiz (other)") < shown.index("▸ the army")


def test_what_none_has_is_no_error(path: str) -> None:
    assert "No claims." in told("--ledger", path, "--effect", "missing", "--kind", "un", "--since", "2024-01-01")
