"""``recount claims``: the claims of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.model import Selection


@click.command("claims", short_help="List the claims of the ledger.")
@options.ledger
@options.selection
@options.as_json
def command(ledger: str | None, selection: Selection, as_json: bool) -> None:
    """List the claims of the ledger: who said what, in which words."""
    from recount.cli.output import print_json, print_table
    from recount.ledger import open_ledger
    from recount.pipeline import view
    from recount.publish.rows import claim_rows
    from recount.publish.table import claims_table

    with open_ledger(options.settings(ledger=ledger).ledger, create=False) as opened:
        rows = claim_rows(view(opened, "Claims", selection))
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_table(claims_table(rows))
