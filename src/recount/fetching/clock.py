"""The time, and waiting for it: what tests put another clock in the place of."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The present, in UTC."""

    def elapsed(self) -> float:
        """Seconds since some moment; never runs backwards, whatever becomes of the clock on the wall."""

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass, or fewer where it is time to stop."""


class SystemClock:
    """The machine's own clock; waiting ends at once when `stopping` is set."""

    def __init__(self, stopping: Event | None = None) -> None:
        self._stopping = stopping or Event()

    def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass, or fewer where it is time to stop."""
        self._stopping.wait(max(0.0, seconds))
