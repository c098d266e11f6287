"""What a measurement of a ledger found, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from recount.bench.ledger import Stage


def added_table(measured: Sequence[Stage]) -> Table:
    """How fast claims were added: a column for each size of the ledger."""
    table = Table(
        title="Claims added to a ledger",
        caption="invented reports with the claims of recount's samples; making them up is not counted",
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("claims")
    for stage in measured:
        table.add_column(f"{stage.claims:,}", justify="right")
    table.add_row("reports", *(f"{stage.reports:,}" for stage in measured))
    table.add_row("entries", *(f"{stage.entries:,}" for stage in measured))
    table.add_row("claims a second, by the clock", *(f"{stage.added_by_clock:,.0f}" for stage in measured))
    table.add_row("claims a second of this processor", *(f"{stage.added:,.0f}" for stage in measured))
    table.add_row("MB", *(f"{stage.bytes / 1e6:,.0f}" for stage in measured))
    return table


def asked_table(measured: Sequence[Stage]) -> Table:
    """How long the first page of what was selected took: two columns for each size of the ledger."""
    table = Table(
        title="First page of 100 claims, ms by the clock: the first time, and then",
        title_justify="left",
    )
    table.add_column("selected")
    for stage in measured:
        table.add_column("found", justify="right")
        table.add_column(f"of {stage.claims:,}", justify="right")
    for place, question in enumerate(measured[0].asked):
        cells = []
        for stage in measured:
            asked = stage.asked[place]
            cells += [f"{asked.claims:,}", f"{asked.first_ms:,.0f}, {asked.then_ms:,.0f}"]
        table.add_row(question.said, *cells)
    return table
