"""How fast places are looked up, and how much memory that takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from msgspec import Struct

from recount.resolve.gazetteer import Gazetteer, fold

_NAMES, _ENTRIES = 1_000_000, 100_000
_PAGES = Path("/proc/self/statm")


class GazetteerSpeed(Struct, frozen=True):
    """What was measured: look-ups a second of processor time, milliseconds, bytes on disk, megabytes of memory.

    `finds` are of folded names to record numbers, `folds` of names as written, `lookups` of names to entries, `calls`
    of a function that does nothing. `resident_mb` is what the process grew by, files in memory and all; 0 where the
    system does not tell.
    """

    places: int
    names: int
    bytes: int
    opened_ms: float
    calls: float
    finds: float
    folds: float
    lookups: float
    resident_mb: float


def measure(count: int = _NAMES) -> GazetteerSpeed:
    """Look up `count` names, half of them of no place, in an order that no cache can foresee; always the same ones."""
    asked = _asked(Gazetteer.at(), count)
    before, started = _resident(), perf_counter()
    gazetteer = Gazetteer.at()
    opened = perf_counter() - started
    finds = _pace(gazetteer.find, asked)
    folds = _pace(lambda name: gazetteer.find(fold(name)), asked)
    lookups = _pace(gazetteer.lookup, asked[:_ENTRIES])
    return GazetteerSpeed(
        places=sum(index.manifest.places for index in gazetteer.indexes),
        names=sum(index.manifest.names for index in gazetteer.indexes),
        bytes=sum(index.path.stat().st_size for index in gazetteer.indexes),
        opened_ms=1000 * opened,
        calls=_pace(lambda name: name, asked),
        finds=finds,
        folds=folds,
        lookups=lookups,
        resident_mb=(_resident() - before) / 1e6,
    )


def _asked(gazetteer: Gazetteer, count: int) -> list[str]:
    """Names that the gazetteer has, and as many that it has not, mixed."""
    chance = Random(1)
    names = [name for index in gazetteer.indexes for name in index.names()]
    real = chance.choices(names, k=count // 2)
    absent = [f"{name[:-1]}qx" for name in real]
    asked = real + absent
    chance.shuffle(asked)
    return asked


def _pace(act: Callable[[str], object], names: Sequence[str]) -> float:
    """Calls a second of processor time."""
    started = process_time()
    for name in names:
        act(name)
    return len(names) / (process_time() - started)


def _resident() -> int:
    """Bytes of this process that lie in memory; 0 where the system does not tell."""
    try:
        return int(_PAGES.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
