"""A feed's pages as files in a folder."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from recount.bench.corpus.articles import Feed
from recount.bench.corpus.furniture import page

A_FOLDER: Final = 1000


def write(out: Path, feed: Feed, count: int, *, seed: int = 1, packed: bool = False, first: int = 0) -> Iterator[Path]:
    """Write `count` pages of a feed from number `first` on, `A_FOLDER` a folder, and give each path once written.

    `packed` writes gzip, a quarter of the size, whose bytes are always the same too. Raises `OSError`.
    """
    for number in range(first, first + count):
        folder = out / f"{number // A_FOLDER:05}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{feed}-{number:07}.html{'.gz' if packed else ''}"
        data = page(feed, number, seed).encode()
        path.write_bytes(gzip.compress(data, 6, mtime=0) if packed else data)
        yield path
