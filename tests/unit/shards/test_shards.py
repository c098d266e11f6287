"""Shards: what is done stays done, what is not is read again, and a ledger takes them all."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import duckdb
import msgspec
import pytest
from click.testing import CliRunner

from recount.cli import main
from recount.config import Settings
from recount.errors import ChoiceError, ShardsError
from recount.ledger import verify
from recount.shards import markers
from recount.shards.files import replacing
from recount.shards.making import Plan
from recount.shards.sharing import Shard
from server import Server
from sharded import STUB, added, imported, made, room, rows, said, told, total

MANY = 40


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    inputs = rows(tmp_path / "in.jsonl", ["", *map(told, range(MANY))])
    return Plan(inputs=(str(inputs),), folder=tmp_path / "shards", of=4)


def test_what_is_done_is_passed_over(plan: Plan) -> None:
    first, second = Shard.all(4)[:2]
    assert made(plan, second) == {second: False}
    assert made(plan) == {shard: shard == second for shard in Shard.all(4)}
    assert made(plan, first) == {first: True}


def test_the_same_shard_has_the_same_bytes(plan: Plan) -> None:
    made(plan)
    before = markers.all_of(plan.folder)
    for done in before:
        markers.path_of(plan.folder, done.shard).unlink()
    made(plan)
    assert [done.files for done in markers.all_of(plan.folder)] == [done.files for done in before]


def test_only_the_shard_of_an_input_that_is_new_is_read_again(plan: Plan) -> None:
    made(plan)
    rows(Path(plan.inputs[0]), ["", *map(told, range(MANY + 1))])
    assert sorted(made(plan).values()) == [False, True, True, True]
    assert total(markers.all_of(plan.folder)) == (MANY + 2, MANY + 1, 1)


def test_a_shard_read_by_something_else_is_read_again(plan: Plan) -> None:
    made(plan)
    done = markers.all_of(plan.folder)[0]
    markers.write(plan.folder, msgspec.structs.replace(done, by=msgspec.structs.replace(done.by, model="another")))
    assert list(made(plan).values()) == [False, True, True, True]


@pytest.mark.parametrize("table", ["outcomes", "sketches", "claims"])
def test_a_damaged_file_is_left_out_and_told_and_its_shard_read_again(plan: Plan, tmp_path: Path, table: str) -> None:
    made(plan)
    path = plan.folder / table / "00002-of-00004.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    found = imported(plan.folder, tmp_path / "a.ledger")
    assert [str(shard) for shard in found.shards] == ["1/4", "3/4", "4/4"]
    assert found.faults == (f"{path} is not what was written",)
    assert list(made(plan).values()) == [True, False, True, True]
    assert imported(plan.folder, tmp_path / "a.ledger").faults == ()
    added(Path(plan.inputs[0]), tmp_path / "whole.ledger")
    assert said(tmp_path / "a.ledger") == said(tmp_path / "whole.ledger")


def test_importing_twice_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    made(plan)
    first = imported(plan.folder, tmp_path / "a.ledger")
    head = verify(tmp_path / "a.ledger").head
    second = imported(plan.folder, tmp_path / "a.ledger")
    assert (first.added.reports_new, second.added.reports_new, second.added.reports_known) == (MANY, 0, MANY)
    assert verify(tmp_path / "a.ledger").head == head


def test_a_ledger_on_a_server_takes_them_too(plan: Plan, tmp_path: Path, server: Server) -> None:
    made(plan)
    address = server.address()
    assert imported(plan.folder, address).added.reports_new == MANY
    added(Path(plan.inputs[0]), tmp_path / "whole.ledger")
    assert said(address) == said(tmp_path / "whole.ledger")


def test_the_tables_have_a_row_a_report_and_a_row_a_claim(plan: Plan) -> None:
    made(plan)
    counts = [done.counts for done in markers.all_of(plan.folder)]
    with duckdb.connect() as sql:
        (reports,) = sql.sql(f"SELECT count(DISTINCT report) FROM '{plan.folder}/sketches/*.parquet'").fetchall()[0]
        (claims,) = sql.sql(f"SELECT count(*) FROM '{plan.folder}/claims/*.parquet'").fetchall()[0]
    assert (reports, claims) == (sum(one.reports for one in counts), sum(one.claims for one in counts))
    assert claims >= MANY


def test_shards_of_another_number_and_standard_input_are_refused(plan: Plan) -> None:
    made(plan)
    with pytest.raises(ChoiceError, match="holds shards of 4, not of 5"):
        Plan(inputs=plan.inputs, folder=plan.folder, of=5)
    with pytest.raises(ChoiceError, match="write it to a file first"):
        Plan(inputs=("-",), folder=plan.folder, of=4)
    with pytest.raises(ShardsError, match="holds no shard"):
        imported(plan.folder.parent, plan.folder.parent / "a.ledger")


def test_a_marker_that_is_none_is_told(plan: Plan) -> None:
    made(plan)
    markers.path_of(plan.folder, Shard(1, 4)).write_text("{}")
    with pytest.raises(ShardsError, match="is no marker of a shard"):
        imported(plan.folder, plan.folder.parent / "a.ledger")


def test_a_full_disk_is_told_and_the_same_command_goes_on(plan: Plan) -> None:
    made(plan, Shard(1, 4))
    with room(4096), pytest.raises(ShardsError, match=r"outcomes/00002-of-00004.parquet cannot be written .*make room"):
        made(plan)
    assert [path for path in plan.folder.rglob(".*") if path.is_file()] == []
    assert list(made(plan).values()) == [True, False, False, False]


def test_a_folder_that_cannot_be_written_is_told(plan: Plan) -> None:
    plan.folder.write_text("a file")
    with pytest.raises(ShardsError, match="cannot be written"):
        made(plan)


def test_what_a_killed_process_left_is_swept_and_what_another_writes_is_not(plan: Plan) -> None:
    path = plan.folder / "outcomes" / "00001-of-00004.parquet"
    path.parent.mkdir(parents=True)
    left = path.with_name(f".{path.name}.abc.partial")
    left.touch()
    with replacing(path) as out:
        out.write(b"being written")
        made(plan, Shard(1, 4))
        assert not left.exists()
    assert path.read_bytes() == b"being written"


def killed(plan: Plan, after: float) -> bool:
    """Whether a process that makes all shards was killed, so many seconds after its start, before it had made them."""
    pid = os.fork()
    if pid == 0:
        try:
            made(plan)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(plan: Plan, tmp_path: Path) -> None:
    added(Path(plan.inputs[0]), tmp_path / "whole.ledger")
    started = time.monotonic()
    made(msgspec.structs.replace(plan, folder=tmp_path / "warm"))
    whole = time.monotonic() - started
    chance, done, times = random.Random(9), 0, 0
    while killed(plan, chance.uniform(0, whole / 2)) and times < 12:
        times += 1
        found = markers.all_of(plan.folder)
        assert len(found) >= done, "what is done stays done"
        assert [fault for each in found for fault in markers.faults(plan.folder, each)] == []
        imported_now = imported(plan.folder, tmp_path / "a.ledger") if found else None
        assert imported_now is None or imported_now.faults == ()
        done = len(found)
    assert times > 0
    made(plan)
    imported(plan.folder, tmp_path / "a.ledger")
    assert said(tmp_path / "a.ledger") == said(tmp_path / "whole.ledger")


@pytest.fixture
def recount(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plan: Plan) -> CliRunner:
    assert plan.inputs == (str(tmp_path / "in.jsonl"),)
    monkeypatch.chdir(tmp_path)
    for name in ("processes", "language_backend"):
        monkeypatch.setenv(f"RECOUNT_{name.upper()}", str(getattr(STUB, name)))
    return CliRunner()


def test_add_in_shards_fills_the_ledger_and_goes_on_where_it_stopped(recount: CliRunner, plan: Plan) -> None:
    one = recount.invoke(main, ["add", "in.jsonl", "--shard", "2/4", "--to", "recount.ledger.shards"])
    assert one.exit_code == 0, one.output
    assert "shard 2/4 done" in one.output
    all_of = recount.invoke(main, ["add", "in.jsonl", "--shards", "4"])
    assert all_of.exit_code == 0, all_of.output
    assert "shard 2/4 was done before" in all_of.output
    assert f"recount.ledger: {MANY} new reports" in all_of.output
    assert len(markers.all_of(plan.folder.parent / "recount.ledger.shards")) == 4


def test_missing_shards_are_told_and_the_others_imported(recount: CliRunner) -> None:
    recount.invoke(main, ["add", "in.jsonl", "--shard", "2/3", "--to", "part"])
    found = recount.invoke(main, ["import", "shards", "part"])
    assert found.exit_code == 1
    assert "2 shards missing (1/3, 3/3)" in found.output
    assert "new reports with" in found.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--shard", "5/4", "--to", "s"], "there is no shard 5 of 4"),
        (["--shard", "x", "--to", "s"], "'x' is no shard: write 3/16"),
        (["--shard", "1/4"], "say with --to"),
        (["--shards", "2", "--shard", "1/2"], "not both"),
        (["--to", "s"], "say with --shards how many"),
        (["--shard", "1/2", "--to", "s", "--ray"], "give --shards"),
    ],
)
def test_options_that_do_not_go_together_say_so(recount: CliRunner, options: list[str], message: str) -> None:
    result = recount.invoke(main, ["add", "in.jsonl", *options])
    assert result.exit_code == 2
    assert message in result.output


def test_settings_of_processes_are_checked() -> None:
    assert (Settings().processes, Settings().max_seconds, Settings().max_memory) == (1, 60.0, 1_000_000_000)
