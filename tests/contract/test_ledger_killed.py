"""A writer killed at any moment leaves a ledger that verifies, with everything it had reported as added."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from recount.ledger import open_ledger, verify

WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from builders import recorded, run
from recount.ledger import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    for number in range(100_000):
        ledger.add(run(), [recorded(f"{number} died in Riverton.")])
        print(number, flush=True)
"""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("reports", [1, 7, 40])
def test_a_killed_writer_leaves_a_sound_ledger(tmp_path: Path, reports: int) -> None:
    path = tmp_path / "killed.ledger"
    command = [sys.executable, "-c", WRITER, str(path), str(ROOT / "src"), str(ROOT / "tests")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(reports):
            assert writer.stdout.readline()
        writer.kill()
    checked = verify(path)
    assert checked.ok, str(checked.first)
    assert checked.reports >= reports
    assert checked.claims == checked.reports
    with open_ledger(path) as ledger:
        assert len(list(ledger.claims())) == checked.reports
