"""A follower of the tests' own: feeds of a made-up web, reports read without a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from builders import run
from recount.fetching import Bounds, Clock, Copies, Fetcher, networks
from recount.following import Follower, Pace, State
from recount.ledger import open_ledger
from recount.model import Recorded, Rejected
from recount.reports import Item, read_item
from web import HERE, Web

WORDS = " ".join(["At least 12 people were killed in Lowtown, the mayor said."] * 30)


class Reading:
    """Reads items to reports without claims."""

    model = "none"

    def read_all(self, items: Iterable[Item | Rejected]) -> Iterator[Recorded | Rejected]:
        for item in items:
            if isinstance(item, Rejected):
                yield item
                continue
            for found in read_item(item):
                yield found if isinstance(found, Rejected) else Recorded(reading=found, claims=(), statements=())


def page(number: int | str) -> bytes:
    return f"<html><title>Raid {number}</title><body><p>Report {number}: two people died.</p></body></html>".encode()


def rss(*items: str, more: str = "") -> bytes:
    return f"<rss version='2.0'><channel><title>Northwire</title>{more}{''.join(items)}</channel></rss>".encode()


def item(link: str, title: str = "Raid", text: str = "Two died.") -> str:
    told = f"<link>{escape(link)}</link>" if link else ""
    return f"<item><title>{escape(title)}</title>{told}<description>{escape(text)}</description></item>"


def follower(
    folder: Path,
    web: Web,
    clock: Clock,
    feeds: Sequence[str],
    copies: Copies,
    state: State,
    *,
    pace: Pace = Pace(),  # noqa: B008
    delay_s: float = 0.0,
    stopping: Callable[[], bool] = lambda: False,
    tries: int = 2,
) -> Follower:
    return Follower(
        feeds,
        fetcher=Fetcher(
            bounds=Bounds(max_bytes=1_000_000, tries=tries), clock=clock, allowed=networks(HERE), resolver=web.resolve,
            delay_s=delay_s,
        ),
        copies=copies,
        state=state,
        read=Reading(),
        ledger=lambda: open_ledger(folder / "a.ledger", who="ana", now=lambda: datetime(2024, 3, 4, tzinfo=UTC)),
        run=run,
        pace=pace,
        stopping=stopping,
        draw=lambda: 0.5,
    )  # fmt: skip
