"""``recount verify``: whether the ledger is what it was."""

from __future__ import annotations

import click

from recount.cli import options
from recount.cli.failure import Damaged


@click.command("verify", short_help="Check every entry and every quotation of the ledger.")
@options.ledger
@options.as_json
def command(ledger: str | None, as_json: bool) -> None:
    """Check every entry of the ledger against its hash, and every quotation against the text it is quoted from.

    Exit code 4 where anything is wrong; every finding names its entry.
    """
    from recount.cli.output import print_json, verified
    from recount.ledger import verify
    from recount.publish.wording import visible

    path = options.settings(ledger=ledger).ledger
    verification = verify(path)
    if as_json:
        print_json(verification)
    else:
        click.echo(verified(path, verification))
        for finding in verification.findings:
            click.echo(visible(str(finding)))
    if not verification.ok:
        raise Damaged(f"{path} is damaged: restore it from a copy")
