"""Sample reports, short pages, texts, clippings and a feed from invented publishers, and a table: to try recount on."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["folder", "tables"]


def folder() -> Path:
    """The folder that holds the sample reports, ready to be read as a whole.

    >>> sorted({path.suffix for path in folder().iterdir()})
    ['.html', '.jsonl', '.txt', '.xml']
    """
    return Path(str(files("recount.samples") / "reports"))


def tables() -> Path:
    """The folder that holds a sample table of daily figures, and what tells its columns.

    >>> sorted(path.name for path in tables().iterdir())
    ['border-war.csv', 'border-war.toml']
    """
    return Path(str(files("recount.samples") / "tables"))
