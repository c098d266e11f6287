"""``recount export``: the claims of the ledger in exchange formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("export", short_help="Write the ledger as JSON Lines, JSON, CSV or GeoJSON.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["jsonl", "json", "csv", "geojson"]),
    default="jsonl",
    show_default=True,
    help="The format.",
)
@options.out
@options.ledger
@options.as_of
@options.selection
def command(
    form: Literal["jsonl", "json", "csv", "geojson"],
    out: str,
    ledger: str | None,
    as_of: AsOf | None,
    selection: Selection,
) -> None:
    """Write the claims of the ledger in an exchange format."""
    from recount.cli.output import written
    from recount.pipeline import view
    from recount.publish.exports import WRITERS

    with options.reading(ledger, as_of) as opened:
        shown = view(opened, "Claims", selection)
    with written(out) as stream:
        WRITERS[form](shown, stream)
