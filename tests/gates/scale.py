"""What the world's news costs to read, reckoned from what was measured: ``python tests/gates/scale.py``.

Writes the tables of docs/scale.md anew from ``scale.json`` (what was measured) and ``scale.toml`` (what is assumed).
``python tests/gates/scale.py measure`` measures first: pages of both feeds into a ledger (`linear.py`), and copies
among invented sketches (`recount bench grouping`). ``take NAME FILE`` takes one measurement from a file: the JSON of
`linear.py` (general, war) or of `recount bench grouping` (sparse, dense).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), *map(str, ROOT.glob("packages/*/src"))]

import msgspec  # noqa: E402

PAGE = ROOT / "docs" / "scale.md"
MEASURED, ASSUMED = (Path(__file__).with_name(f"scale.{suffix}") for suffix in ("json", "toml"))
GB, HOUR = 1e9, 3600.0
COMMANDS: Mapping[str, Sequence[str]] = {
    "general": ("tests/gates/linear.py", "10000", "--feed", "general", "--json"),
    "war": ("tests/gates/linear.py", "1000", "--feed", "war", "--json"),
    "sparse": ("-m", "recount", "bench", "grouping", "--reports", "100000", "--check", "--json"),
    "dense": ("-m", "recount", "bench", "grouping", "--reports", "300000", "--a-day", "300000", "--json"),
}


class Read(msgspec.Struct, frozen=True):
    """What reading a feed took; see `linear.Measured`."""

    reports: int
    claims: int
    read_ms: float
    traced_ms: float
    packed_bytes: float
    ledger_bytes: float
    index_bytes: float
    shard_bytes: float
    tenths: tuple[Mapping[str, float], ...]

    @property
    def own_mb(self) -> float:
        """The most memory of its own that the process had."""
        return max(tenth["own_mb"] for tenth in self.tenths)


class Score(msgspec.Struct, frozen=True):
    """How well families agree with those of an index."""

    precision: float
    recall: float
    f1: float


class Grouped(msgspec.Struct, frozen=True):
    """What finding copies took; see `recount.bench.grouping.Grouped`."""

    reports: int
    a_day: int
    families: int
    made: int
    pairs: int
    threads: int
    memory_mb: int
    peak_mb: float
    seconds: float
    by_clock: float
    bytes_each: float
    index_seconds: float | None
    score: Score | None


class Measured(msgspec.Struct, frozen=True):
    """All that was measured."""

    general: Read
    war: Read
    sparse: Grouped
    dense: Grouped


class Assumed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is assumed."""

    a_day: int
    kept: float
    written_a_second: int
    core_hour_usd: tuple[float, float]
    object_gb_month_usd: tuple[float, float]
    disk_gb_month_usd: tuple[float, float]
    sizes: Mapping[str, int]


class Cost(NamedTuple):
    """What a number of articles takes: hours of a core, gigabytes; writing all claims, hours by the clock."""

    articles: int
    reading: float
    grouping: float
    pages_gb: float
    shards_gb: float
    ledger_gb: float
    writing: float


def measurements() -> Measured:
    """What was measured last."""
    return msgspec.json.decode(MEASURED.read_bytes(), type=Measured)


def assumptions() -> Assumed:
    """What is assumed."""
    return msgspec.convert(tomllib.loads(ASSUMED.read_text(encoding="utf-8")), Assumed)


def cost(articles: int, measured: Measured, assumed: Assumed) -> Cost:
    """What so many articles take. The ledger takes those of war, as a ledger of nothing but such takes them."""
    general, war = measured.general, measured.war
    kept = assumed.kept * articles
    return Cost(
        articles=articles,
        reading=articles * general.read_ms / 1000 / HOUR,
        grouping=articles * measured.dense.seconds / measured.dense.reports / HOUR,
        pages_gb=articles * general.packed_bytes / GB,
        shards_gb=articles * general.shard_bytes / GB,
        ledger_gb=kept * (war.ledger_bytes + war.index_bytes) / GB,
        writing=articles * general.claims / general.reports / assumed.written_a_second / HOUR,
    )


def tables(measured: Measured, assumed: Assumed) -> Mapping[str, str]:
    """The tables of the page by their names, in Markdown."""
    costs = {name: cost(days * assumed.a_day, measured, assumed) for name, days in assumed.sizes.items()}
    return {
        "measured": "\n".join(_measured(measured)),
        "grouped": "\n".join(_grouped(measured)),
        "costs": "\n".join(_costs(costs, measured, assumed)),
    }


