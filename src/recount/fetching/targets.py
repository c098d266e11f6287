"""Addresses of pages, as text, to what is asked for and of whom; anything that could be read two ways is refused."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin

import idna
from msgspec import Struct

from recount.fetching.failures import Failed
from recount.fetching.networks import address_of

_URL: Final = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]+)(?P<rest>[/?#].*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY: Final = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]@\\%\s]+)(?::(?P<port>[0-9]{1,5})?)?")
_UNREADABLE: Final = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST: Final = 4096
_PORT_OF: Final = {"http": 80, "https": 443}
_UNESCAPED: Final = "!#$%&'()*+,-./:;=?@[]_~"


class Target(Struct, frozen=True, kw_only=True):
    """What is asked for: `host` is a name in ASCII or an address without brackets, `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host, and its port where that is not the scheme's own, as the header ``Host`` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORT_OF[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Where it is served: the address without path."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, in its one spelling."""
        return self.origin + self.path


def target(url: str) -> Target:
    """What an address asks for. Raises `Failed` ("forbidden_address") where it is no plain address of a page.

    Refused are schemes other than http and https, names and passwords before the host, hosts spelled as one number, in
    octal or in hexadecimal, and characters that programs read differently. Names are mapped as browsers do.

    Source: RFC 3986; UTS 46 (names); WHATWG URL, section 3.5 (what a host that ends in a number means).

    >>> target("HTTPS://Bücher.example:443/a b?c#d").url
    'https://xn--bcher-kva.example/a%20b?c'
    >>> target("http://2130706433/")
    Traceback (most recent call last):
    recount.fetching.failures.Failed: the host 2130706433 is a number in disguise: write an address as 192.0.2.1
    """
    cleaned = url.strip()
    if len(cleaned) > _LONGEST:
        raise _refused(f"the address is longer than {_LONGEST:,} characters")
    parts = _URL.fullmatch(cleaned)
    if parts is None:
        raise _refused("only addresses that begin with http:// or https:// and a host are fetched")
    if "@" in parts["authority"]:
        raise _refused("the address has a name or a password in it: take out what stands before the @")
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None or _UNREADABLE.search(parts["authority"]):
        raise _refused("the host of the address has characters that no host has")
    scheme = parts["scheme"].lower()
    port = int(authority["port"] or _PORT_OF[scheme])
    if not 0 < port < 65536:
        raise _refused(f"there is no port {port}")
    return Target(scheme=scheme, host=_host(authority["host"]), port=port, path=_path(parts["rest"] or "/"))


def redirected(source: Target, location: str) -> Target:
    """What a redirect leads to. Raises `Failed` as `target` does."""
    try:
        return target(urljoin(source.url, location.strip()))
    except ValueError as error:
        raise _refused("the address that it redirects to is malformed") from error


def _host(told: str) -> str:
    if told.startswith("["):
        address = address_of(told[1:-1])
        if address is None:
            raise _refused("the host is no IPv6 address")
        return str(address)
    try:
        name = told if told.isascii() else idna.encode(told, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused(f"the host is no name that can be looked up: {error}") from error
    name = name.lower().removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        if address_of(name) is None:
            raise _refused(f"the host {name} is a number in disguise: write an address as 192.0.2.1")
    elif len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _refused("the host is no name that can be looked up")
    return name


def _path(rest: str) -> str:
    """Path and query, what is not ASCII in them escaped; the fragment is the reader's own."""
    path, _, _ = rest.partition("#")
    return quote(path if path.startswith("/") else f"/{path}", safe=_UNESCAPED, errors="backslashreplace")


def _refused(detail: str) -> Failed:
    return Failed("forbidden_address", detail)
