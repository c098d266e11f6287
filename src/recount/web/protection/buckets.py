"""Token buckets: how often something may be done, by whom, with room for a burst after a rest."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import monotonic
from typing import Final

_KEPT: Final = 10_000


class Buckets:
    """A bucket for each key; it holds `size` tokens and gains `per_minute` a minute. Holds state, for one thread.

    >>> buckets = Buckets(size=2, per_minute=1, clock=lambda: 0.0)
    >>> [buckets.take("a") for _ in range(3)], buckets.take("b")
    ([0, 0, 60], 0)
    """

    def __init__(self, *, size: int, per_minute: float, clock: Callable[[], float] = monotonic) -> None:
        self._size = size
        self._per_second = per_minute / 60
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> int:
        """Take a token: 0 where there was one, else in how many seconds there will be (at least 1)."""
        level = self._level(key)
        if level < 1:
            return max(1, ceil((1 - level) / self._per_second))
        self._keep(key, level - 1)
        return 0

    def give_back(self, key: str) -> None:
        """Put a token back that was taken."""
        self._keep(key, min(self._size, self._level(key) + 1))

    def _level(self, key: str) -> float:
        level, at = self._levels.get(key, (self._size, self._clock()))
        return min(self._size, level + (self._clock() - at) * self._per_second)

    def _keep(self, key: str, level: float) -> None:
        self._levels[key] = (level, self._clock())
        if len(self._levels) > _KEPT:  # those that are full again say nothing; of the others the emptiest stay
            levels = {each: self._level(each) for each in self._levels}
            emptiest = sorted((each for each in levels if levels[each] < self._size), key=levels.__getitem__)
            self._levels = {each: self._levels[each] for each in emptiest[: _KEPT // 2]}


def neighbourhood(address: str | None) -> str:
    """The address as it counts for limits: of IPv6 the network of 64 bits, which is what one household is given.

    >>> neighbourhood("2001:db8:1:2:3::4"), neighbourhood("192.0.2.7"), neighbourhood("::ffff:192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or "nowhere"
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)
