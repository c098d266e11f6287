"""Feeds followed: asked as often as they change, their entries fetched, kept, read and added to the ledger, once each.

- `Follower` does a round; `State` is what it knows between rounds, in one file, so that it may be ended at any moment.
- `addresses` are the pages that lists, sitemaps and feeds name.
"""

from recount.following.rounds import Follower, Round
from recount.following.schedule import Pace
from recount.following.state import State

__all__ = ["Follower", "Pace", "Round", "State"]
