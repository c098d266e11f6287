"""``recount demo``: the whole journey, over the reports that come with recount."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click


@click.command("demo", short_help="Walk the whole journey over the sample reports.")
@click.option("--out", metavar="FOLDER", default="out", show_default=True, help="Where the ledger and the page go.")
def command(out: str) -> None:
    """Read the sample reports into a fresh ledger, show their claims and which reports are copies, check the ledger,
    and write the page.
    """
    from recount import samples
    from recount.cli import options
    from recount.cli.add import placed
    from recount.cli.output import print_table, verified, written
    from recount.ledger import open_ledger, verify
    from recount.pipeline import begun, journey, view
    from recount.publish.copies.tree import copies_tree
    from recount.publish.page import render_page
    from recount.publish.rows import claim_rows
    from recount.publish.table import claims_table, rejected_table
    from recount.reports import Limits
    from recount.resolve.gazetteer import default

    folder = _folder(out)
    path, page = folder / "demo.ledger", folder / "demo.html"
    for leftover in folder.glob("demo.ledger*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    listening = options.listener(options.settings())
    inputs = (str(samples.folder()),)
    with open_ledger(path) as ledger:
        added = ledger.add(
            begun(inputs, listening.name, default()), journey(inputs, limits=Limits(), backend=listening)
        )
        placed(ledger)
        shown = view(ledger, "Who said what: the sample reports")
    with written(str(page)) as stream:
        stream.write(render_page(shown).encode())

    print_table(claims_table(claim_rows(shown)), copies_tree(shown), rejected_table(shown.rejected))
    click.echo(f"\nReports: {added.recorded} recorded, {added.rejected} rejected, of {added.recorded + added.rejected}")
    click.echo(f"Ledger:  {verified(str(path), verify(path))}")
    click.echo(f"Page:    {page}")
    click.echo(f"         open it in a browser: {page.resolve().as_uri()}")
    click.echo(f"Next:    ./run recount serve --ledger {path}")
    click.echo(f"         ./run recount compare --ledger {path}")
    click.echo(f"         ./run recount copies --drift --ledger {path}")


def _folder(out: str) -> Path:
    """The folder asked for, or a new temporary one where that cannot be written to."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="recount-"))
