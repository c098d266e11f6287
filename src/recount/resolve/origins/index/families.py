"""Families in a file, as they stood after so many links, so that opening an index does not join them all anew.

The file: `_HEAD` (magic, how many numbers, how many links, a checksum of all else), what is above each number, what
follows it. Numbers are little-endian. A file that is damaged or missing costs time, nothing else.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from pathlib import Path
from struct import Struct as Packing

from recount.resolve.origins.index.store import Store
from recount.resolve.origins.index.unions import Unions

FILE = "families"
_MAGIC = b"RECFAMS1"
_HEAD = Packing("<8sIQI")
_SAVED = "families"


def families(store: Store, folder: Path | None) -> Unions:
    """The families of a store's sketches: from the file where it is sound, and from the links that came since."""
    links, unions = _loaded(folder / FILE, store.told(_SAVED)) if folder is not None else (0, Unions())
    unions.grow(store.sketches())
    for one, other in store.linked(links):
        if not 0 <= min(one, other) <= max(one, other) < len(unions):
            raise store.unusable(f"a link names sketch {one} or {other}, which is missing")
        unions.join(one, other)
    return unions


def save(store: Store, folder: Path, unions: Unions, links: int) -> None:
    """Keep families, joined by so many links, in the file; a store that loses later links does not trust it."""
    above, following = unions.above.tobytes(), unions.following.tobytes()
    summed = _summed(len(unions), links, above + following)
    draft = folder / f"{FILE}.draft"
    with draft.open("wb") as out:
        out.write(_HEAD.pack(_MAGIC, len(unions), links, summed))
        out.write(above)
        out.write(following)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / FILE)
    with store.transaction(lasting=True):
        store.tell(_SAVED, str(summed))


def _loaded(path: Path, told: str | None) -> tuple[int, Unions]:
    try:
        held = path.read_bytes()
    except OSError:
        return 0, Unions()
    if told is None or len(held) < _HEAD.size or sys.byteorder != "little":
        return 0, Unions()
    magic, count, links, summed = _HEAD.unpack_from(held)
    size = array("I").itemsize * count
    body = memoryview(held)[_HEAD.size :]
    if magic != _MAGIC or len(body) != 2 * size or str(summed) != told or _summed(count, links, body) != summed:
        return 0, Unions()
    above, following = array("I"), array("I")
    above.frombytes(body[:size])
    following.frombytes(body[size:])
    return links, Unions(above, following)


def _summed(count: int, links: int, body: bytes | memoryview) -> int:
    return zlib.crc32(body, zlib.crc32(f"{count} {links}".encode()))
