"""Whether what claims are looked up by follows from the entries: else a search would miss a claim that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Final

from msgspec.structs import astuple

from recount.errors import LedgerDamagedError
from recount.ledger import sql
from recount.ledger.database import VERSION, Database, Value, entries
from recount.ledger.projection import Version, fold, fold_lines, versions

WRONG: Final = "what its claims are looked up by does not follow from it"
REMEDY: Final = "no entry is affected: `recount ledger rebuild` makes the tables for looking up anew"


def agrees(store: Database, report: str, reading: int, expected: Iterable[Version]) -> bool:
    """Whether the rows of a reading, the entry of that number of a report, are those expected.

    If not, they may have grown since, or have been expected wrongly, and are held against all entries of the report.
    """
    rows = sorted(store.rows(sql.LOOKED_UP, reading))
    if rows == sorted(map(_row, expected)):
        return True
    try:
        found = versions(entries(store, sql.PROJECTED_OF_REPORT, report))
        return rows == sorted(_row(version) for version in found if version.reading == reading)
    except LedgerDamagedError:  # a finding of its own
        return True


def lookup_problems(store: Database) -> Iterator[str]:
    """What is wrong with the tables that claims are looked up by, apart from the rows of readings."""
    if store.version < VERSION:
        return
    ((lost,),) = store.rows(sql.LOST)
    if lost:
        yield f"{lost} rows that claims are looked up by belong to no report"
    for table, names, folded in chain(
        (("source", row[:2], row[2]) for row in store.stream(sql.NAMES["source"])),
        (("party", row[:1], row[1]) for row in store.stream(sql.NAMES["party"])),
        (("place", row[:1], row[1]) for row in store.stream(sql.NAMES["place"])),
    ):
        words = [str(name) for name in names]
        if folded != (fold_lines(*words) if table == "source" else fold(words[0])):
            yield f"the {table} {words[0] or words[-1]!r} is looked up by other words"


def _row(version: Version) -> tuple[Value, ...]:
    """A version as `recount.ledger.sql.LOOKED_UP` finds it."""
    return (
        version.position,
        version.since,
        version.until,
        version.claim,
        version.resolution,
        *astuple(version.facet),
        *(version.source or (None, None)),
        version.party,
        *(version.place or (None, None)),
        _day(version.first),
        _day(version.last),
        _day(version.published),
        _day(version.said),
        version.low,
        version.high,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
