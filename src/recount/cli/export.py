"""``recount export``: the claims of the ledger in exchange formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from recount.cli import options
from recount.publish.formats import FormatName

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("export", short_help="Write the ledger in one of the field's exchange formats.")
@click.option(
    "--as",
    "form",
    type=click.Choice(get_args(FormatName)),
    default="jsonl",
    show_default=True,
    help="The format: docs/exports.md tells what each holds and what it loses.",
)
@options.out
@options.ledger
@options.as_of
@options.selection
def command(form: FormatName, out: str, ledger: str | None, as_of: AsOf | None, selection: Selection) -> None:
    """Write the claims of the ledger in an exchange format.

    jsonl, json, csv, geojson, parquet and hxl hold a claim each; schemaorg, annotations, plover and timemap tell of
    claims in other terms. ucdp, acled and airwars hold events, estimated by the convention of that name; where an
    estimate breaks a rule of the format, nothing is written. jsonfeed and atom tell what changed: claims corrected,
    rejected, read anew or gone.
    """
    from recount.cli.output import written
    from recount.exporting import exported
    from recount.publish.exports import WRITERS

    with options.reading(ledger, as_of) as opened:
        shown = exported(opened, form, selection)
    with written(out) as stream:
        WRITERS[form].write(shown, stream)
