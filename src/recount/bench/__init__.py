"""Predictions for gold data: the texts of a gold file in, what recount finds in them out, a line of JSON each.

A gold file's labels are never read: the records that its lines are decoded to have no field for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from recount.errors import InputError

__all__ = ["gold_rows"]

R = TypeVar("R", bound=msgspec.Struct)


def gold_rows(gold: Path, kind: type[R]) -> Iterator[R]:
    """The lines of a gold file as records of `kind`; fields that `kind` lacks are passed over.

    Raises `InputError` naming the file and the line where it cannot be read or a line is no such record.
    """
    decoder = msgspec.json.Decoder(kind)
    try:
        with gold.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _decoded(decoder, line, f"{gold}, line {number}")
    except OSError as error:
        raise InputError(f"{gold} cannot be read: {error.strerror}") from error


def _decoded(decoder: msgspec.json.Decoder[R], line: bytes, where: str) -> R:
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise InputError(f"{where}: this is no gold row: {error}") from error
