"""Places into the file of an index, in little memory, whole or not at all."""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import marisa_trie
import msgspec

from recount.errors import GazetteerError
from recount.resolve.gazetteer.layout import (
    DEGREE,
    FOOTER,
    MAGIC,
    NOTHING,
    NOWHERE,
    RECORD,
    SEVERAL,
    Manifest,
    Origin,
    Stretch,
)
from recount.resolve.gazetteer.spool import Placed, Spool

_STRETCH = 1_000_000
_EIGHT = 8


@contextmanager
def spooled(beside: Path) -> Iterator[Spool]:
    """A spool in a folder of its own next to `beside`, gone afterwards; raises `GazetteerError` where it cannot be."""
    try:
        with TemporaryDirectory(prefix=f".{beside.name}.", dir=beside.parent) as folder:
            spool = Spool(Path(folder) / "spool")
            try:
                yield spool
            finally:
                spool.close()
    except OSError as error:
        raise GazetteerError(f"{beside}: cannot be written: {error.strerror or error}") from error


def write_index(path: Path, spool: Spool, origins: tuple[Origin, ...]) -> Manifest:
    """Write all that a spool holds to `path`, in place of what was there, once it is written; tell what it holds."""
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        draft = Path(folder) / "index"
        with draft.open("wb") as out:
            manifest = _written(out, spool, origins, Path(folder))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    return manifest


def _written(out: BinaryIO, spool: Spool, origins: tuple[Origin, ...], folder: Path) -> Manifest:
    """The parts, one after the other; those that grow meanwhile grow in files of their own in `folder`."""
    names = [folder / part for part in ("records", "pool", "heads", "several")]
    with names[0].open("w+b") as records, names[1].open("w+b") as pool:
        places = 0
        for place in spool.records():
            records.write(_record(place, pool.tell()))
            pool.write(_name(place))
            places += 1
        with names[2].open("w+b") as heads, names[3].open("w+b") as several:
            tries = tuple(_tries(out, spool, heads, several))
            held = heads.tell() // array("I").itemsize
            parts = [_appended(out, part) for part in (heads, several, records, pool)]
    manifest = Manifest(
        origins=origins,
        names=held,
        places=places,
        tries=tries,
        heads=parts[0],
        several=parts[1],
        records=parts[2],
        pool=parts[3],
    )
    told, at = msgspec.json.encode(manifest), out.tell()
    out.write(told + FOOTER.pack(at, len(told), MAGIC))
    return manifest


def _tries(out: BinaryIO, spool: Spool, heads: BinaryIO, several: BinaryIO) -> Iterator[Stretch]:
    """Write the tries, stretch by stretch of the alphabet, and the heads and rows of their names."""
    stretch: dict[str, int] = {}
    for name, places in spool.names():
        if len(places) == 1:
            stretch[name] = places[0]
        else:
            stretch[name] = SEVERAL | (several.tell() // array("I").itemsize)
            several.write(array("I", [len(places), *places]).tobytes())
        if len(stretch) == _STRETCH:
            yield _trie(out, stretch, heads)
            stretch = {}
    if stretch or not heads.tell():
        yield _trie(out, stretch, heads)


def _trie(out: BinaryIO, stretch: dict[str, int], heads: BinaryIO) -> Stretch:
    # One trie over the letters and a large cache: half as large again, and twice as fast.
    trie = marisa_trie.Trie(stretch, num_tries=1, cache_size=marisa_trie.HUGE_CACHE)
    own = array("I", bytes(array("I").itemsize * len(stretch)))
    for name, head in stretch.items():
        own[trie[name]] = head
    start, first = out.tell(), heads.tell() // own.itemsize
    out.write(trie.tobytes())
    end = out.tell()
    out.write(bytes(-end % _EIGHT))
    heads.write(own.tobytes())
    return Stretch(next(iter(stretch), ""), start, end - start, first)


def _appended(out: BinaryIO, part: BinaryIO) -> tuple[int, int]:
    """A part copied behind what is written: where it begins and ends."""
    start = out.tell()
    part.seek(0)
    shutil.copyfileobj(part, out)
    end = out.tell()
    out.write(bytes(-end % _EIGHT))
    return start, end


def _record(place: Placed, at: int) -> bytes:
    """A place as a record; its name begins at that byte of the pool."""
    return RECORD.pack(
        at,
        NOWHERE if place.lat is None else round(place.lat * DEGREE),
        NOWHERE if place.lon is None else round(place.lon * DEGREE),
        min(place.population, NOTHING),
        NOTHING if place.parent is None else place.parent,
        place.number & 0xFFFFFFFF,
        place.number >> 32,
        len(_name(place)),
        place.kind,
        place.source,
        place.told,
        place.country.encode() or b"  ",
        min(place.radius, 0xFFFF),
    )


def _name(place: Placed) -> bytes:
    """A place's name in UTF-8, at most 255 bytes of whole letters."""
    return place.name.encode()[:255].decode(errors="ignore").encode()
