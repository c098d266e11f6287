"""``recount review``: what people judge, and what they disagree about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf


@click.command("review", short_help="Show what people judge and disagree about.")
@click.argument("claim", required=False)
@click.option("--history", is_flag=True, help="Show what was judged otherwise before, or withdrawn, too.")
@options.ledger
@options.as_of
@options.as_json
def command(claim: str | None, history: bool, ledger: str | None, as_of: AsOf | None, as_json: bool) -> None:
    """Show what people judge of claims, subjects and sources, by whom, and what they disagree about.

    CLAIM shows what is judged of one claim: it is its id, the beginning of it, or the words of its count.

    With --json: a line {"judgement": ...} for each judgement, then a line {"disagreement": ...} for each matter that
    people judge differently.
    """
    from recount.cli.output import print_reviewed
    from recount.reviewing import review

    with options.reading(ledger, as_of) as opened:
        shown = review(opened, claim, whole=history)
    print_reviewed(shown, as_json=as_json)
