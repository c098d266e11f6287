"""Connections that lead to the address that was checked and to no other, and end when time or room has run out.

A name is looked up once. Every address it has is checked, and one of these very addresses is connected to, so that no
second look-up can give another. What is read and written is kept as it was on the wire.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import httpcore
from httpcore import SOCKET_OPTION, NetworkBackend, NetworkStream

from recount.fetching.clock import Clock
from recount.fetching.failures import Failed
from recount.fetching.networks import IpAddress, Network, address_of, forbidden

Resolver = Callable[[str, int], Sequence[str]]
"""The addresses of a name; raises `OSError` where it has none."""

_CONNECT_S: Final = 10.0
_SILENCE_S: Final = 20.0


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that the machine's own resolver has for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """The moment that everything must be over by."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._ends = clock.elapsed() + seconds

    def left(self, most: float) -> float:
        """The seconds left, at most `most`. Raises `Failed` ("too_slow") where none are."""
        left = self._ends - self._clock.elapsed()
        if left <= 0:
            raise Failed("too_slow", f"it took longer than {self._seconds:g} seconds", passing=True)
        return min(left, most)


class Wire(NetworkBackend):
    """What one request and its response go through: `sent` and `received` are their bytes, `address` who answered."""

    def __init__(
        self, resolver: Resolver, allowed: Sequence[Network], deadline: Deadline, max_bytes: int, max_head_bytes: int
    ) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._max_head_bytes = max_head_bytes
        self.sent = bytearray()
        self.received = bytearray()
        self.head_read = False
        self.address: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """A connection to a checked address of the host. Raises `Failed`."""
        del timeout
        addresses = checked_addresses(host, port, self._resolver, self._allowed)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    str(address), port, self._deadline.left(_CONNECT_S), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.address = str(address)
            return _Watched(stream, self)
        raise Failed("unreachable", f"{host} cannot be connected to ({failure})", passing=True)

    def left(self) -> float:
        """For how many seconds one read or write may go on."""
        return self._deadline.left(_SILENCE_S)

    def take(self, data: bytes) -> bytes:
        """Keep what was received. Raises `Failed` ("too_large") where that is more than there is room for."""
        self.received += data
        if not self.head_read:
            end = self.received.find(b"\r\n\r\n")
            if (len(self.received) if end < 0 else end) > self._max_head_bytes:
                raise Failed("too_large", f"its headers are longer than {self._max_head_bytes:,} bytes")
        if len(self.received) > self._max_bytes + self._max_head_bytes:
            raise Failed("too_large", f"it is larger than {self._max_bytes:,} bytes")
        return data


class _Watched(NetworkStream):
    """A connection whose bytes are counted and kept, and whose every step has the time that is left."""

    def __init__(self, stream: NetworkStream, wire: Wire) -> None:
        self._stream = stream
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._wire.take(self._stream.read(max_bytes, self._wire.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._wire.sent += buffer
        self._stream.write(buffer, self._wire.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        del timeout
        return _Watched(self._stream.start_tls(ssl_context, server_hostname, self._wire.left()), self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def checked_addresses(host: str, port: int, resolver: Resolver, allowed: Sequence[Network]) -> tuple[IpAddress, ...]:
    """The addresses of a host, all of which may be asked.

    One that may not be asked condemns the name, whatever else it has: nobody serves a public page so. Raises `Failed`
    ("forbidden_address", "unreachable").

    >>> checked_addresses("news.example", 80, lambda host, port: ["93.184.215.14", "10.0.0.1"], ())
    Traceback (most recent call last):
    recount.fetching.failures.Failed: news.example is at 10.0.0.1, a private network: allow it with fetch_allow
    """
    literal = address_of(host)
    if literal is not None:
        found: tuple[IpAddress, ...] = (literal,)
    else:
        try:
            told = tuple(resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise Failed("unreachable", f"the name {host} is not known ({error})", passing=True) from error
        found = tuple(address for one in told if (address := address_of(one)) is not None)
        if not found or len(found) < len(told):
            raise Failed("unreachable", f"the name {host} has no address", passing=True)
    for address in found:
        if (why := forbidden(address, port, allowed)) is not None:
            raise Failed("forbidden_address", f"{host} is at {address}, {why}: allow it with fetch_allow")
    return found
