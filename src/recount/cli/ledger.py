"""``recount ledger``: the ledger as a whole."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from recount.cli import options


@click.group("ledger", short_help="Say what the ledger holds; dump, load and seal it.")
def command() -> None:
    """Say what the ledger holds; write all of it as text, and take that in again; seal where it ends."""


@command.command("info", short_help="Say what the ledger holds.")
@options.ledger
@options.as_json
def info(ledger: str | None, as_json: bool) -> None:
    """Say how many entries the ledger holds, of which kinds, added by whom and when, and where it ends."""
    from recount.cli.output import print_json
    from recount.ledger import open_ledger
    from recount.ledger.holdings import holdings
    from recount.publish.wording import visible

    with open_ledger(options.settings(ledger=ledger).ledger, create=False) as opened:
        held = holdings(opened)
    if as_json:
        print_json(held)
        return
    size = "" if held.bytes is None else f", {held.bytes:,} bytes"
    click.echo(f"{held.name}: version {held.version}{size}; {_entries(held.head.seq)}, head {held.head.hash[:16]}")
    for kind, number in held.kinds.items():
        click.echo(f"{number:>12,}  {kind}")
    if held.first_at is not None and held.last_at is not None:
        by = ", ".join(f"{who} {number:,}" for who, number in held.who.items())
        click.echo(f"added from {held.first_at:%Y-%m-%d %H:%M} to {held.last_at:%Y-%m-%d %H:%M} UTC, by {visible(by)}")


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
        head = contents.head()
        with written(out) as stream:
            for line in watched(lines_of(contents), "dumping", head.seq + 1):
                stream.write(line)
        if out != "-":
            click.echo(f"{out}: {_entries(head.seq)} of {opened.database.name}, head {head.hash[:16]}")


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

    with _read(file) as stream, open_ledger(options.settings(ledger=ledger).ledger) as opened:
        loaded = load_lines(opened, watched(stream, "loading"), "standard input" if file == "-" else file)
        name = opened.database.name
    if as_json:
        print_json(loaded)
        return
    known = f", {loaded.known:,} known before" if loaded.known else ""
    click.echo(f"{name}: {_entries(loaded.new, 'new ')}{known}, head {loaded.head.hash[:16]}")


@command.command("rebuild", short_help="Make anew what claims are looked up by.")
@options.ledger
def rebuild(ledger: str | None) -> None:
    """Make the tables that claims are looked up by anew from the entries, where `recount verify` finds them wrong.

    No entry is changed.
    """
    from recount.ledger import open_ledger
    from recount.ledger.projection import rebuild as rebuilt

    with open_ledger(options.settings(ledger=ledger).ledger, create=False) as opened:
        with opened.database.transaction():
            rebuilt(opened.database)
        click.echo(f"{opened.database.name}: what claims are looked up by was made anew")


@command.command("seal", short_help="Tell where the ledger ends, signed.")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="The Ed25519 private key to sign with.")
@options.out
@options.ledger
def seal(key: Path | None, out: str, ledger: str | None) -> None:
    """Write a seal: how many entries the ledger holds, the hash of the last, and when, signed with a key.

    Publish it, hand it out or have it timestamped: `recount verify --seal` tells whether a ledger, however much it grew
    since, is still the one that was sealed. The key is of OpenSSH or PEM; `recount ledger key` makes one.
    """
    from datetime import UTC, datetime

    from recount import wire
    from recount.cli.output import written
    from recount.ledger import open_ledger
    from recount.ledger import seal as seals
    from recount.ledger.signing import fingerprint

    with open_ledger(options.settings(ledger=ledger).ledger, create=False) as opened:
        made = seals.seal(opened, datetime.now(UTC), key, options.passphrase)
        name = opened.database.name
    with written(out) as stream:
        stream.write(wire.canonical(made) + b"\n")
    by = "unsigned: --key FILE signs it" if made.signature is None else f"signed by {fingerprint(made.signature)}"
    click.echo(f"{name}: sealed at entry {made.entries:,}, head {made.head[:16]}, {by}", err=True)


@command.command("key", short_help="Make a key to sign with.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def key(file: Path) -> None:
    """Make an Ed25519 private key in FILE, which must be new, and its public key in FILE.pub.

    Keep FILE to yourself, and publish FILE.pub or its fingerprint: by it others know your seals and replies.
    """
    from recount.ledger.signing import new_key

    click.echo(f"{file}.pub: {new_key(file)}")


def _entries(number: int, which: str = "") -> str:
    return f"1 {which}entry" if number == 1 else f"{number:,} {which}entries"


def _read(file: str) -> AbstractContextManager[BinaryIO]:
    from recount.errors import InputError

    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
