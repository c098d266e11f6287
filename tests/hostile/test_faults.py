"""What a machine does wrong while reports are added: the error says what, where and what to do, and nothing is lost."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psycopg
import pytest
from click.testing import CliRunner

from builders import recorded, run
from recount.catalogue import Keeper
from recount.cli import main
from recount.cli.failure import Findings, reported
from recount.errors import LedgerError
from recount.ledger import batches, open_ledger, verify
from recount.model import Recorded
from server import Server

GOOD = "At least 12 people were killed in the raid on Kharkiv on Monday, the mayor said.\n"
NOBODY = 65534
SETTINGS = {"RECOUNT_LANGUAGE_BACKEND": "stub_backend:StubBackend", "RECOUNT_PROCESSES": "0"}


def many(number: int) -> list[Recorded]:
    return [recorded(f"{at} died in the raid on Vell." + " Nobody knew why." * 400) for at in range(1, number + 1)]


def reports(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    for at in range(number):
        (folder / f"{at:03}.txt").write_text(f"Raid {at}\n\n{GOOD}" + "and so on " * 600, encoding="utf-8")
    return folder


class Done(NamedTuple):
    """How a command ended, and what it said of what went wrong."""

    status: int
    said: str


def command(folder: Path, *arguments: str, most_bytes: int | None = None, as_nobody: bool = False) -> Done:
    """`recount` with these arguments in a forked process: no file larger than that, or by an account without rights."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            os.close(reader)
            sys.stdout, sys.stderr = open(os.devnull, "w"), os.fdopen(writer, "w")  # noqa: SIM115, PTH123
            os.chdir(folder)
            os.environ |= SETTINGS
            if most_bytes is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
            if as_nobody and os.getuid() == 0:
                os.setuid(NOBODY)
            main(arguments, prog_name="recount")
        except SystemExit as end:
            status = int(end.code or 0)
        except BaseException as error:
            print("Traceback", repr(error), file=sys.stderr)  # noqa: T201
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        said = told.read()
    _, ended = os.waitpid(pid, 0)
    return Done(os.waitstatus_to_exitcode(ended), said)


def fails(done: Done, *said: str) -> None:
    """The command ended with a line that says these things, and no traceback."""
    assert done.status in {1, 2}, done
    assert "Traceback" not in done.said, done
    assert [words for words in said if words not in done.said] == [], done


def whole(ledger: Path, number: int) -> None:
    with open_ledger(ledger) as opened:
        checked = verify(opened)
        assert checked.intact, checked.findings
        assert len(list(opened.readings())) == number


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a command needs is loaded before it is forked: an account without rights may not read it."""
    folder = tmp_path_factory.mktemp("warm")
    done = CliRunner(env=SETTINGS).invoke(
        main, ["add", str(reports(folder / "in", 1)), "--ledger", str(folder / "a.ledger")]
    )
    assert done.exit_code == 0, done.output


@pytest.fixture(autouse=True)
def each_report_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "LONGEST_S", 0)


def test_a_ledger_that_may_not_grow_any_more_keeps_what_it_has_and_goes_on(tmp_path: Path) -> None:
    inputs, ledger = reports(tmp_path / "in", 30), tmp_path / "a.ledger"
    full = command(tmp_path, "add", str(inputs), "--ledger", str(ledger), most_bytes=250_000)
    fails(full, "a.ledger", "safe")
    with open_ledger(ledger) as opened:
        assert verify(opened).intact
        kept = len(list(opened.readings()))
    assert kept < 30
    again = command(tmp_path, "add", str(inputs), "--ledger", str(ledger))
    assert again.status == 0, again
    whole(ledger, 30)


def test_a_full_disk_in_the_midst_of_a_batch_keeps_what_came_before(tmp_path: Path) -> None:
    ledger, given, kept = tmp_path / "a.ledger", many(40), 0
    with open_ledger(ledger) as opened:
        opened.database.execute("PRAGMA max_page_count = 60")  # SQLite says then what it says of a full disk
        with pytest.raises(
            LedgerError, match=r"a\.ledger cannot grow: the disk is full; what was added before is safe"
        ):
            opened.add(run(), given)
    with open_ledger(ledger) as opened:
        assert verify(opened).intact
        kept = len(list(opened.readings()))
        assert 0 < kept < 40
        opened.add(run(), given)
    whole(ledger, 40)


@pytest.fixture
def entered() -> Iterator[Path]:
    """A folder that every account can enter, which pytest's own are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_ledger_that_may_only_be_read_says_so(entered: Path) -> None:
    inputs, ledger = reports(entered / "in", 1), entered / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(1))
    ledger.chmod(0o444)
    entered.chmod(0o555)
    done = command(entered, "add", str(inputs), "--ledger", str(ledger), as_nobody=True)
    fails(done, "a.ledger is read-only", "copy it")
    entered.chmod(0o755)
    ledger.chmod(0o644)
    whole(ledger, 1)


