"""Processes that read side by side, and what they make of items, in the order of these."""

from __future__ import annotations

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
from recount.workers.bounds import Bounds
from recount.workers.cutting import Cutter
from recount.workers.messages import Equipment, Start, Task
from recount.workers.process import Process
from recount.workers.spawning import Spawned

_AHEAD: Final = 32
_MOST_BYTES: Final = 64 * 1024 * 1024
_BOUNDS: Final = Bounds()

Outcome = Recorded | Rejected


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
        return counted(self._in_order(items))

    def _in_order(self, items: Iterable[Item | Rejected]) -> Iterator[Outcome]:
        pending: deque[tuple[Rejected | Future[tuple[Outcome, ...]], int]] = deque()
        size = 0
        try:
            for item in items:
                pending.append(self._handed(item))
                size += pending[-1][1]
                while pending and (len(pending) > self._ahead or size > _MOST_BYTES or _is_done(pending[0][0])):
                    first, bytes_of = pending.popleft()
                    size -= bytes_of
                    yield from _outcomes(first)
            while pending:
                yield from _outcomes(pending.popleft()[0])
        finally:
            for waiting, _ in pending:
                if isinstance(waiting, Future):
                    waiting.cancel()

    def _handed(self, item: Item | Rejected) -> tuple[Rejected | Future[tuple[Outcome, ...]], int]:
        if isinstance(item, Rejected):
            return item, 0
        return self._threads.submit(self._read, item), len(item.data)

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

    def _read(self, item: Item) -> tuple[Outcome, ...]:
        answers = self._process().ask(Task(item=item))
        return tuple(outcome for each in answers if (outcome := each.recorded or each.rejected) is not None)


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


def _is_done(waiting: Rejected | Future[tuple[Outcome, ...]]) -> bool:
    return isinstance(waiting, Rejected) or waiting.done()


def _outcomes(waiting: Rejected | Future[tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    return (waiting,) if isinstance(waiting, Rejected) else waiting.result()
