"""``recount read``: reports to claims, keeping nothing."""

from __future__ import annotations

from datetime import date

import click

from recount.cli import options
from recount.cli.failure import check_rejected


@click.command("read", short_help="Read reports and print their claims, keeping nothing.")
@options.inputs
@options.published
@options.as_json
def command(inputs: tuple[str, ...], published: date | None, as_json: bool) -> None:
    """Read INPUTS (files, folders, - for standard input) and print their claims, keeping nothing.

    With --json: a report with its claims a line, or a line {"rejected": ...} for an input that could not be read.
    """
    from recount.cli.output import print_json, print_table, watched
    from recount.model import Rejected
    from recount.pipeline import journey
    from recount.publish.rows import ClaimRow, report_row
    from recount.publish.table import claims_table, rejected_table
    from recount.reports import Limits

    settings = options.settings()
    rows: list[ClaimRow] = []
    rejected: list[Rejected] = []
    recorded = 0
    listening = options.listener(settings)
    limits = Limits(max_bytes=settings.max_bytes)
    found = journey(inputs, limits=limits, backend=listening, published_on=published)
    for outcome in watched(found, "reading"):
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
            if as_json:
                print_json({"rejected": outcome})
            continue
        recorded += 1
        row = report_row(outcome.reading, outcome.claims)
        if as_json:
            print_json(row)
        else:
            rows.extend(row.claims)
    if not as_json:
        print_table(claims_table(rows), rejected_table(rejected))
    check_rejected(recorded, len(rejected), settings.rejected_threshold)
