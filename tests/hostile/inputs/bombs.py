"""Little that becomes much: packed data, and packed data in packed data."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Iterator
from functools import cache

from hostile.inputs.bad import GOOD, Bad, bad, page

_PAGE = page(f"<p>{GOOD}</p>").encode()
_TURNED = ("too_large", "unreadable", "binary", "encoding", "empty", "no_text", "bomb", "nested")


@cache
def _zeros(size: int, letter: bytes = b"a") -> bytes:
    """Gzip that unpacks to so many letters, made without holding them."""
    packer = zlib.compressobj(9, wbits=31)
    part = letter * 1_000_000
    parts = [packer.compress(part) for _ in range(size // len(part))]
    return b"".join(parts) + packer.flush()


def bombs() -> Iterator[Bad]:
    """Gzip: bombs, layers, cut, lying, with members and junk after it."""
    for millions in (11, 50, 300):
        for suffix in (".html.gz", ".txt.gz", ".jsonl.gz", ".gz"):
            yield bad("gzip bombs", f"unpacks to {millions} MB", suffix, _zeros(millions * 1_000_000), *_TURNED)
    layered = _PAGE
    for depth in range(1, 11):
        layered = gzip.compress(layered, mtime=0)
        may = ("recorded",) if depth == 1 else ("recorded", *_TURNED)
        yield bad("gzip bombs", f"{depth} layers", ".html.gz", layered, *may)
    bomb = _zeros(50_000_000)
    for depth in range(4):
        yield bad("gzip bombs", f"a bomb in {depth} layers", ".html.gz", bomb, *_TURNED)
        bomb = gzip.compress(bomb, mtime=0)
    whole = gzip.compress(_PAGE, mtime=0)
    for cut in (1, 2, 3, 10, 11, 20, len(whole) // 2, len(whole) - 9, len(whole) - 8, len(whole) - 4, len(whole) - 1):
        yield bad("gzip bombs", f"cut after {cut} bytes", ".html.gz", whole[:cut], *_TURNED)
    for at in (2, 3, 9, 12, 30, len(whole) - 8, len(whole) - 5, len(whole) - 4, len(whole) - 1):
        garbled = bytearray(whole)
        garbled[at] ^= 0xFF
        yield bad("gzip bombs", f"byte {at} turned", ".html.gz", bytes(garbled), "recorded", *_TURNED)
    for about, after in (
        ("NULs", b"\0" * 512),
        ("junk", b"junk"),
        ("a second member", whole),
        ("a bomb", _zeros(50_000_000)),
    ):
        yield bad("gzip bombs", f"{about} after the end", ".html.gz", whole + after, "recorded", *_TURNED)
    many = gzip.compress(b"<p>x</p>", mtime=0) * 10_000
    yield bad("gzip bombs", "10,000 members", ".html.gz", many, "recorded", *_TURNED)
    empty = gzip.compress(b"", mtime=0)
    yield bad("gzip bombs", "nothing inside", ".html.gz", empty, "empty")
    yield bad("gzip bombs", "100,000 empty members", ".html.gz", empty * 100_000, *_TURNED)
    named = b"\x1f\x8b\x08\x08" + struct.pack("<LBB", 0, 0, 255) + b"../" * 1000 + b"etc/passwd\0" + whole[10:]
    yield bad("gzip bombs", "a name that leads out", ".html.gz", named, "recorded", *_TURNED)
    yield bad(
        "gzip bombs", "a name without end", ".html.gz", b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"a" * 200_000, *_TURNED
    )
    rows = gzip.compress((f'{{"text": "{GOOD}"}}\n' * 300).encode(), mtime=0)
    yield bad("gzip bombs", "300 rows", ".jsonl.gz", rows, "recorded", "too_large")
