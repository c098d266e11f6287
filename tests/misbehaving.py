"""What goes wrong in a process that reads, at the word of a report or at the name of an input."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence

from recount.language.analysis import Analysis
from recount.model import Rejected, Span
from recount.reports import Details, Item, Limits, items
from recount.workers import child
from stub_backend import StubBackend


def hang() -> None:
    while True:
        time.sleep(60)


def spin() -> None:
    """Hold the interpreter, so that nothing else in the process runs."""
    ctypes.PyDLL(None).sleep(600)


def swell() -> None:
    held = []
    while True:
        held.append(bytearray(1 << 20))


def segfault() -> None:
    ctypes.string_at(1)


def leave() -> None:
    os._exit(3)


def vanish() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def blunder() -> None:
    raise ValueError("Ana Ruiz was in the house")


def plod() -> None:
    time.sleep(0.05)


DEEDS: dict[str, Callable[[], None]] = {
    deed.__name__: deed for deed in (hang, spin, swell, segfault, leave, vanish, blunder, plod)
}


class Misbehaving(StubBackend):
    """Called as ``misbehaving:Misbehaving``: a report that says ``do: hang`` makes it hang."""

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        for deed, do in DEEDS.items():
            if f"do: {deed}." in text:
                do()
        return super().analyse(text, sentences)


class Unstartable(StubBackend):
    """Ends its process before anything is read."""

    def __init__(self) -> None:
        os._exit(7)


def cut_badly() -> None:
    """Cut inputs so that one called ``hang.html`` hangs."""

    def cut(inputs: Sequence[str], given: Details, limits: Limits) -> Iterator[Item | Rejected]:
        yield from items(inputs, given, limits)
        for deed, do in DEEDS.items():
            if deed in inputs[0]:
                do()

    child.items = cut
