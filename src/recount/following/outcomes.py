"""Items to outcomes with the entry each came from, though readers give them in one stream, some items several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from recount.following.state import Outcome
from recount.model import Recorded, Rejected
from recount.reports import Item

Entered = tuple[int, Iterable[Item | Rejected]]
"""An entry's number, and what is read of it."""


class Reads(Protocol):
    """What makes outcomes of items, in their order; what is rejected already passes through as it is."""

    @property
    def model(self) -> str:
        """The name of the language model."""

    def read_all(self, items: Iterable[Item | Rejected]) -> Iterator[Recorded | Rejected]:
        """What items become."""


class Told:
    """Which entries have their outcomes in the ledger.

    Behind the items of each goes a mark through the readers, which keep the order: what stands before a mark and behind
    the one before is the entry's own. An entry is `done` when the ledger has kept all of it.
    """

    def __init__(self, done: Callable[[Iterable[Outcome]], None]) -> None:
        self._done = done
        self._marks: deque[tuple[int, Rejected]] = deque()
        self._waiting: deque[tuple[int, Outcome]] = deque()
        self._given = 0
        self._recorded = False
        self._rejected: Rejected | None = None

    def outcomes(
        self, read: Reads, entries: Iterable[tuple[int, Iterable[Item | Rejected]]]
    ) -> Iterator[Recorded | Rejected]:
        """What the items of entries become, for the ledger; each entry is given with its number."""
        for outcome in read.read_all(self._marked(entries)):
            if self._marks and outcome is self._marks[0][1]:
                yield from self._ended(*self._marks.popleft())
                continue
            self._given += 1
            if isinstance(outcome, Rejected):
                self._rejected = self._rejected or outcome
            else:
                self._recorded = True
            yield outcome

    def kept(self, count: int) -> None:
        """That the ledger has kept so many outcomes."""
        ready = []
        while self._waiting and self._waiting[0][0] <= count:
            ready.append(self._waiting.popleft()[1])
        if ready:
            self._done(ready)

    def _marked(self, entries: Iterable[Entered]) -> Iterator[Item | Rejected]:
        for number, items in entries:
            yield from items
            mark = Rejected(where="", reason="empty", detail="the item before this ends here")
            self._marks.append((number, mark))
            yield mark

    def _ended(self, number: int, mark: Rejected) -> Iterator[Rejected]:
        """Note what an entry became; one that holds nothing is rejected."""
        del mark
        rejected = None if self._recorded else self._rejected
        if not self._recorded and rejected is None:
            rejected = Rejected(where=f"entry {number}", reason="empty", detail="there is no report in it")
            self._given += 1
            yield rejected
        self._waiting.append((self._given, Outcome(id=number, rejected=rejected)))
        self._recorded, self._rejected = False, None
