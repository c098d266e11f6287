"""How fast reports are sketched, looked up and placed among their copies, and what that takes, as an index grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple

from msgspec import Struct

from recount.bench.newswire import Sent, newswire
from recount.model import Reading
from recount.resolve.origins.index import Index, open_index
from recount.resolve.origins.sketches import Sketch, sketch_of

SIZES = (10_000, 100_000, 1_000_000)
_SAMPLE, _AT_ONCE, _CALLS = 1000, 500, 1_000_000
_STATUS = Path("/proc/self/status")

Watch = Callable[[Iterable[Sketch], str, int | None], Iterator[Sketch]]


class Stage(Struct, frozen=True, kw_only=True):
    """What was measured at one size of the index, in processor time of one thread.

    `sketched` and `placed` are reports a second, `looked_up` look-ups a second, `calls` a second those of a function
    that does nothing; `placed` is of many at once. A report by itself took `place_ms` in the median and `place_ms_99`
    at most in 99 of 100, and 99 of 100 were placed within `waited_ms_99` by the clock. Memory is what the process grew
    by since the start: `own_mb` its own, `mapped_mb` pages of files, which the system takes back when it needs them,
    `peak_mb` the most of both so far; 0 where the system does not tell. `made` are the reports that copy none, so that
    there should be as many `families`.
    """

    reports: int
    families: int
    made: int
    seconds: float
    sketched: float
    placed: float
    looked_up: float
    calls: float
    place_ms: float
    place_ms_99: float
    waited_ms_99: float
    opened_ms: float
    disk_mb: float
    own_mb: float
    mapped_mb: float
    peak_mb: float


def stages(folder: Path, most: int, watch: Watch) -> Iterator[Stage]:
    """Fill an index in an empty folder up to `most` reports, and measure it at every size of `SIZES` on the way.

    `watch` passes on what it is given, and may show how far it is.
    """
    wire = newswire()
    before = _memory()
    index = open_index(folder)
    filled = _Spent()
    for size in (*(size for size in SIZES if size < most), most):
        rest = size - len(index) - _SAMPLE
        spent = filled.seconds
        many = watch(filled.sketches(islice(wire, rest)), f"{size:,} reports", rest)
        started = process_time()
        index.place_all(many)
        index.tidy()
        seconds = process_time() - started - (filled.seconds - spent)
        few = list(islice(wire, _SAMPLE))
        filled.made += sum(not sent.copied for sent in few)
        sketches, sketched = _sketched([sent.reading for sent in few])
        looked_up = _looked_up(index, sketches)
        took, waited = _placed(index, sketches)
        memory = _memory()
        index.close()
        opening = perf_counter()
        index = open_index(folder)
        opened = perf_counter() - opening
        yield Stage(
            reports=len(index),
            families=sum(1 for _ in index.families()),
            made=filled.made,
            seconds=seconds,
            sketched=sketched,
            placed=rest / seconds,
            looked_up=looked_up,
            calls=_calls(),
            place_ms=1000 * median(took),
            place_ms_99=1000 * quantiles(took, n=100)[-1],
            waited_ms_99=1000 * quantiles(waited, n=100)[-1],
            opened_ms=1000 * opened,
            disk_mb=sum(path.stat().st_size for path in folder.iterdir()) / 1e6,
            own_mb=(memory.own - before.own) / 1e3,
            mapped_mb=(memory.mapped - before.mapped) / 1e3,
            peak_mb=(memory.peak - before.own - before.mapped) / 1e3,
        )
    index.close()


class _Memory(NamedTuple):
    """Kilobytes of this process in memory: its own, pages of files, the most there were; 0 where nobody tells."""

    own: int
    mapped: int
    peak: int


class _Spent:
    """The time that inventing and sketching reports takes, which is not the index's, and how many copied nothing."""

    def __init__(self) -> None:
        self.seconds, self.made = 0.0, 0

    def sketches(self, wire: Iterable[Sent]) -> Iterator[Sketch]:
        """The sketches of reports."""
        at = process_time()
        for sent in wire:
            self.made += not sent.copied
            sketch = sketch_of(sent.reading)
            self.seconds += process_time() - at
            yield sketch
            at = process_time()


def _sketched(readings: Sequence[Reading]) -> tuple[list[Sketch], float]:
    started = process_time()
    sketches = [sketch_of(reading) for reading in readings]
    return sketches, len(readings) / (process_time() - started)


def _looked_up(index: Index, sketches: Sequence[Sketch]) -> float:
    started = process_time()
    for first in range(0, len(sketches), _AT_ONCE):
        index.look_up(sketches[first : first + _AT_ONCE])
    return len(sketches) / (process_time() - started)


def _placed(index: Index, sketches: Sequence[Sketch]) -> tuple[list[float], list[float]]:
    """What placing each by itself takes in seconds of the processor, and by the clock."""
    took, waited = [], []
    for sketch in sketches:
        started, clock = process_time(), perf_counter()
        index.place(sketch)
        took.append(process_time() - started)
        waited.append(perf_counter() - clock)
    return took, waited


def _calls() -> float:
    started = process_time()
    act = _nothing
    for number in range(_CALLS):
        act(number)
    return _CALLS / (process_time() - started)


def _nothing(number: int) -> int:
    return number


def _memory() -> _Memory:
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return _Memory(0, 0, 0)
    told = dict(line.split(":", 1) for line in lines)
    return _Memory(*(int(told[name].split()[0]) for name in ("RssAnon", "RssFile", "VmHWM")))
