"""Names of inputs to open files: files, folders, globs and standard input, each found or turned away."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import cast

from recount.model import Rejected

_BESIDE_PAGES = frozenset({".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".pyc"})


def found(inputs: Iterable[str]) -> Iterator[Path | Rejected]:
    """The files that the inputs name, in order; ``-`` is standard input.

    A folder gives its files, and those of the folders in it, sorted, without hidden ones and the scripts and style
    sheets that a browser saves beside a page. An input that names nothing gives a `Rejected`.
    """
    for name in inputs:
        path = Path(name)
        if name == "-":
            yield path
        elif name and _exists(path):
            yield from _under(path) if path.is_dir() else [path]
        elif glob.has_magic(name):
            yield from _matching(name)
        else:
            yield Rejected(where=shown(name), reason="missing", detail="no such file or folder: check the path")


def shown(name: str | Path) -> str:
    """A file's name as text that any record can hold: bytes of it that are no UTF-8 are written out.

    >>> shown("bad\\udcff.html")
    'bad\\\\xff.html'
    """
    try:
        raw = os.fsencode(name)
    except UnicodeEncodeError:  # no file has such a name
        raw = os.fspath(name).encode("utf-8", "backslashreplace")
    return raw.decode("utf-8", "backslashreplace")


def is_beside_pages(name: str) -> bool:
    """Whether a file is one that a browser saves beside a page, and no report.

    >>> is_beside_pages("page_files/style.css")
    True
    """
    return PurePath(name).suffix.lower() in _BESIDE_PAGES


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader | Rejected]:
    """The file open for reading, or why it cannot be; standard input is left open afterwards."""
    if str(path) == "-":
        stream: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
        try:
            yield stream
        finally:
            stream.detach()
        return
    file = _open_file(path)
    if isinstance(file, Rejected):
        yield file
        return
    with file:
        yield file


def _open_file(path: Path) -> io.BufferedReader | Rejected:
    where = shown(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Rejected(
                where=where, reason="unreadable", detail="it is not a regular file: pipe it into `-` instead"
            )
        return path.open("rb")
    except FileNotFoundError:
        return Rejected(where=where, reason="missing", detail="the link points to nothing, or the file has just gone")
    except OSError as error:
        detail = f"it cannot be opened ({error.strerror}): check its permissions"
        return Rejected(where=where, reason="unreadable", detail=detail)


def _exists(path: Path) -> bool:
    """Whether the path names something; a name that no file system can hold names nothing."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _matching(pattern: str) -> Iterator[Path | Rejected]:
    """The files that a glob matches."""
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not names:
        yield Rejected(
            where=shown(pattern),
            reason="missing",
            detail="no file matches the pattern: quote it, and check the folder",
        )
    for name in names:
        path = Path(name)
        yield from _under(path) if path.is_dir() else [path]


def _under(folder: Path) -> Iterator[Path | Rejected]:
    """The files under a folder; links to folders are not followed, so that no loop can arise."""
    empty = True
    failed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in sorted(Path(root, name) for name in names if not name.startswith(".")):
            if not is_beside_pages(path.name):
                empty = False
                yield path
    for error in failed:
        detail = f"the folder cannot be listed ({error.strerror}): check its permissions"
        yield Rejected(where=shown(error.filename), reason="unreadable", detail=detail)
    if empty and not failed:
        yield Rejected(where=shown(folder), reason="empty", detail="there is no report in this folder: check the path")
