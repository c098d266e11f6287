"""How long copies take to be found in shards of invented sketches, in what memory, and whether an index agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from msgspec import Struct
from rich.table import Table

from recount.bench.clusters import ClusterScore, agreement
from recount.bench.sketched import invented
from recount.grouping import Bounds, find_copies
from recount.grouping.database import Watch
from recount.resolve.origins.index import open_index
from recount.resolve.origins.sketches import Sketch
from recount.tables.files import write_table
from recount.tables.sketches import row_of

_IN_SHARD = 50_000


class Step(Struct, frozen=True):
    """A step of the work, or all of its kind, in seconds of the processor and by the clock."""

    name: str
    seconds: float
    by_clock: float


class Grouped(Struct, frozen=True, kw_only=True):
    """What was measured: `made` reports copy none, so there should be as many families, those of one report counted.

    `bytes_each` is a report's share of the shards' sketches. `index_seconds` is what an index took for the same
    sketches, in seconds of the processor, and `score` how well its families agree; None where it was not asked.
    """

    reports: int
    a_day: int
    made: int
    families: int
    pairs: int
    threads: int
    memory_mb: int
    peak_mb: float
    bytes_each: float
    seconds: float
    by_clock: float
    steps: tuple[Step, ...]
    index_seconds: float | None
    score: ClusterScore | None


def measure(folder: Path, reports: int, a_day: int, bounds: Bounds, *, check: bool, watch: Watch) -> Grouped:
    """Write shards of so many invented sketches into an empty folder, and find the copies in them.

    With `check` an index finds them too. `watch` passes on what it is given, and may show how far it is.
    """
    made = _write_shards(folder, reports, a_day)
    out = folder / "copies.parquet"
    steps: dict[str, Step] = {}
    cpu, clock = process_time(), perf_counter()
    found = find_copies(folder, out, bounds, lambda taken, label, total: watch(_timed(taken, steps), label, total))
    cpu, clock = process_time() - cpu, perf_counter() - clock
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1e3
    index_seconds = score = None
    if check:
        index_seconds, score = _beside_index(out, islice(invented(a_day), reports))
    return Grouped(
        reports=found.reports,
        a_day=a_day,
        made=made,
        families=found.reports - found.copies,
        pairs=found.pairs,
        threads=bounds.threads,
        memory_mb=bounds.memory_mb,
        peak_mb=peak,
        bytes_each=sum(path.stat().st_size for path in (folder / "sketches").iterdir()) / reports,
        seconds=cpu,
        by_clock=clock,
        steps=tuple(steps.values()),
        index_seconds=index_seconds,
        score=score,
    )


def _write_shards(folder: Path, reports: int, a_day: int) -> int:
    """Write the sketches; tell how many reports copy none."""
    (folder / "sketches").mkdir(parents=True)
    wire, made = islice(invented(a_day), reports), 0
    for number in range(0, reports, _IN_SHARD):
        with (folder / "sketches" / f"{number:08}.parquet").open("wb") as out:
            some = list(islice(wire, _IN_SHARD))
            made += sum(not copied for _, copied in some)
            write_table("sketches", (row_of(sketch) for sketch, _ in some), out)
    return made


def _timed(taken: Iterable[str], steps: dict[str, Step]) -> Iterator[str]:
    """The same steps, with what each took noted; those of one name together."""
    cpu, clock = process_time(), perf_counter()
    for name in taken:
        before = steps.get(name, Step(name, 0.0, 0.0))
        steps[name] = Step(name, before.seconds + process_time() - cpu, before.by_clock + perf_counter() - clock)
        yield name
        cpu, clock = process_time(), perf_counter()


def _beside_index(found: Path, wire: Iterable[tuple[Sketch, bool]]) -> tuple[float, ClusterScore]:
    """What an index takes for the same sketches, in seconds of the processor, and how well its families agree."""
    from pyarrow import parquet

    spent = 0.0

    def sketches() -> Iterator[Sketch]:
        nonlocal spent
        started = process_time()
        for sketch, _ in wire:
            spent += process_time() - started
            yield sketch
            started = process_time()

    started = process_time()
    with open_index() as index:
        index.place_all(sketches())
        took = process_time() - started - spent
        expected = {report: number for number, family in enumerate(index.families()) for report in family}
    rows = parquet.read_table(found, columns=["report", "family"]).to_pydict()
    return took, agreement(expected, dict(zip(rows["report"], rows["family"], strict=True)))


def grouping_table(measured: Grouped) -> Table:
    """What was measured, for people."""
    title = f"Copies among {measured.reports:,} invented reports, {measured.a_day:,} a day"
    table = Table(title=title, title_justify="left")
    for heading in ("step", "seconds of the processor", "by the clock"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    for step in (*measured.steps, Step("all", measured.seconds, measured.by_clock)):
        table.add_row(step.name, f"{step.seconds:,.1f}", f"{step.by_clock:,.1f}")
    said = [
        f"{measured.families:,} families, those of one report counted; {measured.made:,} reports copy none",
        f"{measured.pairs:,} pairs compared, {measured.threads} threads, {measured.peak_mb:,.0f} MB at most; "
        f"{measured.bytes_each:,.0f} bytes a report in the shards",
    ]
    if measured.score is not None and measured.index_seconds is not None:
        score = measured.score
        said.append(
            f"an index took {measured.index_seconds:,.1f} seconds of the processor; beside its families precision "
            f"{score.precision:.4f}, recall {score.recall:.4f}, F1 {score.f1:.4f}"
        )
    table.caption, table.caption_justify = "\n".join(said), "left"
    return table
