"""Catalogues of one ledger: as it stands, and as of entries and days that people asked for."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import time
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from msgspec import Struct

from recount.address import on_server
from recount.catalogue.making import VERSION, make
from recount.exporting import exported
from recount.ledger import AsOf, Head, open_ledger
from recount.pipeline import view
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName

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
    with open_ledger(where, create=False) as ledger, ledger.database.snapshot():
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


def export(where: str, folder: str, as_of: AsOf, form: FormatName) -> str:
    """Write the ledger at `where` as of `as_of` in an exchange format, and give the path of the file."""
    with open_ledger(where, create=False) as ledger:
        contents = ledger.as_of(as_of)
        path = Path(folder) / f"{_name(contents.head(), as_of)}.{form}"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            shown = exported(contents, form)
            with draft.open("wb") as out:
                WRITERS[form].write(shown, out)
            draft.replace(path)
    return str(path)


def _name(head: Head, as_of: AsOf | None) -> str:
    told = as_of.isoformat() if isinstance(as_of, date) and not isinstance(as_of, datetime) else ""
    return hashlib.sha256(f"{VERSION} {head.seq} {head.hash} {told}".encode()).hexdigest()[:32]


class _Job(Struct, frozen=True):
    """What is to be made: the catalogue as of then (None: as the ledger stands), or an export of it in a format."""

    as_of: AsOf | None
    form: FormatName | None = None


_NOW: Final = _Job(None)


class Keeper:
    """The catalogues and exports of the ledger at `where`, made as asked for in a process beside this one.

    `title` is what the pages are called. While the ledger grows, `path` goes on giving the last catalogue made; `stale`
    tells that a newer is on its way. Safe to use from several threads, the catalogues given are not.
    """

    def __init__(self, where: str | Path, title: str, folder: Path | None = None) -> None:
        self.where = str(where)
        self.title = title
        self.folder = folder or folder_of(where)
        self._makers = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._lock = Lock()
        self._made: dict[_Job, Path] = {}
        self._making: dict[_Job, Future[str]] = {}
        self._begun: dict[_Job, float] = {}
        self._rested = 0.0

    def close(self) -> None:
        """Stop making."""
        self._makers.shutdown(cancel_futures=True)

    def path(self, as_of: AsOf | None = None) -> Path | None:
        """Where the last catalogue made lies; None where none is made yet, and one is on its way.

        Raises what making it raised: `ChoiceError` where the ledger has no such entry, `LedgerError` and so on.
        """
        return self._path(_Job(as_of))

    def export(self, as_of: AsOf, form: FormatName) -> Path | None:
        """Where the ledger as of then lies in an exchange format; None where that is on its way.

        Raises what making it raised, as `InvariantError` where a rule of the format is broken.
        """
        return self._path(_Job(as_of, form))

    def renew(self) -> None:
        """The ledger grew: make its catalogue anew, beside any that is being made.

        Making it takes no more than a third of the time, however often the ledger grows.
        """
        with self._lock:
            self._collect()
            if _NOW not in self._making and time.monotonic() >= self._rested:
                for job in [each for each in self._made if _moves(each.as_of)]:
                    del self._made[job]
                self._start(_NOW)

    @property
    def stale(self) -> bool:
        """Whether a newer catalogue of the ledger as it stands is being made."""
        with self._lock:
            self._collect()
            return _NOW in self._making

    def wait(self, as_of: AsOf | None = None) -> Path:
        """The last catalogue, once it is made."""
        found = self.path(as_of)
        while found is None:
            with self._lock:
                coming = self._making.get(_Job(as_of))
            if coming is not None:
                coming.result()
            found = self.path(as_of)
        return found

    def _path(self, job: _Job) -> Path | None:
        with self._lock:
            self._collect(job)
            if job in self._made:
                self._made[job] = self._made.pop(job)  # asked for last
            elif job not in self._making:
                self._start(job)
            return self._made.get(job)

    def _start(self, job: _Job) -> None:
        where, folder = self.where, str(self.folder)
        if job.form is None or job.as_of is None:
            self._making[job] = self._makers.submit(write, where, folder, job.as_of, self.title)
        else:
            self._making[job] = self._makers.submit(export, where, folder, job.as_of, job.form)
        self._begun[job] = time.monotonic()

    def _collect(self, asked: _Job = _NOW) -> None:
        """Take over what is made; forget, and delete, what was not asked for in a long while.

        Raises what making what is `asked` raised; what others asked for waits for them.
        """
        done = [job for job, coming in self._making.items() if coming.done()]
        for job in done:
            coming = self._making[job]
            if job == asked or coming.exception() is None:
                del self._making[job]
                took = time.monotonic() - self._begun.pop(job)
                if job == _NOW:
                    self._rested = time.monotonic() + 2 * took
                self._made.pop(job, None)
                self._made[job] = Path(coming.result())
        for job in [each for each in self._made if each != _NOW][: max(0, len(self._made) - KEPT)]:
            del self._made[job]
        if done and self._made and not self._making:
            self._sweep()

    def _sweep(self) -> None:
        """Delete what was made before and is not kept any more."""
        kept = {path.name for path in self._made.values()}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _moves(as_of: AsOf | None) -> bool:
    """Whether what is as of then changes as the ledger grows: a day's reports may come in later."""
    return isinstance(as_of, date) and not isinstance(as_of, datetime)
