"""How well families of copies agree with gold, as a table for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from recount.bench.copies import CopyScore


def copies_table(scores: Iterable[CopyScore]) -> Table:
    """A row for each way of finding copies: precision, recall and F1 over pairs, and the adjusted Rand index."""
    caption = "at: the threshold that suits the gold best"
    table = Table(title="Families of copies", caption=caption, title_justify="left", caption_justify="left")
    table.add_column("found by")
    for heading in ("at", "precision", "recall", "F1", "ARI"):
        table.add_column(heading, justify="right")
    for one in scores:
        figures = one.score.precision, one.score.recall, one.score.f1, one.score.ari
        at = "" if one.threshold is None else f"{one.threshold:.2f}"
        table.add_row(one.method, at, *(f"{figure:.3f}" for figure in figures))
    return table
