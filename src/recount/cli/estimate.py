"""``recount estimate``: what the claims of the ledger add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from recount.cli import options
from recount.model import ConventionName

if TYPE_CHECKING:
    from recount.pipeline import Selection


@click.command("estimate", short_help="Add claims up to a low, a best and a high.")
@click.argument("wanted", required=False, metavar="[SUBJECT]")
@click.option(
    "--convention",
    type=click.Choice(get_args(ConventionName)),
    default="ucdp",
    show_default=True,
    help="By whose rules.",
)
@options.ledger
@options.selection
@options.as_json
def command(
    wanted: str | None, convention: ConventionName, ledger: str | None, selection: Selection, as_json: bool
) -> None:
    """Add claims up to a low, a best and a high for each event, by a named convention, each independent source once.

    SUBJECT shows one event in full: which claims count, by which rule, which are set aside and why. It is the id of a
    subject or an event, or the beginning of one (sub:3f2a). The options choose events that hold such a claim; an
    estimate is always made from all claims on its event.

    With --json: a line {"estimate": ...} for each event, with all that it was derived from.
    """
    from recount.cli.output import print_json, print_table
    from recount.ledger import open_ledger
    from recount.pipeline import estimated, only_estimate
    from recount.publish.estimates import derivation, estimates_table

    path = options.settings(ledger=ledger).ledger
    with open_ledger(path, create=False) as opened:
        shown = estimated(opened, convention, selection)
    found = shown.estimates if wanted is None else (only_estimate(shown.estimates, wanted, str(path)),)
    if as_json:
        for estimate in found:
            print_json({"estimate": estimate})
    elif wanted is None:
        print_table(estimates_table(found))
    else:
        print_table(*(derivation(estimate, shown) for estimate in found))
