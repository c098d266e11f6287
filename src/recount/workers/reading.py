"""Processes that read side by side, and what they make of items and reports, in the order of these."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from types import TracebackType
from typing import Final, Self

from recount.model import Recorded, Rejected
from recount.recording import counted
from recount.reports import Item, given_day
from recount.resolve.origins.notes import Packed
from recount.workers.bounds import Bounds
from recount.workers.cutting import Cutter
from recount.workers.messages import Answer, Equipment, Start, Task
from recount.workers.process import Process
from recount.workers.spawning import Spawned

_AHEAD: Final = 32
_MOST_BYTES: Final = 64 * 1024 * 1024
_BOUNDS: Final = Bounds()

Outcome = Recorded | Rejected
log = logging.getLogger(__name__)


class Readers:
    """So many processes that read; the first starts at once, the others when there is more than it can do.

    Use it as a context manager: at its end all processes are ended.
    """

    def __init__(
        self,
        equipment: Equipment,
        *,
        processes: int = 1,
        bounds: Bounds = _BOUNDS,
        spawned: Spawned | None = None,
    ) -> None:
        """`spawned` is the first process, where it was started already."""
        self._start = Start(bounds=bounds, equipment=equipment)
        self._ahead = _AHEAD * processes
        self._cutter = Cutter(bounds, equipment.limits)
        self._own = threading.local()
        self._all: list[Process] = []
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="reader")
        self._first = self._threads.submit(self._model, spawned)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; what they were reading is not read."""
        for each in self._all:
            each.halt()
        self._threads.shutdown(cancel_futures=True)
        for each in self._all:
            each.close()
        self._cutter.close()

    @property
    def model(self) -> str:
        """The name of the language model, once it is loaded. Raises what kept it from being loaded."""
        return self._first.result()

    def read_inputs(self, inputs: Iterable[str], published_on: date | None = None) -> Iterator[Outcome]:
        """What inputs (files, folders, globs, ``-``) hold, in order; `published_on` is the day of all of it."""
        return self.read_all(self.items(inputs, published_on))

    def items(self, inputs: Iterable[str], published_on: date | None = None) -> Iterator[Item | Rejected]:
        """The items of inputs, cut in a process of its own; an input that cannot be cut in time is a `Rejected`."""
        return self._cutter.items(inputs, given_day(published_on))

    def read_all(self, items: Iterable[Item | Rejected]) -> Iterator[Outcome]:
        """What items become, in order; a few items to each process are taken before they are needed, no more.

        Raises what keeps a process from being started, such as `LanguageModelError`; `WorkersError` where it cannot
        tell.
        """
        return counted(self._outcomes(items))

    def noted(self, reports: Iterable[Recorded]) -> Iterator[Packed | None]:
        """Notes on reports, in order (`recount.resolve.origins.notes`); None where they could not be made in time."""
        for answers in self._in_order((Task(recorded=each), len(each.reading.report.text)) for each in reports):
            packed = next((each.packed for each in answers if each.packed is not None), None)
            if packed is None:
                log.warning("not traced: %s", "; ".join(one.rejected.detail for one in answers if one.rejected))
            yield packed

    def _outcomes(self, items: Iterable[Item | Rejected]) -> Iterator[Outcome]:
        tasks = (
            (Answer(rejected=each), 0) if isinstance(each, Rejected) else (Task(item=each), len(each.data))
            for each in items
        )
        for answers in self._in_order(tasks):
            yield from (outcome for each in answers if (outcome := each.recorded or each.rejected) is not None)

    def _in_order(self, tasks: Iterable[tuple[Task | Answer, int]]) -> Iterator[tuple[Answer, ...]]:
        """The answers to each task, in order; each comes with its size in bytes, or with its answer."""
        pending: deque[tuple[Future[tuple[Answer, ...]], int]] = deque()
        size = 0
        try:
            for task, weight in tasks:
                pending.append((self._handed(task), weight))
                size += weight
                while pending and (len(pending) > self._ahead or size > _MOST_BYTES or pending[0][0].done()):
                    first, bytes_of = pending.popleft()
                    size -= bytes_of
                    yield first.result()
            while pending:
                yield pending.popleft()[0].result()
        finally:
            for waiting, _ in pending:
                waiting.cancel()

    def _handed(self, task: Task | Answer) -> Future[tuple[Answer, ...]]:
        if isinstance(task, Task):
            return self._threads.submit(self._asked, task)
        known: Future[tuple[Answer, ...]] = Future()
        known.set_result((task,))
        return known

    def _process(self) -> Process:
        """The process of this thread."""
        found: Process | None = getattr(self._own, "process", None)
        if found is None:
            found = self._own.process = Process(self._start)
            self._all.append(found)
        return found

    def _model(self, spawned: Spawned | None) -> str:
        process = self._process()
        process.begin(spawned)
        return process.model()

    def _asked(self, task: Task) -> tuple[Answer, ...]:
        return tuple(self._process().ask(task))


def read_all(
    items: Iterable[Item | Rejected], equipment: Equipment, *, processes: int = 1, bounds: Bounds = _BOUNDS
) -> Iterator[Outcome]:
    """What items become, in order, read in so many processes that end with it; see `Readers.read_all`.

    >>> from recount.reports import Details
    >>> item = Item(where="a.txt", data=b"At least 12 people were killed, the mayor said.", given=Details())
    >>> [len(outcome.claims) for outcome in read_all([item], Equipment(backend="recount-en"))]
    [1]
    """
    with Readers(equipment, processes=processes, bounds=bounds) as readers:
        yield from readers.read_all(items)
