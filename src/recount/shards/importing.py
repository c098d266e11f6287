"""Shards into a ledger, whatever machines they were made on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from recount.errors import ShardsError
from recount.ledger import Added, Ledger
from recount.model import Recorded, Rejected
from recount.shards import markers, parts
from recount.shards.markers import Done
from recount.shards.sharing import Shard

Watch = Callable[[Iterable[Recorded | Rejected], str], Iterator[Recorded | Rejected]]


class Imported(Struct, frozen=True, kw_only=True):
    """What was imported: the shards, what was new to the ledger; those missing, and what is wrong with others."""

    shards: tuple[Shard, ...]
    added: Added
    missing: tuple[Shard, ...] = ()
    faults: tuple[str, ...] = ()


def import_shards(folder: Path, ledger: Ledger, watch: Watch) -> Imported:
    """Add the outcomes of all shards in a folder that are done and whole; what a ledger knows already stays as it is.

    A shard that is missing or damaged is told and left out. Raises `ShardsError` where the folder holds no shard, or
    shards of different numbers; `LedgerError` as `Ledger.add` does, and what came before stays.
    """
    found = markers.all_of(folder)
    if not found:
        raise ShardsError(f"{folder} holds no shard that is done: make some with `recount add ... --shards n --to`")
    wrong = {done.shard: faults for done in found if (faults := markers.faults(folder, done))}
    sound = [done for done in found if done.shard not in wrong]
    added = Added()
    for done in sound:
        added = _summed(added, ledger.add(done.run, watch(_outcomes(folder, done), f"shard {done.shard}")))
    held = {done.shard for done in found}
    return Imported(
        shards=tuple(done.shard for done in sound),
        added=added,
        missing=tuple(shard for shard in Shard.all(found[0].shard.of) if shard not in held),
        faults=tuple(fault for faults in wrong.values() for fault in faults),
    )


def _outcomes(folder: Path, done: Done) -> Iterator[Recorded | Rejected]:
    return parts.read(parts.path_of(folder, parts.OUTCOMES, done.shard))


def _summed(one: Added, other: Added) -> Added:
    return Added(**{name: getattr(one, name) + getattr(other, name) for name in Added.__struct_fields__})
