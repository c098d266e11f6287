"""Adding places, killed at any moment, leaves the index that was there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dumps import DUMP, place, through, written
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.gazetteer.adding import add

ADDER = """
import os, signal, sys
from pathlib import Path
from recount.resolve.gazetteer.adding import add

def killed(lines, label, expected):
    for number, line in enumerate(lines):
        if number == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield line

add([Path(sys.argv[1])], Path(sys.argv[2]), killed)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("lines", [0, 2])
def test_a_killed_addition_leaves_the_old_index(tmp_path: Path, lines: int) -> None:
    target = tmp_path / "a.ledger.places"
    add([written(tmp_path / "UA.txt", *DUMP)], target, through)
    before = target.read_bytes()
    more = written(tmp_path / "RU.txt", *(place(990_000_100 + at, f"Village {at}") for at in range(5)))
    command = [sys.executable, "-c", ADDER, str(more), str(target), str(lines)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == before
    assert Gazetteer.at(target).lookup("Lower Cholburdy")
