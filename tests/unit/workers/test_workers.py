"""Processes that read: order, limits, crashes, and that nothing is left of them."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from recount import samples
from recount.config import Settings
from recount.errors import LanguageModelError, WorkersError
from recount.ledger import open_ledger, verify
from recount.model import Recorded, Rejected
from recount.reports import Details, Item, given_day
from recount.resolve.origins.notes import noted
from recount.workers import spawning
from recount.workers.bounds import Bounds
from recount.workers.choosing import readers
from recount.workers.cutting import Cutter
from recount.workers.messages import Equipment
from recount.workers.reading import Readers, read_all

STUB = Equipment(backend="stub_backend:StubBackend")
BAD = Equipment(backend="misbehaving:Misbehaving")
SOUND = "Two people were killed on Monday."
BOUNDS = Bounds(max_seconds=5.0, max_memory=150_000_000)


def item(text: str, where: str = "a.txt") -> Item:
    return Item(where=where, data=text.encode(), given=Details(), form="text")


def told(outcomes: Iterator[Recorded | Rejected]) -> list[str]:
    """Where each outcome is from, or why it was rejected."""
    return [each.reason if isinstance(each, Rejected) else each.reading.report.text for each in outcomes]


def sockets() -> set[str]:
    """What this process holds of sockets and pipes."""
    links = (str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
    return {link for link in links if link.startswith(("socket:", "pipe:"))}


def children() -> set[str]:
    """The processes that this one has started, those that have ended and were not waited for among them.

    A thread that ends while they are listed hands its own on to another one.
    """
    started: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            started.update((task / "children").read_text().split())
    return started


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No process and no open file outlives a test."""
    before, running = sockets(), children()
    yield
    assert sockets() <= before
    assert children() <= running


def test_two_processes_read_what_one_does_in_the_same_order() -> None:
    folder = (str(samples.folder()),)
    with readers(Settings(processes=2)) as apart, readers(Settings(processes=0)) as here:
        assert apart.model == here.model
        assert list(apart.read_inputs(folder)) == list(here.read_inputs(folder))


def test_outcomes_are_in_the_order_of_the_items_whatever_takes_long() -> None:
    texts = [f"{number} do: plod." if number % 3 else f"{number}" for number in range(30)]
    assert told(read_all((item(text) for text in texts), BAD, processes=3)) == texts


POISON = {
    "hang": ("too_slow", "longer than 5 seconds: raise max_seconds"),
    "spin": ("too_slow", "longer than 5 seconds"),
    "swell": ("out_of_memory", "more than 150,000,000 bytes of memory: raise max_memory"),
    "segfault": ("crashed", "ended by SIGSEGV"),
    "leave": ("crashed", "ended with status 3"),
    "vanish": ("out_of_memory", "ended by the system, most likely for want of memory"),
    "blunder": ("crashed", "ValueError at recount/claims/"),
}


def test_poisoned_reports_are_rejected_and_the_batch_goes_on() -> None:
    batch = [item(text, deed) for deed in POISON for text in (f"{SOUND} do: {deed}.", SOUND)]
    outcomes = list(read_all(batch, BAD, processes=2, bounds=BOUNDS))
    assert told(iter(outcomes)) == [told_of for reason, _ in POISON.values() for told_of in (reason, SOUND)]
    for refused in outcomes:
        if isinstance(refused, Rejected):
            assert POISON[refused.where][1] in refused.detail
            assert "Ruiz" not in refused.detail


def test_in_a_feed_what_came_before_the_poison_is_kept() -> None:
    entry = "<item><title>{0}</title><link>http://a.example/{0}</link><description>{1} {0}</description></item>"
    entries = "".join(entry.format(number, SOUND + (" do: leave." if number == 2 else "")) for number in range(4))
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{entries}</channel></rss>"
    found = list(read_all([Item(where="feed.xml", data=feed.encode(), given=Details(), form="feed")], BAD))
    assert [isinstance(each, Recorded) for each in found] == [True, True, False]


def test_a_missing_model_is_told_once() -> None:
    started = time.monotonic()
    with pytest.raises(LanguageModelError, match="No module named 'nowhere'"):
        list(read_all([item(SOUND)] * 9, Equipment(backend="nowhere:nothing"), processes=2))
    assert time.monotonic() - started < 60


def test_a_process_that_never_comes_to_read_is_started_three_times_not_for_ever() -> None:
    with pytest.raises(WorkersError, match=r"started 3 times .* \(exit status 7\)"):
        list(read_all([item(SOUND)], Equipment(backend="misbehaving:Unstartable")))


