"""``recount bench``: predictions for gold data, and how fast recount reads."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Literal

import click

from recount.cli import options


@click.group("bench", short_help="Write predictions for gold data; measure speed.")
def command() -> None:
    """Write what recount finds in the texts of a file of gold, a line of JSON each, or measure how fast it reads.

    The labels of gold are never read.
    """


def _predicting(part: str, found: str) -> click.Command:
    """The command that writes what is found of one part."""

    @click.command(
        part,
        short_help=f"Write the {found} of gold data.",
        help=f"Write the {found} of GOLD, as recount finds them, a line of JSON each; its labels are never read.",
    )
    @click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @options.out
    def predicting(gold: Path, out: str) -> None:
        _write(import_module(f"recount.bench.{part}").predict(gold), part, gold, out)

    return predicting


def _write(rows: Iterable[object], part: str, gold: Path, out: str) -> None:
    """Write the predictions of one part, a line of JSON each, and show how far it is through the gold."""
    import msgspec

    from recount.bench import row_count
    from recount.cli.output import watched, written

    with written(out) as stream:
        for row in watched(rows, part, row_count(gold)):
            stream.write(msgspec.json.encode(row) + b"\n")


_PARTS = {
    "attribution": "attributions", "claims": "claims", "datetimes": "spans of time", "entities": "names",
    "muc": "deaths and injuries", "pages": "pages", "quantities": "quantities", "syntax": "syntax",
    "times": "expressions of time",
}  # fmt: skip
for _part, _found in _PARTS.items():
    command.add_command(_predicting(_part, _found))


@command.command("places", short_help="Write the toponyms of gold data.")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--spans", is_flag=True, help="Locate the toponyms that GOLD marks, instead of finding them.")
@options.out
def places(gold: Path, spans: bool, out: str) -> None:
    """Write the toponyms of GOLD, as recount finds and locates them, a line of JSON each; its places are never read."""
    from recount.bench.places import predict

    _write(predict(gold, spans=spans), "places", gold, out)


@command.command("copies", short_help="Write the families of copies in gold data, and score them.")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.out
@options.as_json
def copies(gold: Path, out: str, as_json: bool) -> None:
    """Write which reports of GOLD share an origin, a line of JSON each; then show how well that agrees with GOLD.

    MinHash alone and containment alone stand beside it, each at the threshold that suits GOLD best. The clusters of
    GOLD are read only to score.
    """
    from recount.bench.copies import predict, score
    from recount.bench.copies_table import copies_table
    from recount.cli.output import print_json, print_table

    found = tuple(predict(gold))
    _write(found, "copies", gold, out)
    scores = score(gold, {one.doc_id: one.cluster for one in found})
    if as_json:
        print_json(scores)
    else:
        print_table(copies_table(scores), err=True)


@command.command("speed", short_help="Measure how fast recount reads.")
@options.as_json
def speed(as_json: bool) -> None:
    """Measure how fast recount takes pages of invented news from HTML to entries of a ledger, stage by stage, on one
    thread, beside a pipeline put together from well-known libraries where these are installed, on the same pages.

    Ratios of one run can be compared between machines; seconds cannot. It takes some minutes.
    """
    from recount.bench.speed.laps import expected, laps
    from recount.bench.speed.summing import summed
    from recount.cli.output import print_json, print_table, watched

    found = summed(lap for step in watched(laps(), "speed", expected()) for lap in step)
    if as_json:
        print_json(found)
        return
    from recount.bench.speed.table import speed_tables

    print_table(*speed_tables(found))


@command.command("corpus", short_help="Write pages of invented news, to measure on.")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--articles", type=click.IntRange(1), default=1000, show_default=True, help="How many.")
@click.option("--feed", type=click.Choice(["general", "war"]), default="general", show_default=True, help="Which news.")
@click.option("--first", type=click.IntRange(0), default=0, show_default=True, help="The number of the first of them.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed makes other news.")
@click.option("--packed", is_flag=True, help="Write gzip, a quarter of the size.")
def corpus(*, out: Path, articles: int, feed: Literal["general", "war"], first: int, seed: int, packed: bool) -> None:
    """Write pages of invented news into the folder OUT, a thousand a folder, always the same for the same seed.

    A page is 92 to 134 kB, its article 560 words in the mean. The general feed is news of all kinds, 5 in 100 of war.
    """
    from recount.bench.corpus import write
    from recount.cli.output import watched

    for _ in watched(write(out, feed, articles, seed=seed, packed=packed, first=first), "writing", articles):
        pass
    click.echo(f"{out}: {articles:,} pages of {feed} news")


@command.command("gazetteer", short_help="Measure how fast places are looked up.")
@options.as_json
def gazetteer(as_json: bool) -> None:
    """Measure how fast the places of a million names are looked up, half of them names of none, on one thread.

    Look-ups of one run can be compared with its empty calls; seconds cannot be compared between machines.
    """
    from recount.bench.gazetteer import measure
    from recount.cli.output import print_json

    found = measure()
    if as_json:
        print_json(found)
        return
    click.echo(f"{found.places:,} places by {found.names:,} names, {found.bytes / 1e6:.1f} MB on disk")
    click.echo(f"opened in {found.opened_ms:.1f} ms; resident {found.resident_mb:.1f} MB after all of it")
    click.echo(f"{found.calls:>12,.0f} empty calls a second")
    click.echo(f"{found.finds:>12,.0f} folded names to record numbers a second")
    click.echo(f"{found.folds:>12,.0f} names to record numbers a second, folded first")
    click.echo(f"{found.lookups:>12,.0f} names to entries a second")


@command.command("origins", short_help="Measure how fast reports are placed among their copies.")
@click.option("--reports", type=click.IntRange(2_000), default=100_000, show_default=True, help="How many to invent.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Keep the index in this new folder.")
@options.as_json
def origins(reports: int, folder: Path | None, as_json: bool) -> None:
    """Measure how fast invented reports are sketched, looked up and placed, as their index grows to 1,000,000 reports.

    Look-ups of one run can be compared with its empty calls; seconds cannot be compared between machines. An index of
    1,000,000 reports takes about 6 GB of disk.
    """
    from tempfile import TemporaryDirectory

    from recount.bench.origins import stages
    from recount.cli.output import print_json, print_table, watched

    if folder is not None and folder.exists():
        raise click.BadParameter(f"{folder} exists: give the path of a new folder", param_hint="--folder")
    with TemporaryDirectory() as drafts:
        measured = tuple(stages(folder or Path(drafts) / "origins", reports, watched))
    if as_json:
        print_json(measured)
        return
    from recount.bench.origins_table import origins_table

    print_table(origins_table(measured))


@command.command("grouping", short_help="Measure how fast copies are found in shards.")
@click.option("--reports", type=click.IntRange(1_000), default=100_000, show_default=True, help="How many to invent.")
@click.option("--a-day", type=click.IntRange(1), default=2_000, show_default=True, help="How many of them a day.")
@click.option("--memory", type=click.IntRange(200), default=4_000, show_default=True, help="Megabytes for the work.")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="How many threads to use.")
@click.option("--check", is_flag=True, help="Have an index find the copies too, and tell how well the two agree.")
@options.as_json
def grouping(*, reports: int, a_day: int, memory: int, threads: int, check: bool, as_json: bool) -> None:
    """Write shards of invented sketches, and measure how long `recount shards copies` takes for them.

    The index of --check holds all sketches in memory, and takes longer.
    """
    from tempfile import TemporaryDirectory

    from recount.bench.grouping import grouping_table, measure
    from recount.cli.output import print_json, print_table, watched
    from recount.grouping import Bounds

    bounds = Bounds(memory_mb=memory, threads=threads)
    with TemporaryDirectory() as folder:
        measured = measure(Path(folder) / "shards", reports, a_day, bounds, check=check, watch=watched)
    if as_json:
        print_json(measured)
    else:
        print_table(grouping_table(measured))


@command.command("ledger", short_help="Measure how fast a ledger takes claims and finds them.")
@click.option("--claims", type=click.IntRange(100), default=100_000, show_default=True, help="How many to invent.")
@click.option("--ledger", metavar="PATH", help="Fill this ledger, which must be empty.  [default: one that is deleted]")
@options.as_json
def ledger(claims: int, ledger: str | None, as_json: bool) -> None:
    """Measure how fast claims of invented reports are added, and how soon a first page of some of them is there, as a
    ledger grows to 1,000,000 claims.

    Rates by the clock depend on the disk; no figures can be compared between machines. A million claims take 8 GB.
    """
    from tempfile import TemporaryDirectory

    from recount.bench.ledger import stages
    from recount.cli.output import print_json, print_table, watched
    from recount.ledger import open_ledger

    with TemporaryDirectory() as folder, open_ledger(ledger or f"{folder}/bench.ledger") as opened:
        if opened.head().seq:
            raise click.BadParameter(f"{opened.database.name} holds entries: name a new one", param_hint="--ledger")
        measured = tuple(stages(opened, claims, watched))
    if as_json:
        print_json(measured)
        return
    from recount.bench.ledger_table import added_table, asked_table

    print_table(added_table(measured), asked_table(measured))


@command.command("workbench", short_help="Measure how soon the workbench answers many readers at once.")
@click.option("--claims", type=click.IntRange(100), default=100_000, show_default=True, help="How many to invent.")
@click.option("--readers", type=click.IntRange(1), default=20, show_default=True, help="How many read at once.")
@click.option("--seconds", type=click.FloatRange(1), default=20.0, show_default=True, help="For how long they read.")
@click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True, help="How long they look at a page.")
@click.option("--ledger", metavar="PATH", help="Serve this ledger; filled where there is none.  [default: one deleted]")
@options.as_json
def workbench(*, claims: int, readers: int, seconds: float, pause: float, ledger: str | None, as_json: bool) -> None:
    """Fill a ledger with claims of invented reports, serve it from another process, and have readers ask for first
    pages of claims, by facets and words drawn anew, and for pages of subjects, a while after the last came.

    Setting 100,000 claims side by side takes some minutes; it is done once for a ledger that is kept.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from recount.bench.workbench import answered, answered_table, fill
    from recount.catalogue import Catalogue, Keeper
    from recount.cli.output import print_json, print_table, watched
    from recount.ledger import open_ledger

    with TemporaryDirectory() as folder:
        where = ledger or f"{folder}/bench.ledger"
        if not Path(where).exists():
            with open_ledger(where) as opened:
                fill(opened, claims, lambda reports: watched(reports, "reports", None))
        keeper = Keeper(where, "Bench")
        catalogue = Catalogue(keeper.wait())
        keeper.close()
        measured = answered(where, catalogue, readers, seconds, pause)
        held = catalogue.counts()["claims"]
        catalogue.close()
    if as_json:
        print_json(measured)
        return
    print_table(answered_table(measured, held, readers, pause))
