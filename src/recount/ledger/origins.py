"""Where the reports and claims of a ledger come from, and the index beside the ledger that finds copies among many.

The index is the folder ``LEDGER.origins``. All of it follows from the ledger, so it can be deleted at any time; a
ledger without one, or with one that lags behind, is searched in memory instead. What was traced is kept there too, with
the hash of the ledger's last entry, and traced again when that is another.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import MsgspecError, Struct

from recount import __version__, wire
from recount.errors import LedgerError, OriginsError, RecountError
from recount.ledger.store import Ledger
from recount.model import Lineage, Recorded
from recount.resolve.origins.index import Index, open_index
from recount.resolve.origins.index.fingerprint import fingerprint
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.tracing import trace

RULES: Final = 1
"""Which rules trace; raised when links, trees or claims are traced another way, so that what was kept is not used."""
_HELD: Final = 256
log = logging.getLogger(__name__)


def folder_of(ledger: Ledger) -> Path:
    """The folder of the index beside a ledger."""
    return Path(f"{ledger.database.name}.origins")


def keep(ledger: Ledger) -> int:
    """Place the reports of a ledger that the index beside it does not know; how many of them are copies or have some.

    Raises `OriginsBusyError` where another process writes the index, `OriginsError` where it is damaged or of another
    version.
    """
    with open_index(folder_of(ledger)) as index:
        new = [report for report in ledger.reports() if not index.known(report)]
        index.place_all(_sketches(ledger, new))
        akin: set[str] = set()
        for report in new:  # each family is looked at once, however many of it are new
            if report not in akin and len(family := index.family_of(report)) > 1:
                akin.update(family)
        return len(akin.intersection(new))


class _Traced(Struct, frozen=True):
    """A lineage, the last entry of the ledger that it was traced in, and what traced it."""

    head: str
    by: str
    lineage: Lineage


def lineage(ledger: Ledger) -> Lineage:
    """Where the reports and claims of a ledger come from."""
    file, head, by = folder_of(ledger) / "lineage.json", ledger.head().hash, f"{__version__} {RULES} {fingerprint()}"
    try:
        known = wire.decode(file.read_bytes(), _Traced)
    except (OSError, MsgspecError, RecountError):
        known = None
    if known is not None and (known.head, known.by) == (head, by):
        return known.lineage
    found = _traced(ledger)
    if file.parent.is_dir():
        _remember(file, _Traced(head, by, found))
    return found


def _remember(file: Path, traced: _Traced) -> None:
    """Keep what was traced, whole or not at all; where that cannot be written it is traced anew next time."""
    written = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        written.write_bytes(wire.canonical(traced))
        written.replace(file)
    except OSError as error:
        log.info("origins: what was traced cannot be kept: %s", error)
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _traced(ledger: Ledger) -> Lineage:
    @lru_cache(_HELD)
    def load(report: str) -> Recorded:
        reading = ledger.reading(report)
        if reading is None:
            raise LedgerError(f"{ledger.database.name} holds no report {report} any more: run `recount verify`")
        return Recorded(
            reading=reading, claims=tuple(ledger.claims(report)), statements=tuple(ledger.statements(report))
        )

    with _placed(ledger) as index:
        return trace(index.families(least=2), ledger.reports(), load)


def _placed(ledger: Ledger) -> Index:
    """An index of just the reports of a ledger: the one beside it where it is that, else one in memory."""
    try:
        beside = open_index(folder_of(ledger), writable=False)
    except OriginsError as error:
        log.info("origins: copies are searched in memory: %s", error)
    else:
        reports = tuple(ledger.reports())
        if len(beside) == len(reports) and all(map(beside.known, reports)):
            return beside
        beside.close()
    index = open_index(None)
    index.place_all(_sketches(ledger, ledger.reports()))
    return index


def _sketches(ledger: Ledger, reports: Iterable[str]) -> Iterator[Sketch]:
    for report in reports:
        reading = ledger.reading(report)
        if reading is not None:
            yield sketch_of(reading)
