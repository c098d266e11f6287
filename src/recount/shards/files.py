"""Files that are there whole or not at all, whatever is killed, and that stay after a power cut."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from recount.errors import ShardsError

_PARTIAL = ".partial"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that takes its place when all is written and on the disk.

    Raises `ShardsError` where it cannot be written; what was there before stays then.
    """
    partial = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=_PARTIAL, delete=False) as out:
            partial = Path(out.name)
            fcntl.flock(out, fcntl.LOCK_EX)
            yield cast("BinaryIO", out)
            out.flush()
            os.fsync(out.fileno())
            partial.replace(path)
        sync(path.parent)
    except OSError as error:
        if error.filename is not None and Path(error.filename) not in (partial, *path.parents):
            raise  # what was to be written could not be had
        raise ShardsError(
            f"{path} cannot be written ({error.strerror or error}): make room or choose another folder, and give the "
            "same command again; it goes on with what is missing"
        ) from error
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Have a folder's names on the disk, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, name: str) -> None:
    """Remove what a killed process left of writing the files of this name in a folder; not what one is writing."""
    for partial in folder.glob(f".{name}.*{_PARTIAL}"):
        with suppress(OSError), partial.open("rb") as left:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
