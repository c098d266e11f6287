"""One address: redirects, bounds, robots, what servers get wrong."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from recount import wire
from recount.fetching import Bounds, Failed, Fetcher, Wanted, exchanges
from unit.fetching.conftest import make
from web import Asked, FakeClock, Page, Web, web

PAGE = b"<title>Raid</title><p>Two people died.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def failure(fetcher: Fetcher, url: str) -> Failed:
    with pytest.raises(Failed) as caught:
        fetcher.fetch(Wanted(url=url))
    return caught.value


def raw(*pieces: bytes) -> Page:
    return Page(raw=lambda: iter(pieces))


def to(url: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": url})


def test_a_page_comes_with_its_bytes_time_machine_and_digest(site: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    site.pages["/a"] = PAGE
    found = fetcher.fetch(Wanted(url=site.url("/a#top")))
    assert (found.content, found.url, found.at) == (PAGE, site.url("/a"), clock.at)
    assert found.last.address == "127.0.0.1"
    assert found.last.sent.startswith(b"GET /a HTTP/1.1\r\nHost: news.example")
    assert found.last.received.endswith(b"\r\n\r\n" + PAGE)
    assert found.digest == wire.digest(PAGE)


def test_servers_are_told_who_asks_and_whom_to_complain_to(site: Web, clock: FakeClock) -> None:
    site.pages["/a"] = PAGE
    make(site, clock, contact="desk@example.org").fetch(Wanted(url=site.url("/a")))
    assert {one.headers["user-agent"].partition("/")[0] for one in site.asked} == {"recount"}
    assert all("(+desk@example.org)" in one.headers["user-agent"] for one in site.asked)


def test_a_redirect_to_a_private_address_is_not_followed(site: Web, fetcher: Fetcher) -> None:
    site.pages["/a"] = to("http://169.254.169.254/latest/meta-data/")
    site.pages["/b"] = to("http://inside.example/")
    site.names["inside.example"] = ["10.0.0.1"]
    for path, where in (("/a", "169.254.169.254"), ("/b", "10.0.0.1")):
        failed = failure(fetcher, site.url(path))
        assert failed.reason == "forbidden_address"
        assert where in str(failed)


def test_a_robots_file_leads_to_no_private_address(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": to("http://10.0.0.1/robots.txt"), "/a": PAGE}
    assert failure(fetcher, site.url("/a")).reason == "forbidden_address"
    assert site.paths() == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(site: Web, clock: FakeClock) -> None:
    site.pages["/a"] = PAGE
    looked_up: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        del port
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) % 2 else ["10.0.0.1"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", _only_addresses(socket.getaddrinfo))
        failed = failure(make(site, clock, resolver=rebinding), site.url("/a"))
    assert failed.reason == "forbidden_address", "the second look-up, of the page, gave another address: it was checked"
    assert len(looked_up) == len(site.asked) + 1


def _only_addresses(real: Callable[..., object]) -> Callable[..., object]:
    def looked_up(host: str, *given: object, **more: object) -> object:
        assert host == "127.0.0.1", f"{host} was looked up behind the guard"
        return real(host, *given, **more)

    return looked_up


def test_a_circle_and_a_long_way_of_redirects_end(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a")}
    site.pages |= {f"/{n}": to(f"/{n + 1}") for n in range(20)}
    assert failure(fetcher, site.url("/a")).reason == "redirects"
    assert failure(fetcher, site.url("/0")).reason == "redirects"
    assert site.paths() == ["/a", "/b", "/0", "/1", "/2", "/3", "/4", "/5"]


def test_only_a_way_that_lasts_is_remembered(site: Web, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b", 301), "/b": to("/c", 308), "/c": to("/d", 302), "/d": to("/e", 301), "/e": PAGE}
    found = fetcher.fetch(Wanted(url=site.url("/a")))
    assert (found.url, found.moved_to) == (site.url("/e"), site.url("/c"))
    assert [one.status for one in found.exchanges] == [301, 308, 302, 301, 200]


def dripping() -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    for _ in range(100_000):
        yield b"x"


def dripping_head() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    for n in range(100_000):
        yield b"X-%d: 1\r\n" % n


def endless() -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    for _ in range(100_000):
        yield b"<item>news</item>" * 1000


@pytest.mark.parametrize("drip", [dripping, dripping_head])
def test_a_server_that_drips_is_cut_off(site: Web, drip: Callable[[], Iterator[bytes]]) -> None:
    site.pages["/a"] = Page(raw=drip)
    failed = failure(make(site, FakeClock(step=1.0), Bounds(seconds=30)), site.url("/a"))
    assert (failed.reason, failed.passing) == ("too_slow", True)


BOUNDS = Bounds(max_bytes=100_000)
BOMBS = {
    "endless": (Page(raw=endless), "too_large"),
    "gzip bomb": (Page(body=gzip.compress(bytes(10_000_000)), headers={"Content-Encoding": "gzip"}), "too_large"),
    "deflate bomb": (Page(body=zlib.compress(bytes(10_000_000)), headers={"Content-Encoding": "deflate"}), "too_large"),
    "bomb in a bomb": (
        Page(body=gzip.compress(gzip.compress(bytes(50_000_000))), headers={"Content-Encoding": "gzip, gzip"}),
        "too_large",
    ),
    "many layers": (Page(body=PAGE, headers={"Content-Encoding": "gzip, gzip, gzip"}), "encoding"),
    "brotli unasked": (Page(body=b"\x0b\x02\x80", headers={"Content-Encoding": "br"}), "encoding"),
    "no gzip": (Page(body=PAGE, headers={"Content-Encoding": "gzip"}), "encoding"),
    "half a gzip": (Page(body=gzip.compress(PAGE * 9)[:-20], headers={"Content-Encoding": "gzip"}), "encoding"),
    "says too much": (Page(headers={"Content-Length": "99999999999999999999"}), "too_large"),
    "says more than comes": (raw(HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE), "unreachable"),
    "two lengths": (raw(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nTwo died."), "unreachable"),
    "length below nothing": (raw(HEAD + b"Content-Length: -5\r\n\r\nTwo died."), "unreachable"),
    "broken chunks": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nTwo"), "unreachable"),
    "chunks cut": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nTwo"), "unreachable"),
    "long head": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 90_000 + b"\r\n\r\n"), "too_large"),
    "no head": (raw(b"Two died.\r\n\r\n"), "unreachable"),
    "nothing": (raw(b""), "unreachable"),
    "old http": (raw(b"ICY 200 OK\r\n\r\n"), "unreachable"),
    "a film": (Page(body=PAGE, kind="video/mp4"), "content_type"),
    "a program": (Page(body=PAGE, kind="application/octet-stream"), "content_type"),
    "not there": (Page(status=404), "http_status"),
    "gone": (Page(status=410), "http_status"),
    "broken": (Page(status=500), "http_status"),
    "redirect without address": (Page(status=302), "http_status"),
    "switching": (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), "unreachable"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_servers_get_wrong_is_told(name: str, site: Web, clock: FakeClock) -> None:
    page, reason = BOMBS[name]
    site.pages["/a"] = page
    assert failure(make(site, clock, BOUNDS), site.url("/a")).reason == reason


def test_a_name_that_is_not_known_and_a_closed_port_are_unreachable(fetcher: Fetcher) -> None:
    assert failure(fetcher, "http://nowhere.unknown/").reason == "robots", "its robots.txt cannot be had either"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    failed = failure(fetcher, f"http://127.0.0.1:{port}/")
    assert (failed.reason, failed.passing) == ("robots", True)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, PAGE),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "x-gzip"}, gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE) + b"\0\0\0"),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE, wbits=-15)),
        ({"Content-Encoding": "identity"}, PAGE),
        ({"Content-Encoding": "deflate, gzip"}, gzip.compress(zlib.compress(PAGE))),
    ],
)
def test_what_is_packed_is_unpacked(site: Web, fetcher: Fetcher, headers: dict[str, str], body: bytes) -> None:
    site.pages["/a"] = Page(body=body, headers=headers)
    assert fetcher.fetch(Wanted(url=site.url("/a"))).content == PAGE


def test_the_response_is_kept_without_what_stands_around_it(site: Web, fetcher: Fetcher) -> None:
    hints, answer = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", HEAD + b"Content-Length: 9\r\n\r\nTwo died."
    site.pages |= {"/a": raw(hints + answer + b"HTTP/1.1 200 OK\r\n\r\nsmuggled")}
    found = fetcher.fetch(Wanted(url=site.url("/a")))
    assert (found.last.received, found.content) == (answer, b"Two died.")


def test_a_page_that_has_not_changed_is_not_sent_again(site: Web, fetcher: Fetcher) -> None:
    def once(asked: Asked) -> Page:
        same = asked.headers.get("if-none-match") == '"1"' and "if-modified-since" in asked.headers
        return Page(status=304) if same else Page(body=PAGE, headers={"ETag": '"1"'})

    site.pages["/a"] = once
    assert not fetcher.fetch(Wanted(url=site.url("/a"))).unchanged
    again = fetcher.fetch(Wanted(url=site.url("/a"), etag='"1"', modified="Mon, 04 Mar 2024 08:00:00 GMT"))
    assert (again.unchanged, again.content) == (True, b"")
    assert not fetcher.fetch(Wanted(url=site.url("/a"), etag='"1"\r\nX-Evil: 1')).unchanged


def rules(text: str) -> Page:
    return Page(body=text.encode(), kind="text/plain")


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (rules("User-agent: *\nDisallow: /a"), False),
        (rules("User-agent: recount\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (rules("User-agent: *\nDisallow: /\n\nUser-agent: recount\nDisallow:"), True),
        (rules("User-agent: *\nDisallow: /\nAllow: /a"), True),
        (rules("User-agent: *\nDisallow: /*.pdf$"), True),
        (Page(status=404), True),
        (Page(status=403), True),
        (Page(status=500), False),
        (Page(status=503), False),
        (Page(status=429), False),
        (rules("<html>\0 no rules \xff"), True),
        (rules("User-agent: *\nDisallow: /a\n" + "#" * 600_000), False),
        (raw(b"nonsense\r\n\r\n"), False),
        (to("/elsewhere.txt"), False),
        (to("/robots.txt"), True),
    ],
)
def test_robots_are_obeyed(robots: Page, allowed: bool, site: Web, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": robots, "/a": PAGE, "/elsewhere.txt": rules("User-agent: *\nDisallow: /")}
    if allowed:
        assert fetcher.fetch(Wanted(url=site.url("/a"))).content == PAGE
    else:
        assert failure(fetcher, site.url("/a")).reason == "robots"
        assert "/a" not in site.paths()


def test_robots_are_asked_for_once_a_day_and_site(site: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    site.pages |= {"/a": PAGE, "/b": PAGE}
    for path in "/a", "/b", "/a":
        fetcher.fetch(Wanted(url=site.url(path)))
    assert [one.path for one in site.asked] == ["/robots.txt", "/a", "/b", "/a"]
    clock.wait(25 * 3600)
    fetcher.fetch(Wanted(url=site.url("/a")))
    assert [one.path for one in site.asked][4:] == ["/robots.txt", "/a"]


def test_a_site_whose_robots_fail_is_tried_again_later(site: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    site.pages |= {"/robots.txt": Page(status=500), "/a": PAGE}
    failed = failure(fetcher, site.url("/a"))
    assert (failed.passing, failed.after_s) == (True, 600.0)
    failure(fetcher, site.url("/a"))
    assert len(site.asked) == 1
    del site.pages["/robots.txt"]
    clock.wait(601)
    assert fetcher.fetch(Wanted(url=site.url("/a"))).content == PAGE


def test_a_host_has_a_pause_between_requests_as_long_as_it_asks_for(
    site: Web, fetcher: Fetcher, clock: FakeClock
) -> None:
    site.pages |= {"/a": PAGE, "slow.example/robots.txt": rules("User-agent: *\nCrawl-delay: 20")}
    for _ in range(2):
        fetcher.fetch(Wanted(url=site.url("/a")))
        fetcher.fetch(Wanted(url=site.url("/a", "slow.example")))
    assert clock.waits == [1.0, 19.0]


@pytest.mark.parametrize("told", ["120", "Mon, 04 Mar 2024 08:02:00 GMT"])
def test_a_server_says_when_to_ask_again(told: str, site: Web, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": told})
    failed = failure(fetcher, site.url("/a"))
    assert (failed.status, failed.passing, failed.after_s) == (429, True, 120.0)
    assert fetcher.turns.wait_s("news.example") == 120.0


def certificate(folder: Path, host: str) -> Path:
    """A certificate that a host signed for itself, with its key, in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "host.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(("host", "reason"), [("news.example", None), ("other.example", "robots")])
def test_a_certificate_is_checked_against_the_name_that_was_asked_for(
    host: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path, "news.example")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(path)
    trusting = ssl.create_default_context(cafile=str(path))
    monkeypatch.setattr(exchanges, "_tls", lambda: trusting)
    with web(serving) as site:
        site.pages["/a"] = PAGE
        url = site.url("/a", host).replace("http:", "https:")
        if reason is None:
            found = make(site, FakeClock()).fetch(Wanted(url=url))
            assert (found.content, found.last.received.endswith(PAGE)) == (PAGE, True), "kept as it was inside TLS"
        else:
            assert failure(make(site, FakeClock()), url).reason == reason
            assert site.asked == []
