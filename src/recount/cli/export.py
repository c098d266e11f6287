"""``recount export``: the claims of the ledger in exchange formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("export", short_help="Write the ledger as JSON Lines, JSON, CSV, GeoJSON or UCDP GED.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["jsonl", "json", "csv", "geojson", "ucdp"]),
    default="jsonl",
    show_default=True,
    help="The format.",
)
@options.out
@options.ledger
@options.as_of
@options.selection
def command(
    form: Literal["jsonl", "json", "csv", "geojson", "ucdp"],
    out: str,
    ledger: str | None,
    as_of: AsOf | None,
    selection: Selection,
) -> None:
    """Write the claims of the ledger in an exchange format.

    With --as ucdp: events with their deaths, estimated by the convention `ucdp`, as a table in the format of UCDP GED.
    Where an estimate breaks a rule of that format, nothing is written.
    """
    from recount.cli.output import written
    from recount.pipeline import estimated, view
    from recount.publish.exports import WRITERS
    from recount.publish.ucdp import write_ucdp

    with options.reading(ledger, as_of) as opened:
        shown = estimated(opened, "ucdp", selection) if form == "ucdp" else view(opened, "Claims", selection)
    with written(out) as stream:
        if form == "ucdp":
            write_ucdp(shown, stream)
        else:
            WRITERS[form](shown, stream)
