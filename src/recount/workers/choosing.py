"""What reads under the settings: processes, or this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.address import on_server
from recount.config import Settings
from recount.workers.spawning import spawn

if TYPE_CHECKING:
    from recount.workers.here import Here
    from recount.workers.messages import Equipment
    from recount.workers.reading import Readers


def readers(chosen: Settings) -> Readers | Here:
    """What reads under these settings: so many processes, or this one where they are 0.

    The first process is started before what is needed here is imported, so that both load side by side.
    """
    if chosen.processes == 0:
        from recount.workers.here import Here

        return Here(equipment_of(chosen))
    spawned = spawn()
    try:
        from recount.workers.bounds import Bounds
        from recount.workers.reading import Readers

        bounds = Bounds(max_seconds=chosen.max_seconds, max_memory=chosen.max_memory)
        return Readers(equipment_of(chosen), processes=chosen.processes, bounds=bounds, spawned=spawned)
    except BaseException:
        spawned.end()
        raise


def equipment_of(chosen: Settings) -> Equipment:
    """What is read with under these settings."""
    from recount.reports.limits import Limits
    from recount.resolve.gazetteer.gazetteer import beside
    from recount.workers.messages import Equipment

    added = None if on_server(chosen.ledger) else beside(chosen.ledger)
    return Equipment(
        backend=chosen.language_backend,
        threads=chosen.language_threads,
        places=str(added) if added is not None and added.exists() else None,
        limits=Limits(max_bytes=chosen.max_bytes),
    )
