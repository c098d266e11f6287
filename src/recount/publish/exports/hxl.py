"""Claims as CSV with HXL hashtags under the headings, for the tools of humanitarian data.

A row a claim. Its figure stands as a least and a most under the harm it counts; *at least 12* has no most. HXL has no
hashtag for how something is stated: `#status` with attributes of its own says so.

Source: Humanitarian Exchange Language 1.1, hashtags and attributes; `+v_iso2` for ISO 3166 alpha-2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final

from recount.errors import InvariantError
from recount.model import Effect
from recount.publish import wording
from recount.publish.exports.spreadsheets import write_table
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_FIRST: Final[tuple[tuple[str, str, Callable[[ClaimRow], object]], ...]] = (
    ("Claim", "#meta+id", lambda row: row.id),
    ("From", "#date+occurred+start", lambda row: row.time.first if row.time else None),
    ("To", "#date+occurred+end", lambda row: row.time.last if row.time else None),
    ("Stated", "#date+reported", wording.stated_on),
    ("Country", "#country+code+v_iso2", lambda row: row.place.country if row.place else None),
    ("Province", "#adm1+name", lambda row: row.place.admin1 if row.place else None),
    ("Place", "#loc+name", lambda row: wording.called(row.place) if row.place else None),
    ("Latitude", "#geo+lat", lambda row: row.place.lat if row.place else None),
    ("Longitude", "#geo+lon", lambda row: row.place.lon if row.place else None),
    ("Source", "#org+claimant", lambda row: row.source.name if row.source else None),
    ("Kind of source", "#org+claimant+type", lambda row: row.source.kind if row.source else None),
    ("Stance", "#status+stance", lambda row: wording.stance_of(row).words),
    ("Modality", "#status+modality", lambda row: row.modality),
    ("Review", "#status+review", lambda row: row.review),
    ("Scope", "#event+scope", lambda row: row.scope),
    ("Group harmed", "#group+type", lambda row: row.victims.group if row.victims else None),
    ("Party harmed", "#group+party", lambda row: row.victims.party if row.victims else None),
)
_HARMS: Final[Mapping[Effect, tuple[str, str]]] = {
    "killed": ("Killed", "#affected+killed"),
    "injured": ("Injured", "#affected+injured"),
    "casualties": ("Killed or injured", "#affected+casualties"),
    "missing": ("Missing", "#affected+missing"),
    "captured": ("Captured", "#affected+captured"),
    "displaced": ("Displaced", "#affected+displaced"),
    "bodies": ("Bodies found", "#affected+bodies"),
    "affected": ("Affected", "#affected+other"),
    "destroyed": ("Destroyed", "#impact+destroyed"),
}
_LAST: Final[tuple[tuple[str, str, Callable[[ClaimRow], object]], ...]] = (
    ("As worded", "#meta+quantity", lambda row: row.quantity.exact),
    ("Part of", "#meta+part_of", lambda row: row.subset_of_id),
    ("Copy of", "#meta+copy_of", lambda row: row.original),
    ("Outlet", "#meta+source", lambda row: row.publisher),
    ("Published", "#date+published", lambda row: row.published),
    ("Address", "#meta+url", lambda row: row.url),
    ("Evidence", "#meta+evidence", lambda row: row.evidence.exact),
)


def write_hxl(view: View, out: BinaryIO) -> None:
    """All claims as HXL (CSV, UTF-8, a line of headings and one of hashtags).

    Raises `InvariantError`, before anything is written, where the bounds of a claim are not in order.
    """
    rows = tuple(claim_rows(view))
    for row in rows:
        if row.low is not None and row.high is not None and row.low > row.high:
            raise InvariantError(f"claim {row.id}: low {row.low:,} is above high {row.high:,}; nothing is written")
    figures = tuple(column for name, tag in _HARMS.values() for column in _bounds(name, tag))
    columns = (*((name, tag) for name, tag, _ in _FIRST), *figures, *((name, tag) for name, tag, _ in _LAST))
    headers = [name for name, _ in columns], [tag for _, tag in columns]
    write_table(headers, (_cells(row) for row in rows), out)


def _bounds(name: str, tag: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"{name}, at least", f"{tag}+min"), (f"{name}, at most", f"{tag}+max")


def _cells(row: ClaimRow) -> Iterator[object]:
    yield from (value(row) for _, _, value in _FIRST)
    for effect in _HARMS:
        yield row.low if effect == row.effect else None
        yield row.high if effect == row.effect else None
    yield from (value(row) for _, _, value in _LAST)
