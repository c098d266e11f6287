"""Re-checking a ledger from its first entry to its last.

What is found: any byte of an entry that was changed, entries removed from the middle or put in another order, entries
removed from the end without the `meta` table being changed to match, quotations that do not stand in their report,
records that do not hold together, and what the database itself finds wrong with how it is stored.

What the ledger alone cannot show: that somebody cut the end off *and* made `meta` agree, or wrote the whole chain anew.
For that, note the head (`Verification.head`) somewhere else and compare, or keep a `recount.ledger.seal`.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import ValidationError

from recount.address import on_server
from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import sql
from recount.ledger.connecting import connect
from recount.ledger.contents import Contents
from recount.ledger.database import Database
from recount.ledger.entries import GENESIS, Head
from recount.ledger.store import Ledger
from recount.ledger.verification.contradictions import contradictions
from recount.ledger.verification.findings import Finding, Verification
from recount.ledger.verification.lookup import lookup_problems
from recount.ledger.verification.ranges import LEAST, Range, check, of_file
from recount.ledger.verification.totals import falling

__all__ = ["Finding", "Verification", "Watch", "verify"]

Watch = Callable[[Iterable[Range], str, int | None], Iterable[Range]]
"""Passes on what it is given, and may show how far it is: called with what to call it and how much to expect."""
_LEAST: Final = 10_000
_PARTS: Final = 8


def _unwatched(ranges: Iterable[Range], label: str, total: int | None) -> Iterable[Range]:
    del label, total
    return ranges


def verify(ledger: Ledger | Path | str, *, processes: int = 1, watch: Watch = _unwatched) -> Verification:
    """Check every entry of an open ledger, or of that at a path or an address, which is opened for reading only.

    Large ledgers are shared out among so many `processes`, which changes nothing in what is found; a script that asks
    for more than one needs ``if __name__ == "__main__":``, as for `multiprocessing`. `watch` may show how far it is.

    Raises `LedgerError` where there is no such file or no server answers, `LedgerBusyError` where it is locked;
    anything else that keeps a file from being read is a finding.
    """
    if isinstance(ledger, Ledger):
        with ledger.database.snapshot():
            return _verify(ledger.database, processes, watch)
    if not on_server(ledger) and not Path(ledger).exists():
        raise LedgerError(f"there is no ledger at {ledger}: give the path of one")
    try:
        with _opened(ledger) as store, store.snapshot():
            return _verify(store, processes, watch)
    except LedgerBusyError:
        raise
    except LedgerError as error:
        if on_server(ledger) and not isinstance(error, LedgerDamagedError):
            raise
        return Verification(entries=0, reports=0, claims=0, head=GENESIS, findings=(of_file(str(error)),))


def _opened(where: str | Path) -> closing[Database]:
    return closing(connect(where, create=False, writable=False))


def _verify(store: Database, processes: int, watch: Watch) -> Verification:
    try:
        last = Contents(store).head().seq
    except LedgerDamagedError:  # the check of the first stretch tells
        last = 0
    stretches = _stretches(last, _PARTS * max(processes, 1))
    with _checked(store, stretches, processes) as (checked, problems):
        ranges = tuple(watch(checked, "checking", len(stretches)))
        head = next((each.head for each in reversed(ranges) if each.head is not None), GENESIS)
        of_store = [of_file(wrong) for wrong in (*_head_faults(store, head), *problems())]
    counts: Counter[str] = Counter()
    for each in ranges:
        counts.update(each.counts)
    breaks = [found for each in ranges for found in each.breaks]
    faults = [found for each in ranges for found in each.faults]
    return Verification(
        entries=counts.total(),
        reports=counts["report"],
        claims=counts["claim"],
        head=head,
        findings=(*breaks, *faults, *of_store),
        notes=_notes(store),
        contradictions=contradictions(Contents(store), [part for each in ranges for part in each.parts]),
    )


def _stretches(last: int, parts: int) -> list[tuple[int, int]]:
    """The numbers of entries, cut into ranges, about so many: after which number, up to which."""
    step = max(_LEAST, last // parts)
    edges = [LEAST, *range(step, last, step), max(last, 0)]
    return list(pairwise(edges))


@contextmanager
def _checked(
    store: Database, stretches: list[tuple[int, int]], processes: int
) -> Iterator[tuple[Iterator[Range], Callable[[], tuple[str, ...]]]]:
    """What is found in each range, in order, and what the database finds: here, or in processes of their own."""
    if processes < 2 or len(stretches) < 2:
        yield (check(store, *each) for each in stretches), partial(_problems, store)
        return
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=gc.disable)
    try:
        problems = pool.submit(_problems_of, store.where)
        found = [pool.submit(_check, store.where, *each) for each in stretches]
        yield (each.result() for each in found), problems.result
    finally:
        pool.shutdown(cancel_futures=True)


def _check(where: str, after: int, until: int) -> Range:
    with _opened(where) as store, store.snapshot():
        return check(store, after, until)


def _problems_of(where: str) -> tuple[str, ...]:
    with _opened(where) as store:
        return _problems(store)


def _problems(store: Database) -> tuple[str, ...]:
    found: list[str] = []
    try:
        found.extend(store.problems())
        found.extend(lookup_problems(store))
    except LedgerDamagedError as error:
        found.append(str(error))
    return tuple(found)


def _notes(store: Database) -> tuple[Finding, ...]:
    try:
        return tuple(falling(store))
    except (LedgerDamagedError, ValidationError):  # the check of the database tells
        return ()


def _head_faults(store: Database, head: Head) -> Iterator[str]:
    try:
        meta = {str(name): value for name, value in store.rows(sql.META)}
    except LedgerDamagedError as error:
        yield str(error)
        return
    noted = meta.get("head_seq", str(GENESIS.seq)), meta.get("head_hash", GENESIS.hash)
    if noted != (str(head.seq), head.hash):
        wrong = f"the chain ends at entry {head.seq} and should end at entry {noted[0]} ({noted[1]})"
        yield f"{wrong}: the rest is gone or cannot be read"
