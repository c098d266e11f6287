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

from recount.publish.exports import claims, feeds, ucdp
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
    "ucdp": Format(
        write=ucdp.write_ucdp,
        media_type=_CSV,
        file_name="ucdp-ged.csv",
        about="deaths by event in the 49 columns of UCDP GED",
        convention="ucdp",
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
