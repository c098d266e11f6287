"""What sites let programs fetch: their ``robots.txt``, asked for once a day and site.

Source: RFC 9309. A file that is not there allows everything (2.3.1.3); one that a server fails to give allows nothing
for now (2.3.1.4); no more than 500 kibibytes are read (2.5); a copy is kept for a day (2.4).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from msgspec import Struct
from protego import Protego

from recount.fetching.clock import Clock
from recount.fetching.failures import Failed
from recount.fetching.targets import Target

PATH: Final = "/robots.txt"
READ: Final = 512_000
RECEIVED: Final = 4 * READ
NAME: Final = "recount"
_KEPT_S: Final = 24 * 3600.0
_WAITED_S: Final = 600.0
_SITES: Final = 2_000
_LONGEST_DELAY_S: Final = 300.0


class Rules(Struct, frozen=True, kw_only=True):
    """What a site allows; `delay_s` is how far apart it wants requests. No text: nothing may be fetched for now."""

    parsed: Protego | None
    until: float
    delay_s: float = 0.0


class Robots:
    """The rules of sites, each asked for when it is first needed; `ask` gives the text of a site's file.

    `ask` is given what to fetch and returns the text, empty where there is none; it raises `Failed` where the server
    fails. One object serves all threads.
    """

    def __init__(self, ask: Callable[[Target], str], clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = Lock()
        self._sites: OrderedDict[str, Rules] = OrderedDict()

    def check(self, target: Target) -> float:
        """How many seconds apart the site wants requests. Raises `Failed` ("robots") where it does not allow this one.

        The failure is passing where the site's file could not be had.
        """
        rules = self._rules(target)
        if rules.parsed is None:
            wait = max(1.0, rules.until - self._clock.elapsed())
            detail = f"{target.origin}{PATH} cannot be had, so that nothing of the site is fetched for now"
            raise Failed("robots", detail, passing=True, after_s=wait)
        if not rules.parsed.can_fetch(target.url, NAME):
            raise Failed("robots", f"{target.origin}{PATH} does not let programs fetch this")
        return rules.delay_s

    def _rules(self, target: Target) -> Rules:
        now = self._clock.elapsed()
        with self._lock:
            known = self._sites.get(target.origin)
            if known is not None and known.until > now:
                self._sites.move_to_end(target.origin)
                return known
        found = self._asked(target, now)
        with self._lock:
            self._sites[target.origin] = found
            self._sites.move_to_end(target.origin)
            while len(self._sites) > _SITES:
                self._sites.popitem(last=False)
        return found

    def _asked(self, target: Target, now: float) -> Rules:
        try:
            parsed = Protego.parse(self._ask(target))
        except Failed as failure:
            if failure.reason == "forbidden_address":
                raise
            return Rules(parsed=None, until=now + max(failure.after_s or 0.0, _WAITED_S))
        return Rules(parsed=parsed, until=now + _KEPT_S, delay_s=_delay(parsed))


def _delay(parsed: Protego) -> float:
    """The pause that a site asks for, by ``Crawl-delay`` or ``Request-rate``, at most five minutes.

    >>> _delay(Protego.parse("User-agent: *\\nCrawl-delay: 7"))
    7.0
    """
    delay = parsed.crawl_delay(NAME) or 0.0
    rate = parsed.request_rate(NAME)
    if rate is not None and rate.requests:
        delay = max(delay, rate.seconds / rate.requests)
    return min(float(delay), _LONGEST_DELAY_S) if delay > 0 else 0.0
