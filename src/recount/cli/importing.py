"""``recount import``: shards, and figures that others keep in tables, into the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from recount.cli import options
from recount.cli.add import noting, placed
from recount.cli.failure import check_rejected


@click.group("import", short_help="Bring shards, or tables of daily figures, into the ledger.")
def command() -> None:
    """Bring shards into the ledger, or tables that others keep, as claims with their source."""


@command.command("shards", short_help="Bring shards that are done into the ledger.")
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.ledger
@options.as_json
def shards(folder: Path, ledger: str | None, as_json: bool) -> None:
    """Bring the shards in FOLDER, which `recount add --shards` or --shard made, into the ledger.

    Each file is checked against the digest that was kept of it. Importing a shard twice changes nothing; shards that
    are missing or damaged are told, and the rest is imported (exit code 1).

    With --json: a line {"rejected": ...} for each input that could not be read, then a line that counts.
    """
    from recount.cli.sharding import import_folder

    import_folder(folder, options.settings(ledger=ledger), as_json=as_json)


@command.command("series", short_help="Read a table of daily figures as claims.")
@click.argument("file", metavar="FILE")
@click.option(
    "--as",
    "kind",
    metavar="KIND",
    required=True,
    help="What the table is: general-staff-personnel, general-staff-equipment, general-staff-corrections, oryx, "
    "oryx-models, gaza, west-bank, lebanon, ucdp-events, or the path of a TOML file that tells.",
)
@options.published
@options.ledger
@options.as_json
def series(file: str, kind: str, published: date | None, ledger: str | None, as_json: bool) -> None:
    """Read the rows of FILE, a table of figures by day, and add what each states to the ledger as claims.

    Rows that the ledger has are passed over, so a table that has grown adds its new rows; a row that was changed since
    is a new version of its day. Rows that could not be read are told, with why and what to do. --published is for a
    table whose rows have no date.

    With --json: a line {"rejected": ...} for each such row, then a line that counts.
    """
    from recount.cli.output import print_json, print_rejected, watched
    from recount.ledger import open_ledger
    from recount.model import Rejected
    from recount.pipeline import begun
    from recount.publish.wording import count
    from recount.reports import Limits
    from recount.series import read_series

    settings = options.settings(ledger=ledger)
    gazetteer = options.gazetteer(settings)
    limits = Limits(max_bytes=settings.max_bytes)
    rejected: list[Rejected] = []
    found = read_series(file, kind, limits=limits, published_on=published, gazetteer=gazetteer)
    with open_ledger(settings.ledger, who=settings.who) as opened:
        added = opened.add(begun((file,), None, gazetteer), noting(watched(found, "adding"), rejected))
        placed(opened)
        name = opened.database.name
    print_rejected(rejected, as_json=as_json)
    if as_json:
        print_json(added)
    else:
        click.echo(
            f"{name}: {count(added.reports_new, 'new row')} with {count(added.claims_new, 'new claim')}, "
            f"{count(added.reports_known, 'row')} known before, {added.rejected} rejected"
        )
    check_rejected(added.recorded, added.rejected, settings.rejected_threshold)
