"""What an exchange format is: its names, and what a writer needs of a ledger. Nothing is loaded to know them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from recount.model import ConventionName
    from recount.publish.view import View

    Writer = Callable[[View, BinaryIO], None]

FormatName = Literal[
    "jsonl", "json", "csv", "geojson", "parquet", "ucdp", "acled", "hxl", "schemaorg", "annotations", "plover",
    "timemap", "airwars", "airwars-json", "jsonfeed", "atom",
]  # fmt: skip
"""The formats that a ledger can be exported in."""

Need = Literal["statements", "runs", "feed"]


class Format(Struct, frozen=True, kw_only=True):
    """An exchange format: how a view is written in it, and how it is told to whoever gets it.

    `write` takes a `View` and a binary stream, and gives the same bytes for the same view. `media_type` is that of
    HTTP, `file_name` what to call the file, `about` what it is, in a line. The view must hold estimates by
    `convention` (None: it needs none), and what else is in `needs`: `recount.pipeline.exported` sees to both.
    """

    write: Writer
    media_type: str
    file_name: str
    about: str
    convention: ConventionName | None = None
    needs: tuple[Need, ...] = ()
