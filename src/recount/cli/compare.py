"""``recount compare``: the claims of the ledger side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.choosing import Selection
    from recount.ledger import AsOf


@click.command("compare", short_help="Set the claims of the ledger side by side.")
@options.ledger
@options.as_of
@options.selection
@options.as_json
def command(ledger: str | None, as_of: AsOf | None, selection: Selection, as_json: bool) -> None:
    """Set the claims of the ledger side by side: by subject, source and date; which agree, differ, deny or are copies;
    how many independent sources they rest on.

    With --json: a line {"subject": ...} for each subject, then a line {"relation": ...} for each relation, then a line
    {"grounds": ...} for what each subject rests on.
    """
    from recount.cli.output import print_json, print_view
    from recount.pipeline import view
    from recount.publish.table import compare_table

    with options.reading(ledger, as_of) as opened:
        shown = view(opened, "Claims side by side", selection)
    if not as_json:
        print_view(shown, compare_table(shown))
        return
    for subject in shown.subjects:
        print_json({"subject": subject})
    for relation in shown.relations:
        print_json({"relation": relation})
    for grounds in shown.grounds:
        print_json({"grounds": grounds})
