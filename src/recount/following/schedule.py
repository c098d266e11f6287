"""When a feed is asked next: as often as it changes, as seldom as it wishes, less and less often while it fails."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

_FASTER: Final = 0.5
_SLOWER: Final = 1.5
_FAILED: Final = 2.0
_SCATTER: Final = 0.1
_SKIPPED_H: Final = 7 * 24


class Pace(Struct, frozen=True, kw_only=True):
    """How often a feed is asked at most and at least, in seconds between two requests."""

    shortest_s: float = 300.0
    longest_s: float = 86_400.0


class Wishes(Struct, frozen=True, kw_only=True):
    """What a feed and its server wish: seconds between requests, hours (0 to 23, UTC) and days (Monday: 0) to skip."""

    every_s: float = 0.0
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


def interval_after(before: float, new: int, wishes: Wishes, pace: Pace) -> float:
    """The seconds until a feed is asked again that brought so many new entries after `before` seconds.

    It is halved where there was something new and grows by half where there was not, within what the feed wishes and
    the pace allows; no wish puts it off for longer than the pace does.

    >>> interval_after(3600.0, 2, Wishes(), Pace()), interval_after(3600.0, 0, Wishes(every_s=7200.0), Pace())
    (1800.0, 7200.0)
    """
    interval = before * (_FASTER if new else _SLOWER)
    return min(max(interval, wishes.every_s, pace.shortest_s), pace.longest_s)


def interval_failed(failures: int, after_s: float | None, pace: Pace) -> float:
    """The seconds until a feed is asked again that has failed so often in a row.

    >>> [interval_failed(times, None, Pace()) for times in (1, 2, 3, 50)]
    [600.0, 1200.0, 2400.0, 86400.0]
    """
    doubled = pace.shortest_s * _FAILED ** min(failures, 30)
    return min(max(doubled, after_s or 0.0), pace.longest_s)


def due_at(now: datetime, interval_s: float, wishes: Wishes, draw: Callable[[], float]) -> datetime:
    """When a feed is due: after the interval, a tenth of it more or less, and at no hour or day that it skips.

    Source: RSS 2.0 (skipHours, skipDays); a feed that skips everything is asked all the same.

    >>> due_at(datetime(2024, 3, 4, 8, 30, tzinfo=UTC), 3600, Wishes(skip_hours=frozenset({9, 10})), lambda: 0.5)
    datetime.datetime(2024, 3, 4, 11, 0, tzinfo=datetime.timezone.utc)
    """
    at = now + timedelta(seconds=interval_s * (1 + _SCATTER * (2 * draw() - 1)))
    for _ in range(_SKIPPED_H):
        if at.hour not in wishes.skip_hours and at.weekday() not in wishes.skip_days:
            return at
        at = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return now + timedelta(seconds=interval_s)


def furthest_s(pace: Pace) -> float:
    """How far ahead anything can be due, in seconds: what lies further was put there by a clock that was wrong.

    >>> furthest_s(Pace(longest_s=86_400.0)) / 86_400.0
    8.1
    """
    return pace.longest_s * (1 + _SCATTER) + _SKIPPED_H * 3600.0


def max_age(cache_control: str | None) -> float:
    """The seconds that a header ``Cache-Control`` calls a response fresh for; 0 where it does not say.

    Source: RFC 9111, 5.2.2.1.

    >>> max_age("public, max-age=900")
    900.0
    """
    for part in (cache_control or "").split(","):
        name, _, value = part.strip().partition("=")
        value = value.strip('"')
        if name.lower() == "max-age" and value.isascii() and value.isdigit():
            return float(value[:9])
    return 0.0


def seconds(told: str | None, unit: float) -> float:
    """A number of units in seconds; 0 where it is none.

    >>> seconds("60", 60.0), seconds("often", 60.0)
    (3600.0, 0.0)
    """
    try:
        found = float(told or "0") * unit
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and found > 0 else 0.0
