"""What fetches and follows under the settings."""

from __future__ import annotations

from recount.address import on_server
from recount.config import Settings
from recount.fetching import Bounds, Clock, Fetcher, networks
from recount.following.schedule import Pace


def fetcher_of(chosen: Settings, clock: Clock) -> Fetcher:
    """What fetches under these settings."""
    return Fetcher(
        bounds=Bounds(max_bytes=chosen.max_bytes, seconds=chosen.fetch_seconds),
        clock=clock,
        allowed=networks(chosen.fetch_allow),
        contact=chosen.fetch_contact,
        delay_s=chosen.fetch_delay,
    )


def pace_of(chosen: Settings) -> Pace:
    """How often feeds are asked under these settings."""
    return Pace(shortest_s=chosen.follow_shortest, longest_s=max(chosen.follow_shortest, chosen.follow_longest))


def beside(ledger: str) -> tuple[str, str]:
    """Where the copies lie and what is known of feeds: beside the ledger, or in the working directory for a server.

    >>> beside("war.ledger"), beside("postgresql://db.example.org/war")
    (('war.ledger.copies', 'war.ledger.following'), ('recount.copies', 'recount.following'))
    """
    name = "recount" if on_server(ledger) else ledger
    return f"{name}.copies", f"{name}.following"
