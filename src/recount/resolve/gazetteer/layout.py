"""How an index of places lies in its file.

One file, written once and mapped into memory: tries of folded names, each of a stretch of the alphabet; for each name a
head; the rows of names with several places; the records; the pool of names; a manifest; and a footer, which says where
the manifest begins. Numbers are little-endian. A head is a place's record number, or, with `SEVERAL`, where the row of
its places begins: how many, then their numbers, the best known first. `BORROWED` marks a name that is not the place's
own. A record: `RECORD`, in the order of `Row`, its name as a stretch of the pool, its parent as a record number.
"""

from __future__ import annotations

from struct import Struct as Packing

import msgspec
from msgspec import Struct

MAGIC = b"RECPLAC3"
RECORD = Packing("<IiiIIIBBBBB2sH")
FOOTER = Packing("<QQ8s")
SEVERAL, BORROWED, NUMBER = 1 << 31, 1 << 30, (1 << 30) - 1
NOWHERE, NOTHING = -(2**31), 2**32 - 1
DEGREE = 100_000


class Origin(Struct, frozen=True, order=True):
    """A file that places come from: name, licence, whom to credit, SHA-256, how many lines were used, how many not."""

    name: str
    licence: str
    credit: str
    digest: str = ""
    used: int = 0
    rejected: int = 0


class Stretch(Struct, frozen=True):
    """A trie: the first name in it, its bytes, and the number of the first of its heads."""

    first: str
    start: int
    length: int
    heads: int


class Manifest(Struct, frozen=True, kw_only=True):
    """What an index holds: where from, how many folded names and records, where its parts begin and end, in bytes."""

    origins: tuple[Origin, ...]
    names: int
    places: int
    tries: tuple[Stretch, ...]
    heads: tuple[int, int]
    several: tuple[int, int]
    records: tuple[int, int]
    pool: tuple[int, int]

    @staticmethod
    def read(held: bytes | memoryview) -> Manifest:
        """The manifest of an index; raises `ValueError` where the bytes are none."""
        if len(held) < FOOTER.size:
            raise ValueError("it is too short")
        start, length, magic = FOOTER.unpack_from(held, len(held) - FOOTER.size)
        if magic != MAGIC:
            raise ValueError("it does not end as one; perhaps it was made by another version of recount")
        return msgspec.json.decode(held[start : start + length], type=Manifest)
