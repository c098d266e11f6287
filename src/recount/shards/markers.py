"""What says that a shard is done: what it read, with what, and the digests of what it wrote."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from recount import wire
from recount.errors import ShardsError
from recount.model import Run
from recount.shards.files import digest_of, replacing
from recount.shards.sharing import Shard

DONE: Final = "done"
"""The folder of the markers, in a folder of shards."""


class File(Struct, frozen=True, kw_only=True):
    """A file of a shard: its path in the folder, its bytes, its SHA-256, and how many rows it has."""

    path: str
    bytes: int
    sha256: str
    rows: int


class Counts(Struct, frozen=True, kw_only=True):
    """What a shard read: its items, and what they became."""

    items: int = 0
    reports: int = 0
    claims: int = 0
    statements: int = 0
    rejected: int = 0


class Reader(Struct, frozen=True, kw_only=True):
    """What a shard is read by: shards of other inputs, or read by another model, are no part of the same whole.

    `given` is what was said of all inputs, such as their date.
    """

    software: str
    model: str
    gazetteer: str
    inputs: tuple[str, ...]
    max_bytes: int
    given: str | None = None


class Done(Struct, frozen=True, kw_only=True):
    """A shard that is done; `digest` is that of the items that it read (`recount.shards.sharing.Digests`)."""

    shard: Shard
    by: Reader
    digest: str
    counts: Counts
    files: tuple[File, ...]
    started_at: datetime
    finished_at: datetime

    @property
    def run(self) -> Run:
        """The run that it was, as a ledger keeps it; the same whenever it is imported."""
        return Run(
            software=self.by.software,
            started_at=self.started_at,
            inputs=self.by.inputs,
            model=self.by.model,
            gazetteer=self.by.gazetteer,
        )


def path_of(folder: Path, shard: Shard) -> Path:
    """Where the marker of a shard lies."""
    return folder / DONE / f"{shard.name}.json"


def write(folder: Path, done: Done) -> None:
    """Say that a shard is done; the last thing that is written of it."""
    with replacing(path_of(folder, done.shard)) as out:
        out.write(msgspec.json.format(wire.canonical(done), indent=1) + b"\n")


def read(folder: Path, shard: Shard) -> Done | None:
    """The marker of a shard; None where it is not done."""
    path = path_of(folder, shard)
    return _read(path) if path.exists() else None


def all_of(folder: Path) -> tuple[Done, ...]:
    """The markers of a folder, in the order of the shards; those of one number, or `ShardsError` is raised.

    Raises it too where a marker is none.
    """
    found = tuple(map(_read, sorted((folder / DONE).glob("*.json"))))
    numbers = sorted({done.shard.of for done in found})
    if len(numbers) > 1:
        told = " and of ".join(map(str, numbers))
        raise ShardsError(f"{folder} holds shards of {told}: keep those of one number in a folder of their own")
    return found


def faults(folder: Path, done: Done) -> tuple[str, ...]:
    """What is wrong with the files of a shard, if anything: one is missing, or is not what was written."""
    return tuple(fault for file in done.files if (fault := _fault(folder / file.path, file)))


def _fault(path: Path, file: File) -> str | None:
    try:
        if digest_of(path) == file.sha256:
            return None
    except OSError as error:
        return f"{path} cannot be read ({error.strerror})"
    return f"{path} is not what was written"


def _read(path: Path) -> Done:
    try:
        return wire.decode(path.read_bytes(), Done)
    except (OSError, msgspec.MsgspecError) as error:
        raise ShardsError(f"{path} is no marker of a shard ({error}): delete it, and read the shard again") from error
