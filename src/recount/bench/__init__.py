"""Predictions for gold data: the texts of a gold file in, what recount finds in them out, a line of JSON each.

A gold file's labels are never read: the records that its lines are decoded to have no field for them. Files whose name
ends in ``.gz`` are unpacked.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from recount.errors import InputError

__all__ = ["gold_lines", "gold_rows", "row_count"]

R = TypeVar("R", bound=msgspec.Struct)


def gold_lines(gold: Path) -> Iterator[bytes]:
    """The lines of a gold file; raises `InputError` naming the file where it cannot be read."""
    try:
        with gzip.open(gold) if gold.suffix == ".gz" else gold.open("rb") as lines:
            yield from lines
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"{gold} cannot be read: {reason}") from error


def gold_rows(gold: Path, kind: type[R]) -> Iterator[R]:
    """The lines of a gold file as records of `kind`; fields that `kind` lacks are passed over.

    Raises `InputError` naming the file and the line where it cannot be read or a line is no such record.
    """
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(gold_lines(gold), 1):
        if line.strip():
            yield _decoded(decoder, line, f"{gold}, line {number}")


def row_count(gold: Path) -> int:
    """How many rows a gold file has: its lines, a CoNLL-U file's sentences, or the cases of a specification."""
    if ".conllu" in gold.suffixes:
        return sum(line.startswith(b"1\t") for line in gold_lines(gold))
    if gold.suffix == ".json":
        return sum(b'"Input"' in line for line in gold_lines(gold))
    return sum(1 for line in gold_lines(gold) if line.strip())


def _decoded(decoder: msgspec.json.Decoder[R], line: bytes, where: str) -> R:
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise InputError(f"{where}: this is no gold row: {error}") from error