def _measured(found: Measured) -> Iterator[str]:
    yield "| a report of | a general feed | a feed of war |"
    yield "|---|--:|--:|"
    sides = found.general, found.war
    rows: Sequence[tuple[str, Sequence[str]]] = (
        ("pages read", [f"{one.reports:,}" for one in sides]),
        ("claims in it", [f"{one.claims / one.reports:.2f}" for one in sides]),
        ("reading it, from the page to the ledger, ms of a core", [f"{one.read_ms:.0f}" for one in sides]),
        ("reports a second of a core", [f"{1000 / one.read_ms:.1f}" for one in sides]),
        ("tracing it through the ledger, ms of a core", [f"{one.traced_ms:.0f}" for one in sides]),
        ("page, packed as a web archive packs it, bytes", [f"{one.packed_bytes:,.0f}" for one in sides]),
        ("in shards, bytes", [f"{one.shard_bytes:,.0f}" for one in sides]),
        ("in the ledger, bytes", [f"{one.ledger_bytes:,.0f}" for one in sides]),
        ("in the index beside it, bytes", [f"{one.index_bytes:,.0f}" for one in sides]),
        ("memory of a process's own at most, MB", [f"{one.own_mb:,.0f}" for one in sides]),
    )
    for said, values in rows:
        yield f"| {said} | {' | '.join(values)} |"


def _grouped(found: Measured) -> Iterator[str]:
    yield "| copies among | pairs compared | seconds of a core | ms each | memory at most, MB | F1 beside an index |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in (found.sparse, found.dense):
        score = "not measured" if one.score is None else f"{one.score.f1:.4f}"
        yield (
            f"| {one.reports:,} reports, {one.a_day:,} a day | {one.pairs:,} | {one.seconds:,.0f} "
            f"| {1000 * one.seconds / one.reports:.2f} | {one.peak_mb:,.0f} | {score} |"
        )


def _costs(costs: Mapping[str, Cost], measured: Measured, assumed: Assumed) -> Iterator[str]:
    def row(said: str, values: Sequence[str]) -> str:
        return f"| {said} | {' | '.join(values)} |"

    every = tuple(costs.values())
    cores = assumed.a_day * measured.general.read_ms / 1000 / (24 * HOUR)
    yield row("", list(costs))
    yield "|---|" + "--:|" * len(costs)
    yield row("articles", [f"{one.articles:,}" for one in every])
    yield row("reading, hours of a core", [_round(one.reading) for one in every])
    yield row("finding copies in SQL, hours of a core", [_round(one.grouping) for one in every])
    yield row("on 100 cores, hours", [_round((one.reading + one.grouping) / 100) for one in every])
    yield row("pages kept as web archives, GB", [_round(one.pages_gb) for one in every])
    yield row("shards, GB", [_round(one.shards_gb) for one in every])
    yield row(f"a ledger of the {assumed.kept:.0%} that are of war, GB", [_round(one.ledger_gb) for one in every])
    yield row("all claims by one writer, hours by the clock", [_round(one.writing) for one in every])
    yield row("cores, once, US$", [_span(one.reading + one.grouping, assumed.core_hour_usd) for one in every])
    yield row(
        "pages and shards, a month, US$",
        [_span(one.pages_gb + one.shards_gb, assumed.object_gb_month_usd) for one in every],
    )
    yield row("the ledger's disk, a month, US$", [_span(one.ledger_gb, assumed.disk_gb_month_usd) for one in every])
    yield ""
    processes = ceil(cores)
    memory = _round(processes * measured.general.own_mb / 1000)
    yield (
        f"{assumed.a_day:,} articles a day keep {_round(cores)} cores busy: {processes:,} at work or waiting, with "
        f"{memory} GB of memory of their own, the model in it; the places are mapped."
    )


def _round(number: float) -> str:
    """Two figures that tell, no more: the rest would be made up."""
    if number < 10:
        return f"{number:.2g}"
    digits = len(str(int(number)))
    return f"{round(number, 2 - digits):,.0f}"


def _span(amount: float, prices: tuple[float, float]) -> str:
    return " to ".join(_round(amount * price) for price in prices)


def rendered(page: str) -> str:
    """The page with its tables made anew; each stands between two comments that name it."""
    for name, table in tables(measurements(), assumptions()).items():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)
        page, found = between.subn(lambda _, table=table: f"{table}\n", page)  # type: ignore[misc]
        if found != 1:
            raise SystemExit(f"{PAGE} has {found} places for the table {name!r}: it needs one")
    return page


def take(name: str, told: bytes) -> None:
    """Put one measurement in the place of the one before."""
    kept = msgspec.json.decode(MEASURED.read_bytes()) if MEASURED.exists() else {}
    kept[name] = msgspec.json.decode(told)
    MEASURED.write_bytes(msgspec.json.format(msgspec.json.encode(kept, order="sorted")) + b"\n")


def measure() -> None:
    """Measure all of it, one after the other."""
    with TemporaryDirectory() as folder:
        for name, command in COMMANDS.items():
            told = Path(folder) / f"{name}.json"
            into = [str(told)] if command[0].startswith("tests/") else []
            done = subprocess.run([sys.executable, *command, *into], cwd=ROOT, check=not into, stdout=subprocess.PIPE)
            take(name, told.read_bytes() if into else done.stdout)


def main() -> None:
    if sys.argv[1:] == ["measure"]:
        measure()
    elif sys.argv[1:2] == ["take"]:
        take(sys.argv[2], Path(sys.argv[3]).read_bytes())
    if sys.argv[1:2] != ["take"]:
        PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
