"""What a gazetteer holds, from where, under which licence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from recount.resolve.gazetteer.gazetteer import Gazetteer
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
        with index.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        manifest = index.manifest
        yield IndexRow(
            str(index.path), index.path.stat().st_size, digest, manifest.names, manifest.places, manifest.origins
        )
