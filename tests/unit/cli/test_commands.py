"""The commands over a ledger of known claims: what they print, and with which exit code they end."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import recorded, rejected, run
from recount.cli import main
from recount.ledger import open_ledger

Invoke = Callable[..., Result]


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger of one report that says two things, and one input rejected."""
    monkeypatch.chdir(tmp_path)
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), [recorded(), rejected()])

    def invoke(*arguments: str, **more: object) -> Result:
        return CliRunner(env={"COLUMNS": "160"}).invoke(main, arguments, catch_exceptions=False, **more)  # type: ignore[arg-type]

    return invoke


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_claims_lists_who_said_what(recount: Invoke) -> None:
    result = recount("claims")
    assert result.exit_code == 0
    assert all(words in result.stdout for words in ("Ana Ruiz", "≥ 12", "At least 12", "Riverton", "The army"))


@pytest.mark.parametrize(
    ("options", "quantities"),
    [
        ([], ["At least 12", "9"]),
        (["--source", "ruiz"], ["At least 12"]),
        (["--source", "ARMY"], ["9"]),
        (["--place", "river"], ["At least 12", "9"]),
        (["--effect", "injured"], []),
        (["--country", "UA"], []),
    ],
    ids=" ".join,
)
def test_claims_can_be_selected(recount: Invoke, options: list[str], quantities: list[str]) -> None:
    rows = lines(recount("claims", "--json", *options))
    assert [row["quantity"]["exact"] for row in rows] == quantities  # type: ignore[index]


def test_compare_prints_subjects_then_relations(recount: Invoke) -> None:
    assert "Riverton" in recount("compare").stdout
    kinds = [next(iter(row)) for row in lines(recount("compare", "--json"))]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0] == "subject"


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "geojson"])
def test_export_writes_the_same_to_a_file_and_to_standard_output(recount: Invoke, form: str) -> None:
    printed = recount("export", "--as", form)
    written = recount("export", "--as", form, "--out", "claims.out")
    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert Path("claims.out").read_bytes() == printed.stdout_bytes
    assert b"At least 12" in printed.stdout_bytes


def test_export_as_csv_has_a_row_a_claim(recount: Invoke) -> None:
    rows = list(csv.DictReader(io.StringIO(recount("export", "--as", "csv").stdout)))
    assert [(row["source"], row["low"], row["high"]) for row in rows] == [
        ("Ana Ruiz", "12", ""),
        ("The army", "9", "9"),
    ]


def test_a_file_that_cannot_be_made_is_a_usage_error_that_leaves_nothing(recount: Invoke) -> None:
    result = recount("export", "--out", "nowhere/claims.jsonl")
    assert result.exit_code == 2
    assert "nowhere/.claims.jsonl.partial cannot be written: No such file or directory" in result.stderr


def test_publish_writes_a_page(recount: Invoke) -> None:
    result = recount("publish", "page.html", "--title", "A <title>")
    assert result.exit_code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "A &lt;title&gt;" in page
    assert "At least 12" in page


def test_publish_writes_a_site_with_a_signed_seal(recount: Invoke) -> None:
    recount("ledger", "key", "key")
    result = recount("publish", "site", "--title", "A <title>", "--key", "key")
    assert result.exit_code == 0, result.stderr
    assert "site/data/seal.json: the seal, signed by SHA256:" in result.stdout
    assert "A &lt;title&gt;" in Path("site/about.html").read_text(encoding="utf-8")
    assert "intact" in recount("verify", "--seal", "site/data/seal.json").stdout


@pytest.mark.parametrize("arguments", [["site", "--effect", "killed"], ["page.html", "--key", "key"]], ids=" ".join)
def test_publish_refuses_what_a_page_or_a_site_has_not(recount: Invoke, arguments: list[str]) -> None:
    assert recount("publish", *arguments).exit_code == 2
    assert not Path(arguments[0]).exists()


