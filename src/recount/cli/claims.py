"""``recount claims``: the claims of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("claims", short_help="List the claims of the ledger.")
@options.ledger
@options.as_of
@options.selection
@options.as_json
def command(ledger: str | None, as_of: AsOf | None, selection: Selection, as_json: bool) -> None:
    """List the claims of the ledger: who said what, in which words."""
    from recount.cli.output import print_json, print_view
    from recount.pipeline import view
    from recount.publish.rows import claim_rows
    from recount.publish.table import claims_table

    with options.reading(ledger, as_of) as opened:
        shown = view(opened, "Claims", selection)
    rows = claim_rows(shown)
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_view(shown, claims_table(rows))
