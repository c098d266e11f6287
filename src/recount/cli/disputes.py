"""``recount disputes``: where the sources of the ledger contradict one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("disputes", short_help="Show where sources contradict one another.")
@options.ledger
@options.as_of
@options.selection
@click.option("--near", is_flag=True, help="Show near misses too: subjects that may be one, for a person to judge.")
@options.limit
@options.as_json
def command(
    ledger: str | None, as_of: AsOf | None, selection: Selection, near: bool, limit: int | None, as_json: bool
) -> None:
    """Show where the sources of the ledger contradict one another: figures that cannot both hold, the largest gap
    first, then the newest; and what is denied. Own losses and enemy's losses are told apart. Then what reviewers
    disagree about.

    With --json: a line {"dispute": ...} for each, a line {"disagreement": ...} for each matter that reviewers disagree
    about, then, with --near, a line {"near": ...} for each near miss.
    """
    from recount.cli.output import print_json, print_view
    from recount.pipeline import view
    from recount.publish.disputes import dispute_rows
    from recount.publish.sides import disputes_table, near_table

    with options.reading(ledger, as_of) as opened:
        shown = view(opened, "Where sources contradict one another", selection)
    if as_json:
        for row in dispute_rows(shown)[:limit]:
            print_json({"dispute": row})
        for one in shown.disagreements:
            print_json({"disagreement": one})
        for miss in shown.near if near else ():
            print_json({"near": miss})
        return
    print_view(shown, disputes_table(shown, limit or options.ROWS), *(near_table(shown) if near else ()))
