"""How much faster two processes read than one, by the clock: as ``recount add --processes n`` reads."""

from __future__ import annotations

from time import perf_counter
from typing import Final

from recount.bench.speed.measured import Measured, Pages
from recount.bench.speed.stages import items, ledger_for, run_of
from recount.ledger.origins import keep
from recount.workers.messages import Equipment
from recount.workers.reading import Readers

_WARM: Final = 8
_ELSEWHERE: Final = 200_000


def read_by(processes: int, pages: Pages, name: str) -> tuple[tuple[str, Measured], ...]:
    """The seconds by the clock until pages are read by so many processes and added, and until their copies are traced.

    The processes have read other pages before, so that their models are loaded.
    """
    feed, _, count = pages
    given, before = items(pages), items((feed, _ELSEWHERE, processes * _WARM))
    with Readers(Equipment(backend=name), processes=processes) as readers, ledger_for() as ledger:
        for _ in readers.read_all(before):
            pass
        began = perf_counter()
        ledger.add(run_of(), readers.read_all(given))
        added = perf_counter() - began
        keep(ledger, note=readers.noted)
        traced = perf_counter() - began
    return (f"added by {processes}", Measured(added, count)), (f"traced by {processes}", Measured(traced, count))
