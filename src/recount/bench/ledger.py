"""How fast a ledger takes claims and finds them again, as it grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter, process_time
from typing import Final

from msgspec import Struct

from recount.bench.recorded import cast, recorded
from recount.ledger import Contents, Ledger
from recount.model import EVERYTHING, Recorded, Run, Selection
from recount.pipeline import SOFTWARE

SIZES: Final = (10_000, 100_000, 1_000_000)
EXPECTED: Final = 8.8
"""Claims of a report in the mean."""
_TIMES: Final = 5

Watch = Callable[[Iterable[Recorded], str, int | None], Iterator[Recorded]]


class Asked(Struct, frozen=True):
    """What was selected, how many claims that was, and how long its first page of 100 took by the clock, in ms.

    `first` is the first time, `then` the median of the times after it.
    """

    said: str
    claims: int
    first_ms: float
    then_ms: float


class Stage(Struct, frozen=True, kw_only=True):
    """What was measured at one size of a ledger.

    `added` are claims added a second since the size before, of processor time of this process, `added_by_clock` the
    same by the clock; making the reports up is in neither. `bytes` is the size of the file, or of the database.
    """

    claims: int
    reports: int
    entries: int
    added: float
    added_by_clock: float
    bytes: int
    asked: tuple[Asked, ...]


def stages(ledger: Ledger, most: int, watch: Watch) -> Iterator[Stage]:
    """Fill an empty ledger up to `most` claims, and measure it at every size of `SIZES` on the way.

    `watch` passes on what it is given, and may show how far it is.
    """
    wire, run = _Wire(), Run(software=SOFTWARE, started_at=datetime.now(UTC), inputs=("invented reports",))
    for size in (*(size for size in SIZES if size < most), most):
        before, made_cpu, made_clock = wire.claims, wire.cpu, wire.clock
        many = watch(wire.until(size), f"{size:,} claims", int((size - before) / EXPECTED))
        cpu, clock = process_time(), perf_counter()
        ledger.add(run, many)
        cpu, clock = process_time() - cpu - (wire.cpu - made_cpu), perf_counter() - clock - (wire.clock - made_clock)
        yield Stage(
            claims=wire.claims,
            reports=wire.reports,
            entries=ledger.head().seq,
            added=(wire.claims - before) / cpu,
            added_by_clock=(wire.claims - before) / clock,
            bytes=_bytes(ledger),
            asked=tuple(_asked(ledger)),
        )


class _Wire:
    """Invented reports up to a number of claims, and the time that making them up takes, which is not the ledger's."""

    def __init__(self) -> None:
        self._reports = recorded()
        self.claims, self.reports, self.cpu, self.clock = 0, 0, 0.0, 0.0

    def until(self, claims: int) -> Iterator[Recorded]:
        """Reports until there were that many claims."""
        while self.claims < claims:
            cpu, clock = process_time(), perf_counter()
            report = next(self._reports)
            self.claims += len(report.claims)
            self.reports += 1
            self.cpu += process_time() - cpu
            self.clock += perf_counter() - clock
            yield report


def _questions() -> Iterator[tuple[str, Selection]]:
    """What is asked, told in words: some of it is frequent, some rare, some frequent in its parts and rare together."""
    named = cast()
    yield "all claims", EVERYTHING
    yield "killed civilians at a frequent place", Selection(effect="killed", group="civilians", place=named.places[0])
    yield "killed, of the most frequent party", Selection(effect="killed", party=named.parties[0])
    yield "the most frequent source", Selection(source=named.sources[0])
    yield "a rare source", Selection(source=named.sources[-1])
    yield "a rare place", Selection(place=named.places[-1])
    yield "a source of a place, both frequent", Selection(source=named.sources[0], place=named.places[1])
    yield "a rare effect in a country", Selection(effect="missing", country="XC")
    yield "harm on one day", Selection(since=date(2020, 2, 9), until=date(2020, 2, 9))
    yield "harm on a day that none has", Selection(since=date(2040, 1, 1))
    yield "a name that none has", Selection(source="Nobody of the name")


def _asked(ledger: Ledger) -> Iterator[Asked]:
    half = ledger.as_of(ledger.head().seq // 2)
    for said, wanted in _questions():
        yield _timed(ledger, said, wanted)
    yield _timed(half, "all claims, as of half of the entries", EVERYTHING)


def _timed(contents: Contents, said: str, wanted: Selection) -> Asked:
    took = []
    for _ in range(_TIMES):
        started = perf_counter()
        contents.select(wanted)
        took.append(1000 * (perf_counter() - started))
    return Asked(said, contents.count(wanted), took[0], median(took[1:]))


def _bytes(ledger: Ledger) -> int:
    in_file = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    on_server = "SELECT pg_database_size(current_database())"
    ((size,),) = ledger.database.rows(in_file if ledger.database.beside is not None else on_server)
    return int(size or 0)
