"""``recount reply``: an answer to a claim."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from recount.cli import options
from recount.cli.failure import Usage


@click.command("reply", short_help="Answer a claim, signed or not.")
@click.argument("claim", required=False)
@click.argument("text", required=False)
@click.option("--name", metavar="NAME", help="Who replies.")
@click.option("--contact", metavar="TEXT", help="How to reach whoever replies; - asks for it. Never published.")
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="Sign with this Ed25519 private key.")
@click.option("--forget", metavar="REPLY", help="Erase how to reach whoever left this reply (jdg:5e); the reply stays.")
@options.who
@options.ledger
@options.as_json
def command(
    claim: str | None,
    text: str | None,
    name: str | None,
    contact: str | None,
    key: Path | None,
    forget: str | None,
    who: str | None,
    ledger: str | None,
    as_json: bool,
) -> None:
    """Answer a CLAIM with TEXT (- reads it from standard input). Name and contact are optional.

    A reply stands beside the claim wherever that is shown, and changes nothing of it. The contact is kept beside the
    entries of the ledger, stands in nothing that is exported or published, and can be erased. --key takes a private
    key as `ssh-keygen -t ed25519` or OpenSSL makes it. CLAIM is its id, the beginning of it, or the words of its count.
    """
    from recount.choosing import claim_meant
    from recount.cli.output import print_reviewed
    from recount.errors import EvidenceError
    from recount.ledger import open_ledger
    from recount.ledger.replies import forget as forget_contact
    from recount.ledger.replies import reply, signed
    from recount.model import Reply
    from recount.pipeline import SOFTWARE
    from recount.reviewing import review

    settings = options.settings(ledger=ledger, who=who)
    if forget is None and (claim is None or text is None):
        raise click.UsageError("name a CLAIM and give the TEXT of the reply, or --forget REPLY")
    with open_ledger(settings.ledger, create=False, who=settings.who) as opened:
        if forget is not None:
            click.echo(f"{forget_contact(opened, forget)}: how to reach whoever left this reply is erased")
            return
        said = sys.stdin.read().strip() if text == "-" else text or ""
        reached = click.prompt("Contact", hide_input=True, err=True) if contact == "-" else contact
        try:
            answer = Reply(claim=claim_meant(opened, claim or "").id, text=said, name=name)
            if key is not None:
                answer = signed(answer, key, lambda: click.prompt("Passphrase", hide_input=True, err=True))
            done = reply(opened, answer, SOFTWARE, reached)
        except EvidenceError as error:
            raise Usage(str(error)) from error
        shown = review(opened, ids=frozenset(each.id for each in done.judged))
    print_reviewed(shown, as_json=as_json)
    if not done.new:
        click.echo("Nothing new: this was replied before.", err=True)
