"""One request and its response, as they were on the wire and as what they hold."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Final

import certifi
import httpcore
from msgspec import Struct

from recount.fetching.bounds import Bounds
from recount.fetching.clock import Clock
from recount.fetching.connections import Deadline, Resolver, Wire
from recount.fetching.contents import ENCODINGS, check_kind, unpacked
from recount.fetching.failures import Failed
from recount.fetching.networks import Network
from recount.fetching.targets import Target

_ACCEPTED: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.5"
)
_NO_BODY: Final = frozenset({204, 304})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
Headers = tuple[tuple[str, str], ...]


class Exchange(Struct, frozen=True, kw_only=True):
    """A request and its response; `sent` and `received` are their bytes, `address` is the machine that answered.

    `content` is the body without what it was packed in for the way; that of a response other than 200 is not read
    further than its headers, and empty.
    """

    target: Target
    at: datetime
    address: str | None
    status: int
    phrase: str
    headers: Headers
    sent: bytes
    received: bytes
    content: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name, which is given in small letters."""
        return next((value for key, value in self.headers if key == name), None)


class Line(Struct, frozen=True, kw_only=True):
    """What every request goes out by: who looks names up, which networks are allowed, who asks, how much is taken."""

    resolver: Resolver
    allowed: tuple[Network, ...]
    agent: str
    bounds: Bounds
    clock: Clock


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are checked against those that the machine trusts, and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def exchange(
    target: Target, line: Line, deadline: Deadline, *, asking: Headers = (), max_bytes: int, any_kind: bool = False
) -> Exchange:
    """Ask once, follow nothing. Raises `Failed`.

    `asking` are headers besides the usual ones; `any_kind` reads the content whatever kind the server says it is.
    """
    wire = Wire(line.resolver, line.allowed, deadline, max_bytes, line.bounds.max_head_bytes)
    at = line.clock.now()
    try:
        with httpcore.HTTPConnection(
            origin=httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=_tls(),
            network_backend=wire,
        ) as connection:
            return _asked(connection, wire, target, line, at, asking, max_bytes, any_kind=any_kind)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise Failed("too_slow", f"{target.authority} kept silent for too long", passing=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        told = str(error) or "the connection was cut"
        raise Failed(
            "unreachable", f"{target.authority} did not answer as it should ({told[:200]})", passing=True
        ) from error


def _asked(
    connection: httpcore.HTTPConnection,
    wire: Wire,
    target: Target,
    line: Line,
    at: datetime,
    asking: Headers,
    max_bytes: int,
    *,
    any_kind: bool,
) -> Exchange:
    headers = (
        ("Host", target.authority),
        ("User-Agent", line.agent),
        ("Accept", _ACCEPTED),
        ("Accept-Encoding", ENCODINGS),
        ("Connection", "close"),
        *asking,
    )
    url = httpcore.URL(
        scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
    )
    with connection.stream("GET", url, headers=[(key.encode(), value.encode()) for key, value in headers]) as response:
        wire.head_read = True
        told = tuple((key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in response.headers)
        phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
        content = b""
        if response.status == 200:
            if not any_kind:
                check_kind(_first(told, "content-type"))
            _check_length(_first(told, "content-length"), max_bytes)
            body = _body(response.iter_stream(), max_bytes)
            content = unpacked(body, (value for key, value in told if key == "content-encoding"), max_bytes)
        return Exchange(
            target=target,
            at=at,
            address=wire.address,
            status=response.status,
            phrase=phrase,
            headers=told,
            sent=bytes(wire.sent),
            received=_response_alone(bytes(wire.received), response.status, told),
            content=content,
        )


def _body(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise Failed("too_large", f"it is larger than {max_bytes:,} bytes")
    return bytes(body)


def _check_length(told: str | None, max_bytes: int) -> None:
    if told is not None and told.isascii() and told.isdigit() and int(told[:20]) > max_bytes:
        raise Failed("too_large", f"it says that it has {int(told[:20]):,} bytes, more than {max_bytes:,}")


def _response_alone(received: bytes, status: int, headers: Headers) -> bytes:
    """The bytes of the final response: without interim ones before it, and without what a server sent after it."""
    while (end := received.find(b"\r\n\r\n")) >= 0 and received[9:10] == b"1":
        received = received[end + 4 :]
    if status in _NO_BODY or (status != 200 and end >= 0):
        return received[: end + 4]
    length = _first(headers, "content-length")
    chunked = _first(headers, "transfer-encoding") is not None
    if length is not None and not chunked and length.isdigit() and end >= 0:
        return received[: end + 4 + int(length)]
    return received


def _first(headers: Sequence[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in headers if key == name), None)


def is_redirect(answer: Exchange) -> bool:
    """Whether a response sends to another address."""
    return answer.status in _REDIRECTS and answer.header("location") is not None


def is_lasting(answer: Exchange) -> bool:
    """Whether a redirect holds for good (RFC 9110, 15.4.2 and 15.4.9)."""
    return answer.status in (301, 308)
