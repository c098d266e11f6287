"""Which addresses are asked: spellings that programs read differently, machines that are nobody's business."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from recount.errors import SettingsError
from recount.fetching import Failed, networks, target
from recount.fetching.connections import checked_addresses
from recount.fetching.networks import forbidden
from recount.fetching.targets import redirected

PUBLIC = "93.184.215.14"

REFUSED = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/
http://0177.0.0.1/ http://017700000001/ http://0/ http://0.0.0.0/ http://127.0.0.1./ http://127.255.255.254/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/
http://169.254.169.254/latest/meta-data/ http://169.254.0.1/ http://2852039166/ http://0xa9fea9fe/
http://0251.0376.0251.0376/ http://100.64.0.1/ http://100.127.255.255/ http://198.18.0.1/ http://192.0.0.192/
http://192.0.2.1/ http://198.51.100.7/ http://203.0.113.9/ http://224.0.0.1/ http://239.255.255.250/
http://240.0.0.1/ http://255.255.255.255/ http://192.88.99.1/ http://[::]/ http://[::1]/ http://[0:0:0:0:0:0:0:1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:10.0.0.1]/ http://[::127.0.0.1]/
http://[::ffff:0:127.0.0.1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::1]/ http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
http://[2001:db8::1]/ http://[fc00::1]/ http://[fd12:3456::1]/ http://[fe80::1]/ http://[fe80::1%25eth0]/
http://[fec0::1]/ http://[ff02::1]/ http://[100::1]/ http://[5f00::1]/ http://[3fff::1]/
http://[2606:2800::200:5efe:7f00:1]/ http://localhost/ http://LOCALHOST./ http://intranet/
http://metadata.google.internal/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.0.0.1/ http://ⓛocalhost/
http://user@news.example/ http://user:pass@news.example/ http://news.example@127.0.0.1/
http://127.0.0.1@news.example/ http://news.example\\@127.0.0.1/ http://news.example%2f@127.0.0.1/
http://127.0.0.1%00.news.example/ http://news.example:22/ http://news.example:25/ http://news.example:6379/
http://news.example:0/ http://news.example:65536/ http://news.example:080x/ http:///etc/passwd http:/127.0.0.1/
http:127.0.0.1 //127.0.0.1/ file:///etc/passwd ftp://news.example/ gopher://127.0.0.1:70/ data:text/html,a
javascript:alert(1) dict://127.0.0.1/ http://1.2.3/ http://news.example.0x10/ http://256.256.256.256/
http://1.2.3.4.5/ http://[::1/ http://::1/ http://[1]/ http://a..b/ http://-/ http://news.example#@127.0.0.1:22@/
http://rebound.example/ http://mixed.example/
""".split()  # noqa: SIM905

NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "intranet": ["10.1.2.3"],
    "metadata.google.internal": ["169.254.169.254"],
    "rebound.example": ["192.168.1.1"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
}


def resolver(host: str, port: int) -> list[str]:
    del port
    return NAMES.get(host, [PUBLIC])


def asked(url: str) -> None:
    """What is done before anything is connected to."""
    found = target(url)
    checked_addresses(found.host, found.port, resolver, ())


def test_the_table_is_long_enough() -> None:
    assert len(set(REFUSED)) >= 90


@pytest.mark.parametrize("url", [url for url in REFUSED if "#@" not in url])
def test_an_address_that_is_nobodys_business_is_refused(url: str) -> None:
    with pytest.raises(Failed) as failure:
        asked(url)
    assert failure.value.reason == "forbidden_address"
    assert not failure.value.passing


@pytest.mark.parametrize("blank", ["\t", "\n", "\r", "\x00", " ", "\\"])
def test_a_host_holds_no_blank(blank: str) -> None:
    with pytest.raises(Failed, match=r"characters|begin with"):
        asked(f"http://news{blank}.example/")


def test_what_stands_in_a_fragment_is_no_host() -> None:
    assert target("http://news.example#@127.0.0.1:22@/").host == "news.example"


@pytest.mark.parametrize(
    ("told", "url"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a/../b?q=1#part", "https://news.example/a/../b?q=1"),
        ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://Новини.example./", "https://xn--b1amarcd.example/"),
        ("http://[2606:2800:0220:0001::0001]:8080/", "http://[2606:2800:220:1::1]:8080/"),
        ("http://93.184.215.14/a b", "http://93.184.215.14/a%20b"),
        ("  https://news.example?x  ", "https://news.example/?x"),
        ("http://[64:ff9b::5db8:d70e]/", "http://[64:ff9b::5db8:d70e]/"),
        ("https://news.example/a%2Fb%zz", "https://news.example/a%2Fb%zz"),
        ("https://news.example/\r\nX-Injected: 1", "https://news.example/%0D%0AX-Injected:%201"),
    ],
)
def test_an_address_has_one_spelling(told: str, url: str) -> None:
    asked(told)
    assert target(told).url == url
    assert target(url).url == url


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:22/", "//169.254.169.254/", "file:///etc/passwd", "http://[::1]/"]
)
def test_a_redirect_is_held_to_the_same(location: str) -> None:
    with pytest.raises(Failed) as failure:
        asked(redirected(target("https://news.example/a"), location).url)
    assert failure.value.reason == "forbidden_address"


def test_a_redirect_may_be_relative() -> None:
    assert redirected(target("https://news.example/a/b?c"), "../d").url == "https://news.example/d"


def test_networks_that_are_allowed_may_be_asked_at_any_port() -> None:
    allowed = networks("10.0.0.0/8 ::1")
    assert forbidden(ip_address("10.1.2.3"), 5432, allowed) is None
    assert forbidden(ip_address("::1"), 9, allowed) is None
    assert forbidden(ip_address("127.0.0.1"), 80, allowed) == "this machine"
    assert forbidden(ip_address(PUBLIC), 5432, allowed) == "at port 5432, where no page is served"


def test_a_network_is_named_as_one() -> None:
    with pytest.raises(SettingsError, match="fetch_allow"):
        networks("10.0.0.1/8")
