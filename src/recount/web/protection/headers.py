"""Headers of every response: what a browser may do with it, and who may keep a copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from recount.web.accounts.records import Visitor
from recount.web.protection.visiting import OPEN

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def content_security_policy(tiles: str | None) -> str:
    """The policy of every page: only what comes from here runs, is shown or is asked; `tiles` may be shown as images.

    Source: Content Security Policy Level 3.

    >>> "img-src 'self' data: https://tiles.example.org;" in content_security_policy("https://tiles.example.org")
    True
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:{f' {tiles}' if tiles else ''}; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def adding_headers(tiles: str | None) -> Callable[[Message, Scope], Awaitable[None]]:
    """A hook that adds the headers to each response before it is sent."""
    policy = content_security_policy(tiles)

    async def add(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        headers["Content-Security-Policy"] = policy
        for name, value in _ALWAYS.items():
            headers[name] = value
        visitor, handler = scope.get("user"), scope.get("route_handler")
        if handler is None or handler.opt.get("action") != OPEN:  # a style sheet is the same for all
            headers["Vary"] = ", ".join(dict.fromkeys((*_told(headers.get("vary")), "Cookie", "Authorization")))
        if isinstance(visitor, Visitor) and visitor.name is not None and "cache-control" not in headers:
            headers["Cache-Control"] = "private, no-cache"

    return add


def _told(vary: str | None) -> list[str]:
    return [name.strip() for name in (vary or "").split(",") if name.strip()]
