"""``recount read``: reports to claims, keeping nothing."""

from __future__ import annotations

from datetime import date

import click

from recount.cli import options
from recount.cli.failure import check_rejected


@click.command("read", short_help="Read reports and print their claims, keeping nothing.")
@options.inputs
@options.published
@click.option("--statements", is_flag=True, help="Also what is denied, admitted, alleged, asked for and done.")
@options.processes
@options.as_json
def command(
    inputs: tuple[str, ...], published: date | None, statements: bool, limits: dict[str, object], as_json: bool
) -> None:
    """Read INPUTS (files, folders, - for standard input) and print their claims, keeping nothing.

    With --json: a report with its claims a line, or a line {"rejected": ...} for an input that could not be read.
    """
    from recount.cli.output import print_json, print_table, watched
    from recount.model import Rejected
    from recount.publish.rows import ReportRow
    from recount.publish.statements import StatedReportRow, stated_row, statements_table
    from recount.publish.table import claims_table, rejected_table
    from recount.workers.choosing import readers

    settings = options.settings(**limits)
    rows: list[StatedReportRow] = []
    rejected: list[Rejected] = []
    recorded = 0
    with readers(settings) as reading:
        for outcome in watched(reading.read_inputs(inputs, published), "reading"):
            if isinstance(outcome, Rejected):
                rejected.append(outcome)
                if as_json:
                    print_json({"rejected": outcome})
                continue
            row = stated_row(outcome)
            recorded += 1
            if as_json:
                print_json(row if statements else ReportRow(report=row.report, claims=row.claims))
            else:
                rows.append(row)
    if not as_json:
        print_table(claims_table(claim for row in rows for claim in row.claims))
        print_table(*([statements_table(rows)] if statements else []), rejected_table(rejected))
    check_rejected(recorded, len(rejected), settings.rejected_threshold)