def test_few_items_are_taken_before_they_are_needed() -> None:
    taken = 0

    def many() -> Iterator[Item]:
        nonlocal taken
        for number in range(300):
            taken += 1
            yield item(str(number))

    ahead = 0
    with Readers(STUB, processes=2) as reading:
        for given, _ in enumerate(reading.read_all(many()), start=1):
            ahead = max(ahead, taken - given)
    assert taken == 300
    assert 0 < ahead <= 66


def test_who_stops_listening_leaves_no_process_behind() -> None:
    with Readers(BAD, processes=2, bounds=BOUNDS) as reading:
        assert next(reading.read_all([item(SOUND), item("do: hang."), item("do: hang.")])) is not None


@pytest.fixture
def cutting_badly(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = spawning._PROGRAM.split("; ", 2)[:2]
    serving = spawning._PROGRAM.split("; ", 2)[2]
    program = "; ".join((first, *rest, "from misbehaving import cut_badly", "cut_badly()", serving))
    monkeypatch.setattr(spawning, "_PROGRAM", program)


@pytest.mark.usefixtures("cutting_badly")
def test_a_file_that_cannot_be_cut_is_rejected_and_the_next_goes_on(tmp_path: Path) -> None:
    for name in ("a", "b.blunder", "c.leave", "d.hang", "e"):
        (tmp_path / f"{name}.txt").write_bytes(gzip.compress(SOUND.encode()))
    with closing(Cutter(BOUNDS, STUB.limits)) as cutter:
        found = list(cutter.items([str(tmp_path)], given_day(None)))
    cut = [each.reason if isinstance(each, Rejected) else Path(each.where).stem for each in found]
    assert cut == ["a", "b.blunder", "crashed", "c.leave", "crashed", "d.hang", "too_slow", "e"]
    assert "opening it" in found[2].detail


def rows(folder: Path, many: int, deed: str = "plod") -> Path:
    path = folder / "many.jsonl"
    path.write_text("".join(f'{{"text": "{number}. {SOUND} do: {deed}.", "url": null}}\n' for number in range(many)))
    return path


def adding(folder: Path, path: Path) -> subprocess.Popen[str]:
    """``recount add`` of a file, in a process group of its own."""
    settings = {"RECOUNT_LANGUAGE_BACKEND": BAD.backend, "RECOUNT_PROCESSES": "2"}
    environment = os.environ | settings | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-m", "recount", "add", str(path), "--ledger", str(folder / "a.ledger")],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def kept(folder: Path) -> int:
    """How many reports are in the ledger by now."""
    if not (folder / "a.ledger").exists():
        return 0
    try:
        with open_ledger(folder / "a.ledger", create=False) as ledger:
            return sum(1 for _ in ledger.reports())
    except Exception:
        return 0


def until(holds: object, seconds: float = 60.0) -> None:
    ends = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.1)


def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(tmp_path: Path) -> None:
    path = rows(tmp_path, 3000)
    with adding(tmp_path, path) as first:
        until(lambda: kept(tmp_path) > 5)
        os.killpg(first.pid, signal.SIGINT)  # as a terminal does: to the processes that read as well
        _, said = first.communicate(timeout=30)
    assert first.returncode == 1
    assert "what was read is in" in said
    assert "Traceback" not in said
    assert 5 < kept(tmp_path) < 3000
    assert verify(tmp_path / "a.ledger").intact
    until(lambda: not alive(first.pid))


def test_processes_end_when_whoever_asked_is_killed(tmp_path: Path) -> None:
    with adding(tmp_path, rows(tmp_path, 3000)) as first:
        until(lambda: kept(tmp_path) > 5)
        first.kill()
        first.communicate(timeout=30)
    until(lambda: not alive(first.pid))
    assert verify(tmp_path / "a.ledger").intact


def alive(group: int) -> bool:
    """Whether a process of a group runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_notes_made_in_processes_are_those_made_here() -> None:
    with readers(Settings(processes=2)) as apart:
        found = [each for each in apart.read_inputs((str(samples.folder()),)) if isinstance(each, Recorded)]
        assert list(apart.noted(found)) == list(noted(found))


def test_a_report_that_a_process_cannot_note_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    with Readers(STUB, bounds=Bounds(max_seconds=1e-3)) as apart:
        [told] = (each for each in read_all([item(SOUND)], STUB) if isinstance(each, Recorded))
        assert list(apart.noted([told])) == [None]
    assert "not traced: " in caplog.text
