"""`recount ledger` and what `recount verify` prints of contradictions and seals."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import reading, recorded, rejected, resolved, run
from recount.cli import main
from recount.ledger import open_ledger
from recount.model import Recorded

Invoke = Callable[..., Result]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger of one report that says two things, and one input rejected."""
    monkeypatch.chdir(tmp_path)
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), [recorded(), rejected()])

    def invoke(*arguments: str, **more: object) -> Result:
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **more)  # type: ignore[arg-type]

    return invoke


def test_a_dump_is_loaded_from_a_file_and_from_standard_input(recount: Invoke) -> None:
    assert recount("ledger", "dump", "--out", "a.jsonl").exit_code == 0
    dumped = Path("a.jsonl").read_bytes()
    assert recount("ledger", "dump").stdout_bytes == dumped
    result = recount("ledger", "load", "a.jsonl", "--ledger", "b.ledger")
    assert (result.exit_code, "b.ledger: 7 new entries, head " in result.stdout) == (0, True)
    result = recount("ledger", "load", "-", "--ledger", "b.ledger", "--json", input=dumped)
    assert json.loads(result.stdout)["known"] == 7
    assert recount("ledger", "dump", "--ledger", "b.ledger").stdout_bytes == dumped


def test_info_counts_what_is_held(recount: Invoke) -> None:
    held = json.loads(recount("ledger", "info", "--json").stdout)
    assert held["kinds"] == {"claim": 2, "resolution": 2, "rejected": 1, "report": 1, "run": 1}
    assert held["who"] == {"test": 7}
    assert held["bytes"] == Path("recount.ledger").stat().st_size
    said = recount("ledger", "info").stdout
    assert "recount.ledger: version 2" in said
    assert "7 entries, head" in said
    assert "by test 7" in said


def test_a_dump_may_end_at_an_entry(recount: Invoke) -> None:
    assert len(recount("ledger", "dump", "--as-of", "4").stdout.splitlines()) == 5
    result = recount("ledger", "dump", "--as-of", "40")
    assert (result.exit_code, "has no entry 40: its last is 7" in result.stderr) == (2, True)


def test_what_is_no_dump_ends_with_2(recount: Invoke) -> None:
    Path("bad.jsonl").write_text("{}\n")
    result = recount("ledger", "load", "bad.jsonl", "--ledger", "b.ledger")
    assert (result.exit_code, "bad.jsonl:1: this is no dump" in result.stderr) == (2, True)
    assert recount("ledger", "load", "none.jsonl").exit_code == 2
    result = recount("ledger", "load", "-", "--ledger", "b.ledger", input=b"x")
    assert (result.exit_code, "standard input:1:" in result.stderr) == (2, True)


def test_a_seal_is_made_with_a_key_and_checked(recount: Invoke) -> None:
    key = recount("ledger", "key", "mine")
    fingerprint = key.stdout.split()[-1]
    result = recount("ledger", "seal", "--key", "mine", "--out", "seal.json")
    assert (result.exit_code, fingerprint in result.stderr) == (0, True)
    result = recount("verify", "--seal", "seal.json", "--key", "mine.pub")
    assert result.exit_code == 0
    assert "seal.json: the ledger as of" in result.stdout
    assert f"entry 7; signed by {fingerprint}" in result.stdout
    assert recount("ledger", "key", "mine").exit_code == 2


def test_a_seal_of_another_ledger_ends_with_4(recount: Invoke) -> None:
    recount("ledger", "seal", "--out", "seal.json")
    with open_ledger("b.ledger", who="eve") as ledger:
        ledger.add(run(), [recorded("three died")])
    result = recount("verify", "--ledger", "b.ledger", "--seal", "seal.json")
    assert result.exit_code == 4
    assert "the seal seal.json: the ledger ends at entry 4, and held 7" in result.stdout
    assert "do not agree" in result.stderr
    findings = json.loads(recount("verify", "--ledger", "b.ledger", "--seal", "seal.json", "--json").stdout)["findings"]
    assert [found["kind"] for found in findings] == ["seal"]


def test_an_unsigned_seal_says_so(recount: Invoke) -> None:
    result = recount("ledger", "seal")
    assert json.loads(result.stdout)["signature"] is None
    assert "unsigned" in result.stderr
    Path("seal.json").write_text(result.stdout)
    assert "entry 7; not signed" in recount("verify", "--seal", "seal.json").stdout
    recount("ledger", "key", "mine")
    assert recount("verify", "--seal", "seal.json", "--key", "mine.pub").exit_code == 4


def test_a_key_without_a_seal_is_a_usage_error(recount: Invoke) -> None:
    assert recount("verify", "--key", "mine.pub").exit_code == 2


def test_claims_that_contradict_themselves_end_with_1(recount: Invoke) -> None:
    of = reading("In all 12 people died, 15 of them children.")
    all_ = resolved(of, "12", 12, 12)
    children = resolved(of, "15 of", 15, 15, subset_of=all_.claim.id)
    with open_ledger("recount.ledger") as ledger:
        ledger.add(run(), [Recorded(reading=of, claims=(all_, children))])
    result = recount("verify")
    assert result.exit_code == 1
    assert "intact; 4 claims quoted from 2 reports" in result.stdout
    assert "1 contradiction" in result.stdout
    assert "“15 of” is said to be part of “12”" in result.stdout
    said = json.loads(recount("verify", "--json").stdout)
    assert (said["findings"], len(said["contradictions"])) == ([], 1)


def test_what_claims_are_looked_up_by_is_made_anew(recount: Invoke) -> None:
    with closing(sqlite3.connect("recount.ledger", isolation_level=None)) as connection:
        connection.execute("DELETE FROM claim")
    result = recount("verify")
    assert (result.exit_code, "`recount ledger rebuild`" in result.stdout) == (4, True)
    selected = ("claims", "--effect", "killed", "--json")
    assert recount(*selected).stdout == ""
    assert recount("ledger", "rebuild").exit_code == 0
    assert len(recount(*selected).stdout.splitlines()) == 2
    assert recount("verify").exit_code == 0
