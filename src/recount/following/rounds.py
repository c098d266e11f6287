"""A round: the feeds that are due are asked, what is new in them is fetched, kept, read, and added to the ledger.

Whatever moment it is ended at, the next round goes on from there: a feed's entries are entered in one transaction with
its state, a page is on the disk before it is read, and in the ledger before its entry counts as done. The ledger passes
over what it was given twice, and a page whose copy is there already is not fetched again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

from msgspec import Struct

from recount.fetching import Copies, Fetcher, Many
from recount.following.adding import Adding
from recount.following.asking import Asking
from recount.following.outcomes import Reads
from recount.following.schedule import Pace, furthest_s
from recount.following.state import State, Tally
from recount.ledger import Ledger
from recount.model import Run
from recount.reports import Limits

_ROUND_S: Final = 300.0  # after which no page is begun, so that feeds are not forgotten over slow hosts


class Round(Struct, frozen=True, kw_only=True):
    """What a round did: feeds by what they answered, entries that were new, and what became of entries.

    `recorded` and `rejected` are entries; `reports_new` and `claims_new` what the ledger did not know; `waiting` the
    entries that have no outcome yet.
    """

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    entries_new: int = 0
    recorded: int = 0
    rejected: int = 0
    put_off: int = 0
    reports_new: int = 0
    claims_new: int = 0
    waiting: int = 0
    seconds: float = 0.0

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return self.feeds == self.recorded == self.rejected == self.put_off == 0


class Follower:
    """Follows feeds, given by their addresses, a round at a time.

    `ledger` opens the ledger, `run` begins a run in it; `traced` is called when something was added;
    `stopping` tells when nothing more is to be begun; `draw` gives a number from 0 to 1.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        *,
        fetcher: Fetcher,
        copies: Copies,
        state: State,
        read: Reads,
        ledger: Callable[[], AbstractContextManager[Ledger]],
        run: Callable[[], Run],
        traced: Callable[[], object] = lambda: None,
        pace: Pace = Pace(),  # noqa: B008 - it cannot be changed
        limits: Limits = Limits(),  # noqa: B008
        threads: int = 8,
        stopping: Callable[[], bool] = lambda: False,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._feeds = tuple(dict.fromkeys(feeds))
        self._fetcher, self._state, self._stopping = fetcher, state, stopping
        self._asking = Asking(copies, state, fetcher.clock, pace, limits, draw)
        self._adding = Adding(copies, state, fetcher.clock, read, limits, ledger, run, traced)
        self._ends = 0.0
        self._furthest_s = furthest_s(pace)
        self._many = Many(fetcher, threads=threads, draw=draw, stopping=self._over)
        state.follow(self._feeds, pace.shortest_s, self._now())

    def round(self) -> Round:
        """Do what is due. Raises `CopiesError`, `FollowingError` or `LedgerError` where something cannot be written."""
        began = self._fetcher.clock.elapsed()
        self._ends = began + _ROUND_S
        self._state.no_later(self._now() + self._furthest_s, self._now())
        before = self._state.tally()
        asked = self._asking.ask(self._feeds, self._many)
        added = self._adding.add(self._many)
        after = self._state.tally()
        return Round(
            feeds=asked.feeds,
            unchanged=asked.unchanged,
            failed=asked.failed,
            entries_new=after.entries - before.entries,
            recorded=after.recorded - before.recorded,
            rejected=after.rejected - before.rejected,
            put_off=added.put_off,
            reports_new=added.reports_new,
            claims_new=added.claims_new,
            waiting=after.waiting,
            seconds=round(self._fetcher.clock.elapsed() - began, 3),
        )

    def due_in_s(self) -> float | None:
        """In how many seconds there is something to do; None where there never will be, as all feeds are gone."""
        at = self._state.next_at(self._feeds)
        return None if at is None else max(0.0, at - self._now())

    def tally(self) -> Tally:
        """Entries by what became of them."""
        return self._state.tally()

    def _now(self) -> float:
        return self._fetcher.clock.now().timestamp()

    def _over(self) -> bool:
        return self._stopping() or self._fetcher.clock.elapsed() >= self._ends
