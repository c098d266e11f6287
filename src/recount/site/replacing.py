"""A folder written beside its place and put there when it is whole; what stood there before is taken away then.

`SHA256SUMS` in it lists every file with its SHA-256, as ``sha256sum --check`` reads it, and is how an earlier folder of
this kind is told from one that holds something else, which is never touched.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from recount.errors import InputError

SUMS: Final = "SHA256SUMS"


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder to write to, which takes the place of `folder` when all is written; where that fails it is gone.

    Raises `InputError` where `folder` is neither free, empty nor an earlier folder of this kind, or cannot be written.
    """
    _refuse_others(folder)
    draft, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{kind}") for kind in ("partial", "old"))
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error
    try:
        yield draft
        (draft / SUMS).write_bytes(sums(draft))
        _refuse_others(folder)
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def sums(folder: Path) -> bytes:
    """A line for each file of the folder but `SUMS`: its SHA-256 and its path, in the order of paths."""
    lines = []
    for name in sorted(_files(folder) - {SUMS}):
        with (folder / name).open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
    return "".join(lines).encode()


def _refuse_others(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(f"{folder} is no folder: name one that is new, empty or holds an earlier site")
    held = _files(folder)
    if not held:
        return
    listed = _listed(folder / SUMS)
    other = min(held - listed - {SUMS}, default=None) if listed else min(held)
    if other is not None:
        raise InputError(
            f"{folder} holds {other!r}, which no earlier site put there: name a folder that is new or empty"
        )


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _listed(path: Path) -> set[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line[66:] for line in lines if line[64:66] == "  "}
