"""``recount publish``: the ledger as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("publish", short_help="Write the ledger as one HTML page.")
@click.argument("page", metavar="OUT.html")
@click.option("--title", default="Who said what", show_default=True, help="The page's title.")
@options.ledger
@options.as_of
@options.selection
def command(page: str, title: str, ledger: str | None, as_of: AsOf | None, selection: Selection) -> None:
    """Write the ledger as one HTML page that opens in any browser and needs no network."""
    from recount.cli.output import written
    from recount.pipeline import view
    from recount.publish.page import render_page

    with options.reading(ledger, as_of) as opened:
        shown = view(opened, title, selection)
    with written(page) as stream:
        stream.write(render_page(shown).encode())
