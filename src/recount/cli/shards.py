"""``recount shards``: what the shards of a folder come to together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.grouping import Bounds

C = TypeVar("C", bound=Callable[..., Any])


@click.group("shards", short_help="Find copies and subjects in shards, by group-bys.")
def command() -> None:
    """Find copies and subjects among the reports of a folder of shards, however many they are, without a ledger.

    The work is done by DuckDB (the extra recount[scale]) in the memory it is given; what does not fit lies beside OUT
    meanwhile.
    """


def _work(command: C) -> C:
    """The arguments that both have."""
    for each in (
        options.as_json,
        click.option("--threads", type=click.IntRange(1), help="How many threads to use.  [default: one a processor]"),
        click.option("--memory", type=click.IntRange(200), default=4000, show_default=True, help="Megabytes to use."),
        click.option(
            "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Write this Parquet file."
        ),
        click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path)),
    ):
        command = each(command)
    return command


@command.command("copies", short_help="Find families of copies.")
@_work
def copies(folder: Path, out: Path, memory: int, threads: int | None, as_json: bool) -> None:
    """Find which reports of the shards in FOLDER are copies of each other, and write a row for each report that is in a
    family: report, family, origin (the report published first, where that is known), reports (of the family).

    Families are those of `recount copies`, with the same ids; in a crowd of over a thousand reports that share a
    passage one may be left out.
    """
    from recount.cli.output import print_json, print_table, watched
    from recount.grouping import find_copies
    from recount.grouping.overview import copies_table

    found = find_copies(folder, out, _bounds(memory, threads), watched)
    if as_json:
        print_json(found)
    else:
        print_table(copies_table(found))


@command.command("subjects", short_help="Group claims by what they are about.")
@click.option(
    "--copies", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What `recount shards copies` wrote."
)
@_work
def subjects(folder: Path, copies: Path | None, out: Path, memory: int, threads: int | None, as_json: bool) -> None:
    """Group the claims of the shards in FOLDER by what they are about, and write a row for each subject: its facets,
    how many claims, reports, families of copies and outlets it has, the least and the most that they give, its days.

    Subjects are those of `recount compare`, with the same ids, save where that joins claims told differently. Without
    --copies each report is a family of its own.
    """
    from recount.cli.output import print_json, print_table, watched
    from recount.grouping import find_subjects
    from recount.grouping.overview import subjects_table

    found = find_subjects(folder, copies, out, _bounds(memory, threads), watched)
    if as_json:
        print_json(found)
    else:
        print_table(subjects_table(found))


def _bounds(memory: int, threads: int | None) -> Bounds:
    from recount.grouping import Bounds

    return Bounds(memory_mb=memory, threads=threads) if threads else Bounds(memory_mb=memory)
