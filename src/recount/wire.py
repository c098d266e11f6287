"""Records to canonical JSON and back, content ids, and JSON Schema.

Canonical JSON has sorted keys, no white space, UTF-8: the same record gives the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from msgspec import Struct

S = TypeVar("S")


def canonical(record: object) -> bytes:
    """The canonical JSON of a record.

    >>> from recount.model import Span
    >>> canonical(Span(1, 2))
    b'{"end":2,"start":1}'
    """
    return msgspec.json.encode(record, order="sorted")


def decode(data: bytes | str, kind: type[S]) -> S:
    """The record of that kind which the JSON holds; raises `msgspec.ValidationError` where it holds none."""
    return msgspec.json.decode(data, type=kind)


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, record: object) -> str:
    """An id that depends on nothing but content: the prefix and 128 bits of the SHA-256 of canonical JSON.

    >>> content_id("psg", {"b": 1, "a": 2}) == content_id("psg", {"a": 2, "b": 1})
    True
    """
    return f"{prefix}:{digest(canonical(record))[:32]}"


def schema(kind: type[Struct]) -> dict[str, object]:
    """The JSON Schema (2020-12) of a record."""
    return msgspec.json.schema(kind)
