"""Many addresses fetched at once, each host asked for one thing at a time; what fails in passing is tried again later.

Hosts that have to wait hold up no other. Tries grow further apart, each by a random share, so that what failed together
is not tried together again.
"""

from __future__ import annotations

import logging
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Final

from msgspec import Struct, structs

from recount.fetching.failures import Failed
from recount.fetching.fetcher import Fetched, Fetcher, Wanted
from recount.fetching.targets import target
from recount.model import Rejected

_WINDOW: Final = 2_000  # addresses looked at ahead, so that one slow host among them does not hold up the rest
_FIRST_WAIT_S: Final = 2.0
_GROWTH: Final = 3.0
_LOOK_S: Final = 0.5
log = logging.getLogger(__name__)


class Missed(Struct, frozen=True, kw_only=True):
    """An address that gave nothing, after all tries; `passing` is whether it may do so another day.

    `status` is what the server answered with, `after_s` when it asks to be tried again.
    """

    wanted: Wanted
    rejected: Rejected
    passing: bool
    status: int | None = None
    after_s: float | None = None


class _Try(Struct, frozen=True):
    wanted: Wanted
    host: str
    number: int = 1
    at: float = 0.0


class Many:
    """Fetches with a number of threads; `draw` gives a number from 0 to 1; `stopping` tells when to begin no more."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        threads: int = 8,
        draw: Callable[[], float] = random.random,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._fetcher = fetcher
        self._threads = threads
        self._draw = draw
        self._stopping = stopping

    def fetch(self, wanted: Iterable[Wanted]) -> Iterator[Fetched | Missed]:
        """The outcomes for all addresses, as they come; where it is time to stop, for those only that were begun."""
        round_ = _Round(iter(wanted))
        running: dict[Future[Fetched], _Try] = {}

        def until(tried: _Try, host: str) -> float | None:
            """In how many seconds a try may begin; None while its host is busy."""
            free = self._fetcher.turns.wait_s(host)
            if free is None or any(host == one.host for one in running.values()):
                return None
            return max(free, tried.at - self._fetcher.clock.elapsed())

        with ThreadPoolExecutor(self._threads, thread_name_prefix="fetching") as pool:
            while not self._stopping():
                round_.fill()
                while len(running) < self._threads and (next_ := round_.take(until)) is not None:
                    running[pool.submit(self._fetcher.fetch, next_.wanted)] = next_
                if running:
                    yield from self._done(running, round_, _LOOK_S)
                elif (pause := round_.pause(until)) is None:
                    return
                else:
                    self._fetcher.clock.wait(max(pause, 0.001))
            while running:
                yield from self._done(running, round_, None)

    def _done(
        self, running: dict[Future[Fetched], _Try], round_: _Round, patience_s: float | None
    ) -> Iterator[Fetched | Missed]:
        done, _ = wait(running, patience_s, FIRST_COMPLETED)
        for future in done:
            tried = running.pop(future)
            try:
                yield future.result()
            except Failed as failure:
                again = self._again(tried, failure)
                if again is not None:
                    round_.put_back(again)
                else:
                    yield _missed(tried.wanted, failure)
            except Exception as error:  # whatever a server sends, the others are fetched
                log.exception("fetching %s", tried.wanted.url)
                yield _missed(tried.wanted, Failed("crashed", f"fetching it failed ({error!r}): please report this"))

    def _again(self, tried: _Try, failure: Failed) -> _Try | None:
        """The next try; None where there is to be none."""
        bounds = self._fetcher.bounds
        pause = _FIRST_WAIT_S * _GROWTH ** (tried.number - 1) * (1 + self._draw())
        pause = max(pause, failure.after_s or 0.0)
        if not failure.passing or tried.number >= bounds.tries or pause > bounds.longest_wait_s or self._stopping():
            return None
        return structs.replace(tried, number=tried.number + 1, at=self._fetcher.clock.elapsed() + pause)


class _Round:
    """Addresses that wait, by host, in the order they came."""

    def __init__(self, coming: Iterator[Wanted]) -> None:
        self._coming = coming
        self._waiting: dict[str, deque[_Try]] = {}
        self._size = 0

    def fill(self) -> None:
        """Take in addresses, as many as are looked at ahead."""
        while self._size < _WINDOW and (one := next(self._coming, None)) is not None:
            self.put_back(_Try(one, _host(one)))

    def put_back(self, tried: _Try) -> None:
        """Let one wait, behind the others of its host."""
        self._waiting.setdefault(tried.host, deque()).append(tried)
        self._size += 1

    def take(self, until: Callable[[_Try, str], float | None]) -> _Try | None:
        """One that is ready, of the host that has waited longest since it was taken from; None where none is."""
        for host, tries in self._waiting.items():
            for place, tried in enumerate(tries):
                if (pause := until(tried, host)) is not None and pause <= 0:
                    del tries[place]
                    del self._waiting[host]
                    if tries:
                        self._waiting[host] = tries
                    self._size -= 1
                    return tried
                if tried.at == 0.0:  # its host is not ready, nor is it for those behind
                    break
        return None

    def pause(self, until: Callable[[_Try, str], float | None]) -> float | None:
        """In how many seconds the first that waits may begin; None where none waits."""
        pauses = [
            pause
            for host, tries in self._waiting.items()
            for tried in tries
            if (pause := until(tried, host)) is not None
        ]
        return min(pauses) if pauses else (_LOOK_S if self._size else None)


def _host(wanted: Wanted) -> str:
    """The host of an address, as turns are taken; what is no address goes by itself, and fails when it is fetched."""
    try:
        return target(wanted.url).host
    except Failed:
        return ""


def _missed(wanted: Wanted, failure: Failed) -> Missed:
    return Missed(
        wanted=wanted,
        rejected=Rejected(where=wanted.url, reason=failure.reason, detail=str(failure)),
        passing=failure.passing,
        status=failure.status,
        after_s=failure.after_s,
    )
