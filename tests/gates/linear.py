"""Whether the ten-thousandth report costs what the first does: ``python tests/gates/linear.py 10000``.

Reads that many pages of the generated corpus into a ledger, one process, tracing copies after every tenth as a service
that follows feeds does, and prints a row for each tenth: reports a second of the processor, and memory. Ends with 1
where the last tenth is slower than the first by more than `SLOWER`, or memory grew by more than `GROWN_MB` in the
second half: what databases keep of their pages in memory, 64 MB each, is filled in the first. ``--json FILE`` writes
what was measured, which `tests/gates/scale.py` reckons with. Making pages up is in no figure.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), *map(str, ROOT.glob("packages/*/src"))]

import msgspec  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from recount.bench.corpus import Feed, page  # noqa: E402
from recount.config import Settings  # noqa: E402
from recount.ledger import Ledger, open_ledger  # noqa: E402
from recount.ledger.origins import folder_of, keep  # noqa: E402
from recount.model import Recorded, Rejected  # noqa: E402
from recount.pipeline import begun  # noqa: E402
from recount.reports import Details, Item  # noqa: E402
from recount.resolve.gazetteer import Gazetteer  # noqa: E402
from recount.tables.claims import keyed_rows  # noqa: E402
from recount.tables.files import write_table  # noqa: E402
from recount.tables.sketches import sketch_row  # noqa: E402
from recount.wire import canonical  # noqa: E402
from recount.workers.choosing import equipment_of  # noqa: E402
from recount.workers.here import Here  # noqa: E402

SLOWER = 0.10
GROWN_MB = 64.0
_WARM, _SAMPLE = 40, 500
_STATUS = Path("/proc/self/status")


class Tenth(msgspec.Struct, frozen=True, kw_only=True):
    """A tenth of the reports: seconds of the processor to read them and to trace them, and by the clock; the memory of
    its own that the process had at most."""

    reports: int
    claims: int
    read_s: float
    traced_s: float
    by_clock_s: float
    own_mb: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of a feed; bytes are those of a report in the mean."""

    feed: Feed
    reports: int
    rejected: int
    claims: int
    read_ms: float
    traced_ms: float
    slower: float
    grown_mb: float
    page_bytes: float
    packed_bytes: float
    ledger_bytes: float
    index_bytes: float
    shard_bytes: float
    tenths: tuple[Tenth, ...]


class Pages:
    """Pages of a feed as items, and the time that making them up takes."""

    def __init__(self, feed: Feed) -> None:
        self.feed: Feed = feed
        self.cpu = self.clock = 0.0
        self.bytes = self.packed = self.sampled = 0

    def items(self, first: int, past: int) -> Iterator[Item]:
        for number in range(first, past):
            cpu, clock = process_time(), perf_counter()
            data = page(self.feed, number).encode()
            self.bytes += len(data)
            if number < _SAMPLE:
                self.packed += len(gzip.compress(data, 6))
                self.sampled += 1
            self.cpu += process_time() - cpu
            self.clock += perf_counter() - clock
            yield Item(where=f"{self.feed}-{number}.html", data=data, given=Details(), form="page")


class Outcomes:
    """What items became, counted as it passes; the first few are kept, to be written as shards."""

    def __init__(self) -> None:
        self.claims = self.rejected = self.reports = 0
        self.sample: list[Recorded] = []

    def of(self, found: Iterator[Recorded | Rejected]) -> Iterator[Recorded | Rejected]:
        for one in found:
            self.reports += 1
            if isinstance(one, Rejected):
                self.rejected += 1
            else:
                self.claims += len(one.claims)
                if len(self.sample) < _SAMPLE:
                    self.sample.append(one)
            yield one


