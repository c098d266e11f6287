"""Bad inputs read in processes of their own: what becomes of each is what becomes of it here, and the batch goes on."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from hostile.inputs.archives import channels, zips
from hostile.inputs.bad import GOOD, numbered
from hostile.inputs.encodings import encodings
from hostile.inputs.nesting import nesting
from hostile.inputs.polyglots import polyglots
from hostile.inputs.rows import rows
from recount.config import Settings
from recount.model import Recorded, Rejected
from recount.workers.choosing import readers

CLASSES = (channels, zips, encodings, nesting, polyglots, rows)
OF_EACH, EVERY = 3, 9
BACKEND = "stub_backend:StubBackend"


def told(outcomes: list[Recorded | Rejected]) -> list[str]:
    """What became of each."""
    return [f"{one.where} {one.reason}" if isinstance(one, Rejected) else one.reading.report.id for one in outcomes]


def test_a_process_makes_of_bad_inputs_what_is_made_of_them_here(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for at, make in enumerate(CLASSES):
        for name, one in islice(numbered(make()), 0, OF_EACH * EVERY, EVERY):
            (folder / f"{at}-{name}").write_bytes(one.data)
    (folder / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    made = []
    for processes in (1, 0):
        with readers(Settings(processes=processes, language_backend=BACKEND)) as reading:
            made.append(list(reading.read_inputs([str(folder)])))
    apart, here = made
    assert told(apart) == told(here)
    assert isinstance(apart[-1], Recorded)
    assert {"too_slow", "out_of_memory", "crashed"}.isdisjoint(
        one.reason for one in apart if isinstance(one, Rejected)
    )  # fmt: skip


def test_what_takes_too_long_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Nine died. " * 100_000, encoding="utf-8")
    (folder / "b.txt").write_text(GOOD, encoding="utf-8")
    settings = Settings(processes=1, max_seconds=0.5, language_backend=BACKEND)
    with readers(settings) as reading:
        slow, good = reading.read_inputs([str(folder)])
    assert isinstance(slow, Rejected)
    assert (slow.reason, slow.where) == ("too_slow", str(folder / "a.txt"))
    assert isinstance(good, Recorded)
