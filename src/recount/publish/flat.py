"""Claims with no nesting: words, numbers and names only, for tables."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import UNSET, Struct

from recount.model import Act, Effect, Group, Modality, Operator, Scope, SourceKind, Standpoint
from recount.publish.rows import ClaimRow


class FlatRow(Struct, frozen=True, kw_only=True):
    """A claim with no nesting: a line of the CSV, the properties of a GeoJSON feature. None means not stated."""

    id: str
    report: str
    publisher: str | None
    published: date | None
    title: str | None
    url: str | None
    source: str | None
    source_kind: SourceKind | None
    source_party: str | None
    via: str | None
    cue: str | None
    act: Act | None
    modality: Modality
    against_interest: bool
    said_on: date | None
    quantity: str
    operator: Operator
    low: int | None
    high: int | None
    approx: bool
    vague: bool
    effect: Effect
    victims: str | None
    group: Group | None
    party: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    radius_km: float | None
    relative: str | None
    first: date | None = msgspec.field(name="from")
    last: date | None = msgspec.field(name="to")
    scope: Scope
    subset_of: str | None
    supersedes: str | None
    start: int
    end: int
    evidence: str
    page: int | None
    carried_from: str | None
    original: str | None
    made_from: str | None
    review: Standpoint | None
    corrected: str | None
    disputed: str | None
    replies: int


def flat(row: ClaimRow) -> FlatRow:
    """The row without nesting: words and names only, with the quantity's place in the report's text."""
    victims, source, place, time = row.victims, row.source, row.place, row.time
    return FlatRow(
        id=row.id,
        report=row.report,
        publisher=row.publisher,
        published=row.published,
        title=row.title,
        url=row.url,
        source=source.name if source else None,
        source_kind=source.kind if source else None,
        source_party=source.party if source else None,
        via="; ".join(via.name for via in row.via) or None,
        cue=row.cue.exact if row.cue else None,
        act=row.act,
        modality=row.modality,
        against_interest=row.against_interest,
        said_on=row.said_on,
        quantity=row.quantity.exact,
        operator=row.operator,
        low=row.low,
        high=row.high,
        approx=row.approx,
        vague=row.vague,
        effect=row.effect,
        victims=victims.exact if victims else None,
        group=victims.group if victims else None,
        party=victims.party if victims else None,
        place=place.name if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else None,
        radius_km=place.radius_km if place else None,
        relative=place.relative.wording.exact if place and place.relative else None,
        first=time.first if time else None,
        last=time.last if time else None,
        scope=row.scope,
        subset_of=row.subset_of_id,
        supersedes=row.supersedes_id,
        start=row.quantity.start,
        end=row.quantity.end,
        evidence=row.evidence.exact,
        page=None if row.page is UNSET else row.page,
        carried_from=row.carried_from,
        original=row.original,
        made_from=row.made_from,
        review=row.review,
        corrected="; ".join(row.corrected) or None,
        disputed="; ".join(row.disputed) or None,
        replies=row.replies,
    )
