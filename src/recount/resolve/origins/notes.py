"""What tracing keeps of a report, so that it need not be read again whenever another comes.

Notes follow from one report and what was found in it, so that any number of processes can make them side by side.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from msgspec import MsgspecError, Struct

from recount import wire
from recount.model import Recorded
from recount.resolve.origins.credits.standing import Standing, standing_of
from recount.resolve.origins.index.bodies import body_of, sketch_from
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.statements.utterances import Heard, hear, utterance_keys

_QUICKLY = 1


class _Told(Struct, frozen=True):
    standing: Standing
    heard: Heard


class Notes(_Told, frozen=True):
    """What bears on when a report came and whose it is, what is said in it, and its sketch."""

    sketch: Sketch


class Packed(Struct, frozen=True):
    """Notes as they are filed: under which keys (`utterances.utterance_keys`), and as bytes."""

    keys: Mapping[int, int]
    notes: bytes


Note = Callable[[Iterable[Recorded]], Iterator[Packed | None]]
"""Makes notes on reports, in their order; None where they cannot be made."""


def noted(reports: Iterable[Recorded]) -> Iterator[Packed]:
    """Notes on reports, made here; as bytes the body of the sketch and the rest as canonical JSON, deflated.

    >>> from recount.reports import read_text
    >>> told = Recorded(reading=read_text("“We fled,” Ana Ruiz, the mayor, said."), claims=(), statements=())
    >>> [found] = noted([told])
    >>> notes = unpacked(found.notes)
    >>> notes.heard.sayings[0].words, notes.sketch.report == notes.standing.id
    ('We fled', True)
    """
    for recorded in reports:
        sketch, heard = sketch_of(recorded.reading), hear(recorded)
        told = zlib.compress(wire.canonical(_Told(standing_of(recorded.reading), heard)), _QUICKLY)
        notes = msgspec.msgpack.encode((sketch.report, body_of(sketch), told))
        yield Packed(utterance_keys(heard), notes)


def unpacked(notes: bytes) -> Notes:
    """The notes that bytes hold; raises `ValueError` where they hold none."""
    try:
        report, body, told = _parts(notes)
        found = wire.decode(zlib.decompress(told), _Told)
        return Notes(found.standing, found.heard, sketch_from(body, report))
    except (zlib.error, MsgspecError) as error:
        raise ValueError(f"no notes: {error}") from error


def sketch_in(notes: bytes) -> Sketch:
    """The sketch in notes that were just made."""
    report, body, _ = _parts(notes)
    return sketch_from(body, report)


_parts = msgspec.msgpack.Decoder(tuple[str, bytes, bytes]).decode
