"""How an index of places lies in its file.

One file, written once and mapped into memory: a marisa trie of folded names; for each name a head; the rows of names
with several places; the records; the pool of names; a manifest; and a footer, which says where the manifest begins.
Numbers are little-endian. A head is a place's record number, or, with `SEVERAL`, where the row of its places begins:
how many, then their numbers, the best known first. `BORROWED` marks a name that is not the place's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct as Packing

import msgspec

MAGIC = b"RECPLAC1"
RECORD = Packing("<IiiIIIBBBB2sH")
FOOTER = Packing("<QQ8s")
SEVERAL, BORROWED, NUMBER = 1 << 31, 1 << 30, (1 << 30) - 1
NOWHERE, NOTHING = -(2**31), 2**32 - 1
DEGREE = 100_000


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an index holds: where from and under which licence, and where its parts lie: first byte and length.

    `names` counts the folded names, `places` the records.
    """

    origin: str
    licence: str
    credit: str
    names: int
    places: int
    parts: Mapping[str, tuple[int, int]]
