"""Many addresses: turns at hosts, tries, and what a full stop leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from recount.fetching import Bounds, Fetched, Fetcher, Many, Missed, Wanted
from unit.fetching.conftest import make
from web import Asked, FakeClock, Page, Web

PAGE = b"<title>Raid</title><p>Two people died.</p>"


def fetched(fetcher: Fetcher, *urls: str, threads: int = 4) -> list[Fetched | Missed]:
    return list(Many(fetcher, threads=threads, draw=lambda: 0.0).fetch(Wanted(url=url) for url in urls))


def outcomes(found: list[Fetched | Missed]) -> dict[str, str]:
    return {one.wanted.url: "kept" if isinstance(one, Fetched) else one.rejected.reason for one in found}


def test_every_address_has_one_outcome(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {f"/{n}": PAGE for n in range(10)}
    good = [site.url(f"/{n}", f"h{n % 3}.example") for n in range(10)]
    bad = [site.url("/missing"), "http://10.0.0.1/", "file:///etc/passwd", "http://a b/"]
    found = outcomes(fetched(fetcher, *good, *bad))
    assert Counter(found.values()) == {"kept": 10, "http_status": 1, "forbidden_address": 3}
    assert set(found) == {*good, *bad}


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side(site: Web, fetcher: Fetcher) -> None:
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def watched(asked: Asked) -> bytes:
        running[asked.host] += 1
        most[asked.host] = max(most[asked.host], running[asked.host])
        running[asked.host] -= 1
        return PAGE

    site.pages |= {f"/{n}": watched for n in range(12)}
    fetched(fetcher, *(site.url(f"/{n}", f"h{n % 2}.example") for n in range(12)), threads=8)
    assert most == {"h0.example": 1, "h1.example": 1}
    assert site.most_together <= 2


def test_what_fails_in_passing_is_tried_again_further_and_further_apart(
    site: Web, clock: FakeClock, fetcher: Fetcher
) -> None:
    answers: Iterator[Page] = iter([Page(status=500), Page(status=502), Page(status=503), Page(body=PAGE)])
    site.pages["/a"] = lambda _: next(answers)
    assert outcomes(fetched(fetcher, site.url("/a"))) == {site.url("/a"): "kept"}
    assert [round(wait) for wait in clock.waits] == [2, 6, 18]


def test_tries_end(site: Web, clock: FakeClock) -> None:
    site.pages["/a"] = Page(status=503)
    (missed,) = fetched(make(site, clock, Bounds(tries=3)), site.url("/a"))
    assert isinstance(missed, Missed)
    assert (missed.status, missed.passing, len(site.paths())) == (503, True, 3)
    assert missed.rejected.detail == "it answered 503 Service Unavailable"


def test_retry_after_is_honoured_for_the_whole_host(site: Web, clock: FakeClock, fetcher: Fetcher) -> None:
    answers = iter([Page(status=429, headers={"Retry-After": "60"}), Page(body=PAGE)])
    began = clock.elapsed()
    times: list[float] = []

    def first(_: Asked) -> Page:
        times.append(clock.elapsed() - began)
        return next(answers)

    def second(_: Asked) -> bytes:
        times.append(clock.elapsed() - began)
        return PAGE

    site.pages |= {"/a": first, "/b": second}
    found = fetched(fetcher, site.url("/a"), site.url("/b"), threads=1)
    assert set(outcomes(found).values()) == {"kept"}
    assert times[0] < 1
    assert all(one >= 60 for one in times[1:])


def test_a_server_that_wants_to_be_left_alone_for_long_is(site: Web, clock: FakeClock, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(status=503, headers={"Retry-After": "86400"})
    (missed,) = fetched(fetcher, site.url("/a"))
    assert isinstance(missed, Missed)
    assert (missed.passing, missed.after_s, len(site.paths())) == (True, 86400.0, 1)
    assert sum(clock.waits) < 10


def test_a_slow_host_holds_up_no_other(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {f"/{n}": PAGE for n in range(6)}
    site.pages["slow.example/robots.txt"] = Page(body=b"User-agent: *\nCrawl-delay: 100", kind="text/plain")
    slow = [site.url(f"/{n}", "slow.example") for n in range(3)]
    fast = [site.url(f"/{n}", f"h{n}.example") for n in range(6)]
    order = [one.wanted.url for one in fetched(fetcher, *slow, *fast, threads=1)]
    assert order[0] == slow[0]
    assert order[-2:] == slow[1:]


def test_nothing_is_begun_when_it_is_time_to_stop(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {f"/{n}": PAGE for n in range(50)}
    many = Many(fetcher, threads=2, stopping=lambda: len(site.paths()) >= 3)
    begun = list(many.fetch(Wanted(url=site.url(f"/{n}", f"h{n}.example")) for n in range(50)))
    assert 3 <= len(begun) <= 5
    assert len(begun) == len(site.paths()), "what was begun is finished"


def test_an_error_of_ours_loses_one_address(site: Web, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    def broken(host: str, port: int) -> list[str]:
        if host == "odd.example":
            raise ZeroDivisionError
        return site.resolve(host, port)  # type: ignore[return-value]

    site.pages |= {"/a": PAGE}
    found = outcomes(fetched(make(site, clock, resolver=broken), site.url("/a", "odd.example"), site.url("/a")))
    assert found == {site.url("/a", "odd.example"): "crashed", site.url("/a"): "kept"}
    assert "odd.example" in caplog.text
