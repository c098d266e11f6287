"""Claims to rows of the table of claims: flat, with what they are grouped into subjects by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import asdict

from recount.compare.independence import house
from recount.compare.provenance import publisher
from recount.compare.speakers import speaker
from recount.compare.subjects import folded
from recount.compare.subjects.keys import key_of
from recount.model import Recorded, ResolvedClaim
from recount.publish.flat import FlatRow, flat
from recount.publish.rows import report_row


class KeyedRow(FlatRow, frozen=True, kw_only=True):
    """A flat claim with the facets that its subject is told by (`recount.compare.subjects.keys.Key`).

    `spot` is what tells the place beside its country, by the claim alone: its `entry` in the gazetteer, else the words
    that place it beside another, else its name, which is `named` as it is compared. `outlet` and `voice` are the
    publisher and the source as they are compared. What needs other reports (`carried_from` ...) is None here.
    """

    things: str | None
    spot: str | None
    entry: str | None
    named: str | None
    within: str | None
    conflict: str | None
    since: date | None
    until: date | None
    outlet: str | None
    voice: str | None


def keyed_rows(recorded: Recorded) -> Iterator[KeyedRow]:
    """The rows of a report's claims, in the order of its text."""
    claims = {each.claim.id: each for each in recorded.claims}
    outlet = house(publisher(recorded.reading.report)) or None
    for row in report_row(recorded.reading, recorded.claims).claims:
        yield _keyed(flat(row), claims[row.id], outlet)


def _keyed(row: FlatRow, resolved: ResolvedClaim, outlet: str | None) -> KeyedRow:
    key, place, said_by = key_of(resolved, {}), resolved.resolutions.place.value, speaker(resolved)
    return KeyedRow(
        **asdict(row),
        things=key.things,
        spot=key.place,
        entry=place.gazetteer if place else None,
        named=folded(place.name) if place else None,
        within=key.within,
        conflict=key.conflict,
        since=key.since,
        until=key.until,
        outlet=outlet,
        voice=folded(said_by) if said_by else None,
    )
