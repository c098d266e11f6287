from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import click
import pytest

from builders import recorded, run
from recount.cli import output
from recount.cli.failure import check_rejected, reported
from recount.errors import InputError, LedgerBusyError, LedgerDamagedError, LedgerError, RecountError, SettingsError
from recount.ledger import open_ledger


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stderr", [io.StringIO(), Terminal()], ids=["file", "terminal"])
@pytest.mark.parametrize("patience", [-1.0, 60.0], ids=["late", "soon"])
@pytest.mark.parametrize("items", [[], [1], [1, 2, 3]], ids=len)
def test_watching_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, patience: float, items: list[int]
) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(output, "PATIENCE_S", patience)
    assert list(output.watched(iter(items), "reading", len(items))) == items


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"before")
    with pytest.raises(RuntimeError), output.written(str(path)) as stream:  # noqa: PT012 - what is written is the point
        stream.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"before"
    with output.written(str(path)) as stream:
        stream.write(b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    with output.written(str(link)) as stream:
        stream.write(b"gone")
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("x"), 2),
        (SettingsError("x"), 2),
        (LedgerDamagedError("x"), 4),
        (LedgerBusyError("x"), 1),
        (LedgerError("x"), 1),
        (RecountError("x"), 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_has_its_exit_code(error: RecountError, code: int) -> None:
    with pytest.raises(click.ClickException) as failure, reported():
        raise error
    assert failure.value.exit_code == code


def test_an_error_cannot_steer_the_terminal() -> None:
    with pytest.raises(click.ClickException, match=r"a\[U\+001B\]\[31m\.txt"), reported():
        raise InputError("a\x1b[31m.txt")


@pytest.mark.parametrize(("recorded_count", "rejected"), [(0, 0), (1, 0), (1, 1)])
def test_rejections_up_to_the_threshold_pass(recorded_count: int, rejected: int) -> None:
    check_rejected(recorded_count, rejected, 0.5)


def test_a_pipe_that_closes_early_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "wide.ledger"
    with open_ledger(path) as ledger:
        ledger.add(run(), (recorded(f"Three {'died ' * 2000}{number}") for number in range(60)))
    command = f'"{sys.executable}" -m recount export --ledger "{path}" | head -c 10'
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert (done.stdout, done.stderr) == ('{"report":', "")
