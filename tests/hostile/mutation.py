"""Bytes to other bytes that are a little wrong: flips, cuts, doublings, splices, and pieces that readers know."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

PIECES: tuple[bytes, ...] = (
    b"<", b">", b"<div>", b"</div>", b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"&x;", b"<?xml", b"<!DOCTYPE",
    b"<script>", b'{"', b'"}', b'{"text": "', b"[", b"]", b"null", b"1e999", b"NaN", b"\\ud800", b"\\u0000",
    b"\r\n", b"\n\n", b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"PK\x03\x04",
    b"PK\x05\x06", b"%PDF-1.7", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"From a@b\n",
    b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\xd9\xa1\xd9\xa2", b"\xef\xbc\x91",
    b"\xcc\x81", b"\xed\xa0\x80", b"12", b"1,200", b" killed", b" people", b" wounded, ", b" and ",
    b"at least ", b"more than ", b" million", b"half of the ", b" said", b" denied", b"-", b"/", b"0000-00-00",
    b"9999-12-31", b"on Monday", b" in Kharkiv", b"9" * 400, b" or ", b"of them ", b"\xc2\xbd", b"'",
)  # fmt: skip
_LONGEST = 20_000


def mutated(data: bytes, chance: Random, others: Sequence[bytes] = ()) -> bytes:
    """One to eight changes to some bytes; `others` are inputs of the same kind, whose parts may be put in.

    >>> mutated(b"Two died.", Random(1)) == mutated(b"Two died.", Random(1)) != b"Two died."
    True
    """
    changed = bytearray(data[:_LONGEST])
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(changed))
        until = min(len(changed), at + chance.choice((1, 1, 2, 4, 8, 32, 128)))
        match chance.randrange(8):
            case 0 if changed:
                changed[at % len(changed)] ^= 1 << chance.randrange(8)
            case 1 if changed:
                changed[at % len(changed)] = chance.randrange(256)
            case 2:
                del changed[at:until]
            case 3:
                changed[at:at] = changed[at:until] * chance.choice((1, 2, 20))
            case 4 if others:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                changed[at:until] = other[start : start + chance.choice((8, 64, 512))]
            case 5:
                del changed[at:]
            case _:
                changed[at:at] = chance.choice(PIECES)
    return bytes(changed[: 2 * _LONGEST])
