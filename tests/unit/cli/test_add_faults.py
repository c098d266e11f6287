"""``recount add`` when the ledger cannot be written: it says so, loses nothing, and goes on when it can."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recount.cli import main
from recount.ledger import verify
from sharded import STUB, added, room, rows, said, told

MANY = 200


@pytest.fixture
def inputs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUNT_LANGUAGE_BACKEND", STUB.language_backend)
    return rows(tmp_path / "in.jsonl", map(told, range(MANY)))


def add() -> Result:
    return CliRunner().invoke(main, ["add", "in.jsonl"], catch_exceptions=False)


def finished(inputs: Path) -> None:
    """The same command goes on to the end, and the ledger is as if nothing had happened."""
    again = add()
    assert again.exit_code == 0, again.output
    assert verify("recount.ledger").intact
    added(inputs, "whole.ledger")
    assert said("recount.ledger") == said("whole.ledger")


@pytest.mark.parametrize("bytes_left", [4096, 300_000])
def test_a_full_disk(inputs: Path, bytes_left: int) -> None:
    with room(bytes_left):
        result = add()
    assert result.exit_code == 1
    assert "recount.ledger" in result.stderr
    assert "Traceback" not in result.output
    finished(inputs)


def test_a_ledger_that_another_program_holds(inputs: Path) -> None:
    rows(inputs, [told(0)])
    assert add().exit_code == 0
    rows(inputs, map(told, range(MANY)))
    with closing(sqlite3.connect("recount.ledger", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = add()
    assert result.exit_code == 1
    assert "recount.ledger" in result.stderr
    finished(inputs)


def test_a_folder_that_cannot_be_written(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUNT_LEDGER", "/proc/a.ledger")
    result = add()
    assert result.exit_code == 1
    assert "/proc/a.ledger" in result.stderr
    monkeypatch.delenv("RECOUNT_LEDGER")
    finished(inputs)
