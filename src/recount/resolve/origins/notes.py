"""What tracing keeps of a report, so that it need not be read again whenever another comes."""

from __future__ import annotations

import zlib

import msgspec
from msgspec import MsgspecError, Struct

from recount import wire
from recount.model import Recorded
from recount.resolve.origins.credits.standing import Standing, standing_of
from recount.resolve.origins.index.bodies import body_of, sketch_from
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.statements.utterances import Heard, hear

_QUICKLY = 1


class Notes(Struct, frozen=True):
    """A report's sketch, what bears on when it came and whose it is, and what is said in it."""

    sketch: Sketch
    standing: Standing
    heard: Heard


class _Told(Struct, frozen=True):
    standing: Standing
    heard: Heard


def notes_of(recorded: Recorded) -> Notes:
    """The notes on a report."""
    return Notes(sketch_of(recorded.reading), standing_of(recorded.reading), hear(recorded))


def packed(notes: Notes) -> bytes:
    """Notes as bytes: in MessagePack, the body of the sketch, and the rest as canonical JSON, deflated.

    >>> from recount.reports import read_text
    >>> notes = notes_of(Recorded(reading=read_text("“We fled,” Ana Ruiz, the mayor, said."), claims=(), statements=()))
    >>> unpacked(packed(notes)).heard == notes.heard
    True
    """
    told = zlib.compress(wire.canonical(_Told(notes.standing, notes.heard)), _QUICKLY)
    return msgspec.msgpack.encode((body_of(notes.sketch), told))


def unpacked(data: bytes) -> Notes:
    """The notes that bytes hold; raises `ValueError` where they hold none."""
    try:
        body, told = msgspec.msgpack.decode(data, type=tuple[bytes, bytes])
        found = wire.decode(zlib.decompress(told), _Told)
        return Notes(sketch_from(body, found.standing.id), found.standing, found.heard)
    except (zlib.error, MsgspecError) as error:
        raise ValueError(f"no notes: {error}") from error
