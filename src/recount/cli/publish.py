"""``recount publish``: the ledger as a page, or as a site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf, Contents
    from recount.model import Selection

T = TypeVar("T")


@click.command("publish", short_help="Write the ledger as one HTML page, or as a site.")
@click.argument("out", metavar="OUT")
@click.option("--title", default="Who said what", show_default=True, help="What the page or the site is called.")
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="The Ed25519 key to sign a site's seal with."
)
@options.ledger
@options.as_of
@options.selection
def command(
    out: str, title: str, key: Path | None, ledger: str | None, as_of: AsOf | None, selection: Selection
) -> None:
    """Write the ledger as pages that open in any browser and need no network.

    Where OUT ends in .html it is one page of the claims wanted. Else OUT is a folder, and gets the pages of `recount
    serve` for reading, with all claims: a page for each claim, subject, report and family, files to take away in the
    exchange formats, a seal of where the ledger ends (signed with --key), and SHA256SUMS of every file. An earlier site
    in OUT is replaced when the new one is whole; a folder that holds anything else is left alone. The same ledger gives
    the same files, byte for byte.
    """
    from recount.cli.failure import Usage
    from recount.model import EVERYTHING

    single = out == "-" or out.endswith((".html", ".htm"))
    if single and key is not None:
        raise Usage("--key signs the seal of a site, and one page has none: name a folder")
    if not single and selection != EVERYTHING:
        raise Usage("a site holds all claims: leave the selection out, or name a page like OUT.html")
    with options.reading(ledger, as_of) as opened:
        if single:
            _page(opened, out, title, selection)
        else:
            _site(opened, Path(out), title, key)


def _page(contents: Contents, out: str, title: str, selection: Selection) -> None:
    from recount.cli.output import written
    from recount.pipeline import view
    from recount.publish.page import render_page

    shown = view(contents, title, selection)
    with written(out) as stream:
        stream.write(render_page(shown).encode())


def _site(contents: Contents, folder: Path, title: str, key: Path | None) -> None:
    from recount.cli.output import watched
    from recount.publish.wording import count
    from recount.site.writing import Signing, write

    def watch(items: Sequence[T], /) -> Iterable[T]:
        return watched(items, "writing pages", len(items))

    made = write(contents, folder, title, watch, Signing(key, options.passphrase) if key else None)
    by = f"signed by {made.published.signed_by}" if made.published.signed_by else "not signed: --key FILE signs it"
    click.echo(f"{folder}: {count(made.pages, 'page')}, {count(len(made.published.downloads), 'file')} to take away")
    click.echo(f"{folder / made.published.seal}: the seal, {by}")
