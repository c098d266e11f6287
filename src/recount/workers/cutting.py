"""Inputs to items in a process that may fail: a file that cannot be cut is turned away, and the next one goes on.

What is one item as it stands, or one a line, is cut here: its bytes are read, never parsed, so that nothing can hang.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from recount.model import Rejected
from recount.reports import Details, Item, Limits, items
from recount.reports.sniffing import SNIFFED, cut_as
from recount.reports.sources import found, opened
from recount.workers.bounds import Bounds
from recount.workers.messages import Cut, Start, Task
from recount.workers.process import Process

_PLAIN: Final = ("whole", "rows")


class Cutter:
    """What cuts inputs into items: a process for those that are packed, which starts with the first."""

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
            elif _is_plain(path):
                yield from items((str(path),), given, self._limits)
            else:
                cut = Cut(name=os.fsencode(path), given=given, limits=self._limits)
                for answer in self._process.ask(Task(cut=cut)):
                    if (item := answer.item or answer.rejected) is not None:
                        yield item


def _is_plain(path: Path) -> bool:
    """Whether an input needs no unpacking, or cannot be handed to another process."""
    if str(path) == "-":
        return not _is_inherited()
    with opened(path) as stream:
        try:
            return isinstance(stream, Rejected) or cut_as(stream.peek(SNIFFED)[:SNIFFED], path.name) in _PLAIN
        except OSError:  # which is told when it is cut
            return True


def _is_inherited() -> bool:
    """Whether standard input is the process's own, which another inherits, and no stand-in."""
    try:
        return sys.stdin.fileno() == 0
    except (OSError, ValueError, AttributeError):
        return False
