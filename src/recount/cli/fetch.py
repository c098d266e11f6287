"""``recount fetch``: addresses to copies that are kept as evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from recount.cli import options
from recount.cli.failure import check_rejected

if TYPE_CHECKING:
    from recount.model import Rejected


@click.command("fetch", short_help="Fetch pages, and keep them as they came.")
@options.inputs
@click.option("--to", "folder", metavar="FOLDER", required=True, help="Where the copies are kept.")
@options.fetching
@options.as_json
def command(inputs: tuple[str, ...], folder: str, fetching: dict[str, object], as_json: bool) -> None:
    """Fetch INPUTS and keep them in FOLDER as WARC files, which `recount add FOLDER` reads.

    INPUTS are addresses (of pages, sitemaps, feeds) and files that list addresses: one a line, OPML, sitemaps, feeds,
    GDELT's tables, rows of JSON Lines or Parquet. What was kept before is not fetched again, so the same command goes
    on where it was stopped.

    Private networks are never asked, nor what a site's robots.txt keeps programs from, and no host more than one thing
    at a time.

    With --json: a line for each address, then a line that counts.
    """
    from recount.cli.output import print_json, print_rejected, watched
    from recount.cli.stopping import stopping
    from recount.fetching import Copies, Many
    from recount.following.collecting import collect
    from recount.following.making import fetcher_of
    from recount.publish.wording import count
    from recount.reports import Limits

    settings = options.settings(**fetching)
    counts: Counter[str] = Counter()
    rejected: list[Rejected] = []
    with stopping() as (clock, stop), Copies(folder) as copies:
        many = Many(fetcher_of(settings, clock), threads=settings.fetch_threads, stopping=stop)
        found = collect(inputs, many, copies, Limits(max_bytes=settings.max_bytes))
        for one in watched(found, "fetching"):
            counts[one.outcome] += 1
            if one.rejected is not None:
                rejected.append(one.rejected)
            if as_json:
                print_json(one)
    if as_json:
        print_json({name: counts[name] for name in ("fetched", "known", "rejected")})
    else:
        print_rejected(rejected, as_json=False)
        click.echo(
            f"{folder}: {count(counts['fetched'], 'page')} fetched, {counts['known']:,} known before, "
            f"{counts['rejected']:,} rejected"
        )
    check_rejected(counts["fetched"] + counts["known"], counts["rejected"], settings.rejected_threshold)
