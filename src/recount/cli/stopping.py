"""A first Ctrl-C, or a request to end, lets what is under way come to its end; a second one does not wait."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from recount.fetching import SystemClock

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping() -> Iterator[tuple[SystemClock, Callable[[], bool]]]:
    """A clock whose waits end when it is time to stop, and what tells whether it is."""
    from recount.fetching import SystemClock

    stop = Event()

    def handle(number: int, frame: FrameType | None) -> None:
        del number, frame
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("stopping: what is under way is finished first", err=True)

    before = {one: signal.signal(one, handle) for one in _SIGNALS}
    try:
        yield SystemClock(stop), stop.is_set
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
