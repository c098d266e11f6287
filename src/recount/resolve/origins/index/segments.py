"""Postings in files, mapped into memory."""

from __future__ import annotations

import mmap
from pathlib import Path
from struct import Struct as Packing

import numpy as np
from msgspec import Struct

from recount.resolve.origins.index.postings import Postings
from recount.resolve.origins.index.rules import RULES, Traits

MAGIC = b"RECPOST1"
HEAD = Packing("<8sIIIIQ")
LEAST_BITS, MOST_BITS = 16, 28


class Segment(Struct, frozen=True):
    """Postings of the sketches numbered from `first` up to `past`, and the file they lie in (empty: in memory).

    `traits` are those of each of the sketches.
    """

    first: int
    past: int
    file: str
    postings: Postings
    traits: Traits

    def __len__(self) -> int:
        return self.past - self.first


def mapped(folder: Path, file: str, first: int, past: int) -> Segment:
    """The segment in a file; raises `ValueError` where it is none, or another, `OSError` where it cannot be read."""
    with (folder / file).open("rb") as opened:
        return segment(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ), first, past, file)


def segment(held: bytes | mmap.mmap, first: int, past: int, file: str) -> Segment:
    """The segment in bytes that are laid out as in a file.

    In order, numbers little-endian: `HEAD` (magic, bits of a bucket, first sketch, one past the last, how many crowds,
    how many entries); the entries; the posts of crowds; where the members of each crowd begin; where the entries of
    each bucket begin; the traits of each sketch; the members of crowds, the smallest first.
    Raises `ValueError` where they are not.
    """
    if len(held) < HEAD.size:
        raise ValueError(f"{file} is too short")
    magic, bits, own_first, own_past, crowds, count = HEAD.unpack_from(held)
    if magic != MAGIC or not LEAST_BITS <= bits <= MOST_BITS or (own_first, own_past) != (first, past):
        raise ValueError(f"{file} is not what it should be")
    columns, at = len(RULES) + 1, HEAD.size
    parts = []
    for form, length in (
        ("<u8", count),
        ("<u8", crowds),
        ("<u8", crowds + 1),
        ("<u4", (1 << bits) + 1),
        ("<u4", columns * (past - first)),
    ):
        parts.append(np.frombuffer(held, form, length, at))  # which raises ValueError where the file was cut off
        at += parts[-1].nbytes
    entries, posts, begins, offsets, traits = parts
    if len(held) != at + 4 * int(begins[-1]) or int(offsets[-1]) != count:
        raise ValueError(f"{file} was cut off, or grew")
    members = np.frombuffer(held, "<u4", int(begins[-1]), at) if at < len(held) else np.zeros(0, np.uint32)
    return Segment(first, past, file, Postings(entries, offsets, posts, begins, members), traits.reshape(-1, columns))
