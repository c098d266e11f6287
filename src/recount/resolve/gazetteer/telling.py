"""What a gazetteer holds, from where, under which licence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from recount.resolve.gazetteer.gazetteer import Gazetteer
from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import Origin


class IndexRow(Struct, frozen=True):
    """An index in use: its path, bytes, SHA-256, how many names and places, and the files these are from."""

    path: str
    bytes: int
    sha256: str
    names: int
    places: int
    origins: tuple[Origin, ...]


def index_rows(gazetteer: Gazetteer) -> Iterator[IndexRow]:
    """What each index holds, in the order in which they are looked up."""
    for index in gazetteer.indexes:
        manifest = index.manifest
        yield IndexRow(
            str(index.path),
            index.path.stat().st_size,
            _digest(index),
            manifest.names,
            manifest.places,
            manifest.origins,
        )


def told_in_run(gazetteer: Gazetteer) -> str:
    """The indexes of a gazetteer as a run keeps them: each file's name and SHA-256, in the order of looking up.

    >>> from recount.resolve.gazetteer.gazetteer import default
    >>> [one.split()[0] for one in told_in_run(default()).split(", ")]
    ['regions.index', 'places.index']
    """
    return ", ".join(f"{index.path.name} sha256:{_digest(index)}" for index in gazetteer.indexes)


def _digest(index: Index) -> str:
    with index.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
