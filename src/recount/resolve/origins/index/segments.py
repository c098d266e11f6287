"""Postings in files, each written once and mapped into memory; several merged into one in little memory.

A file: `_HEAD` (magic, bits of a bucket, first sketch, one past the last, how many entries), the entries, the offsets
of the buckets, how many posts of each kind each sketch has. Numbers are little-endian.
"""

from __future__ import annotations

import io
import mmap
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import Struct as Packing
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

import numpy as np
from msgspec import Struct

from recount.resolve.origins.index.counting import RULES, Sizes
from recount.resolve.origins.index.postings import Longs, Numbers, Postings, Tail
from recount.resolve.origins.shingles import POST_BITS

_MAGIC = b"RECPOST1"
_HEAD = Packing("<8sIIIIQ")
_LEAST_BITS, _MOST_BITS, _IN_BUCKET = 16, 28, 4
_STRETCHES, _AT_ONCE = 1 << 16, 1 << 20
_MOST = 1 << 32
_LOW = np.uint64(32)


class Segment(Struct, frozen=True):
    """Postings of the sketches numbered from `first` up to `past`, and the file they lie in (empty: in memory).

    `sizes` has how many posts of each kind each of the sketches has.
    """

    first: int
    past: int
    file: str
    postings: Postings
    sizes: Sizes

    def __len__(self) -> int:
        return self.past - self.first


class _Head(Struct, frozen=True):
    first: int
    past: int
    count: int


class _Piece(NamedTuple):
    """Entries in order, all there are from one of 65,536 stretches of posts up to another."""

    first: int
    past: int
    posts: Longs
    numbers: Numbers


def written(folder: Path | None, tail: Tail, sizes: Sizes) -> Segment:
    """The postings of a tail in a file of a folder, or in memory; `sizes` are those of its sketches."""
    piece = _Piece(0, _STRETCHES, tail.posts, tail.numbers)
    return _written(folder, tail.first, sizes, len(tail.posts), iter([piece]))


def merged(folder: Path | None, segments: Sequence[Segment]) -> Segment:
    """The postings of segments that follow each other, as one."""
    count = sum(len(one.postings.entries) for one in segments)
    sizes = np.concatenate([one.sizes for one in segments])
    return _written(folder, segments[0].first, sizes, count, _pieces(segments, count))


def may_merge(segments: Sequence[Segment]) -> bool:
    """Whether the offsets of so many entries fit into 32 bits."""
    return sum(len(one.postings.entries) for one in segments) < _MOST


def mapped(folder: Path, file: str, first: int, past: int) -> Segment:
    """The segment in a file; raises `ValueError` where it is none, or another, `OSError` where it cannot be read."""
    with (folder / file).open("rb") as opened:
        return _segment(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ), first, past, file)


def _segment(held: bytes | mmap.mmap, first: int, past: int, file: str) -> Segment:
    if len(held) < _HEAD.size:
        raise ValueError(f"{file} is too short")
    magic, bits, own_first, own_past, _, count = _HEAD.unpack_from(held)
    if magic != _MAGIC or not _LEAST_BITS <= bits <= _MOST_BITS or (own_first, own_past) != (first, past):
        raise ValueError(f"{file} is not what it should be")
    at = _HEAD.size + 8 * count, _HEAD.size + 8 * count + 4 * ((1 << bits) + 1)
    kinds = len(RULES)
    if len(held) != at[1] + 4 * kinds * (past - first):
        raise ValueError(f"{file} was cut off, or grew")
    entries = np.frombuffer(held, "<u8", count, _HEAD.size)
    offsets = np.frombuffer(held, "<u4", (1 << bits) + 1, at[0])
    sizes = np.frombuffer(held, "<u4", kinds * (past - first), at[1]).reshape(-1, kinds)
    return Segment(first, past, file, Postings(entries, offsets), sizes)


def _written(folder: Path | None, first: int, sizes: Sizes, count: int, pieces: Iterator[_Piece]) -> Segment:
    past = first + len(sizes)
    if folder is None:
        held = io.BytesIO()
        _write(held, _Head(first, past, count), pieces, sizes)
        return _segment(held.getvalue(), first, past, "")
    file = f"{first:08x}-{past:08x}.posts"
    draft = folder / f"{file}.draft"
    with draft.open("wb") as out:
        _write(out, _Head(first, past, count), pieces, sizes)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / file)
    return mapped(folder, file, first, past)


def _write(out: BinaryIO, head: _Head, pieces: Iterator[_Piece], sizes: Sizes) -> None:
    bits = min(max(_LEAST_BITS, (head.count // _IN_BUCKET).bit_length()), _MOST_BITS)
    out.write(_HEAD.pack(_MAGIC, bits, head.first, head.past, 0, head.count))
    step, before = 1 << (bits - _LEAST_BITS), 0
    with TemporaryFile() as offsets:
        for piece in pieces:
            out.write((piece.posts << _LOW | piece.numbers).astype("<u8", copy=False).data)
            buckets = (piece.posts >> np.uint64(POST_BITS - bits)).astype(np.intp) - piece.first * step
            ends = before + np.bincount(buckets, minlength=(piece.past - piece.first) * step).cumsum()
            offsets.write(np.concatenate([[before], ends[:-1]]).astype("<u4").data)
            before = int(ends[-1])
        offsets.write(before.to_bytes(4, "little"))
        offsets.seek(0)
        shutil.copyfileobj(offsets, out)
    out.write(sizes.astype("<u4").data)


def _pieces(segments: Sequence[Segment], count: int) -> Iterator[_Piece]:
    """The entries of all segments together in order, stretch by stretch, so many at once that memory stays small."""
    stretches = max(1, min(_STRETCHES, _STRETCHES * _AT_ONCE // max(1, count)))
    for first in range(0, _STRETCHES, stretches):
        past = min(first + stretches, _STRETCHES)
        slices = [one.postings.slice(first, past) for one in segments]
        posts, numbers = (np.concatenate(part) for part in zip(*slices, strict=True))
        order = posts.argsort(kind="stable")  # sketches of one post stay in order: so do the segments
        yield _Piece(first, past, posts[order], numbers[order])
