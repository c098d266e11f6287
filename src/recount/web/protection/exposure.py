"""How far the workbench is open: whom it serves, under which names, how often."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated, Final

from msgspec import Meta, Struct

from recount.errors import SettingsError
from recount.web.accounts.store import Accounts
from recount.web.accounts.users import any_users

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


class Exposure(Struct, frozen=True, kw_only=True):
    """How far the workbench is open.

    `public`: anybody reads; with `replies` anybody replies to claims, too. `hosts` are the names, without port, that
    browsers may call it by beside those of loopback. `tiles` is the origin (``https://tiles.example.org``) of the map's
    tiles. `per_minute` is how many requests one visitor may make in a minute, and at once after a rest.

    >>> Exposure(tiles="https://tiles.example.org; script-src *")
    Traceback (most recent call last):
    recount.errors.SettingsError: 'https://tiles.example.org; script-src *' is no origin like https://tiles.example.org
    """

    public: bool = False
    replies: bool = False
    hosts: tuple[str, ...] = ()
    tiles: str | None = None
    per_minute: Annotated[int, Meta(gt=0)] = 1200

    def __post_init__(self) -> None:
        if self.replies and not self.public:
            raise SettingsError("anybody may reply only where anybody may read: replies need --public")
        if self.tiles is not None and not _ORIGIN.fullmatch(self.tiles):
            raise SettingsError(f"{self.tiles!r} is no origin like https://tiles.example.org")

    def serves(self, host: str) -> bool:
        """Whether a request may call the workbench so: its Host header, with or without a port.

        >>> Exposure(hosts=("ledger.example.org",)).serves("Ledger.example.org:8080"), Exposure().serves("[::1]:80")
        (True, True)
        >>> Exposure().serves("rebound.example"), Exposure().serves("127.0.0.1.rebound.example")
        (False, False)
        """
        name = re.sub(r":\d{1,5}$", "", host) if not host.startswith("[") else host[1:].partition("]")[0]
        return name.lower() in LOOPBACK | {each.lower() for each in self.hosts}


def origin_of(tiles: str) -> str:
    """The origin of a template of tiles in Web Mercator, which browsers must be let ask for pictures.

    Raises `SettingsError` where it is no address with the zoom and the tile's numbers in it.

    >>> origin_of("https://tiles.example.org/{z}/{x}/{y}.png")
    'https://tiles.example.org'
    """
    origin = _ORIGIN.match(tiles)
    rest = tiles[origin.end() :] if origin else ""
    if origin is None or not rest.startswith("/") or any(part not in rest for part in ("{z}", "{x}", "{y}")):
        raise SettingsError(f"{tiles!r} is no address like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png")
    return origin[0]


def require_closed(address: str, exposure: Exposure, accounts: Accounts) -> None:
    """Raise `SettingsError` where what listens at an address would be open to others by mistake.

    Without users the workbench is for whoever sits at the machine; to others it opens when that is said. A name that it
    answers to beside its address is one for others, who come through a proxy.
    """
    told = next((each for each in (address, *exposure.hosts) if not is_loopback(each)), None)
    if told is not None and not (exposure.public or any_users(accounts)):
        raise SettingsError(
            f"others can reach {told}, and there are no users yet: add one with `recount user add`, or let anybody "
            "read with --public"
        )


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach what listens at an address.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost")
    (True, False, True)
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address.lower() == "localhost"