def test_a_folder_that_may_not_be_written_to_says_so(entered: Path) -> None:
    inputs, closed = reports(entered / "in", 1), entered / "closed"
    closed.mkdir(mode=0o555)
    done = command(entered, "add", str(inputs), "--ledger", f"{closed}/a.ledger", as_nobody=True)
    fails(done, "a.ledger cannot be opened", "may you write there")


def test_a_locked_ledger_is_waited_for_and_then_named(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(1))
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with open_ledger(ledger, patience=0.1) as opened, pytest.raises(LedgerError, match="another process is writing to"):
        opened.add(run(), many(3))
    other.execute("ROLLBACK")
    other.close()
    with open_ledger(ledger) as opened:
        opened.add(run(), many(3))
    whole(ledger, 3)


def test_what_lies_beside_a_ledger_may_be_out_of_reach(tmp_path: Path) -> None:
    """The index of copies follows from the ledger: where it cannot be kept, that is said and the reports are there."""
    inputs, ledger = reports(tmp_path / "in", 2), tmp_path / "a.ledger"
    (tmp_path / "a.ledger.origins").write_text("no folder", encoding="utf-8")
    done = command(tmp_path, "add", str(inputs), "--ledger", str(ledger))
    assert done.status == 0, done
    assert "a.ledger.origins" in done.said
    assert "Traceback" not in done.said
    whole(ledger, 2)


def test_a_catalogue_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(1))
    (tmp_path / "a.ledger.catalogue").write_text("no folder", encoding="utf-8")
    keeper = Keeper(ledger, "Who said what")
    with (
        closing(keeper),
        pytest.raises(Findings, match=r"a\.ledger\.catalogue cannot be written .*move away"),
        reported(),
    ):
        keeper.wait()


def test_a_place_to_write_that_is_full_says_so(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(60))
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    full = command(tmp_path, "ledger", "dump", "--ledger", str(ledger), "--out", str(target), most_bytes=65_536)
    fails(full, "out.json")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_a_full_folder_for_temporary_files_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, ledger = reports(tmp_path / "in", 3), tmp_path / "a.ledger"
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = command(tmp_path, "add", str(inputs), "--ledger", str(ledger))
    assert done.status == 0, done
    whole(ledger, 3)


def clock(*steps: timedelta) -> Callable[[], datetime]:
    """A clock that jumps by these steps, one each time it is asked, and then stands still."""
    at = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
    times = iter([at := at + step for step in steps])
    last = at
    return lambda: next(times, last)


@pytest.mark.parametrize("days", [(-1, 1, -400, 30), (9000, -9000, 1, 1), (0, 0, 0, 0)], ids=["back", "far", "still"])
def test_entries_are_in_order_whatever_the_clock_says(days: tuple[int, ...], tmp_path: Path) -> None:
    told = clock(*(timedelta(days=each) for each in days))
    with open_ledger(tmp_path / "a.ledger", now=told) as opened:
        for one in many(4):
            opened.add(run(), [one])
        checked = verify(opened)
        assert checked.intact, checked.findings
        entries = list(opened.entries())
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        middle = entries[len(entries) // 2]
        earlier = opened.as_of(middle.seq)
        assert earlier.head().hash == middle.hash
        assert len(list(opened.readings())) == 4


def _ending(server: Server, after: int) -> Iterator[Recorded]:
    """Reports, after so many of which the server ends the connection."""
    for number, one in zip(count(), many(6), strict=False):
        if number == after:
            with psycopg.connect(server.address(), autocommit=True) as witness:
                witness.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recount'"
                )
        yield one


def test_a_connection_lost_between_reports_is_told_and_what_was_added_is_there(server: Server) -> None:
    where = server.new()
    with (
        pytest.raises(LedgerError, match=r"cannot be reached, or the connection was lost .* is safe"),
        open_ledger(where) as opened,
    ):
        opened.add(run(), _ending(server, 3))
    with open_ledger(where) as opened:
        assert verify(opened).intact
        assert len(list(opened.readings())) == 3
        opened.add(run(), many(6))
        assert len(list(opened.readings())) == 6
        assert verify(opened).intact
