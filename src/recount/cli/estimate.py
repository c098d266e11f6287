"""``recount estimate``: what the claims of the ledger add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from recount.cli import options
from recount.model import ConventionName

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("estimate", short_help="Add claims up to a low, a best and a high.")
@click.argument("wanted", required=False, metavar="[EVENT]")
@click.option(
    "--convention",
    type=click.Choice(get_args(ConventionName)),
    default="ucdp",
    show_default=True,
    help="By whose rules.",
)
@options.ledger
@options.as_of
@options.selection
@click.option("--plot", metavar="FILE", help="Draw the estimates as a picture, FILE.png or FILE.svg.")
@options.limit
@options.as_json
def command(
    wanted: str | None,
    convention: ConventionName,
    ledger: str | None,
    as_of: AsOf | None,
    selection: Selection,
    plot: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Add claims up to a low, a best and a high for each event, by a named convention, each independent source once.

    EVENT shows one in full: which claims count, by which rule, which are set aside and why. It is the id of an event or
    a subject, or the beginning of one (evt:3f2a, sub:9b), or words of its label. The options choose events that hold
    such a claim; an estimate is always made from all claims on its event.

    With --json: a line {"estimate": ...} for each event, with all that it was derived from.
    """
    from recount.choosing import estimate_named
    from recount.cli.output import print_json, print_view, written
    from recount.pipeline import estimated
    from recount.publish.estimates import derivation, estimates_table

    with options.reading(ledger, as_of) as opened:
        shown, where = estimated(opened, convention, selection), opened.database.name
    one = None if wanted is None else estimate_named(shown.estimates, wanted, where)
    found = shown.estimates if one is None else (one,)
    if plot is not None:
        from recount.publish.estimates_plot import estimates_plot
        from recount.publish.pictures import form_of

        form = form_of(plot)
        with written(plot) as stream:
            stream.write(estimates_plot(found, form))
    if as_json:
        for estimate in found[:limit]:
            print_json({"estimate": estimate})
    elif plot is None:
        print_view(
            shown, estimates_table(shown.estimates, limit or options.ROWS) if one is None else derivation(one, shown)
        )
