"""``recount add``: reports and their claims into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from recount.cli import options
from recount.cli.failure import check_rejected

if TYPE_CHECKING:
    from recount.ledger import Added, Ledger
    from recount.model import Recorded, Rejected
    from recount.resolve.origins.notes import Note

T = TypeVar("T")


@click.command("add", short_help="Read reports into the ledger.")
@options.inputs
@options.published
@options.ledger
@options.processes
@click.option("--shards", type=click.IntRange(1), metavar="N", help="Read in so many shards; those done are kept.")
@click.option("--shard", metavar="I/N", help="Read this shard alone, 3/16, and leave the ledger.")
@click.option("--to", metavar="FOLDER", help="Where shards are gathered.  [default: the ledger's path with .shards]")
@click.option("--ray", is_flag=False, flag_value="local", metavar="[ADDRESS]", help="Read shards on a Ray cluster.")
@options.as_json
def command(
    inputs: tuple[str, ...],
    published: date | None,
    ledger: str | None,
    limits: dict[str, object],
    as_json: bool,
    **sharding: Any,
) -> None:
    """Read INPUTS (files, folders, - for standard input) and add what they say to the ledger.

    Adding the same report twice changes nothing. What could not be read is told, with why and what to do.

    A report that takes too long or too much memory is turned away, and the rest goes on.

    With --shards the inputs are read part by part into a folder, then into the ledger; stopped at any moment, the same
    command goes on with what is missing. With --shard one part is read, on any machine that sees INPUTS and FOLDER:
    `recount import shards FOLDER` brings them all into a ledger.

    With --json: a line {"rejected": ...} for each input that could not be read, then a line that counts.
    """
    from recount.cli.output import print_json, print_rejected, watched
    from recount.workers.choosing import readers

    settings = options.settings(ledger=ledger, **limits)
    if any(given is not None for given in sharding.values()):
        from recount.cli.sharding import add_in_shards, asked

        add_in_shards(inputs, published, settings, asked(**sharding), as_json=as_json)
        return
    rejected: list[Rejected] = []
    with readers(settings) as reading:
        from recount.ledger import open_ledger
        from recount.pipeline import begun
        from recount.reports import shown

        gazetteer = options.gazetteer(settings)
        with open_ledger(settings.ledger, who=settings.who) as opened:
            run = begun(tuple(map(shown, inputs)), reading.model, gazetteer)
            found = reading.read_inputs(inputs, published)
            with stopping(opened):
                added = opened.add(run, noting(watched(found, "adding"), rejected))
            akin = placed(opened, reading.noted)
    print_rejected(rejected, as_json=as_json)
    if as_json:
        print_json(added)
    else:
        tell_added(opened.database.name, added, akin)
    check_rejected(added.recorded, added.rejected, settings.rejected_threshold)


def tell_added(name: str, added: Added, akin: int) -> None:
    """Say what was new to the ledger of that name, and how many new reports have copies in it."""
    from recount.publish.wording import count

    click.echo(
        f"{name}: {count(added.reports_new, 'new report')} with {count(added.claims_new, 'new claim')}, "
        f"{count(added.reports_known, 'report')} known before, {added.rejected} rejected"
    )
    if akin:
        shared = "shares its text with another" if akin == 1 else "share their text with others"
        click.echo(f"{count(akin, 'new report')} {shared}: `recount copies` shows which came from which")


def noting(outcomes: Iterable[Recorded | Rejected], rejected: list[Rejected]) -> Iterator[Recorded | Rejected]:
    """The same outcomes; those rejected are put into the list as they pass."""
    from recount.model import Rejected

    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        yield outcome


@contextmanager
def stopping(ledger: Ledger) -> Iterator[None]:
    """Say, where somebody stops it, that what was read is kept."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"stopped: what was read is in {ledger.database.name}, and the same command goes on", err=True)
        raise


def placed(ledger: Ledger, note: Note | None = None) -> int:
    """How many new reports have copies in the ledger; a warning where its index cannot be kept, which loses nothing.

    `note` makes the notes that tracing needs of each report (None: here).
    """
    from recount.cli.output import watched
    from recount.errors import OriginsError
    from recount.ledger.origins import keep
    from recount.resolve.origins.notes import noted

    def watch(items: Sequence[T], /) -> Iterable[T]:
        return watched(items, "tracing copies", len(items))

    try:
        return keep(ledger, watch, note or noted)
    except OriginsError as error:
        click.echo(f"warning: {error}", err=True)
        return 0
