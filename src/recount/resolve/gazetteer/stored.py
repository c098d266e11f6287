"""What an index holds, taken out again as the places that were put in."""

from __future__ import annotations

from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import BORROWED
from recount.resolve.gazetteer.spool import Row, Spool


def respool(index: Index, spool: Spool) -> None:
    """Put all places and names of an index into a spool."""
    for number in range(1, index.manifest.places + 1):
        spool.put(row_of(index, number))
    for name in index.names():
        for number in index.numbers(name) or ():
            spool.spell(index.key(number), (name,), own=not number & BORROWED)


def row_of(index: Index, number: int, *, told: bool | None = None) -> Row:
    """A place without its further names; `told` as `Row` has it, by itself as it was put in."""
    entry, above = index.entry(number), index.above(number)
    source, own = index.key(number)
    return Row(
        name=entry.name,
        kind=entry.kind,
        source=source,
        number=own,
        country=entry.country or "",
        lat=entry.lat,
        lon=entry.lon,
        population=entry.population,
        radius_km=entry.radius_km or 0,
        parent=index.key(above) if above is not None else None,
        told=index.told(number) if told is None else told,
    )
