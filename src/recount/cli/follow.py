"""``recount follow``: feeds into the ledger, for as long as it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from recount.cli import options
from recount.cli.failure import Usage

if TYPE_CHECKING:
    from recount.config import Settings
    from recount.fetching import Clock
    from recount.following import Round, State

_BUSY_S: Final = 30.0


@click.command("follow", short_help="Follow feeds: fetch what is new, and read it into the ledger.")
@click.argument("feeds", nargs=-1)
@click.option("--once", is_flag=True, help="Do what is due, and end: for a timer.")
@click.option("--status", is_flag=True, help="Show the feeds and how they do, and fetch nothing.")
@click.option("--copies", "folder", metavar="FOLDER", help="Where pages are kept.  [default: LEDGER.copies]")
@options.fetching
@options.processes
@options.ledger
@options.as_json
def command(
    *,
    feeds: tuple[str, ...],
    once: bool,
    status: bool,
    folder: str | None,
    fetching: dict[str, object],
    limits: dict[str, object],
    ledger: str | None,
    as_json: bool,
) -> None:
    """Follow FEEDS (OPML, lists of addresses, addresses of RSS, Atom or JSON feeds) until it is stopped with Ctrl-C.

    Each feed is asked as often as it changes. Pages of new entries are fetched, kept beside the ledger as they came,
    and read into it. Where it is stopped or killed the same command goes on: nothing is lost, nothing is added twice.

    With --json: a line for each round; with --status a line {"feed": ...} for each feed, {"rejected": ...} for the
    entries that were rejected last, and a line that counts.
    """
    from recount.cli.output import print_rejected
    from recount.following import State
    from recount.following.collecting import feeds_in
    from recount.following.making import beside
    from recount.reports import Limits

    settings = options.settings(ledger=ledger, **fetching, **limits)
    copies, known = beside(settings.ledger)
    if status:
        with State(known) if Path(known).exists() else State(":memory:") as state:
            _show(state, as_json=as_json)
        return
    found, rejected = feeds_in(feeds, Limits(max_bytes=settings.max_bytes))
    print_rejected(rejected, as_json=as_json)
    if not found:
        raise Usage("there is no feed to follow: give OPML, a list of addresses, or addresses")
    from recount.cli.stopping import stopping

    with stopping() as (clock, stop), State(known) as state:
        _follow(settings, found, feeds, folder or copies, state, clock, stop, once=once, as_json=as_json)


def _follow(
    settings: Settings,
    feeds: tuple[str, ...],
    inputs: tuple[str, ...],
    folder: str,
    state: State,
    clock: Clock,
    stop: Callable[[], bool],
    *,
    once: bool,
    as_json: bool,
) -> None:
    """Do rounds, until it is time to stop or, with `once`, until nothing is due."""
    from recount.errors import LedgerBusyError
    from recount.fetching import Copies
    from recount.following import Follower
    from recount.following.making import fetcher_of, pace_of
    from recount.following.tracing import traced_apart
    from recount.ledger import open_ledger
    from recount.pipeline import begun
    from recount.reports import Limits, shown
    from recount.workers.choosing import readers

    gazetteer = options.gazetteer(settings)
    with Copies(folder) as copies, readers(settings) as reading:
        following = Follower(
            feeds,
            fetcher=fetcher_of(settings, clock),
            copies=copies,
            state=state,
            read=reading,
            ledger=lambda: open_ledger(settings.ledger, who=settings.who),
            run=lambda: begun(tuple(map(shown, inputs)), reading.model, gazetteer),
            traced=partial(traced_apart, settings.ledger, settings.who),
            pace=pace_of(settings),
            limits=Limits(max_bytes=settings.max_bytes),
            threads=settings.fetch_threads,
            stopping=stop,
        )
        while not stop():
            try:
                done = following.round()
            except LedgerBusyError as error:  # what was kept is read when the other is done
                if once:
                    raise
                click.echo(f"waiting: {error}", err=True)
                clock.wait(_BUSY_S)
                continue
            if not done.idle:
                _tell(done, as_json=as_json)
            due_in_s = following.due_in_s()
            if due_in_s is None or (once and due_in_s > 0):
                return
            clock.wait(due_in_s)


def _tell(done: Round, *, as_json: bool) -> None:
    from datetime import UTC, datetime

    from recount.cli.output import print_json
    from recount.publish.wording import count

    at = datetime.now(UTC).replace(microsecond=0)
    if as_json:
        print_json({"at": at, "round": done})
    else:
        click.echo(
            f"{at:%H:%M:%S}  {count(done.feeds, 'feed')} asked, {done.failed:,} failed; {done.entries_new:,} new "
            f"entries: {done.recorded:,} recorded, {done.rejected:,} rejected, {done.waiting:,} waiting; "
            f"{count(done.claims_new, 'new claim')}"
        )
    sys.stdout.flush()


def _show(state: State, *, as_json: bool) -> None:
    """Show how the feeds do."""
    from recount.cli.output import print_json, print_rejected, print_table
    from recount.following.status import followed_table

    rows = [(feed, state.tally(feed.url)) for feed in state.feeds()]
    if as_json:
        for feed, tally in rows:
            print_json({"feed": feed, "entries": tally})
        print_rejected(state.rejected(options.ROWS), as_json=True)
        print_json(state.tally())
    else:
        print_table(followed_table(rows))
