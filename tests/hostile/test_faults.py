"""What a machine does wrong while reports are added: the error says what, where and what to do, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from builders import recorded, run
from recount.errors import LedgerError
from recount.ledger import batches, open_ledger, verify
from recount.model import Recorded
from server import Server

ROOT = Path(__file__).parents[2]
GOOD = "At least 12 people were killed in the raid on Kharkiv on Monday, the mayor said.\n"
AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.getuid() == 0 else ()


def many(number: int) -> list[Recorded]:
    return [recorded(f"{at} died in the raid on Vell." + " Nobody knew why." * 400) for at in range(1, number + 1)]


def reports(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    for at in range(number):
        (folder / f"{at:03}.txt").write_text(f"Raid {at}\n\n{GOOD}" + f"It was day {at}. " * 300, encoding="utf-8")
    return folder


def command(
    folder: Path, *arguments: str, limit: str = "", by: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """`recount` with these arguments in a folder, under a limit of the shell, by another account."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RECOUNT_LANGUAGE_BACKEND": "stub_backend:StubBackend",
        "RECOUNT_PROCESSES": "0",
        "HOME": str(folder),
    }
    words = [*by, sys.executable, "-m", "recount", *arguments]
    shell = ["sh", "-c", f'{limit}exec "$@"', "sh", *words]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def fails(done: subprocess.CompletedProcess[str], *said: str) -> None:
    """The command ended with one line that says these things, and no traceback."""
    assert done.returncode in {1, 2}, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert [words for words in said if words not in done.stderr] == [], done.stderr


def whole(ledger: Path, number: int) -> None:
    with open_ledger(ledger) as opened:
        checked = verify(opened)
        assert checked.intact, checked.findings
        assert len(list(opened.readings())) == number


@pytest.fixture(autouse=True)
def each_report_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "LONGEST_S", 0)


def test_a_ledger_that_may_not_grow_any_more_keeps_what_it_has_and_goes_on(tmp_path: Path) -> None:
    inputs, ledger = reports(tmp_path / "in", 60), tmp_path / "a.ledger"
    full = command(tmp_path, "add", str(inputs), "--ledger", str(ledger), limit="trap '' XFSZ; ulimit -f 700; ")
    fails(full, "a.ledger", "safe")
    with open_ledger(ledger) as opened:
        assert verify(opened).intact
        kept = len(list(opened.readings()))
    assert kept < 60
    again = command(tmp_path, "add", str(inputs), "--ledger", str(ledger))
    assert again.returncode == 0, again.stderr
    whole(ledger, 60)


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


@pytest.mark.skipif(not AS_NOBODY and os.getuid() == 0, reason="no other account can be taken")
def test_a_ledger_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    inputs, ledger = reports(tmp_path / "in", 1), tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(1))
    ledger.chmod(0o444)
    tmp_path.chmod(0o555)
    fails(
        command(tmp_path, "add", str(inputs), "--ledger", str(ledger), by=AS_NOBODY), "a.ledger is read-only", "copy it"
    )
    tmp_path.chmod(0o755)
    whole(ledger, 1)


def test_a_folder_that_may_not_be_written_to_says_so(tmp_path: Path) -> None:
    inputs, closed = reports(tmp_path / "in", 1), tmp_path / "closed"
    closed.mkdir(mode=0o555)
    done = command(tmp_path, "add", str(inputs), "--ledger", f"{closed}/a.ledger", by=AS_NOBODY)
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
    assert done.returncode == 0, done.stderr
    assert "a.ledger.origins" in done.stderr
    assert "Traceback" not in done.stderr
    whole(ledger, 2)


def test_a_catalogue_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(1))
    (tmp_path / "a.ledger.catalogue").write_text("no folder", encoding="utf-8")
    fails(command(tmp_path, "serve", "--ledger", str(ledger), "--port", "0"), "a.ledger.catalogue")


def test_a_place_to_write_that_is_full_says_so(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    with open_ledger(ledger) as opened:
        opened.add(run(), many(30))
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    full = command(
        tmp_path, "ledger", "dump", "--ledger", str(ledger), "--out", str(target), limit="trap '' XFSZ; ulimit -f 8; "
    )
    fails(full, "out.json")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_a_full_folder_for_temporary_files_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, ledger = reports(tmp_path / "in", 3), tmp_path / "a.ledger"
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    done = command(
        tmp_path, "add", str(inputs), "--ledger", str(ledger), limit=f"TMPDIR={tmp_path}/gone; export TMPDIR; "
    )
    assert done.returncode == 0, done.stderr
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
