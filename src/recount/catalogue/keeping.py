"""Catalogues of one ledger: as it stands, and as of entries and days that people asked for."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import time
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from recount.address import on_server
from recount.catalogue.making import VERSION, make
from recount.ledger import AsOf, Head, open_ledger
from recount.pipeline import view

KEPT: Final = 8
"""How many catalogues are kept, the last used."""
log = logging.getLogger(__name__)


def folder_of(where: str | Path) -> Path:
    """The folder of the catalogues of a ledger: beside its file, or in the working directory for one on a server."""
    if on_server(where):
        told = hashlib.sha256(str(where).encode()).hexdigest()[:16]
        return Path(f"recount-{told}.catalogue")
    return Path(f"{where}.catalogue")


def write(where: str, folder: str, as_of: AsOf | None, title: str) -> str:
    """Make the catalogue of the ledger at `where` as of `as_of` (None: as it stands) and give its path.

    Of a ledger that was catalogued before at the same head nothing is made anew. Runs in a process of its own.
    """
    with open_ledger(where, create=False) as ledger:
        contents = ledger if as_of is None else ledger.as_of(as_of)
        head = contents.head()
        path = Path(folder) / f"{_name(head, as_of)}.sqlite"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            began = time.perf_counter()
            about = {"head": head.hash or "", "seq": str(head.seq)}
            make(view(contents, title), path, about, contents.statements())
            log.info("catalogue: %s as of entry %d in %.1f s", where, head.seq, time.perf_counter() - began)
    return str(path)


def _name(head: Head, as_of: AsOf | None) -> str:
    told = as_of.isoformat() if isinstance(as_of, date) and not isinstance(as_of, datetime) else ""
    return hashlib.sha256(f"{VERSION} {head.seq} {head.hash} {told}".encode()).hexdigest()[:32]


class Keeper:
    """The catalogues of the ledger at `where`, made as they are asked for in a process beside this one.

    `title` is what the pages are called. While the ledger grows, `catalogue` goes on giving the last one made; `stale`
    tells that a newer is on its way. Safe to use from several threads, the catalogues given are not.
    """

    def __init__(self, where: str | Path, title: str, folder: Path | None = None) -> None:
        self.where = str(where)
        self.title = title
        self.folder = folder or folder_of(where)
        self._makers = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._lock = Lock()
        self._made: dict[AsOf | None, Path] = {}
        self._making: dict[AsOf | None, Future[str]] = {}

    def close(self) -> None:
        """Stop making."""
        self._makers.shutdown(cancel_futures=True)

    def path(self, as_of: AsOf | None = None) -> Path | None:
        """Where the last catalogue made lies; None where none is made yet, and one is on its way.

        Raises what making it raised: `ChoiceError` where the ledger has no such entry, `LedgerError` and so on.
        """
        with self._lock:
            self._collect()
            if as_of not in self._made and as_of not in self._making:
                self._start(as_of)
            return self._made.get(as_of)

    def renew(self) -> None:
        """The ledger grew: make its catalogue anew, beside any that is being made."""
        with self._lock:
            self._collect()
            if None not in self._making:
                self._start(None)

    @property
    def stale(self) -> bool:
        """Whether a newer catalogue of the ledger as it stands is being made."""
        with self._lock:
            self._collect()
            return None in self._making

    def wait(self, as_of: AsOf | None = None) -> Path:
        """The last catalogue, once it is made."""
        found = self.path(as_of)
        while found is None:
            with self._lock:
                coming = self._making.get(as_of)
            if coming is not None:
                coming.result()
            found = self.path(as_of)
        return found

    def _start(self, as_of: AsOf | None) -> None:
        self._making[as_of] = self._makers.submit(write, self.where, str(self.folder), as_of, self.title)

    def _collect(self) -> None:
        """Take over what is made; forget, and delete, what was not asked for in a long while."""
        for as_of, coming in list(self._making.items()):
            if coming.done():
                del self._making[as_of]
                self._made.pop(as_of, None)
                self._made[as_of] = Path(coming.result())
        for as_of in [each for each in self._made if each is not None][: max(0, len(self._made) - KEPT)]:
            del self._made[as_of]
        kept = {path.name for path in self._made.values()}
        if self._made and not self._making:
            for path in self.folder.glob("*.sqlite"):
                if path.name not in kept:
                    path.unlink(missing_ok=True)
