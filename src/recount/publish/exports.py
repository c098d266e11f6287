"""Claims in exchange formats: JSON Lines, JSON, CSV, GeoJSON.

Each writer takes a `View` and a binary stream, and writes UTF-8; the same view gives the same bytes.

>>> from io import BytesIO
>>> out = BytesIO()
>>> WRITERS["json"](View(title="", software="recount"), out)
>>> out.getvalue()
b'[]\\n'
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, fields

from recount.model import Act, Effect, Group, Modality, Operator, Scope, SourceKind, Standpoint
from recount.publish.rows import ClaimRow, claim_rows, report_rows
from recount.publish.view import View
from recount.resolve.relative import Geometry, geometry
from recount.resolve.relative.geojson import PointGeometry

Writer = Callable[[View, BinaryIO], None]
# What a spreadsheet may take for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    carried_from: str | None
    original: str | None
    made_from: str | None
    review: Standpoint | None
    corrected: str | None
    disputed: str | None
    replies: int


class Feature(Struct, frozen=True, tag_field="type", tag="Feature"):
    """A claim as a GeoJSON feature; `geometry` is null where the place is not known (RFC 7946, section 3.2).

    A place that the report tells by another alone ("20 km north of Kyiv") is the area that the words leave open.
    """

    id: str
    geometry: Geometry | None
    properties: FlatRow


class FeatureCollection(Struct, frozen=True, tag_field="type", tag="FeatureCollection"):
    """All claims of a view as GeoJSON (RFC 7946, section 3.3)."""

    features: tuple[Feature, ...]


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
        carried_from=row.carried_from,
        original=row.original,
        made_from=row.made_from,
        review=row.review,
        corrected="; ".join(row.corrected) or None,
        disputed="; ".join(row.disputed) or None,
        replies=row.replies,
    )


def write_jsonl(view: View, out: BinaryIO) -> None:
    """A report with its claims a line, reports without claims too: the codebook's own format."""
    for row in report_rows(view):
        out.write(msgspec.json.encode(row) + b"\n")


def write_json(view: View, out: BinaryIO) -> None:
    """All claims as one flat JSON list."""
    out.write(msgspec.json.format(msgspec.json.encode(list(claim_rows(view))), indent=1) + b"\n")


def write_csv(view: View, out: BinaryIO) -> None:
    """All claims as CSV (RFC 4180, with a header); text that a spreadsheet would run as a formula gets a ``'`` before.

    Numbers stay numbers: a longitude of -17.4 is written as it is.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(field.encode_name for field in fields(FlatRow))
    for row in claim_rows(view):
        table.writerow(spreadsheet_cell(value) for value in asdict(flat(row)).values())
    text.detach()


def write_geojson(view: View, out: BinaryIO) -> None:
    """All claims as a GeoJSON FeatureCollection; those without a known place have a null geometry (RFC 7946)."""
    features = tuple(_feature(row) for row in claim_rows(view))
    out.write(msgspec.json.encode(FeatureCollection(features)) + b"\n")


WRITERS: Mapping[Literal["jsonl", "json", "csv", "geojson"], Writer] = {
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "geojson": write_geojson,
}


def spreadsheet_cell(value: object) -> object:
    """A value as a cell of CSV: text that a spreadsheet would run as a formula gets a ``'`` before.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-17.4), spreadsheet_cell(True)
    ("'=1+1", -17.4, 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _feature(row: ClaimRow) -> Feature:
    properties = flat(row)
    lat, lon, place = properties.lat, properties.lon, row.place
    if lat is None or lon is None:
        return Feature(row.id, None, properties)
    told = place.relative if place is not None and place.gazetteer is None else None
    drawn = geometry(told) if told is not None and told.agreement is None else None
    return Feature(row.id, drawn or PointGeometry((lon, lat)), properties)
