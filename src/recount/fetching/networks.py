"""Which addresses of machines may be asked: those of the public internet, and networks that are allowed by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

import msgspec
from msgspec import Struct

from recount.errors import SettingsError

IpAddress = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PORTS: Final = frozenset({80, 443, 8000, 8080, 8443})
"""The ports that public pages are served at; any port may be asked at in networks that are allowed."""

_GLOBAL: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: how a host without IPv4 reaches one
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214, the upper half of such an interface


class _Named(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    within: tuple[str, ...]
    example: str


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    network: tuple[_Named, ...]


def networks(told: str) -> tuple[Network, ...]:
    """The networks of a list, parted by commas or spaces; raises `SettingsError` where one is none.

    >>> networks("10.1.0.0/16, ::1")
    (IPv4Network('10.1.0.0/16'), IPv6Network('::1/128'))
    """
    try:
        return tuple(ip_network(one) for one in told.replace(",", " ").split())
    except ValueError as error:
        raise SettingsError(f"fetch_allow: {error}; write networks as 10.1.0.0/16 or 192.168.1.5") from error


def forbidden(address: IpAddress, port: int, allowed: Iterable[Network] = ()) -> str | None:
    """Why a machine may not be asked at this port: what its address is, or its port; None where it may be asked.

    >>> forbidden(ip_address("169.254.169.254"), 80)
    'the local link, where clouds keep their metadata'
    >>> forbidden(ip_address("64:ff9b::10.0.0.1"), 80)
    'a private network'
    >>> forbidden(ip_address("10.0.0.1"), 5432, networks("10.0.0.0/8"))
    """
    if any(address in network for network in allowed):
        return None
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return "the local link, where clouds keep their metadata"
        if address in _NAT64:
            return forbidden(IPv4Address(int(address) & 0xFFFFFFFF), port, allowed)
    for name, network in _forbidden():
        if address in network:
            return name
    if isinstance(address, IPv6Address) and (address not in _GLOBAL or _is_isatap(address)):
        return "no address of the public internet"
    return None if port in PORTS else f"at port {port}, where no page is served"


def _is_isatap(address: IPv6Address) -> bool:
    return int(address) >> 32 & 0xFFFFFFFF in _ISATAP


@cache
def _forbidden() -> tuple[tuple[str, Network], ...]:
    """Every network that is not asked, with its name; one that lies in another stands before it or names it alike."""
    text = (files("recount.fetching") / "networks.toml").read_text(encoding="utf-8")
    table = msgspec.convert(tomllib.loads(text), _Table)
    return tuple((one.name, ip_network(network)) for one in table.network for network in one.within)


def address_of(told: str) -> IpAddress | None:
    """The address that a text is in its one plain spelling; None where it is a name.

    >>> address_of("127.0.0.1"), address_of("127.1")
    (IPv4Address('127.0.0.1'), None)
    """
    try:
        return ip_address(told)
    except ValueError:
        return None
