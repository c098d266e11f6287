"""What a measurement of the index of origins found, as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from recount.bench.newswire import WORDS
from recount.bench.origins import Stage


def origins_table(measured: Sequence[Stage]) -> Table:
    """A column for each size of the index."""
    table = Table(
        title="Reports placed among their copies, on one thread",
        caption="\n".join(
            (
                f"invented reports of {WORDS} words; seconds of the processor, unless by the clock",
                "an empty call does nothing: rates can be compared between runs by it",
                "pages of files are given back when memory runs short",
            )
        ),
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("reports")
    for stage in measured:
        table.add_column(f"{stage.reports:,}", justify="right")

    def add(said: str, field: str, form: str) -> None:
        table.add_row(said, *(format(getattr(stage, field), form) for stage in measured))

    add("families", "families", ",")
    add("reports that copy none", "made", ",")
    add("sketched a second", "sketched", ",.0f")
    add("looked up a second", "looked_up", ",.0f")
    add("placed a second, many at once", "placed", ",.0f")
    add("placing them all, seconds", "seconds", ",.1f")
    add("placing one, ms: median", "place_ms", ".2f")
    add("placing one, ms: 99 of 100", "place_ms_99", ".2f")
    add("placing one, ms by the clock: 99 of 100", "waited_ms_99", ".2f")
    add("empty calls a second", "calls", ",.0f")
    add("opening, ms by the clock", "opened_ms", ",.0f")
    add("disk, MB", "disk_mb", ",.0f")
    add("memory of its own, MB", "own_mb", ",.0f")
    add("pages of files in memory, MB", "mapped_mb", ",.0f")
    add("most memory so far, MB", "peak_mb", ",.0f")
    return table
