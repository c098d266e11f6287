"""A real Ray of this machine, with two actors, one of which is killed while it reads: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest

from recount.ledger import verify
from recount.shards import markers
from sharded import added, rows, said, told

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (the extra recount[ray])")
MANY, SHARDS = 60, 6


@contextmanager
def adding(folder: Path, token: str) -> Iterator[subprocess.Popen[str]]:
    """``recount add`` on Ray of reports that take their time, in a session of its own."""
    settings = {"RECOUNT_LANGUAGE_BACKEND": "misbehaving:Misbehaving", "RECOUNT_PROCESSES": "2", "TOKEN": token}
    environment = os.environ | settings | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-W", "error", "-m", "recount", "add", "in.jsonl", "--shards", str(SHARDS), "--ray"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        yield running


def actors(token: str) -> list[int]:
    """The processes of actors that make shards, by a word in their environment that only they have."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"ray::Maker" in (process / "cmdline").read_bytes() and token.encode() in environment_of(process):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def environment_of(process: Path) -> bytes:
    return (process / "environ").read_bytes()


def left(token: str) -> list[str]:
    """The names of processes that have the word in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if token.encode() in environment_of(process):
                found.append((process / "comm").read_text())
        except OSError:
            continue
    return found


def test_an_actor_killed_midway_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    texts = [f"{told(number)} do: plod." for number in range(MANY)]
    inputs, token = rows(tmp_path / "in.jsonl", texts), uuid4().hex
    folder = tmp_path / "recount.ledger.shards"
    killed: list[int] = []
    with adding(tmp_path, token) as running:
        ends = time.monotonic() + 300
        while running.poll() is None and not killed and time.monotonic() < ends:
            busy = actors(token)
            if len(busy) == 2 and len(list(folder.glob("done/*.json"))) >= 1:
                os.kill(busy[0], signal.SIGKILL)
                killed.append(busy[0])
            time.sleep(0.02)
        printed, warned = running.communicate(timeout=300)
    assert killed, (printed, warned)
    assert running.returncode == 0, (printed, warned)
    assert warned == ""
    done = markers.all_of(folder)
    assert len(done) == SHARDS
    assert [fault for each in done for fault in markers.faults(folder, each)] == []
    assert sum(each.counts.reports for each in done) == MANY
    assert verify(tmp_path / "recount.ledger").intact
    added(inputs, tmp_path / "whole.ledger")
    assert said(tmp_path / "recount.ledger") == said(tmp_path / "whole.ledger")
    ends = time.monotonic() + 30
    while left(token) and time.monotonic() < ends:
        time.sleep(0.2)
    assert left(token) == []
