"""``recount add`` in shards, and how what shards bring to a ledger is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from msgspec import Struct

from recount.address import on_server
from recount.cli.add import noting, placed, stopping, tell_added
from recount.cli.failure import Findings, Usage, check_rejected
from recount.cli.output import print_json, print_rejected, watched
from recount.publish.wording import count

if TYPE_CHECKING:
    from recount.config import Settings
    from recount.model import Recorded, Rejected
    from recount.shards.importing import Imported
    from recount.shards.making import Plan
    from recount.shards.markers import Done
    from recount.shards.sharing import Shard

_SHOWN: Final = 10
LOCAL: Final = "local"
"""What stands for a cluster of this machine alone, started for the occasion."""


class Sharding(Struct, frozen=True, kw_only=True):
    """What the options say of shards: how many, or which one alone; the folder, and the cluster (None: here)."""

    shards: int | None = None
    shard: str | None = None
    to: str | None = None
    ray: str | None = None


def asked(shards: int | None, shard: str | None, to: str | None, ray: str | None) -> Sharding:
    """What the options say of shards; raises `Usage` where they do not go together."""
    if shards and shard:
        raise Usage("give --shards to read all, or --shard to read one, not both")
    if not (shards or shard):
        raise Usage("--to and --ray are for shards: say with --shards how many")
    if shard and ray is not None:
        raise Usage("--ray reads all shards: give --shards, not --shard")
    if shard and to is None:
        raise Usage("--shard reads one part of many: say with --to which folder gathers them")
    return Sharding(shards=shards, shard=shard, to=to, ray=ray)


def add_in_shards(
    inputs: tuple[str, ...], published: date | None, settings: Settings, wanted: Sharding, *, as_json: bool
) -> None:
    """Read inputs in shards, into a folder; all of them into the ledger then, where all were asked for."""
    from recount.shards.making import Plan
    from recount.shards.sharing import Shard

    folder = _folder(wanted.to, settings.ledger)
    shards = (Shard.parse(wanted.shard),) if wanted.shard else Shard.all(wanted.shards or 1)
    plan = Plan(inputs=inputs, folder=folder, of=shards[0].of, published_on=published)
    for done, before in _made(plan, shards, settings, wanted.ray):
        if as_json:
            print_json({"shard": done})
        else:
            click.echo(_told(folder, done, before=before))
        if wanted.shard:
            check_rejected(done.counts.reports, done.counts.rejected, settings.rejected_threshold)
    if wanted.shards:
        import_folder(folder, settings, as_json=as_json)


def import_folder(folder: Path, settings: Settings, *, as_json: bool) -> None:
    """Bring the shards of a folder into the ledger, and tell what was new and what is missing."""
    from recount.ledger import open_ledger
    from recount.shards.importing import import_shards

    rejected: list[Rejected] = []
    with open_ledger(settings.ledger, who=settings.who) as opened:

        def watch(outcomes: Iterable[Recorded | Rejected], label: str) -> Iterator[Recorded | Rejected]:
            return noting(watched(outcomes, label), rejected)

        with stopping(opened):
            imported = import_shards(folder, opened, watch)
        akin = placed(opened)
    print_rejected(rejected, as_json=as_json)
    if as_json:
        print_json(imported)
    else:
        tell_added(opened.database.name, imported.added, akin)
    _tell_wrong(folder, imported)
    check_rejected(imported.added.recorded, imported.added.rejected, settings.rejected_threshold)


def _made(plan: Plan, shards: Iterable[Shard], settings: Settings, ray: str | None) -> Iterator[tuple[Done, bool]]:
    """The shards as they are made, here or on a cluster, and whether each was done before."""
    if ray is not None:
        from recount.shards.ray import make_on_ray

        yield from make_on_ray(plan, shards, settings, None if ray == LOCAL else ray)
        return
    from recount.shards.making import make_all, reader_of
    from recount.workers.choosing import equipment_of, readers

    with readers(settings) as reading:
        by = reader_of(plan, equipment_of(settings), reading.model)
        yield from make_all(plan, shards, by, reading, watched)


def _folder(to: str | None, ledger: str) -> Path:
    """The folder of the shards: where it is not given, beside the ledger."""
    if to is None and on_server(ledger):
        raise Usage("beside a ledger on a server nothing lies: say with --to which folder gathers the shards")
    return Path(to if to is not None else f"{ledger}.shards")


def _told(folder: Path, done: Done, *, before: bool) -> str:
    """What a shard came to, in a line."""
    counts = done.counts
    read = f"{count(counts.reports, 'report')} with {count(counts.claims, 'claim')}, {counts.rejected} rejected"
    return f"{folder}: shard {done.shard} {'was done before' if before else 'done'}: {read}"


def _tell_wrong(folder: Path, imported: Imported) -> None:
    """Raise `Findings` where shards are missing or damaged: what is there was imported all the same."""
    for fault in imported.faults:
        click.echo(f"{fault}: it was left out", err=True)
    missing = ", ".join(map(str, imported.missing[:_SHOWN])) + (" ..." if len(imported.missing) > _SHOWN else "")
    if missing:
        many = count(len(imported.missing), "shard")
        raise Findings(f"{folder}: {many} missing ({missing}): read them with --shard, and import the folder again")
    if imported.faults:
        raise Findings(f"{folder}: {count(len(imported.faults), 'file')} damaged: read those shards again")
