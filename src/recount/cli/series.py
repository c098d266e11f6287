"""``recount series``: what each source says from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("series", short_help="Show figures over time, source by source.")
@options.ledger
@options.as_of
@options.selection
@click.option("--plot", metavar="FILE", help="Draw the series as a picture, FILE.png or FILE.svg.")
@options.as_json
def command(ledger: str | None, as_of: AsOf | None, selection: Selection, plot: str | None, as_json: bool) -> None:
    """Show what each source says of one subject from day to day: running totals, figures for periods, and revisions.

    A total that fell is a correction. What a total rose by is told apart into new harm and revision where the source
    states either. Where two sides speak of one side's losses, the gap between them is shown.

    With --json: a series a line.
    """
    from recount.cli.output import print_json, print_view, written
    from recount.pipeline import over_time
    from recount.publish.series import SeriesTable, told

    with options.reading(ledger, as_of) as opened:
        shown = over_time(opened, selection)
    found = told(shown.series)
    if plot is not None:
        from recount.publish.pictures import form_of
        from recount.publish.plots import series_plot

        form = form_of(plot)
        with written(plot) as stream:
            stream.write(series_plot(found, form))
    if as_json:
        for one in found:
            print_json(one)
    elif plot is None:
        print_view(shown, SeriesTable(found))
