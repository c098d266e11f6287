"""``recount verify``: whether the ledger is what it was."""

from __future__ import annotations

import os

import click

from recount.cli import options
from recount.cli.failure import Damaged, Findings


@click.command("verify", short_help="Check every entry and every quotation of the ledger.")
@options.ledger
@options.as_json
def command(ledger: str | None, as_json: bool) -> None:
    """Check every entry of the ledger against its hash, and every quotation against the text it is quoted from.

    Exit code 4 where the ledger is damaged, 1 where claims that it holds contradict themselves (a part larger than its
    whole); every finding names its entry. What may be a correction, as a total that falls, is listed as a note.
    """
    from recount.cli.output import print_json, verified, watched
    from recount.ledger import verify
    from recount.publish.wording import visible

    path = options.settings(ledger=ledger).ledger
    verification = verify(path, processes=os.cpu_count() or 1, watch=watched)
    if as_json:
        print_json(verification)
    else:
        click.echo(verified(path, verification))
        for finding in (*verification.findings, *verification.contradictions):
            click.echo(visible(str(finding)))
        for note in verification.notes:
            click.echo(visible(f"note: {note}"))
    if not verification.intact:
        raise Damaged(f"{path} is damaged: restore it from a copy")
    if verification.contradictions:
        raise Findings(f"{path} is intact, and holds claims that cannot be true together: see above")
