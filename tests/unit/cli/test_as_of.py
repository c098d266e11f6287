"""``--as-of``: what the ledger said then, by the number of an entry, a day, or a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import retold
from builders import MOMENT, run
from recount.cli import main
from recount.ledger import open_ledger
from recount.ledger.origins import keep

Invoke = Callable[..., Result]
MARKET, COPY, MAIL, *_ = retold.reports()
READING = ("claims", "compare", "copies", "export", "publish")


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger to which three reports of one story were added, an hour apart."""
    monkeypatch.chdir(tmp_path)
    clock = [MOMENT]
    with open_ledger("recount.ledger", who="test", now=lambda: clock[0]) as ledger:
        for report in (MARKET, COPY, MAIL):
            ledger.add(run(), [report])
            keep(ledger)
            clock[0] += timedelta(hours=1)

    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, catch_exceptions=False)

    return invoke


def reports(result: Result) -> set[str]:
    return {json.loads(line)["report"] for line in result.stdout.splitlines()}


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ("2021-09-14", 1),
        ("2021-09-15", 2),
        ("2030-01-01", 3),
        ("2021-09-13", 0),
        (f"{MOMENT:%Y-%m-%dT%H:%M}", 1),
        (f"{MOMENT + timedelta(minutes=90):%Y-%m-%dT%H:%M:%S}", 2),
        (f"{MOMENT + timedelta(hours=4):%Y-%m-%d %H:%M}+02:00", 3),
        (f"{MOMENT + timedelta(hours=3, minutes=30):%Y-%m-%d %H:%M}+02:00", 2),
        ("0", 0),
    ],
)
def test_a_day_a_time_or_an_entry_says_how_much_was_known(recount: Invoke, when: str, held: int) -> None:
    assert len(reports(recount("claims", "--as-of", when, "--json"))) == held
    exported = [json.loads(line)["report"]["id"] for line in recount("export", "--as-of", when).stdout.splitlines()]
    assert len(set(exported)) == held


def test_the_number_of_an_entry_cuts_between_entries(recount: Invoke) -> None:
    with open_ledger("recount.ledger", create=False) as ledger:
        marks = [entry.seq for entry in ledger.entries_of("link") if entry.key == "traced"]
        last = ledger.head().seq
    assert [len(reports(recount("claims", "--as-of", str(mark), "--json"))) for mark in marks] == [1, 2, 3]
    beyond = recount("claims", "--as-of", str(last + 1))
    assert beyond.exit_code == 2
    assert f"has no entry {last + 1}: its last is {last}" in beyond.stderr


def test_tables_and_the_page_say_as_of_when(recount: Invoke) -> None:
    assert recount("claims", "--as-of", "2021-09-15").stdout.startswith("As of 15 Sep 2021, by date of publication.")
    assert recount("copies", "--as-of", "7").stdout.startswith("As of entry 7.")
    assert "As of" not in recount("compare").stdout
    assert recount("publish", "page.html", "--as-of", "2021-09-15").exit_code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "As of 15 Sep 2021, by date of publication." in page
    assert "Evening Mail" not in page
    assert recount("publish", "page.html").exit_code == 0
    assert "As of" not in Path("page.html").read_text(encoding="utf-8")


def test_copies_are_those_that_were_known(recount: Invoke) -> None:
    (now,) = [
        json.loads(line)["family"] for line in recount("copies", "--json").stdout.splitlines() if "family" in line[:9]
    ]
    then = recount("copies", "--json", "--as-of", "2021-09-15").stdout.splitlines()
    (family,) = [json.loads(line)["family"] for line in then if "family" in line[:9]]
    assert (len(now["branches"]), len(family["branches"])) == (3, 2)


def test_a_claim_is_explained_as_it_was_read_then(recount: Invoke) -> None:
    claim = MAIL.claims[0].claim.id
    assert recount("explain", claim).exit_code == 0
    assert recount("explain", claim, "--as-of", "2021-09-16").stdout.startswith("As of 16 Sep 2021")
    before = recount("explain", claim, "--as-of", "2021-09-15")
    assert before.exit_code == 2
    assert "no claim of recount.ledger" in before.stderr


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("when", ["yesterday", "2021-13-01", "-1", "2021-09-15T25:00"])
def test_what_is_no_time_is_a_usage_error(recount: Invoke, command: str, when: str) -> None:
    arguments = (command, "page.html") if command == "publish" else (command,)
    refused = recount(*arguments, "--as-of", when)
    assert refused.exit_code == 2
    assert "2022-04-08T18:30" in refused.stderr
