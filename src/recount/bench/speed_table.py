"""What a measurement of speed found, as a table for people."""

from __future__ import annotations

from rich.table import Table

from recount.bench.speed import WORDS, Speed, Spread


def speed_table(speed: Speed) -> Table:
    """A row for each measurement: its median, and the lowest and highest of the rounds."""
    share = speed.war_articles / speed.articles
    table = Table(
        title=f"Speed on one thread, {speed.rounds} rounds",
        caption="\n".join(
            (
                f"corpus: {speed.articles} invented articles, {speed.words:,} words, {speed.sentences:,} sentences",
                f"an article is {WORDS} words, read from its text to resolved claims",
                "rules: all that finding and resolving takes beyond the model",
                f"model: {speed.model}",
                f"spaCy: {speed.spacy or 'not installed, so nothing is set beside the model'}",
            )
        ),
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("measured")
    for heading in ("median", "lowest", "highest"):
        table.add_column(heading, justify="right")
    _add(table, "sentences a second: model", speed.sentences_per_s)
    if speed.spacy_sentences_per_s is not None and speed.ratio is not None:
        _add(table, "sentences a second: spaCy", speed.spacy_sentences_per_s)
        _add(table, "sentences a second: model / spaCy", speed.ratio)
    _add(table, "articles a second: general news", speed.general_articles_per_s)
    _add(table, "articles a second: news of war", speed.war_articles_per_s)
    _add(table, f"articles a second: {share:.0%} of war", speed.articles_per_s)
    _add(table, "ms an article of war: rules", speed.rules_ms)
    _add(table, "time: rules / model", speed.rules_ratio)
    _add(table, "ms an article: places and times", speed.where_ms)
    _add(table, "time: places and times / model", speed.where_ratio)
    _add(table, "loading the model, seconds", speed.load_s)
    table.add_row("most memory while reading, MiB", f"{speed.peak_mib:,.0f}")
    return table


def _add(table: Table, measured: str, spread: Spread) -> None:
    table.add_row(measured, *(f"{value:,.4g}" for value in (spread.median, spread.low, spread.high)))
