"""``recount bench``: predictions for gold data."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from recount.cli import options

PARTS = ("attribution", "claims", "entities", "pages", "syntax")


@click.command("bench", short_help="Write predictions for gold data.")
@click.argument("part", type=click.Choice(PARTS))
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.out
def command(part: str, gold: Path, out: str) -> None:
    """Write what recount finds in the texts of GOLD, a line of JSON each; its labels are never read."""
    import msgspec

    from recount.bench import row_count
    from recount.cli.output import watched, written

    with written(out) as stream:
        for row in watched(import_module(f"recount.bench.{part}").predict(gold), part, row_count(gold)):
            stream.write(msgspec.json.encode(row) + b"\n")
