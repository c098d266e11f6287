"""What a ledger holds in the exchange formats of the field, a module a format; each told in ``docs/exports.md``.

A writer takes a `View` and a binary stream and writes UTF-8 (Parquet aside); the same view gives the same bytes. What a
report says stays what it is in all of them: text that a spreadsheet would run, an address that a browser would run, and
controls that steer a terminal are taken the edge off.

>>> from io import BytesIO
>>> from recount.publish.view import View
>>> out = BytesIO()
>>> WRITERS["json"].write(View(title="", software="recount"), out)
>>> out.getvalue(), WRITERS["json"].media_type
(b'[]\\n', 'application/json')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from recount.publish.exports import (
    acled,
    airwars,
    claims,
    feeds,
    hxl,
    parquet,
    plover,
    schema_org,
    timemap,
    ucdp,
    web_annotations,
)
from recount.publish.formats import Format, FormatName

__all__ = ["WRITERS"]

_CSV: Final = "text/csv; charset=utf-8; header=present"

WRITERS: Final[Mapping[FormatName, Format]] = {
    "jsonl": Format(
        write=claims.write_jsonl,
        media_type="application/jsonl",
        file_name="claims.jsonl",
        about="a report with its claims a line: everything, as the codebook has it",
    ),
    "json": Format(
        write=claims.write_json,
        media_type="application/json",
        file_name="claims.json",
        about="all claims as one list, each with all its fields",
    ),
    "csv": Format(
        write=claims.write_csv,
        media_type=_CSV,
        file_name="claims.csv",
        about="a claim a line, for a spreadsheet",
    ),
    "geojson": Format(
        write=claims.write_geojson,
        media_type="application/geo+json",
        file_name="claims.geojson",
        about="claims as points and areas, for a map (RFC 7946)",
    ),
    "parquet": Format(
        write=parquet.write_parquet,
        media_type="application/vnd.apache.parquet",
        file_name="claims.parquet",
        about="a claim a row with types, for pandas, polars, DuckDB and R; needs recount[frames]",
    ),
    "ucdp": Format(
        write=ucdp.write_ucdp,
        media_type=_CSV,
        file_name="ucdp-ged.csv",
        about="deaths by event in the 49 columns of UCDP GED",
        convention="ucdp",
    ),
    "acled": Format(
        write=acled.write_acled,
        media_type=_CSV,
        file_name="acled.csv",
        about="incidents with their dead in the 31 columns of ACLED",
        convention="acled",
    ),
    "hxl": Format(
        write=hxl.write_hxl,
        media_type=_CSV,
        file_name="claims.hxl.csv",
        about="a claim a line with HXL hashtags",
    ),
    "schemaorg": Format(
        write=schema_org.write_schema_org,
        media_type="application/ld+json",
        file_name="claims.schemaorg.jsonld",
        about="claims with where they first appeared and where else (schema.org, JSON-LD)",
    ),
    "annotations": Format(
        write=web_annotations.write_annotations,
        media_type="application/ld+json",
        file_name="claims.annotations.jsonld",
        about="claims as annotations of reports, with their provenance (W3C, JSON-LD)",
        needs=("runs",),
    ),
    "plover": Format(
        write=plover.write_plover,
        media_type="application/jsonl",
        file_name="plover.jsonl",
        about="acts, accusations, appeals and harm as PLOVER events, one a line",
        needs=("statements",),
    ),
    "timemap": Format(
        write=timemap.write_timemap,
        media_type="application/json",
        file_name="timemap.json",
        about="claims through time on a map, for Forensic Architecture's TimeMap",
    ),
    "airwars": Format(
        write=airwars.write_airwars,
        media_type=_CSV,
        file_name="airwars.csv",
        about="incidents of civilian harm with Airwars' ranges and grades",
        convention="airwars",
    ),
    "airwars-json": Format(
        write=airwars.write_airwars_json,
        media_type="application/json",
        file_name="airwars.json",
        about="the same as JSON, with the reports of each",
        convention="airwars",
    ),
    "jsonfeed": Format(
        write=feeds.write_jsonfeed,
        media_type="application/feed+json",
        file_name="corrections.json",
        about="what changed of claims: corrected, rejected, read anew, gone (JSON Feed 1.1)",
        needs=("feed",),
    ),
    "atom": Format(
        write=feeds.write_atom,
        media_type="application/atom+xml; charset=utf-8",
        file_name="corrections.atom",
        about="the same as an Atom feed (RFC 4287)",
        needs=("feed",),
    ),
}
"""Every format, in the order in which they are told."""
