"""Streams of unpacked bytes that stop at a bomb: how much comes out in all, and from how much, is counted."""

from __future__ import annotations

import io
import zlib
from io import BufferedReader, RawIOBase
from typing import IO

from recount.reports.limits import Limits
from recount.reports.refusal import Refused

GZIP = b"\x1f\x8b"
_CHUNK = 65_536
_SLACK = 10  # times `max_bytes`: a ratio says nothing of what is small


class Unpacked:
    """How many bytes one input has given out in all, over every archive in it."""

    __slots__ = ("_limits", "_total")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._total = 0

    def add(self, size: int, out: int, packed: int) -> None:
        """Count `size` more bytes, of a stream that gave `out` from `packed` so far; raises `Refused` ("bomb")."""
        self._total += size
        if self._total > self._limits.max_unpacked:
            raise Refused("bomb", f"it unpacks to more than {self._limits.max_unpacked:,} bytes: split it")
        if out > _SLACK * self._limits.max_bytes and out > self._limits.max_ratio * packed:
            raise Refused(
                "bomb", f"it unpacks to more than {self._limits.max_ratio} times its size: no text packs so densely"
            )


class Bounded(RawIOBase):
    """A stream whose bytes are counted; damage in it is told as `Refused` ("unreadable")."""

    def __init__(self, source: IO[bytes], unpacked: Unpacked, packed: int) -> None:
        super().__init__()
        self._source = source
        self._unpacked = unpacked
        self._packed = packed
        self._out = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer, and count."""
        try:
            data = self._source.read(len(buffer))
        except Refused:
            raise
        except Exception as error:  # zipfile raises what the codecs raise, and more with each version
            raise Refused("unreadable", f"it is damaged ({error}): fetch it again") from error
        self._out += len(data)
        self._unpacked.add(len(data), self._out, self._packed)
        buffer[: len(data)] = data
        return len(data)


class Inflated(RawIOBase):
    """What a stream of gzip holds, with all its members one after another, inflated as it is read.

    Source: RFC 1952. Raises `Refused` ("unreadable", "bomb") on reading.

    >>> import gzip
    >>> packed = io.BytesIO(gzip.compress(b"Two ") + gzip.compress(b"died."))
    >>> io.BufferedReader(Inflated(packed, Unpacked(Limits()))).read()
    b'Two died.'
    """

    def __init__(self, source: IO[bytes], unpacked: Unpacked) -> None:
        super().__init__()
        self._source = source
        self._unpacked = unpacked
        self._inflater = zlib.decompressobj(wbits=31)
        self._packed = 0
        self._out = 0
        self._begun = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one step of inflating goes; 0 at the end."""
        while True:
            data = self._inflater.unconsumed_tail or self._inflater.unused_data
            if self._inflater.eof:
                self._inflater = zlib.decompressobj(wbits=31)
                data = data.lstrip(b"\0")  # padding between and after members
                self._begun = False
            if not data:
                data = self._source.read(_CHUNK)
                self._packed += len(data)
                data = data if self._begun else data.lstrip(b"\0")
            if not data and not self._begun:
                return 0
            if not self._begun and self._out and not GZIP.startswith(data[:2]):
                return 0  # what follows the last member is no part of it
            plain = self._inflate(data, len(buffer))
            if not plain and not data and not self._inflater.eof:
                raise Refused("unreadable", "the gzip data ends too early: fetch it again")
            if plain:
                buffer[: len(plain)] = plain
                return len(plain)

    def _inflate(self, data: bytes, most: int) -> bytes:
        self._begun = True
        try:
            plain = self._inflater.decompress(data, most)
        except zlib.error as error:
            raise Refused("unreadable", f"the gzip data is damaged ({error}): fetch it again") from error
        self._out += len(plain)
        self._unpacked.add(len(plain), self._out, self._packed)
        return plain


def inflated(stream: IO[bytes], unpacked: Unpacked) -> BufferedReader:
    """A stream of gzip as the bytes it holds."""
    return io.BufferedReader(Inflated(stream, unpacked), _CHUNK)


def bounded(source: IO[bytes], unpacked: Unpacked, packed: int) -> BufferedReader:
    """A stream as one whose bytes are counted, of which `packed` bytes lie in its archive."""
    return io.BufferedReader(Bounded(source, unpacked, packed), _CHUNK)


def in_memory(data: bytes) -> BufferedReader:
    """Bytes in hand as a stream.

    >>> in_memory(b"Two died.").peek(3)[:3]
    b'Two'
    """
    return io.BufferedReader(io.BytesIO(data), _CHUNK)


def inflated_head(head: bytes) -> bytes:
    """What the first bytes of a stream of gzip unpack to, as far as they go; they themselves where it is none.

    >>> import gzip
    >>> inflated_head(gzip.compress(b"WARC/1.0"))
    b'WARC/1.0'
    """
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _CHUNK)
    except zlib.error:
        return b""
