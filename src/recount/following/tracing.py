"""What was added to a ledger traced in a process of its own, which gives back all the memory that it took."""

from __future__ import annotations

import logging
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from recount.errors import OriginsError
from recount.ledger import open_ledger
from recount.ledger.origins import keep

log = logging.getLogger(__name__)


def trace(where: str, who: str | None) -> int:
    """Trace what was added to the ledger at `where`; how many new reports have copies in it."""
    with open_ledger(where, create=False, who=who) as ledger:
        return keep(ledger)


def traced_apart(where: str, who: str | None) -> int | None:
    """Do as `trace` in a process that ends with it; None where it could not be done, which loses nothing.

    What is not traced now is traced with what is added next, and meanwhile by whoever looks.
    """
    context = get_context("spawn")
    ignoring = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    with ProcessPoolExecutor(1, mp_context=context, initializer=signal.signal, initargs=ignoring) as pool:
        try:
            return pool.submit(trace, where, who).result()
        except (BrokenProcessPool, OriginsError) as error:
            log.warning("copies are not traced: %s", error)
            return None
