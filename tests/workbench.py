"""A workbench that runs: a ledger with something for every page, and a server of it in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

import retold
import shelved
from builders import run
from protected import PASSWORD
from recount.ledger import open_ledger
from recount.ledger.judgements import standing
from recount.ledger.origins import keep
from recount.model import Judgement
from recount.web.accounts import Accounts
from recount.web.accounts.users import add_user
from sited import STATED, WAR, told

EDITOR: Final = "Rosa"
_APART: Final = (
    "Mayor Anna Fox said 12 civilians were killed in Bucha on 2 April 2022.\n\n"
    "The Red Cross said 30 people were killed in Bucha on 2 April 2022."
)
_PATIENCE: Final = 90


class Workbench(Struct, frozen=True):
    """Where it is served, and the ledger that it serves."""

    address: str
    where: Path

    def judged(self, who: str) -> tuple[Judgement, ...]:
        """What somebody judged in the ledger, as it stands."""
        with open_ledger(self.where, create=False) as ledger:
            return tuple(each.judgement for each in standing(ledger) if each.who == who)


def filled(folder: Path) -> Path:
    """A ledger of two wars and a town: both sides' figures, statements, denials, copies, a near miss, doubts."""
    with open_ledger(folder / "a.ledger", who="test") as ledger:
        shelved.fill(ledger)
        both = (*(told(text, on) for on, text in WAR), told(STATED, date(2022, 4, 8)), told(_APART, date(2022, 4, 9)))
        ledger.add(run(), (*both, *retold.reports()))
        keep(ledger)
    return folder / "a.ledger"


@contextmanager
def serving(folder: Path) -> Iterator[Workbench]:
    """The workbench open to anybody who reads or replies, with an editor who may sign in."""
    where = filled(folder)
    accounts = Accounts(folder / "a.accounts")
    add_user(accounts, EDITOR, PASSWORD, "editor")
    accounts.close()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    told = (
        "--ledger",
        where,
        "--accounts",
        accounts.path,
        "--port",
        str(port),
        "--title",
        "Riverton",
        "--rate",
        "99999",
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "recount", "serve", *told, "--public", "--replies"],
            stdout=log, stderr=log, env=os.environ, cwd=folder,
        )  # fmt: skip
    try:
        _wait(process, port, folder / "log")
        yield Workbench(f"http://127.0.0.1:{port}/", where)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(log.read_text())
