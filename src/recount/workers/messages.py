"""What goes between recount and a process that reads for it: MessagePack, a message a frame.

A process that reads hostile input is not trusted: what it answers is decoded as records of known kinds, and nothing
is ever unpickled.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from recount.model import Recorded, Rejected
from recount.reports import Details, Item, Limits, shown
from recount.resolve.origins.notes import Packed
from recount.workers.bounds import Bounds

if TYPE_CHECKING:
    from recount.resolve.gazetteer import Gazetteer


class Equipment(Struct, frozen=True, kw_only=True):
    """What a process reads with: the language model and its threads, places added to those installed, and limits.

    `places` is the path of the index beside the ledger (None: none); all as `recount.config.Settings` has them.
    """

    backend: str
    threads: int = 1
    places: str | None = None
    limits: Limits = Limits()

    def gazetteer(self) -> Gazetteer:
        """The places that names are looked up in."""
        from recount.resolve.gazetteer import Gazetteer, default

        return default() if self.places is None else Gazetteer.at(Path(self.places))


class Start(Struct, frozen=True, kw_only=True):
    """The first message to a process: its bounds, and what it is to read with (None: it cuts inputs into items)."""

    bounds: Bounds
    equipment: Equipment | None = None


class Started(Struct, frozen=True, kw_only=True):
    """The first answer: the name of the model that is loaded, or why it could not be; `error` is the class of that."""

    model: str | None = None
    error: str | None = None
    message: str = ""


class Cut(Struct, frozen=True, kw_only=True):
    """An input to be cut into items, by the bytes of its name; `given` is taken for all of them."""

    name: bytes
    given: Details
    limits: Limits

    @property
    def input(self) -> str:
        """The input's name, as the file system has it."""
        return os.fsdecode(self.name)


class Task(Struct, frozen=True, kw_only=True):
    """One thing to do: an item to read, an input to cut, or a report to be noted for tracing."""

    item: Item | None = None
    cut: Cut | None = None
    recorded: Recorded | None = None

    @property
    def where(self) -> str:
        """Where what is worked on came from."""
        if self.item is not None:
            return self.item.where
        if self.recorded is not None:
            return self.recorded.reading.report.id
        return shown(self.cut.input) if self.cut is not None else ""

    def seconds(self, bounds: Bounds) -> float | None:
        """How long one answer may take; standard input takes as long as whoever writes it (None)."""
        return None if self.cut is not None and self.cut.name == b"-" else bounds.max_seconds

    @property
    def doing(self) -> str:
        """What is done, in words."""
        if self.item is not None:
            return "reading it"
        return "noting what it quotes" if self.recorded is not None else "opening it"


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a task gives, or the end of it (`done`); after `leaving` the process is gone."""

    recorded: Recorded | None = None
    rejected: Rejected | None = None
    item: Item | None = None
    packed: Packed | None = None
    done: bool = False
    leaving: bool = False


encode = msgspec.msgpack.Encoder().encode
start_of = msgspec.msgpack.Decoder(Start).decode
started_of = msgspec.msgpack.Decoder(Started).decode
task_of = msgspec.msgpack.Decoder(Task).decode
answer_of = msgspec.msgpack.Decoder(Answer).decode
