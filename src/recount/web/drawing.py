"""Pages drawn in processes of their own, so that many readers do not wait for one another."""

from __future__ import annotations

import logging
import multiprocessing
from asyncio import get_running_loop
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from recount.catalogue import Catalogue
from recount.ledger import AsOf, Ledger, open_ledger
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.rendering import render
from recount.site.routing import Told, page_at

_OPEN: Final = 8
_log = logging.getLogger(__name__)


class Wanted(Struct, frozen=True, kw_only=True):
    """A page to be drawn: from which catalogue of the ledger at `where`, within `frame`, asked for with `told`."""

    where: str
    catalogue: Path
    as_of: AsOf | None
    frame: Frame
    told: Told


class Drawers:
    """So many processes that draw pages; they start when they are first needed."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._started()

    async def draw(self, wanted: Wanted) -> bytes | None:
        """A page as HTML; None where there is no such page.

        Raises what drawing it raises, as `ChoiceError` where the query asks for what cannot be. Where a process was
        killed others take its place, and the page is drawn again.
        """
        try:
            return await get_running_loop().run_in_executor(self._pool, drawn, wanted)
        except BrokenExecutor:
            _log.warning("a process that draws pages was killed: starting others")
            self._pool.shutdown(wait=False)
            self._pool = self._started()
            return await get_running_loop().run_in_executor(self._pool, drawn, wanted)

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._processes, mp_context=multiprocessing.get_context("spawn"))


def drawn(wanted: Wanted) -> bytes | None:
    """A page as HTML, from what this process has open; None where there is no such page."""
    ledger = _ledger(wanted.where)
    contents = ledger if wanted.as_of is None else ledger.as_of(wanted.as_of)
    return page_html(wanted.frame, wanted.told, Material(_catalogue(wanted.catalogue), contents))


def page_html(frame: Frame, told: Told, material: Material) -> bytes | None:
    """The page at the path of a frame, as HTML; None where there is no such page."""
    found = page_at(frame.path, told, material, frame.visiting)
    return None if found is None else render(found.template, frame, found.page).encode()


@lru_cache(maxsize=1)
def _ledger(where: str) -> Ledger:
    return open_ledger(where, create=False)


@lru_cache(maxsize=_OPEN)
def _catalogue(path: Path) -> Catalogue:
    return Catalogue(path)
