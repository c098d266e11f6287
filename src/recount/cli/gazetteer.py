"""``recount gazetteer``: the places that names are looked up in, and more of them."""

from __future__ import annotations

from pathlib import Path

import click

from recount.cli import options
from recount.cli.failure import check_rejected

_SHOWN = 20


@click.group("gazetteer", short_help="Add files of places; say what is loaded.")
def command() -> None:
    """Add files of places to those that names are looked up in, and say what is loaded."""


@command.command("add", short_help="Add files of places beside the ledger.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.ledger
@options.as_json
def add(files: tuple[Path, ...], ledger: str | None, as_json: bool) -> None:
    """Add the places of FILES to an index beside the ledger, which is used whenever that ledger is.

    FILES are dumps of GeoNames (allCountries.txt, UA.txt, plain or zipped; alternateNamesV2.txt; admin1CodesASCII.txt
    and admin2Codes.txt) or tables of Who's On First. Give a dump and the lists that belong to it together. Adding the
    same file twice changes nothing.
    """
    from recount.address import name_of, on_server
    from recount.cli.failure import Usage
    from recount.cli.output import print_json, watched
    from recount.publish.wording import count, visible
    from recount.resolve.gazetteer.adding import add as add_files
    from recount.resolve.gazetteer.gazetteer import beside

    settings = options.settings(ledger=ledger)
    if on_server(settings.ledger):
        raise Usage(f"{name_of(settings.ledger)} is on a server, and places are added beside a file: give its path")
    done = add_files(files, beside(settings.ledger), watched)
    if as_json:
        print_json(done)
    else:
        for origin in done.added:
            click.echo(visible(f"{origin.name}: {count(origin.used, 'line')} used, {origin.rejected:,} rejected"))
        for name in done.known:
            click.echo(visible(f"{name}: was added before"))
        click.echo(f"{done.path}: {count(done.places, 'place')} by {count(done.names, 'name')}")
        for bad in done.bad[:_SHOWN]:
            click.echo(visible(f"{bad.file}:{bad.line}: {bad.reason}"), err=True)
        if done.rejected > _SHOWN:
            click.echo(f"and {done.rejected - _SHOWN:,} more lines; --json lists a thousand", err=True)
    check_rejected(sum(origin.used for origin in done.added), done.rejected, settings.rejected_threshold)


@command.command("info", short_help="Say what is loaded, from where, under which licence.")
@options.ledger
@options.as_json
def info(ledger: str | None, as_json: bool) -> None:
    """Say which places are loaded, from where, and under which licence."""
    from recount.cli.output import print_json
    from recount.publish.wording import count, visible
    from recount.resolve.gazetteer.telling import index_rows

    for row in index_rows(options.gazetteer(options.settings(ledger=ledger))):
        if as_json:
            print_json(row)
            continue
        click.echo(f"{visible(row.path)}: {count(row.places, 'place')} by {count(row.names, 'name')}")
        click.echo(f"  {row.bytes:,} bytes, sha256 {row.sha256}")
        for origin in row.origins:
            lines = f"; {count(origin.used, 'line')} used, {origin.rejected:,} rejected" if origin.digest else ""
            click.echo(visible(f"  {origin.name}: {origin.licence}, {origin.credit}{lines}"))
