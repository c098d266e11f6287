"""Signing in and out: the page with its form, which works without scripts, and what it does."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Final, Literal
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from litestar import MediaType, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.params import Body, QueryParameter
from msgspec import Struct, structs

from recount.pipeline import SOFTWARE
from recount.site.frame import Frame
from recount.site.rendering import render
from recount.web.accounts import sessions
from recount.web.accounts.keys import new_key, proof, proves
from recount.web.accounts.records import NAME_LETTERS, Visitor, key_of
from recount.web.accounts.roles import ACTIONS
from recount.web.accounts.store import Accounts
from recount.web.accounts.users import user_by_password
from recount.web.protection.buckets import Buckets, neighbourhood
from recount.web.protection.visiting import OPEN, Asked, require_same_origin, session_cookie, visiting_of

_log = logging.getLogger(__name__)
_FORM_S: Final = 3600
_MOST_BYTES: Final = 16_384
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="recount"'}
_IN_ADDRESSES: Final = "/?&=%:@!$'()*+,;~#[]"
_NO_PATH: Final = re.compile(r"[\x00-\x20\x7f\\]")


class Credentials(Struct, frozen=True):
    """What the form of the sign-in page sends."""

    name: str = ""
    password: str = ""
    csrf: str = ""
    next: str = "/"


class SignIn(Struct, frozen=True, kw_only=True):
    """What the sign-in page shows: the form's proof, where it leads, the name as typed, and what was wrong."""

    csrf: str
    next: str
    name: str = ""
    wrong: str | None = None


class Me(Struct, frozen=True, kw_only=True):
    """Who makes this request and what they may do; `csrf` goes into ``X-CSRF-Token`` of what changes something."""

    name: str | None
    role: str | None
    may: tuple[str, ...]
    csrf: str | None


class Door:
    """Lets users in who know their password, and holds up those who guess.

    A name may be tried ten times and then once a minute, whoever tries it and whether or not there is such a user; from
    one address thirty names may be tried, and then three a minute. Two passwords are looked at at once.
    """

    def __init__(self, accounts: Accounts, title: str) -> None:
        self.accounts, self.title = accounts, title
        self._names = Buckets(size=10, per_minute=1)
        self._addresses = Buckets(size=30, per_minute=3)

    async def let_in(self, told: Credentials, address: str) -> str | int | None:
        """The key of a new session; None where name or password is wrong; or how many seconds to wait first."""
        name = key_of(told.name[:NAME_LETTERS])
        if wait := self._addresses.take(address) or self._names.take(name):
            return wait
        user = await run_sync(user_by_password, self.accounts, told.name, told.password, limiter=self._looking)
        if user is None:
            _log.warning("sign-in refused from %s", address)
            return None
        self._addresses.give_back(address)
        self._names.give_back(name)
        return sessions.begin(self.accounts, user)

    @cached_property
    def _looking(self) -> CapacityLimiter:
        return CapacityLimiter(2)  # it belongs to the loop that runs


@get("/sign-in", action=OPEN, include_in_schema=False, sync_to_thread=False)
def sign_in_page(
    request: Asked, door: NamedDependency[Door], next_: Annotated[str, QueryParameter(name="next")] = "/"
) -> Response[str]:
    """The page with the form. Its proof is bound to a cookie of its own, as there is no session yet."""
    scheme = request.scope["scheme"]
    key = request.cookies.get(_form_cookie(scheme)) or new_key()
    response = _page(request, door, SignIn(csrf=proof(key), next=own_path(next_)))
    response.set_cookie(_cookie(_form_cookie(scheme), key, scheme, max_age=_FORM_S, samesite="strict"))
    return response


@post("/sign-in", action=OPEN, include_in_schema=False, request_max_body_size=_MOST_BYTES)
async def sign_in(
    request: Asked,
    door: NamedDependency[Door],
    data: Annotated[Credentials, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[str]:
    """Begin a session, and lead on; or show the form again, with what was wrong."""
    require_same_origin(request)
    scheme = request.scope["scheme"]
    key = request.cookies.get(_form_cookie(scheme))
    if not key or not proves(data.csrf, key):
        raise PermissionDeniedException("the form is too old, or cookies are off: load the sign-in page anew")
    found = await door.let_in(data, neighbourhood(request.client.host if request.client else None))
    shown = SignIn(csrf=proof(key), next=own_path(data.next), name=data.name[:NAME_LETTERS])
    if found is None:
        return _page(request, door, structs.replace(shown, wrong="Name or password is wrong."), 401, _CHALLENGE)
    if isinstance(found, int):
        told = f"Too many tries: wait {found} seconds."
        return _page(request, door, structs.replace(shown, wrong=told), 429, {"Retry-After": str(found)})
    _end(request, door)
    response = _led_to(own_path(data.next))
    response.set_cookie(_cookie(session_cookie(scheme), found, scheme, max_age=sessions.LONGEST_S))
    return response


@post("/sign-out", action="read", include_in_schema=False, request_max_body_size=_MOST_BYTES)
async def sign_out(request: Asked, door: NamedDependency[Door]) -> Response[str]:
    """End the session."""
    _end(request, door)
    scheme = request.scope["scheme"]
    response = _led_to("/")
    response.set_cookie(_cookie(session_cookie(scheme), "", scheme, max_age=0))
    return response


@get("/api/me", action=OPEN, sync_to_thread=False, summary="Who you are here, and what you may do.")
def me(request: Asked) -> Response[Me]:
    """Who makes the request, and what they may do."""
    visitor = request.user
    told = Me(name=visitor.name, role=visitor.role, may=_may(visitor), csrf=visitor.csrf)
    return Response(told, headers={"Cache-Control": "no-store"})


def own_path(wanted: str) -> str:
    """Where to lead after signing in: a path of our own, whatever was asked for.

    >>> own_path("/claims/index.html?q=a"), own_path("//evil.example/x"), own_path("https://evil.example/")
    ('/claims/index.html?q=a', '/evil.example/x', '/')
    >>> own_path("/\\\\evil.example"), own_path("claims/index.html"), own_path("/sign-in?next=/"), own_path("/a\\nb")
    ('/', '/claims/index.html', '/', '/')
    """
    path = "/" + wanted.lstrip("/")
    if _NO_PATH.search(path) or ":" in path.partition("?")[0] or path.startswith("/sign-"):
        return "/"
    return path


def _may(visitor: Visitor) -> tuple[str, ...]:
    return tuple(action for action in ACTIONS if visitor.may(action))


def _end(request: Asked, door: Door) -> None:
    if key := request.cookies.get(session_cookie(request.scope["scheme"])):
        sessions.end(door.accounts, key)


def _page(
    request: Asked, door: Door, page: SignIn, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})
) -> Response[str]:
    visiting = visiting_of(request.user)
    frame = Frame(path="sign-in", title=door.title, software=SOFTWARE, head="", seq=0, live=True, visiting=visiting)
    told = {"Cache-Control": "no-store", **headers}
    return Response(render("sign-in", frame, page), status_code=status, media_type=MediaType.HTML, headers=told)


def _led_to(path: str) -> Response[str]:
    return Response(
        "", status_code=303, headers={"Location": quote(path, safe=_IN_ADDRESSES), "Cache-Control": "no-store"}
    )


def _form_cookie(scheme: str) -> str:
    return f"{session_cookie(scheme)}-form"


def _cookie(name: str, value: str, scheme: str, *, max_age: int, samesite: Literal["lax", "strict"] = "lax") -> Cookie:
    secure = scheme == "https"
    return Cookie(name, value=value, path="/", max_age=max_age, secure=secure, httponly=True, samesite=samesite)
