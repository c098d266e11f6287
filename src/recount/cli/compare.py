"""``recount compare``: the claims of the ledger side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("compare", short_help="Set the claims of the ledger side by side.")
@options.ledger
@options.as_of
@options.selection
@options.as_json
def command(ledger: str | None, as_of: AsOf | None, selection: Selection, as_json: bool) -> None:
    """Set the claims of the ledger side by side: by subject, source and date; why claims are of one subject; which
    agree, overlap, differ, deny, admit, are one statement or copies; how many independent sources they rest on. Below
    them are near misses: subjects that may be one, for a person to judge.

    With --json: a line {"subject": ...} for each subject, then a line {"relation": ...} for each relation, then a line
    {"grounds": ...} for what each subject rests on, then a line {"near": ...} for each near miss.
    """
    from recount.cli.output import print_json, print_view
    from recount.pipeline import view
    from recount.publish.sides import compare_table

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
    for near in shown.near:
        print_json({"near": near})
