"""Hosts are asked one thing at a time, with a pause between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from recount.fetching.clock import Clock

_REMEMBERED = 5_000


class Turns:
    """Whose turn it is at each host; one object serves all threads."""

    def __init__(self, clock: Clock, delay_s: float) -> None:
        self._clock = clock
        self._delay_s = delay_s
        self._changed = Condition()
        self._busy: set[str] = set()
        self._next: dict[str, float] = {}

    def wait_s(self, host: str) -> float | None:
        """In how many seconds a host may be asked; None while somebody asks it."""
        with self._changed:
            if host in self._busy:
                return None
            return max(0.0, self._next.get(host, 0.0) - self._clock.elapsed())

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Ask a host, when it is one's turn."""
        with self._changed:
            while host in self._busy:
                self._changed.wait()
            self._busy.add(host)
        try:
            if (wait := self._next.get(host, 0.0) - self._clock.elapsed()) > 0:
                self._clock.wait(wait)
            yield
        finally:
            with self._changed:
                self._busy.discard(host)
                self._later(host, self._delay_s)
                self._changed.notify_all()

    def put_off(self, host: str, seconds: float) -> None:
        """Do not ask a host for so many seconds from now."""
        with self._changed:
            self._later(host, seconds)

    def _later(self, host: str, seconds: float) -> None:
        now = self._clock.elapsed()
        self._next[host] = max(self._next.get(host, 0.0), now + seconds)
        if len(self._next) > _REMEMBERED:
            self._next = {name: at for name, at in self._next.items() if at > now}
