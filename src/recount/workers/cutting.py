"""Inputs to items in a process that may fail: a file that cannot be cut is turned away, and the next one goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from recount.model import Rejected
from recount.reports import Details, Item, Limits, items
from recount.reports.sources import found
from recount.workers.bounds import Bounds
from recount.workers.messages import Cut, Start, Task
from recount.workers.process import Process


class Cutter:
    """A process that cuts inputs into items; it starts with the first."""

    def __init__(self, bounds: Bounds, limits: Limits) -> None:
        self._process = Process(Start(bounds=bounds), stdin=True)
        self._limits = limits

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def items(self, inputs: Iterable[str], given: Details) -> Iterator[Item | Rejected]:
        """The items of inputs, in order, as of `recount.reports.items`; what cannot be cut in time is a `Rejected`."""
        for path in found(inputs):
            if isinstance(path, Rejected):
                yield path
            elif str(path) == "-" and not _has_descriptor():
                yield from items(("-",), given, self._limits)
            else:
                cut = Cut(name=os.fsencode(path), given=given, limits=self._limits)
                for answer in self._process.ask(Task(cut=cut)):
                    if (item := answer.item or answer.rejected) is not None:
                        yield item


def _has_descriptor() -> bool:
    """Whether standard input is the process's own, which another can inherit, and no stand-in."""
    try:
        return sys.stdin.fileno() == 0
    except (OSError, ValueError, AttributeError):
        return False