def test_verify_says_what_was_checked(recount: Invoke) -> None:
    result = recount("verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("recount.ledger: intact; 2 claims quoted from 1 report, 7 entries, head ")


def test_verify_of_a_damaged_ledger_names_the_entry_and_ends_with_4(recount: Invoke) -> None:
    with closing(sqlite3.connect("recount.ledger")) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute("UPDATE entry SET body = replace(body, 'At least 12', 'At least 13') WHERE kind = 'claim'")
        database.commit()
    result = recount("verify")
    assert result.exit_code == 4
    assert "entry 3 (claim clm:" in result.stdout
    assert result.stderr == "Error: recount.ledger is damaged: restore it from a copy\n"
    assert json.loads(recount("verify", "--json").stdout)["findings"]


def ids(recount: Invoke) -> list[str]:
    return [str(row["id"]) for row in lines(recount("claims", "--json"))]


def test_explain_finds_a_claim_by_its_id_the_beginning_of_it_or_its_count(recount: Invoke) -> None:
    mayor, army = ids(recount)
    for wanted in (mayor, mayor[:12], "at LEAST 12", "12"):
        assert mayor in recount("explain", wanted).stdout
    [row] = lines(recount("explain", army, "--json"))
    assert row["claim"]["id"] == army  # type: ignore[index]
    decided = {one["field"]: one for one in row["decisions"]}  # type: ignore[attr-defined]
    assert (decided["place"]["value"], decided["place"]["rule"]) == ("Riverton", "test")


@pytest.mark.parametrize("arguments", [["clm:none"], ["13"], ["--read", "report.txt", "13"]], ids=" ".join)
def test_a_claim_that_is_not_there_is_a_usage_error_that_says_where(recount: Invoke, arguments: list[str]) -> None:
    Path("report.txt").write_text("At least 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    result = recount("explain", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    where = "report.txt" if "--read" in arguments else "recount.ledger"
    assert f"no claim of {where} has " in result.stderr
    assert f"{arguments[-1]!r}: `recount " in result.stderr


def test_what_may_be_several_claims_is_a_usage_error_that_lists_them(recount: Invoke) -> None:
    result = recount("explain", "clm:")
    assert result.exit_code == 2
    for each in ids(recount):
        assert each[:14] in result.stderr
    assert "'clm:' may be any of 2 claims of recount.ledger" in result.stderr
    assert "“At least 12” killed" in result.stderr


def test_explain_wants_a_claim_or_an_input(recount: Invoke) -> None:
    result = recount("explain")
    assert result.exit_code == 2
    assert "name a CLAIM of the ledger, or an input with --read" in result.stderr


def test_explain_reads_an_input_and_tells_of_each_field(recount: Invoke) -> None:
    text = "At least 12 people were killed in Kharkiv on Monday, the mayor said. Nine soldiers were wounded."
    Path("report.txt").write_text(text, encoding="utf-8")
    rows = lines(recount("explain", "--read", "report.txt", "--published", "2022-04-06", "--json"))
    assert [row["claim"]["quantity"]["exact"] for row in rows] == ["At least 12", "Nine"]  # type: ignore[index]
    decided = {one["field"]: one for one in rows[0]["decisions"]}  # type: ignore[attr-defined]
    assert decided["quantity"]["words"] == {"exact": "At least", "start": 0, "end": 8}
    assert (decided["effect"]["value"], decided["effect"]["rule"]) == ("killed", "subject of a harm")
    assert decided["time"]["value"] == "4 Apr 2022"
    shown = recount("explain", "--read", "report.txt", "nine").stdout
    assert "▸Nine◂ soldiers" in shown
    assert "▸At least 12◂" not in shown


def test_explain_of_an_input_that_cannot_be_read_is_a_usage_error(recount: Invoke) -> None:
    result = recount("explain", "--read", "missing.txt")
    assert result.exit_code == 2
    assert "missing.txt" in result.stderr
    Path("quiet.txt").write_text("Nothing happened in Kharkiv.", encoding="utf-8")
    assert recount("explain", "--read", "quiet.txt").stdout == "No claims.\n"


@pytest.mark.parametrize("command", ["claims", "compare", "export", "verify"])
def test_a_missing_ledger_is_one_line_and_exit_code_1(recount: Invoke, command: str) -> None:
    result = recount(command, "--ledger", "none.ledger")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: there is no ledger at none.ledger")
    assert result.stderr.count("\n") == 1
    assert not Path("none.ledger").exists()


def test_read_prints_claims_and_what_was_rejected(recount: Invoke) -> None:
    Path("report.txt").write_text("At least 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    result = recount("read", "report.txt", "missing.txt")
    assert result.exit_code == 0
    assert "At least 12" in result.stdout
    assert "missing.txt" in result.stdout


def test_read_prints_a_line_of_json_for_every_input(recount: Invoke) -> None:
    Path("report.txt").write_text("At least 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    rows = lines(recount("read", "--json", "report.txt", "missing.txt"))
    assert [sorted(row) for row in rows] == [["claims", "report"], ["rejected"]]
    assert rows[0]["claims"][0]["low"] == 12  # type: ignore[index]


def test_read_prints_statements_where_asked(recount: Invoke) -> None:
    Path("report.txt").write_text(
        "At least 12 people were killed. Moscow denied attacking civilians.", encoding="utf-8"
    )
    assert "attacking civilians" not in recount("read", "report.txt").stdout
    assert "“attacking civilians”" in recount("read", "--statements", "report.txt").stdout
    [row] = lines(recount("read", "--statements", "--json", "report.txt"))
    assert [one["kind"] for one in row["statements"]] == ["denial"]  # type: ignore[attr-defined]


def test_more_rejected_than_the_threshold_allows_is_exit_code_3(recount: Invoke) -> None:
    result = recount("read", "one.txt", "two.txt")
    assert result.exit_code == 3
    assert result.stderr == "Error: 2 of 2 inputs were rejected, above the threshold of 50%\n"
    Path("recount.toml").write_text("rejected_threshold = 1.0", encoding="utf-8")
    assert recount("read", "one.txt", "two.txt").exit_code == 0


def test_adding_twice_changes_nothing(recount: Invoke) -> None:
    Path("report.txt").write_text("At least 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    first = lines(recount("add", "report.txt", "--json"))[0]
    again = lines(recount("add", "report.txt", "--json"))[0]
    assert (first["reports_new"], first["claims_new"]) == (1, 1)
    assert (again["reports_new"], again["claims_new"], again["reports_known"]) == (0, 0, 1)
    assert recount("verify").exit_code == 0


def test_a_publication_date_can_be_given(recount: Invoke) -> None:
    Path("report.txt").write_text("On Monday 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    row = lines(recount("read", "report.txt", "--json", "--published", "2022-04-06"))[0]
    assert row["report"]["published"] == "2022-04-06"  # type: ignore[index]
    assert row["claims"][0]["time"]["from"] == "2022-04-04"  # type: ignore[index]


def test_what_is_no_date_is_a_usage_error(recount: Invoke) -> None:
    result = recount("read", "report.txt", "--published", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is not a date like 2022-04-07" in result.stderr


def test_bench_writes_a_row_for_every_gold_report_without_reading_labels(recount: Invoke) -> None:
    text = "At least 12 people were killed in Kharkiv, the mayor said."
    gold = [
        {"report": {"id": "g-1", "text": text, "title": None, "publisher": "The Post", "published": "2022-04"}},
        {"report": {"id": "g-2", "text": "Nothing happened."}, "claims": "labels are not read"},
    ]
    Path("gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    assert recount("bench", "claims", "gold.jsonl", "--out", "predicted.jsonl").exit_code == 0
    rows = [json.loads(line) for line in Path("predicted.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["report"]["id"] for row in rows] == ["g-1", "g-2"]
    assert [claim["quantity"] for claim in rows[0]["claims"]] == [{"exact": "At least 12", "start": 0, "end": 11}]
    assert rows[1]["claims"] == []


def test_bench_reads_pages_and_says_nothing_of_one_without_text(recount: Invoke) -> None:
    article = "<p>At least 12 people were killed in Kharkiv on Monday, the mayor of the city said.</p>" * 3
    Path("a.html.gz").write_bytes(gzip.compress(f"<html><body><article>{article}</article></body></html>".encode()))
    Path("b.html.gz").write_bytes(gzip.compress(b"<html><body></body></html>"))
    gold = [{"doc_id": name, "html": f"{name}.html.gz", "url": None, "gold": "not read"} for name in ("a", "b")]
    Path("gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    rows = lines(recount("bench", "pages", "gold.jsonl"))
    assert [row["doc_id"] for row in rows] == ["a", "b"]
    assert str(rows[0]["text"]).count("At least 12 people were killed") == 3
    assert (rows[1]["text"], rows[1]["published"]) == (None, None)


def test_bench_names_a_page_that_is_not_there(recount: Invoke) -> None:
    Path("gold.jsonl").write_text('{"doc_id": "a", "html": "a.html.gz"}', encoding="utf-8")
    result = recount("bench", "pages", "gold.jsonl")
    assert result.exit_code == 2
    assert "a.html.gz, the page of a, cannot be read: No such file or directory" in result.stderr


def test_bench_names_the_line_that_is_no_gold(recount: Invoke) -> None:
    Path("gold.jsonl").write_text('{"report": {"id": "g-1"}}', encoding="utf-8")
    result = recount("bench", "claims", "gold.jsonl", "--out", "predicted.jsonl")
    assert result.exit_code == 2
    assert "gold.jsonl, line 1: this is no gold row: " in result.stderr
    assert not Path("predicted.jsonl").exists()


def test_demo_reads_the_samples_into_a_ledger_and_a_page(recount: Invoke) -> None:
    result = recount("demo")
    assert result.exit_code == 0
    assert Path("out/demo.html").is_file()
    assert recount("verify", "--ledger", "out/demo.ledger").exit_code == 0
    assert "No input was rejected." in result.stdout
    assert recount("demo").exit_code == 0, "a second demo starts afresh"


def test_config_shows_where_each_value_came_from(recount: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("recount.toml").write_text('ledger = "war.ledger"', encoding="utf-8")
    monkeypatch.setenv("RECOUNT_MAX_BYTES", "4096")
    shown = [line.split() for line in recount("config", "--show").stdout.splitlines()]
    assert ["ledger", "war.ledger", "recount.toml"] in shown
    assert ["max_bytes", "4096", "RECOUNT_MAX_BYTES"] in shown
    assert ["rejected_threshold", "0.5", "default"] in shown


def test_config_prints_a_file_that_settles_the_same(recount: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUNT_LEDGER", 'war "two".ledger')
    printed = recount("config").stdout
    monkeypatch.delenv("RECOUNT_LEDGER")
    Path("recount.toml").write_text(printed, encoding="utf-8")
    assert recount("config").stdout == printed


def test_a_wrong_setting_is_a_usage_error(recount: Invoke) -> None:
    Path("recount.toml").write_text("ledgr = 1", encoding="utf-8")
    result = recount("claims")
    assert result.exit_code == 2
    assert "recount.toml: there is no setting 'ledgr'" in result.stderr


@pytest.mark.parametrize("record", ["report", "claim", "explanation", "rejected", "subject", "relation"])
def test_schema_is_a_json_schema(recount: Invoke, record: str) -> None:
    schema = json.loads(recount("schema", record).stdout)
    assert schema["$ref"].removeprefix("#/$defs/") in schema["$defs"]
