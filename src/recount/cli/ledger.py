"""``recount ledger``: the ledger as a whole."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, ContextManager

import click

from recount.cli import options


@click.group("ledger", short_help="Say what the ledger holds; dump, load and seal it.")
def command() -> None:
    """Say what the ledger holds; write all of it as text, and take that in again; seal where it ends."""


@command.command("dump", short_help="Write every entry as JSON Lines.")
@options.out
@click.option("--as-of", type=click.IntRange(0), metavar="N", help="Only up to the entry of this number.")
@options.ledger
def dump(out: str, as_of: int | None, ledger: str | None) -> None:
    """Write every entry of the ledger as canonical JSON Lines, from which `recount ledger load` makes the same ledger.

    The dump of a ledger is the same, byte for byte, wherever it lies. What lies outside the chain of entries, as how to
    reach those who replied, is not in it.
    """
    from recount.cli.output import watched, written
    from recount.ledger import open_ledger
    from recount.ledger.dump import dump as lines_of

    with open_ledger(options.settings(ledger=ledger).ledger, create=False) as opened:
        contents = opened if as_of is None else opened.as_of(as_of)
        with written(out) as stream:
            for line in watched(lines_of(contents), "dumping", contents.head().seq + 1):
                stream.write(line)


@command.command("load", short_help="Take in a dump.")
@click.argument("file", metavar="FILE")
@options.ledger
@options.as_json
def load(file: str, ledger: str | None, as_json: bool) -> None:
    """Take the dump in FILE (- for standard input) into the ledger, which is made where there is none.

    The ledger must be empty or hold the first entries of the dump: those that it lacks are added, as they are. Every
    hash is checked on the way.
    """
    from recount.cli.output import print_json, watched
    from recount.ledger import open_ledger
    from recount.ledger.dump import load as load_lines
    from recount.publish.wording import count

    with _read(file) as stream, open_ledger(options.settings(ledger=ledger).ledger) as opened:
        loaded = load_lines(opened, watched(stream, "loading"), file)
        name = opened.database.name
    if as_json:
        print_json(loaded)
        return
    known = f", {loaded.known:,} known before" if loaded.known else ""
    click.echo(f"{name}: {count(loaded.new, 'new entry', 'new entries')}{known}; head {loaded.head.hash[:16]}")


def _read(file: str) -> ContextManager[BinaryIO]:
    from recount.errors import InputError

    if file == "-":
        return nullcontext(click.get_binary_stream("stdin"))
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
