"""What a response holds: whether that is of a kind that is read, and its bytes unpacked as far as there is room."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from recount.fetching.failures import Failed

ENCODINGS: Final = "gzip, deflate"
"""What is asked for: encodings that can be unpacked step by step with a bound; Brotli and Zstandard are not."""

_READ: Final = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/rss+xml",
    "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/gzip",
    "application/x-gzip", "text/x-opml",
})  # fmt: skip
_AUTOMATIC: Final = zlib.MAX_WBITS | 32  # gzip or zlib, by its first bytes
_STEP: Final = 65_536
_MOST_LAYERS: Final = 2


def media_type(told: str | None) -> str | None:
    """The kind that a header ``Content-Type`` names, without parameters.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return (told or "").partition(";")[0].strip().lower() or None


def check_kind(told: str | None) -> None:
    """Raise `Failed` ("content_type") where a header names a kind that holds no report, list or feed."""
    kind = media_type(told)
    if kind is not None and kind not in _READ:
        raise Failed("content_type", f"it is {kind[:80]}, which holds no report")


def unpacked(body: bytes, told: Iterable[str], max_bytes: int) -> bytes:
    """A body without the encodings that its headers ``Content-Encoding`` name, the last one first.

    Raises `Failed`: "too_large" where more than `max_bytes` come out, at any layer; "encoding" where it is not what
    the header says.

    >>> unpacked(zlib.compress(b"Two died."), ["deflate"], 100)
    b'Two died.'
    """
    layers = [name for one in told for part in one.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if len(layers) > _MOST_LAYERS:
        raise Failed("encoding", f"it is packed {len(layers)} times over")
    for name in reversed(layers):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise Failed("encoding", f"it is packed as {name[:20]}, which was not asked for")
        body = _inflated(body, max_bytes)
    return body


def _inflated(body: bytes, max_bytes: int) -> bytes:
    """What gzip (of one or more members), zlib or bare deflate holds."""
    if not body:
        return body
    wrapped = body[:2] == b"\x1f\x8b" or (body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0)
    bits = _AUTOMATIC if wrapped else -zlib.MAX_WBITS
    out = bytearray()
    rest = body
    try:
        while rest:
            stream = zlib.decompressobj(bits)
            while rest and not stream.eof:
                out += stream.decompress(rest, _STEP)
                rest = stream.unconsumed_tail
                if len(out) > max_bytes:
                    raise Failed("too_large", f"it unpacks to more than {max_bytes:,} bytes")
            if not stream.eof:
                out += stream.flush()
                if not stream.eof:
                    raise Failed("encoding", "what is packed in it ends too early", passing=True)
            rest = stream.unused_data
            if rest[:2] != b"\x1f\x8b":  # what follows the last member is not part of it
                break
    except zlib.error as error:
        raise Failed("encoding", f"what is packed in it is damaged ({error})", passing=True) from error
    if len(out) > max_bytes:
        raise Failed("too_large", f"it unpacks to more than {max_bytes:,} bytes")
    return bytes(out)
