"""A sketch to bytes and back, whatever fields it has: all but the report's id, so that reprints have one body."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np

from recount.resolve.origins.sketches import Sketch

_DIGEST, _EIGHT = 16, 8
_NAMES = tuple(name for name in Sketch.__struct_fields__ if name != "report")
_Scalar = str | int | float | bool | None
_Head = msgspec.msgpack.Decoder(list[list[str | int] | _Scalar])


def body_of(sketch: Sketch) -> bytes:
    """What a sketch says, the report's id aside; the same bytes for sketches that say the same.

    A field is an array of one dimension, or a string, a number or None. Bytes: a head in MessagePack, which has the
    kind and length of each array and the values of the other fields; then the arrays, each at a multiple of eight.
    """
    values = [getattr(sketch, name) for name in _NAMES]
    arrays = [value for value in values if isinstance(value, np.ndarray)]
    told = [(value.dtype.str, len(value)) if isinstance(value, np.ndarray) else value for value in values]
    head = msgspec.msgpack.encode(told)
    parts = [len(head).to_bytes(4, "little"), head, bytes(-(4 + len(head)) % _EIGHT)]
    for array in arrays:
        parts += [array.tobytes(), bytes(-array.nbytes % _EIGHT)]
    return b"".join(parts)


def digest_of(body: bytes) -> bytes:
    """What tells a body from every other."""
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def sketch_from(body: bytes, report: str) -> Sketch:
    """The sketch of a body, as that of a report; its arrays lie in the body. Raises `ValueError` where it is none."""
    length = int.from_bytes(body[:4], "little")
    told = _Head.decode(body[4 : 4 + length])
    at = 4 + length + -(4 + length) % _EIGHT
    fields: dict[str, object] = {}
    for name, one in zip(_NAMES, told, strict=True):
        if not isinstance(one, list):
            fields[name] = one
            continue
        kind, count = np.dtype(str(one[0])), int(one[1])
        fields[name] = np.frombuffer(body, kind, count, at)
        at += count * kind.itemsize + -(count * kind.itemsize) % _EIGHT
    return Sketch(report=report, **fields)  # type: ignore[arg-type]
