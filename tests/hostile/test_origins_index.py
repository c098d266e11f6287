"""An index of sketches whose writer was killed, or whose files were garbled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from recount.bench.newswire import newswire
from recount.errors import OriginsError
from recount.resolve.origins.index import filing, index, open_index, postings, writing
from recount.resolve.origins.sketches import sketch_of

ROUNDS = 60
ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from recount.bench.newswire import newswire
from recount.resolve.origins.index import filing, open_index
from recount.resolve.origins.sketches import sketch_of
filing._TAIL = 16
with open_index(Path(sys.argv[1])) as opened:
    for sent in newswire():
        print(opened.place(sketch_of(sent.reading)).report, flush=True)
"""


@pytest.mark.parametrize("reports", [1, 20, 90])
def test_a_killed_writer_leaves_a_sound_index(reports: int, tmp_path: Path) -> None:
    folder = tmp_path / "origins"
    command = [sys.executable, "-c", WRITER, str(folder), str(ROOT / "src")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        placed = [writer.stdout.readline().strip() for _ in range(reports)]
        writer.kill()
    with open_index(folder, patience=0) as again, open_index() as afresh:
        assert len(again) >= reports
        assert all(map(again.known, placed))
        assert afresh.place_all(again.sketches()) == len(again)
        assert list(again.families()) == list(afresh.families())


@pytest.mark.parametrize("file", ["*.posts", "sketches.sqlite", "families"])
def test_garbled_files_are_refused_or_do_no_harm(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, few in ((filing, "_TAIL", 8), (index, "_AT_ONCE", 8), (postings, "_WIDE", 2)):
        monkeypatch.setattr(module, name, few)
    monkeypatch.setattr(writing, "_CROWD", 3)
    wire = newswire()
    sketches = [sketch_of(next(wire).reading) for _ in range(60)]
    with open_index(tmp_path) as opened:
        opened.place_all(sketches[:40])
    chance = Random(3)
    path = max(tmp_path.glob(file), key=lambda one: one.stat().st_size)
    held = path.read_bytes()
    refused: list[str] = []
    for _ in range(ROUNDS):
        garbled = bytearray(held)
        for _ in range(chance.choice([1, 8, 500])):
            garbled[chance.randrange(len(garbled))] = chance.randrange(256)
        path.write_bytes(garbled)
        try:
            with open_index(tmp_path, writable=False) as opened:
                opened.look_up(sketches)
                list(opened.families())
                list(opened.sketches())
        except OriginsError as error:
            refused.append(str(error))
    assert refused or file == "families"
    assert [said for said in refused if "delete the folder" not in said] == []