def measured(feed: Feed, count: int, folder: Path) -> Measured:
    settings = Settings(ledger=str(folder / "linear.ledger"))
    here, pages, seen = Here(equipment_of(settings)), Pages(feed), Outcomes()
    list(here.read_all(Pages(feed).items(count, count + _WARM)))
    run = begun(("invented pages",), here.model, Gazetteer.for_ledger(settings.ledger))
    tenths: list[Tenth] = []
    with open_ledger(settings.ledger, who="linear") as ledger:
        for first in range(0, count, count // 10):
            past = first + count // 10
            claims, made, clock = seen.claims, (pages.cpu, pages.clock), perf_counter()
            cpu = process_time()
            ledger.add(run, seen.of(here.read_all(pages.items(first, past))))
            read = process_time() - cpu - (pages.cpu - made[0])
            cpu = process_time()
            keep(ledger)
            traced = process_time() - cpu
            tenths.append(
                Tenth(
                    reports=past - first,
                    claims=seen.claims - claims,
                    read_s=read,
                    traced_s=traced,
                    by_clock_s=perf_counter() - clock - (pages.clock - made[1]),
                    own_mb=_own_mb(),
                )
            )
            print(msgspec.json.encode(tenths[-1]).decode(), file=sys.stderr, flush=True)  # noqa: T201
        size, beside = _ledger_bytes(ledger), folder_of(ledger)
    spent = [one.read_s + one.traced_s for one in tenths]
    return Measured(
        feed=feed,
        reports=seen.reports,
        rejected=seen.rejected,
        claims=seen.claims,
        read_ms=1000 * sum(one.read_s for one in tenths) / count,
        traced_ms=1000 * sum(one.traced_s for one in tenths) / count,
        slower=spent[-1] / spent[0] - 1,
        grown_mb=tenths[-1].own_mb - tenths[4].own_mb,
        page_bytes=pages.bytes / count,
        packed_bytes=pages.packed / pages.sampled,
        ledger_bytes=size / count,
        index_bytes=sum(path.stat().st_size for path in beside.iterdir()) / count if beside else 0.0,
        shard_bytes=_shard_bytes(seen.sample),
        tenths=tuple(tenths),
    )


def _own_mb() -> float:
    told = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines())
    return int(told["RssAnon"].split()[0]) / 1e3


def _ledger_bytes(ledger: Ledger) -> int:
    ((size,),) = ledger.database.rows("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    return int(size or 0)


def _shard_bytes(sample: list[Recorded]) -> float:
    """A report's share of its shard: the report with its claims as JSON, its sketch, its claims as a table."""
    sketches, claims = io.BytesIO(), io.BytesIO()
    write_table("sketches", (sketch_row(one.reading) for one in sample), sketches)
    write_table("claims", (row for one in sample for row in keyed_rows(one)), claims)
    told = gzip.compress(b"\n".join(canonical(one) for one in sample), 6)
    return (len(sketches.getvalue()) + len(claims.getvalue()) + len(told)) / len(sample)


def table(found: Measured) -> Table:
    shown = Table(title=f"{found.reports:,} pages of the {found.feed} feed into a ledger", title_justify="left")
    for heading in ("tenth", "claims", "read, ms each", "traced, ms each", "a second", "a second by the clock", "MB"):
        shown.add_column(heading, justify="right")
    for number, one in enumerate(found.tenths, 1):
        each = [1000 * spent / one.reports for spent in (one.read_s, one.traced_s)]
        rates = one.reports / (one.read_s + one.traced_s), one.reports / one.by_clock_s
        row = (f"{number}", f"{one.claims:,}", *(f"{ms:.1f}" for ms in each), *(f"{rate:.1f}" for rate in rates))
        shown.add_row(*row, f"{one.own_mb:,.0f}")
    shown.caption = "\n".join(
        (
            f"the last tenth took {found.slower:+.0%} of the processor beside the first, {found.grown_mb:+.0f} MB more "
            "than the fifth",
            f"{found.ledger_bytes:,.0f} bytes a report in the ledger, {found.index_bytes:,.0f} in its index, "
            f"{found.shard_bytes:,.0f} in shards, {found.packed_bytes:,.0f} as a packed page",
        )
    )
    return shown


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", nargs="?", type=int, default=10_000)
    asked.add_argument("--feed", choices=("general", "war"), default="general")
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        found = measured(given.feed, given.reports, Path(folder))
    Console().print(table(found))
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 1 if found.slower > SLOWER or found.grown_mb > GROWN_MB else 0


if __name__ == "__main__":
    sys.exit(main())
