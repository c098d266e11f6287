"""Claims as JSON Lines, JSON, CSV and GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import astuple, fields

from recount.publish.exports.json_text import line
from recount.publish.exports.spreadsheets import table_lines
from recount.publish.flat import FlatRow, flat
from recount.publish.rows import ClaimRow, claim_rows, report_rows
from recount.publish.view import View
from recount.resolve.relative import Geometry, geometry
from recount.resolve.relative.geojson import PointGeometry


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


def write_jsonl(view: View, out: BinaryIO) -> None:
    """A report with its claims a line, reports without claims too: the codebook's own format."""
    for row in report_rows(view):
        out.write(line(row) + b"\n")


def write_json(view: View, out: BinaryIO) -> None:
    """All claims as one flat JSON list."""
    for piece in json_lines(claim_rows(view)):
        out.write(piece)


def write_csv(view: View, out: BinaryIO) -> None:
    """All claims as CSV (RFC 4180, with a header), safe to open in a spreadsheet."""
    for piece in csv_lines(claim_rows(view)):
        out.write(piece)


def write_geojson(view: View, out: BinaryIO) -> None:
    """All claims as a GeoJSON FeatureCollection; those without a known place have a null geometry (RFC 7946)."""
    for piece in geojson_lines(claim_rows(view)):
        out.write(piece)


def json_lines(rows: Iterable[ClaimRow]) -> Iterator[bytes]:
    """Claims as one JSON list, piece by piece.

    >>> b"".join(json_lines(()))
    b'[]\\n'
    """
    yield from _listed(b"[", map(line, rows), b"]\n")


def csv_lines(rows: Iterable[ClaimRow]) -> Iterator[bytes]:
    """Claims as CSV, line by line, after a header."""
    header = [field.encode_name for field in fields(FlatRow)]
    return table_lines([header], (astuple(flat(row)) for row in rows))


def geojson_lines(rows: Iterable[ClaimRow]) -> Iterator[bytes]:
    """Claims as a GeoJSON FeatureCollection, piece by piece."""
    features = (line(feature(row)) for row in rows)
    yield from _listed(b'{"type":"FeatureCollection","features":[', features, b"]}\n")


def _listed(before: bytes, items: Iterable[bytes], after: bytes) -> Iterator[bytes]:
    yield before
    for place, item in enumerate(items):
        yield (b",\n" if place else b"\n") + item
    yield after


def feature(row: ClaimRow) -> Feature:
    """A claim as a feature."""
    return Feature(row.id, outline(row), flat(row))


def collected(rows: Iterable[ClaimRow]) -> FeatureCollection:
    """Claims as features, in their order."""
    return FeatureCollection(tuple(map(feature, rows)))


def outline(row: ClaimRow) -> Geometry | None:
    """Where a claim lies: a point, or the area that words alone tell ("20 km north of Kyiv"); None where not known."""
    place = row.place
    if place is None or place.lat is None or place.lon is None:
        return None
    told = place.relative if place.gazetteer is None else None
    drawn = geometry(told) if told is not None and told.agreement is None else None
    return drawn or PointGeometry((place.lon, place.lat))
