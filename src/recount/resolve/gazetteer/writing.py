"""Places into the file of an index."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import marisa_trie
import msgspec
from msgspec import Struct

from recount.resolve.gazetteer.entries import KINDS, SOURCES, Kind, Source
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.layout import (
    BORROWED,
    DEGREE,
    FOOTER,
    MAGIC,
    NOTHING,
    NOWHERE,
    RECORD,
    SEVERAL,
    Manifest,
)
from recount.resolve.gazetteer.ranking import ranked

_KNOWN_BY_OTHER_NAMES = 50_000
_SHORTEST_BORROWED = 4


class Row(Struct, frozen=True):
    """A place to be written: as `Entry`, but for its names and where it lies.

    `names` are its own besides `name`, `others` those it is called by elsewhere; `parent` is the id of the smallest
    division that it lies in. A `number` is unique within its source.
    """

    name: str
    kind: Kind
    source: Source
    number: int
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius_km: float = 0
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parent: tuple[Source, int] | None = None

    @property
    def key(self) -> tuple[Source, int]:
        """What no other place has."""
        return self.source, self.number


def write_index(path: Path, rows: Sequence[Row], *, origin: str, licence: str, credit: str) -> Manifest:
    """Write the index of these places to `path`, whole or not at all; their order does not matter."""
    rows = sorted(rows, key=lambda row: row.key)
    numbers = {row.key: number for number, row in enumerate(rows)}
    keys = _keys(rows, numbers)
    trie = marisa_trie.Trie(sorted(keys), num_tries=1, cache_size=marisa_trie.HUGE_CACHE)
    heads, several = _heads(keys, trie)
    records, pool = _records(rows, numbers)
    parts = {
        "trie": trie.tobytes(),
        "heads": heads.tobytes(),
        "several": several.tobytes(),
        "records": bytes(records),
        "pool": bytes(pool),
    }
    at, where = 0, {}
    for name, part in parts.items():
        parts[name] = part + bytes(-len(part) % 8)
        where[name] = (at, len(part))
        at += len(parts[name])
    manifest = Manifest(origin=origin, licence=licence, credit=credit, names=len(keys), places=len(rows), parts=where)
    told = msgspec.json.encode(manifest)
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(b"".join((*parts.values(), told, FOOTER.pack(at, len(told), MAGIC))))
    draft.replace(path)
    return manifest


def _keys(rows: Sequence[Row], numbers: Mapping[tuple[Source, int], int]) -> dict[str, list[int]]:
    """The places of each folded name, the best known first, those that only others call so last."""
    own: dict[str, list[int]] = {}
    borrowed: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        mine = {fold(name) for name in (row.name, *row.names)}
        theirs = {fold(name) for name in row.others} - mine
        theirs = {name for name in theirs if len(name) >= _SHORTEST_BORROWED}
        if row.population >= _KNOWN_BY_OTHER_NAMES or row.kind not in {"town", "district"}:
            mine, theirs = mine | theirs, set()
        for found, names in ((own, mine), (borrowed, theirs)):
            for name in names:
                if name and name.isascii():
                    found.setdefault(name, []).append(number)
    above = {number: _above(row, rows, numbers) for number, row in enumerate(rows) if row.kind == "town"}

    def order(places: Sequence[int]) -> list[int]:
        if len(places) == 1:
            return list(places)
        held = ranked([rows[at] for at in places], lambda town, division: division.key in above[numbers[town.key]])
        return [numbers[row.key] for row in held]

    found = {name: order(places) for name, places in own.items()}
    for name, places in borrowed.items():
        found.setdefault(name, []).extend(number | BORROWED for number in order(places))
    return found


def _above(row: Row, rows: Sequence[Row], numbers: Mapping[tuple[Source, int], int]) -> frozenset[tuple[Source, int]]:
    """The divisions that a place lies in."""
    found = []
    while row.parent is not None and row.parent in numbers:
        found.append(row.parent)
        row = rows[numbers[row.parent]]
    return frozenset(found)


def _heads(keys: Mapping[str, list[int]], trie: marisa_trie.Trie) -> tuple[array[int], array[int]]:
    """For each name of the trie its place, or where its row of places begins; and these rows."""
    heads, several = array("I", bytes(4 * len(trie))), array("I")
    for name in sorted(keys):
        places = keys[name]
        if len(places) == 1:
            heads[trie[name]] = places[0]
        else:
            heads[trie[name]] = SEVERAL | len(several)
            several.append(len(places))
            several.extend(places)
    return heads, several


def _records(rows: Sequence[Row], numbers: Mapping[tuple[Source, int], int]) -> tuple[bytearray, bytearray]:
    """The records of places, and the pool their names lie in."""
    records, pool = bytearray(), bytearray()
    for row in rows:
        name = row.name.encode()[:255]
        records += RECORD.pack(
            len(pool),
            NOWHERE if row.lat is None else round(row.lat * DEGREE),
            NOWHERE if row.lon is None else round(row.lon * DEGREE),
            min(row.population, NOTHING),
            NOTHING if row.parent is None else numbers.get(row.parent, NOTHING),
            row.number & 0xFFFFFFFF,
            row.number >> 32,
            len(name),
            KINDS.index(row.kind),
            SOURCES.index(row.source),
            row.country.encode() or b"  ",
            min(round(row.radius_km), 0xFFFF),
        )
        pool += name
    return records, pool
