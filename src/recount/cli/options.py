"""The options that commands share, and the settings they add up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast, get_args

import click
import msgspec

from recount.config import Settings, Settled, settle
from recount.model import Act, Effect, Group, Modality, Scope, SourceKind

if TYPE_CHECKING:
    from recount.language.analysis import Backend
    from recount.ledger import AsOf, Contents
    from recount.resolve.gazetteer import Gazetteer

ROWS: Final = 100
"""How many rows a table shows where nobody asks for more."""

C = TypeVar("C", bound=Callable[..., object])


class Day(click.ParamType[date]):
    """A calendar date, ``2022-04-07``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2022-04-07", param, ctx)


class When(click.ParamType["AsOf"]):
    """The number of an entry, ``120``; a calendar date, ``2022-04-08``; or an instant, ``2022-04-08T18:30``."""

    name = "when"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> AsOf:
        """The number, date or instant (in UTC where no offset is given), or a usage error."""
        from recount.choosing import when
        from recount.errors import ChoiceError

        try:
            return when(str(value))
        except ChoiceError as error:
            self.fail(str(error), param, ctx)


def inputs(command: C) -> C:
    """Add the argument INPUTS."""
    return click.argument("inputs", nargs=-1, required=True)(command)


def published(command: C) -> C:
    """Add ``--published``."""
    return click.option("--published", type=Day(), help="Publication date of all reports, whatever they say.")(command)


def processes(command: C) -> C:
    """Add ``--processes``, ``--max-seconds`` and ``--max-memory``, given to the command as the flags of settings."""

    @click.option("--processes", type=click.IntRange(0), metavar="N", help="Read in so many processes.  [default: 1]")
    @click.option("--max-seconds", type=float, metavar="S", help="Give up on a report after so long.  [default: 60]")
    @click.option(
        "--max-memory", type=int, metavar="BYTES", help="Give up on a report that takes more.  [default: 1 GB]"
    )
    @wraps(command)
    def bounded(**given: object) -> object:
        limits = {name: given.pop(name) for name in ("processes", "max_seconds", "max_memory")}
        return command(limits=limits, **given)

    return cast("C", bounded)


def fetching(command: C) -> C:
    """Add the options of what fetches, given to the command as the flags of settings."""

    @click.option("--fetch-allow", metavar="NETWORKS", help="Private networks that may be asked, as 10.1.0.0/16.")
    @click.option("--fetch-contact", metavar="WHOM", help="An address or page that servers are told to complain to.")
    @click.option("--fetch-delay", type=float, metavar="S", help="Pause between requests to one host.  [default: 1]")
    @wraps(command)
    def fetching_so(**given: object) -> object:
        told = {name: given.pop(name) for name in ("fetch_allow", "fetch_contact", "fetch_delay")}
        return command(fetching=told, **given)

    return cast("C", fetching_so)


def ledger(command: C) -> C:
    """Add ``--ledger``."""
    return click.option("--ledger", metavar="PATH", help="The ledger.  [default: recount.ledger]")(command)


def accounts(command: C) -> C:
    """Add ``--accounts``."""
    told = "The file of the workbench's users.  [default: recount.accounts]"
    return click.option("--accounts", metavar="PATH", help=told)(command)


def as_of(command: C) -> C:
    """Add ``--as-of``."""
    return click.option(
        "--as-of",
        type=When(),
        metavar="WHEN",
        help="What was known then: up to an entry's number (120), of what was published by a day (2022-04-08), or "
        "entered by a time (2022-04-08T18:30, UTC).",
    )(command)


@contextmanager
def reading(ledger: str | None, as_of: AsOf | None) -> Iterator[Contents]:
    """What the ledger at a path (None: that of the settings) holds, as of then (None: now)."""
    from recount.ledger import open_ledger

    with open_ledger(settings(ledger=ledger).ledger, create=False) as opened:
        yield opened if as_of is None else opened.as_of(as_of)


def as_json(command: C) -> C:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one record a line.")(command)


def who(command: C) -> C:
    """Add ``--who``."""
    return click.option("--who", metavar="NAME", help="Who does this.  [default: the account]")(command)


def limit(command: C) -> C:
    """Add ``--limit``, how many rows a table shows at most."""
    told = "How many at most.  [default: 100 in a table, all as JSON]"
    return click.option("--limit", type=click.IntRange(1), help=told)(command)


def out(command: C) -> C:
    """Add ``--out``."""
    return click.option("--out", metavar="FILE", default="-", help="Where to write.  [default: stdout]")(command)


def selection(command: C) -> C:
    """Add the options that say which claims are wanted, given to the command as one `Selection`."""

    @click.option("--effect", type=click.Choice(get_args(Effect)), help="Only claims of this effect.")
    @click.option("--group", type=click.Choice(get_args(Group)), help="Only claims of harm to this group.")
    @click.option("--party", metavar="NAME", help="Only claims of harm to a party whose name holds these words.")
    @click.option("--source", metavar="NAME", help="Only claims whose source's name holds these words.")
    @click.option("--kind", type=click.Choice(get_args(SourceKind)), help="Only claims of this kind of source.")
    @click.option("--place", metavar="NAME", help="Only claims whose place's name holds these words.")
    @click.option("--country", metavar="CODE", help="Only claims of harm in this country (ISO 3166 alpha-2).")
    @click.option("--scope", type=click.Choice(get_args(Scope)), help="Only claims of this scope.")
    @click.option("--act", type=click.Choice(get_args(Act)), help="Only claims that are stated so.")
    @click.option("--modality", type=click.Choice(get_args(Modality)), help="Only claims that hold so.")
    @click.option("--since", type=Day(), help="Only claims of harm on this day or later.")
    @click.option("--until", type=Day(), help="Only claims of harm on this day or earlier.")
    @click.option("--report", metavar="ID", help="Only claims of this report.")
    @click.option("--published-since", type=Day(), help="Only claims of reports published on this day or later.")
    @click.option("--published-until", type=Day(), help="Only claims of reports published on this day or earlier.")
    @wraps(command)
    def selecting(**given: object) -> object:
        from recount.model import Selection

        asked = {name: given.pop(name) for name in Selection.__struct_fields__}
        return command(selection=msgspec.convert(asked, Selection), **given)

    return cast("C", selecting)


def passphrase() -> str:
    """The passphrase of a key, asked at the terminal."""
    return str(click.prompt("Passphrase of the key", hide_input=True, err=True))


def listener(chosen: Settings) -> Backend:
    """The language model that these settings name, loaded."""
    from recount.language.backends import backend

    return backend(chosen.language_backend, chosen.language_threads)


def gazetteer(chosen: Settings) -> Gazetteer:
    """The gazetteer of these settings: what is installed, and what was added beside their ledger."""
    from recount.resolve.gazetteer import Gazetteer

    return Gazetteer.for_ledger(chosen.ledger)


def settled(**flags: object) -> Settled:
    """The settings under these flags (None: not given), in the working directory."""
    return settle(Path.cwd(), os.environ, flags)


def settings(**flags: object) -> Settings:
    """The settings under these flags, without their origins."""
    return settled(**flags).settings
