"""Who makes a request, and whether they may: from the cookie or the bearer token to the handler's action."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from litestar.connection import ASGIConnection, Request
from litestar.datastructures import State
from litestar.enums import RequestEncodingType, ScopeType
from litestar.exceptions import (
    ClientException,
    NotAuthorizedException,
    PermissionDeniedException,
    TooManyRequestsException,
)
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import structs

from recount.site.frame import Visiting
from recount.web.accounts.keys import proves
from recount.web.accounts.records import Visitor
from recount.web.accounts.roles import ACTIONS, LEAST, Action, may, scope_of
from recount.web.accounts.sessions import visitor_by_session
from recount.web.accounts.store import Accounts
from recount.web.accounts.tokens import visitor_by_token
from recount.web.accounts.users import any_users
from recount.web.protection.buckets import Buckets, neighbourhood
from recount.web.protection.exposure import Exposure

Asked: TypeAlias = "Request[Visitor, None, State]"
OPEN: Final = "open"
"""The action of handlers that anybody may call, signed in or not: the sign-in page, its style."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS: Final = (RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART)


class Entrance(ASGIMiddleware):
    """Checks the Host header, finds out who visits (`request.user`), and holds them to the rate limit."""

    scopes = (ScopeType.HTTP, ScopeType.ASGI)

    def __init__(self, accounts: Accounts, exposure: Exposure) -> None:
        self._accounts = accounts
        self._exposure = exposure
        self._buckets = Buckets(size=exposure.per_minute, per_minute=exposure.per_minute)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let the request through to the handler, with its visitor, or raise an HTTP exception."""
        connection: ASGIConnection[BaseRouteHandler, Visitor, None, State] = ASGIConnection(scope)
        if not self._exposure.serves(connection.headers.get("host", "")):
            raise ClientException("the workbench is not served under this name: start it with --name and the name")
        visitor = structs.replace(self._visitor(connection), replies=self._exposure.replies)
        scope["user"], scope["auth"] = visitor, None
        if wait := self._buckets.take(visitor.key):
            raise TooManyRequestsException(
                f"more requests than {self._exposure.per_minute} a minute: try again in {wait} s",
                headers={"Retry-After": str(wait)},
            )
        await next_app(scope, receive, send)

    def _visitor(self, connection: ASGIConnection[BaseRouteHandler, Visitor, None, State]) -> Visitor:
        if (told := connection.headers.get("authorization")) is not None:
            kind, _, key = told.strip().partition(" ")
            visitor = visitor_by_token(self._accounts, key.strip()) if kind.lower() == "bearer" else None
            if visitor is None:
                raise NotAuthorizedException(
                    "the token is none, has expired or was revoked",
                    headers={"WWW-Authenticate": 'Bearer realm="recount", error="invalid_token"'},
                )
            return visitor
        if cookie := connection.cookies.get(session_cookie(connection.scope["scheme"])):
            visitor = visitor_by_session(self._accounts, cookie)
            if visitor is not None:
                return visitor
        address = connection.client.host if connection.client else None
        readable = self._exposure.public or not any_users(self._accounts)
        return Visitor(role="reader" if readable else None, key=f"address {neighbourhood(address)}")


def visiting_of(visitor: Visitor) -> Visiting:
    """What pages know of a visitor."""
    may = frozenset[str](action for action in ACTIONS if visitor.may(action))
    return Visiting(name=visitor.name, role=visitor.role, may=may, csrf=visitor.csrf or "")


def session_cookie(scheme: str) -> str:
    """The name of the session's cookie; by https browsers take it from this host alone (RFC 6265bis, ``__Host-``)."""
    return "__Host-recount" if scheme == "https" else "recount"


async def allowed(
    connection: ASGIConnection[BaseRouteHandler, Visitor, None, State], handler: BaseRouteHandler
) -> None:
    """The guard of every handler: the visitor may do the handler's `action`, and means to.

    A handler names what it does, ``@post("/…", action="merge")``; one that only reads need not. What changes something
    and does not say what it is, nobody may call.
    """
    request = cast("Asked", connection)
    safe = request.method in _SAFE
    action = handler.opt.get("action", "read" if safe else None)
    if action == OPEN or request.method == "OPTIONS":
        return
    if action is None:
        raise PermissionDeniedException("what this does is not named, so nobody may do it")
    require(request.user, action)
    if not safe:
        await require_meant(request)


def require(visitor: Visitor, action: Action) -> None:
    """Raise where a visitor may not do a thing: 401 where to sign in would help, 403 where it would not."""
    if visitor.may(action):
        return
    if visitor.name is None:
        raise NotAuthorizedException(
            "sign in, or send a token", headers={"WWW-Authenticate": 'Bearer realm="recount"'}, extra={"action": action}
        )
    raise PermissionDeniedException(_lacking(visitor, action))


def _lacking(visitor: Visitor, action: Action) -> str:
    if may(visitor.role, action):
        return f"this needs a token with the scope {scope_of(action)}"
    return f"this needs the role {LEAST[action]}; yours is {visitor.role}"


async def require_meant(request: Asked) -> None:
    """Raise 403 where a request with a session's cookie was made by another site, or may have been.

    Its origin is ours, and it brings the session's proof: in the header ``X-CSRF-Token``, or in the field ``csrf`` of a
    form. A token is sent by nobody but who has it, so that its requests need none.
    """
    if request.user.csrf is None:
        return
    require_same_origin(request)
    key = request.cookies.get(session_cookie(request.scope["scheme"]), "")
    if not proves(await _told(request), key):
        if request.content_type[0] in _FORMS:
            await (await request.form()).close()
        raise PermissionDeniedException("the form is of another session: load the page anew and send it again")


def require_same_origin(request: Asked) -> None:
    """Raise 403 where the browser says that another site made the request.

    Of a form on a page that sends no referrer a browser tells the origin "null" (Fetch, 3.2): that says nothing.
    """
    ours = f"{request.scope['scheme']}://{request.headers.get('host', '')}".lower()
    told = request.headers.get("origin", "null").lower()
    if told not in ("null", ours) or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise PermissionDeniedException("another site made this request")


async def _told(request: Asked) -> str | None:
    if (told := request.headers.get("x-csrf-token")) is not None:
        return told
    if request.content_type[0] in _FORMS:
        told = (await request.form()).get("csrf")
        return told if isinstance(told, str) else None
    return None
