"""``recount add``: reports and their claims into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from recount.cli import options
from recount.cli.failure import check_rejected

if TYPE_CHECKING:
    from recount.ledger import Ledger
    from recount.model import Recorded, Rejected

T = TypeVar("T")


@click.command("add", short_help="Read reports into the ledger.")
@options.inputs
@options.published
@options.ledger
@options.processes
@options.as_json
def command(
    inputs: tuple[str, ...], published: date | None, ledger: str | None, limits: dict[str, object], as_json: bool
) -> None:
    """Read INPUTS (files, folders, - for standard input) and add what they say to the ledger.

    Adding the same report twice changes nothing. What could not be read is told, with why and what to do.

    A report that takes too long or too much memory is turned away, and the rest goes on.

    With --json: a line {"rejected": ...} for each input that could not be read, then a line that counts.
    """
    from recount.cli.output import print_json, print_rejected, watched
    from recount.workers import readers

    settings = options.settings(ledger=ledger, **limits)
    rejected: list[Rejected] = []
    with readers(settings) as reading:
        from recount.ledger import open_ledger
        from recount.pipeline import begun
        from recount.publish.wording import count
        from recount.reports import shown

        gazetteer = options.gazetteer(settings)
        with open_ledger(settings.ledger, who=settings.who) as opened:
            run = begun(tuple(map(shown, inputs)), reading.model, gazetteer)
            found = reading.read_inputs(inputs, published)
            with _stopping(opened):
                added = opened.add(run, noting(watched(found, "adding"), rejected))
            akin = placed(opened)
    print_rejected(rejected, as_json=as_json)
    if as_json:
        print_json(added)
    else:
        click.echo(
            f"{opened.database.name}: {count(added.reports_new, 'new report')} with "
            f"{count(added.claims_new, 'new claim')}, {count(added.reports_known, 'report')} known before, "
            f"{added.rejected} rejected"
        )
        if akin:
            shared = "shares its text with another" if akin == 1 else "share their text with others"
            click.echo(f"{count(akin, 'new report')} {shared}: `recount copies` shows which came from which")
    check_rejected(added.recorded, added.rejected, settings.rejected_threshold)


def noting(outcomes: Iterable[Recorded | Rejected], rejected: list[Rejected]) -> Iterator[Recorded | Rejected]:
    """The same outcomes; those rejected are put into the list as they pass."""
    from recount.model import Rejected

    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        yield outcome


@contextmanager
def _stopping(ledger: Ledger) -> Iterator[None]:
    """Say, where somebody stops it, that what was read is kept."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"stopped: what was read is in {ledger.database.name}, and the same command goes on", err=True)
        raise


def placed(ledger: Ledger) -> int:
    """How many new reports have copies in the ledger; a warning where its index cannot be kept, which loses nothing."""
    from recount.cli.output import watched
    from recount.errors import OriginsError
    from recount.ledger.origins import keep

    def watch(items: Sequence[T], /) -> Iterable[T]:
        return watched(items, "tracing copies", len(items))

    try:
        return keep(ledger, watch)
    except OriginsError as error:
        click.echo(f"warning: {error}", err=True)
        return 0
