"""How feeds do, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import RenderableType
from rich.text import Text

from recount.following.state import FollowedFeed, Tally
from recount.publish.cells import cell
from recount.publish.table import empty_table
from recount.publish.wording import count


def followed_table(rows: Sequence[tuple[FollowedFeed, Tally]]) -> RenderableType:
    """The feeds with the entries that came of each, when each was fetched and is due (UTC), and what fails."""
    if not rows:
        return Text("No feed is followed yet: `recount follow FEEDS.opml` begins.")
    table = empty_table()
    table.add_column("Feed", ratio=5, overflow="fold")
    for heading in ("Recorded", "Rejected", "Waiting"):
        table.add_column(heading, justify="right")
    table.add_column("Last fetched", ratio=2)
    table.add_column("Next due", ratio=3, overflow="fold")
    for feed, tally in rows:
        name = cell(feed.title or feed.url, "bold")
        if feed.title:
            name.append(f"\n{cell(feed.url).plain}", "not bold dim")
        figures = (f"{number:,}" for number in (tally.recorded, tally.rejected, tally.waiting))
        table.add_row(name, *figures, _moment(feed.fetched_at), _due(feed))
    return table


def _due(feed: FollowedFeed) -> Text:
    if feed.gone:
        return cell("✕ gone: never again", "red")
    due = Text(_moment(feed.next_at))
    if feed.failures:
        told = cell(f"✕ failed {count(feed.failures, 'time')}: {feed.failure}", "yellow")
        due = Text("\n").join([due, told])
    return due


def _moment(at: float | None) -> str:
    return "never" if at is None else f"{datetime.fromtimestamp(at, UTC):%d %b %H:%M}".lstrip("0")
