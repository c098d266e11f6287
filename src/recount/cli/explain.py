"""``recount explain``: why a claim is as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Recorded, Rejected
    from recount.publish.explanation import ExplanationRow

    Explained = tuple[str | None, tuple[ExplanationRow, ...]]
    """As of when claims are explained (None: now), and the explanations."""


@click.command("explain", short_help="Tell why a claim is as it is, field by field.")
@click.argument("claim", required=False)
@click.option("--read", "source", metavar="INPUT", help="Explain claims of this file or folder, read now.")
@options.published
@options.ledger
@options.as_of
@options.as_json
def command(
    claim: str | None,
    source: str | None,
    published: date | None,
    ledger: str | None,
    as_of: AsOf | None,
    as_json: bool,
) -> None:
    """Tell why a claim of the ledger is as it is: for each field the words it rests on, the rule, and how sure it is.

    CLAIM is its id, the beginning of its id (clm:3f2a), or the words of its count ("at least 12"). With --read it is a
    claim of INPUT, and without CLAIM all of them are explained.
    """
    from recount.cli.output import as_of_line, print_json, print_table
    from recount.publish.explanation import explanation

    if claim is None and source is None:
        raise click.UsageError("name a CLAIM of the ledger, or an input with --read")
    told, rows = _of_ledger(ledger, as_of, claim or "") if source is None else _of_input(source, claim, published)
    if not as_json:
        print_table(*as_of_line(told))
    for row in rows:
        if as_json:
            print_json(row)
        else:
            print_table(explanation(row))
    if not rows and not as_json:
        click.echo("No claims.")


def _of_ledger(ledger: str | None, as_of: AsOf | None, claim: str) -> Explained:
    from recount.pipeline import explain, told_as_of

    with options.reading(ledger, as_of) as opened:
        return told_as_of(opened), (explain(opened, claim),)


def _of_input(source: str, claim: str | None, published: date | None) -> Explained:
    from recount.cli.output import watched
    from recount.pipeline import explain_read, journey
    from recount.reports import Limits

    settings = options.settings()
    limits, listening = Limits(max_bytes=settings.max_bytes), options.listener(settings)
    found = journey(
        [source], limits=limits, backend=listening, published_on=published, gazetteer=options.gazetteer(settings)
    )
    return None, explain_read(_recorded(watched(found, "reading")), claim, source)


def _recorded(outcomes: Iterable[Recorded | Rejected]) -> Iterator[Recorded]:
    """The reports that could be read; an input that could not ends the command."""
    from recount.errors import InputError
    from recount.model import Rejected

    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            raise InputError(f"{outcome.where}: {outcome.detail}")
        yield outcome
