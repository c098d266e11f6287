"""An address to the page that is there: checked, allowed by its site, redirected at most a few times, kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from msgspec import Struct

from recount import __version__, wire
from recount.fetching import robots
from recount.fetching.bounds import Bounds
from recount.fetching.clock import Clock
from recount.fetching.connections import Deadline, Resolver, system_resolver
from recount.fetching.exchanges import Exchange, Headers, Line, exchange, is_lasting, is_redirect
from recount.fetching.failures import Failed
from recount.fetching.networks import Network
from recount.fetching.targets import Target, redirected, target
from recount.fetching.turns import Turns

_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_WAITED: Final = frozenset({429, 503})


class Wanted(Struct, frozen=True, kw_only=True):
    """An address to fetch; `etag` and `modified` are what its server said of the copy that is there already."""

    url: str
    etag: str | None = None
    modified: str | None = None


class Fetched(Struct, frozen=True, kw_only=True):
    """What an address gave, over all redirects; `moved_to` is where it has gone for good, if it has.

    `content` are the bytes of the page, unpacked, and `digest` their SHA-256; empty where the page is `unchanged`.
    """

    wanted: Wanted
    exchanges: tuple[Exchange, ...]
    moved_to: str | None

    @property
    def last(self) -> Exchange:
        """The exchange that gave the page."""
        return self.exchanges[-1]

    @property
    def url(self) -> str:
        """The address that the page is at."""
        return self.last.target.url

    @property
    def at(self) -> datetime:
        """When it was asked for."""
        return self.last.at

    @property
    def unchanged(self) -> bool:
        """Whether the page is as it was when its copy was made."""
        return self.last.status == 304

    @property
    def content(self) -> bytes:
        """The bytes of the page."""
        return self.last.content

    @property
    def digest(self) -> str:
        """The SHA-256 of the content."""
        return wire.digest(self.content)


def agent(contact: str | None) -> str:
    """The name that requests go by, with where to complain.

    >>> agent("desk@example.org").partition(" ")[2]
    '(+desk@example.org)'
    """
    told = f" (+{contact})" if contact else ""
    return f"{robots.NAME}/{__version__}{told}".encode("ascii", "ignore").decode().replace("\n", " ")


class Fetcher:
    """Fetches addresses one by one; one object serves all threads."""

    def __init__(
        self,
        *,
        bounds: Bounds,
        clock: Clock,
        allowed: Sequence[Network] = (),
        contact: str | None = None,
        delay_s: float = 1.0,
        resolver: Resolver = system_resolver,
    ) -> None:
        self.bounds = bounds
        self.clock = clock
        self.turns = Turns(clock, delay_s)
        self._line = Line(resolver=resolver, allowed=tuple(allowed), agent=agent(contact), bounds=bounds, clock=clock)
        self._robots = robots.Robots(self._robots_text, clock)

    def fetch(self, wanted: Wanted) -> Fetched:
        """What an address gives. Raises `Failed`: the failure says whether it may go better later."""
        deadline = Deadline(self.clock, self.bounds.seconds)
        here = target(wanted.url)
        exchanges: list[Exchange] = []
        moved_to: str | None = None
        lasting = True
        for _ in range(self.bounds.redirects + 1):
            answer = self._turn(here, deadline, wanted if not exchanges or lasting else Wanted(url=here.url))
            exchanges.append(answer)
            if not is_redirect(answer):
                _check_status(answer)
                return Fetched(wanted=wanted, exchanges=tuple(exchanges), moved_to=moved_to)
            here = redirected(here, answer.header("location") or "")
            if any(here == one.target for one in exchanges):
                raise Failed("redirects", f"it redirects in a circle, to {here.url[:200]} again")
            lasting = lasting and is_lasting(answer)
            moved_to = here.url if lasting else moved_to
        raise Failed("redirects", f"it redirects more than {self.bounds.redirects} times")

    def _turn(self, here: Target, deadline: Deadline, wanted: Wanted) -> Exchange:
        """One exchange with a host, after the rules of its site were seen."""
        with self.turns.turn(here.host):
            delay_s = self._robots.check(here)
            answer = exchange(here, self._line, deadline, asking=_conditions(wanted), max_bytes=self.bounds.max_bytes)
        if delay_s:
            self.turns.put_off(here.host, delay_s)
        if answer.status in _WAITED and (after_s := retry_after(answer, self.clock.now())) is not None:
            self.turns.put_off(here.host, min(after_s, self.bounds.longest_wait_s))
        return answer

    def _robots_text(self, site: Target) -> str:
        """The text of a site's ``robots.txt``, over at most five redirects; empty where there is none."""
        deadline = Deadline(self.clock, self.bounds.seconds)
        here = target(site.origin + robots.PATH)
        for _ in range(6):
            answer = exchange(here, self._line, deadline, max_bytes=robots.RECEIVED, any_kind=True)
            if is_redirect(answer):
                here = redirected(here, answer.header("location") or "")
                continue
            if answer.status >= 500 or answer.status == 429:
                after_s = retry_after(answer, self.clock.now())
                raise Failed("robots", f"it answered {answer.status}", passing=True, after_s=after_s)
            return answer.content[: robots.READ].decode("utf-8", "replace").removeprefix("\ufeff")
        return ""


def _conditions(wanted: Wanted) -> Headers:
    """The headers of a request that asks for a page only if it has changed; what cannot stand in a header is left out.

    Source: RFC 9110, 13.1.2 and 13.1.3.
    """
    told = (("If-None-Match", wanted.etag), ("If-Modified-Since", wanted.modified))
    return tuple((name, value) for name, value in told if value and value.isascii() and value.isprintable())


def _check_status(answer: Exchange) -> None:
    if answer.status in (200, 304):
        return
    told = f"it answered {answer.status} {answer.phrase}".strip()
    after_s = retry_after(answer, answer.at) if answer.status in _WAITED else None
    raise Failed("http_status", told, passing=answer.status in _PASSING, after_s=after_s, status=answer.status)


def retry_after(answer: Exchange, now: datetime) -> float | None:
    """In how many seconds the server wants to be asked again; None where it does not say.

    Source: RFC 9110, 10.2.3 (seconds, or a date).
    """
    told = (answer.header("retry-after") or "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
