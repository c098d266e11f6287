"""Postings into files, each written once, whole or not at all; several merged into one in little memory."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

import numpy as np

from recount.resolve.origins.index.postings import Longs, Numbers, Tail
from recount.resolve.origins.index.rules import Traits, kinds_of
from recount.resolve.origins.index.segments import HEAD, LEAST_BITS, MAGIC, MOST_BITS, Segment, mapped, segment
from recount.resolve.origins.text.shingles import POST_BITS

_IN_BUCKET, _CROWD = 4, 256
_STRETCHES, _AT_ONCE = 1 << LEAST_BITS, 1 << 20
_MOST = 1 << 32
_LOW = np.uint64(32)


class _Piece(NamedTuple):
    """Entries in order, all there are from one of 65,536 stretches of posts up to another."""

    first: int
    past: int
    posts: Longs
    numbers: Numbers


def written(folder: Path | None, tail: Tail, traits: Traits) -> Segment:
    """The postings of a tail in a file of a folder, or in memory; `traits` are those of its sketches."""
    piece = _Piece(0, _STRETCHES, *tail.all())
    return _written(folder, iter([piece]), len(piece.posts), tail.first, traits)


def merged(folder: Path | None, segments: Sequence[Segment]) -> Segment:
    """The postings of segments that follow each other, as one."""
    count = _entries(segments)
    traits = np.concatenate([one.traits for one in segments])
    return _written(folder, _pieces(segments, count), count, segments[0].first, traits)


def may_merge(segments: Sequence[Segment]) -> bool:
    """Whether so many entries can be told by 32 bits."""
    return _entries(segments) < _MOST


def _entries(segments: Sequence[Segment]) -> int:
    return sum(len(one.postings.entries) for one in segments)


def _written(folder: Path | None, pieces: Iterator[_Piece], count: int, first: int, traits: Traits) -> Segment:
    past = first + len(traits)
    if folder is None:
        held = io.BytesIO()
        _write(held, pieces, count, first, traits)
        return segment(held.getvalue(), first, past, "")
    file = f"{first:08x}-{past:08x}.posts"
    draft = folder / f"{file}.draft"
    with draft.open("wb") as out:
        _write(out, pieces, count, first, traits)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / file)
    return mapped(folder, file, first, past)


def _write(out: BinaryIO, pieces: Iterator[_Piece], count: int, first: int, traits: Traits) -> None:
    """Write the parts that `segment` reads; those that grow meanwhile grow in files of their own."""
    bits = min(max(LEAST_BITS, (count // _IN_BUCKET).bit_length()), MOST_BITS)
    out.write(bytes(HEAD.size))
    step, before = 1 << (bits - LEAST_BITS), 0
    crowds: list[int] = []
    begins = [0]
    with TemporaryFile() as offsets, TemporaryFile() as members:
        for piece in pieces:
            out.write((piece.posts << _LOW | piece.numbers).astype("<u8", copy=False).data)
            buckets = (piece.posts >> np.uint64(POST_BITS - bits)).astype(np.intp) - piece.first * step
            ends = before + np.bincount(buckets, minlength=(piece.past - piece.first) * step).cumsum()
            offsets.write(np.concatenate([[before], ends[:-1]]).astype("<u4").data)
            before = int(ends[-1])
            for post, own in _crowds(piece):
                kind = int(kinds_of(np.array([post], np.uint64))[0])
                members.write(own[traits[own - first, kind].argsort(kind="stable")].astype("<u4").data)
                crowds.append(post)
                begins.append(begins[-1] + len(own))
        offsets.write(before.to_bytes(4, "little"))
        out.write(np.array(crowds, "<u8").data)
        out.write(np.array(begins, "<u8").data)
        _append(out, offsets)
        out.write(traits.astype("<u4").data)
        _append(out, members)
    out.seek(0)
    out.write(HEAD.pack(MAGIC, bits, first, first + len(traits), len(crowds), count))


def _crowds(piece: _Piece) -> Iterator[tuple[int, Numbers]]:
    """The posts under which more sketches are filed than `_CROWD`, and the sketches."""
    starts = np.flatnonzero(np.concatenate([[True], piece.posts[1:] != piece.posts[:-1]]))[: len(piece.posts)]
    lengths = np.diff(starts, append=len(piece.posts))
    for at in np.flatnonzero(lengths > _CROWD).tolist():
        start = int(starts[at])
        yield int(piece.posts[start]), piece.numbers[start : start + int(lengths[at])]


def _append(out: BinaryIO, part: BinaryIO) -> None:
    part.seek(0)
    shutil.copyfileobj(part, out)


def _pieces(segments: Sequence[Segment], count: int) -> Iterator[_Piece]:
    """The entries of all segments together in order, stretch by stretch, so many at once that memory stays small."""
    stretches = max(1, min(_STRETCHES, _STRETCHES * _AT_ONCE // max(1, count)))
    for first in range(0, _STRETCHES, stretches):
        past = min(first + stretches, _STRETCHES)
        slices = [one.postings.slice(first, past) for one in segments]
        posts, numbers = (np.concatenate(part) for part in zip(*slices, strict=True))
        order = posts.argsort(kind="stable")  # sketches of one post stay in order: so do the segments
        yield _Piece(first, past, posts[order], numbers[order])
