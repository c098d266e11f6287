"""Shards made on a Ray cluster: actors that each hold a process with the model, and take one shard after another.

An actor that dies is started again by Ray, and what it was making is made anew; what it had made by then is found done.
Nothing but the number of a shard and its marker goes through Ray: inputs and shards are files that every machine sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from recount.config import Settings
from recount.errors import MissingExtraError, RecountError, WorkersError
from recount.model import Recorded, Rejected
from recount.reports import given_day
from recount.shards import markers
from recount.shards.making import Plan, clear, make, reader_of, standing
from recount.shards.markers import Done, Reader
from recount.shards.sharing import Shard
from recount.workers.bounds import Bounds
from recount.workers.choosing import equipment_of, readers
from recount.workers.cutting import Cutter

if TYPE_CHECKING:
    from types import ModuleType

TRIES: Final = 10
"""How often an actor is started again, and a shard begun again, before it is given up."""

_STORE_BYTES: Final = 100_000_000  # a cluster of one machine needs hardly any: nothing large goes through it


class Maker:
    """What an actor is: beside it one process that reads, and the shards that it is asked for.

    `here` is the folder that relative paths start from, as they do where the work was asked for.
    """

    def __init__(self, plan: Plan, chosen: Settings, here: str) -> None:
        os.chdir(here)
        self._plan = plan
        self._equipment, self._reading = equipment_of(chosen), readers(chosen)

    def by(self) -> Reader:
        """What it reads with."""
        return reader_of(self._plan, self._equipment, self._reading.model)

    def make(self, shard: Shard) -> Done:
        """Make a shard, unless it is done."""
        plan, by = self._plan, self.by()
        done = markers.read(plan.folder, shard)
        if done is None or done.by != by or markers.faults(plan.folder, done):
            done = make(plan, shard, by, self._reading, _unwatched)
        return done


def make_on_ray(
    plan: Plan, shards: Iterable[Shard], chosen: Settings, address: str | None
) -> Iterator[tuple[Done, bool]]:
    """Make shards on the cluster at an address (None: one of this machine, for the occasion); each when it is done.

    With each comes whether it was done before. A cluster of this machine reads in as many processes as the settings
    say, another one in as many as it has processors. Raises `MissingExtraError` where Ray is not installed,
    `WorkersError` where the cluster cannot be used, and what keeps a shard from being made.
    """
    with _cluster(address, chosen.processes) as ray:
        given = plan, structs.replace(chosen, processes=1), str(Path.cwd())
        processors = int(ray.cluster_resources().get("CPU", 1)) if address else max(1, chosen.processes)
        remote = ray.remote(num_cpus=1, max_restarts=TRIES, max_task_retries=TRIES)(Maker)
        first = remote.remote(*given)
        by: Reader = _got(ray, first.by.remote())
        before = _standing(plan, by, chosen)
        todo = []
        for shard in shards:
            if shard in before:
                yield before[shard], True
            else:
                clear(plan.folder, shard)
                todo.append(shard)
        others = min(processors, len(todo)) - 1
        actors = [first, *(remote.remote(*given) for _ in range(others))]
        try:
            for done in _made(ray, actors, todo):
                yield done, False
        finally:
            for actor in actors:
                ray.kill(actor)


def _made(ray: ModuleType, actors: list[Any], todo: list[Shard]) -> Iterator[Done]:
    """The shards that are to do, each when an actor has made it."""
    busy = {actor.make.remote(shard): actor for actor, shard in zip(actors, todo, strict=False)}
    rest = iter(todo[len(actors) :])
    while busy:
        (ready,), _ = ray.wait(list(busy))
        actor = busy.pop(ready)
        for shard in islice(rest, 1):
            busy[actor.make.remote(shard)] = actor
        yield _got(ray, ready)


def _standing(plan: Plan, by: Reader, chosen: Settings) -> dict[Shard, Done]:
    """The shards that are done and still hold; the inputs are looked through here."""
    bounds = Bounds(max_seconds=chosen.max_seconds, max_memory=chosen.max_memory)
    cutter = Cutter(bounds, equipment_of(chosen).limits)
    try:
        return standing(plan, by, lambda: cutter.items(plan.inputs, given_day(plan.published_on)))
    finally:
        cutter.close()


def _got(ray: ModuleType, reference: Any) -> Any:
    """What an actor answered; what went wrong in it is raised as it was there."""
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, RecountError):
            raise error.cause from None
        raise WorkersError(f"a shard failed on the cluster: {error.cause!r}") from error
    except ray.exceptions.RayError as error:
        raise WorkersError(
            f"the cluster gave a shard up after {TRIES} tries ({type(error).__name__}): see the logs of Ray; the same "
            "command goes on with what is missing"
        ) from error


@contextmanager
def _cluster(address: str | None, processes: int) -> Iterator[ModuleType]:
    """Ray, connected to a cluster, or to one of this machine that is started for the occasion and sends nothing out."""
    try:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray
    except ImportError as error:
        told = "--ray needs Ray, which is not installed: `pip install 'recount[ray]'`"
        raise MissingExtraError(told) from error
    common: dict[str, Any] = {
        "configure_logging": True,
        "logging_level": "ERROR",
        "log_to_driver": False,
        "namespace": "recount",
    }
    try:
        if address is None:
            ray.init(
                address="local",  # not one that somebody else has started here
                num_cpus=max(1, processes),
                include_dashboard=False,
                object_store_memory=_STORE_BYTES,
                **common,
            )
        else:
            ray.init(address=address, **common)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise WorkersError(
            f"the Ray cluster {address or 'of this machine'} cannot be used ({error}): check its address, and that "
            "RAY_AUTH_TOKEN_PATH names its token, where it asks for one"
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _unwatched(outcomes: Iterable[Recorded | Rejected], _: str) -> Iterator[Recorded | Rejected]:
    return iter(outcomes)
