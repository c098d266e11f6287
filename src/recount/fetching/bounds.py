"""How much a fetch may take: bytes, seconds, redirects."""

from __future__ import annotations

from msgspec import Struct


class Bounds(Struct, frozen=True, kw_only=True):
    """Bounds on one fetch.

    `max_bytes` holds for what comes over the wire and again for what that unpacks to; `seconds` for everything from
    the first look-up of a name to the last byte, over all redirects; `tries` is how often an address is asked that
    fails in passing, `longest_wait_s` the longest that a server may put off the next try.

    >>> Bounds().seconds
    60.0
    """

    max_bytes: int = 10_000_000
    max_head_bytes: int = 65_536
    seconds: float = 60.0
    redirects: int = 5
    tries: int = 4
    longest_wait_s: float = 900.0
