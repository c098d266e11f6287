"""Shards made here: one, or all one after the other; what is done is passed over, whatever was killed before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from recount.errors import ChoiceError
from recount.model import Recorded, Rejected
from recount.pipeline import SOFTWARE
from recount.reports import Item, shown
from recount.resolve.gazetteer.telling import told_in_run
from recount.shards import markers, parts
from recount.shards.files import sweep, sync
from recount.shards.markers import Done, Reader
from recount.shards.sharing import Digests, Shard, belonging
from recount.workers.here import Here
from recount.workers.messages import Equipment
from recount.workers.reading import Readers

Watch = Callable[[Iterable[Recorded | Rejected], str], Iterator[Recorded | Rejected]]
log: Final = logging.getLogger(__name__)


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be read into which folder, in so many shards; `published_on` is the day of all of it."""

    inputs: tuple[str, ...]
    folder: Path
    of: int
    published_on: date | None = None

    def __post_init__(self) -> None:
        if "-" in self.inputs:
            raise ChoiceError("standard input can be read only once, and shards are cut anew: write it to a file first")
        if others := {done.shard.of for done in markers.all_of(self.folder)} - {self.of}:
            raise ChoiceError(
                f"{self.folder} holds shards of {others.pop()}, not of {self.of}: give that number, or another folder"
            )


def reader_of(plan: Plan, equipment: Equipment, model: str) -> Reader:
    """What the shards of a plan are read by."""
    return Reader(
        software=SOFTWARE,
        model=model,
        gazetteer=told_in_run(equipment.gazetteer()),
        inputs=tuple(map(shown, plan.inputs)),
        max_bytes=equipment.limits.max_bytes,
        given=plan.published_on.isoformat() if plan.published_on else None,
    )


def standing(plan: Plan, by: Reader, items: Callable[[], Iterator[Item | Rejected]]) -> dict[Shard, Done]:
    """The shards of a plan that are done and still hold.

    One holds that was read by the same, whose files are what was written, and whose items are what the inputs hold
    now; where any may hold, the inputs are looked through for that, which is quick beside reading them.
    """
    found = {done.shard: done for done in markers.all_of(plan.folder)}
    found = {shard: done for shard, done in found.items() if done.by == by and not markers.faults(plan.folder, done)}
    if not found:
        return {}
    digests = Digests(plan.of)
    for item in items():
        digests.take(item)
    return {shard: done for shard, done in found.items() if done.digest == digests.of(shard)}


def make(plan: Plan, shard: Shard, by: Reader, reading: Readers | Here, watch: Watch) -> Done:
    """Read one shard and write it, whatever was there of it; its marker is there when all else is.

    Raises `ShardsError` where it cannot be written.
    """
    clear(plan.folder, shard)
    started_at, digests, items = datetime.now(UTC), Digests(plan.of), 0

    def counted() -> Iterator[Item | Rejected]:
        nonlocal items
        for item in belonging(reading.items(plan.inputs, plan.published_on), shard, digests):
            items += 1
            yield item

    outcomes = watch(reading.read_all(counted()), f"shard {shard}")
    counts, files = parts.write(plan.folder, shard, outcomes)
    done = Done(
        shard=shard,
        by=by,
        digest=digests.of(shard),
        counts=structs.replace(counts, items=items),
        files=files,
        started_at=started_at,
        finished_at=datetime.now(UTC),
    )
    markers.write(plan.folder, done)
    log.info("shard %s: %d items in, %d reports and %d rejected out", shard, items, counts.reports, counts.rejected)
    return done


def make_all(
    plan: Plan, shards: Iterable[Shard], by: Reader, reading: Readers | Here, watch: Watch
) -> Iterator[tuple[Done, bool]]:
    """Make these shards one after the other; each when it is done, and whether it was before."""
    before = standing(plan, by, lambda: reading.items(plan.inputs, plan.published_on))
    for shard in shards:
        if shard in before:
            yield before[shard], True
        else:
            yield make(plan, shard, by, reading, watch), False


def clear(folder: Path, shard: Shard) -> None:
    """Take back that a shard is done, and what a killed process left of it."""
    marker = markers.path_of(folder, shard)
    if marker.exists():
        marker.unlink()
        sync(marker.parent)
    sweep(marker.parent, marker.name)
    for table in parts.FOLDERS:
        path = parts.path_of(folder, table, shard)
        sweep(path.parent, path.name)
