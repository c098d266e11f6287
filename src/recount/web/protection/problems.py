"""What goes wrong, told: to programs as problem+json, to people as a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import msgspec
from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from msgspec import UNSET, Struct, UnsetType

from recount.errors import AccountsError, ChoiceError, EvidenceError, InputError, LedgerBusyError
from recount.pipeline import SOFTWARE
from recount.site.frame import Frame
from recount.site.rendering import render
from recount.web.accounts.records import Visitor
from recount.web.protection.visiting import Asked, visiting_of

API: Final = "/api/"
"""Where the addresses for programs begin."""
PROBLEM: Final = "application/problem+json"
"""The media type of problems. Source: RFC 9457."""
_log = logging.getLogger(__name__)
_OURS: Final = (
    (LedgerBusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ChoiceError, HTTPStatus.BAD_REQUEST),
    (AccountsError, HTTPStatus.BAD_REQUEST),
    (EvidenceError, HTTPStatus.BAD_REQUEST),
    (InputError, HTTPStatus.BAD_REQUEST),
)


class Fault(Struct, frozen=True):
    """One value of a request that will not do: where it stands (`source`: body, query, path …), its name, and why."""

    message: str
    key: str | None = None
    source: str | None = None


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem as a program is told of it; `title` is the status in words. Source: RFC 9457."""

    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] | UnsetType = UNSET


PROBLEMS: Final = {
    status: ResponseSpec(Problem, generate_examples=False, description=HTTPStatus(status).phrase, media_type=PROBLEM)
    for status in (400, 401, 403, 404, 429, 503)
}
"""What a request may be answered with instead."""


def telling(title: str) -> Callable[[Asked, Exception], Response[bytes]]:
    """The handler of all exceptions, for pages under this title of the site.

    Under `API` it answers with problem+json; elsewhere with a page, and where signing in would help with the way there.
    What went wrong inside is logged and not told.
    """

    def tell(request: Asked, exception: Exception) -> Response[bytes]:
        problem, headers = _problem(request, exception)
        if f"{request.scope['path']}/".startswith(API):
            body = msgspec.json.encode(problem)
            return Response(body, status_code=problem.status, media_type=PROBLEM, headers=headers)
        path = request.scope["path"].lstrip("/")
        if problem.status == HTTPStatus.UNAUTHORIZED and request.method == "GET":
            asked = quote(f"/{path}{_query(request)}", safe="")
            headers = {"Location": f"/sign-in?next={asked}", "Cache-Control": "no-store"}
            return Response(b"", status_code=HTTPStatus.SEE_OTHER, headers=headers)
        visitor = request.scope.get("user")
        frame = Frame(
            path=path,
            title=title,
            software=SOFTWARE,
            head="",
            seq=0,
            live=True,
            visiting=visiting_of(visitor if isinstance(visitor, Visitor) else Visitor(key="")),
        )
        page = render("problem", frame, problem).encode()
        return Response(page, status_code=problem.status, media_type=MediaType.HTML, headers=headers)

    return tell


def _problem(request: Asked, exception: Exception) -> tuple[Problem, dict[str, str]]:
    """What to tell of an exception, and the headers that go with it."""
    if isinstance(exception, HTTPException):
        status = HTTPStatus(exception.status_code)
        if status < HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers = {"Cache-Control": "no-store", **(exception.headers or {})}
            return _told(status, exception.detail, _faults(exception.extra)), headers
    for kind, status in _OURS:
        if isinstance(exception, kind):
            headers = {"Cache-Control": "no-store"}
            if status == HTTPStatus.SERVICE_UNAVAILABLE:
                headers["Retry-After"] = "5"
            return _told(status, str(exception)), headers
    _log.error("%s %s failed", request.method, request.scope["path"].encode("unicode_escape"), exc_info=exception)
    detail = "the server could not do this; what went wrong is in its log"
    return _told(HTTPStatus.INTERNAL_SERVER_ERROR, detail), {"Cache-Control": "no-store"}


def _told(status: HTTPStatus, detail: str, errors: tuple[Fault, ...] = ()) -> Problem:
    return Problem(
        title=status.phrase,
        status=status,
        detail=status.description if detail in ("", status.phrase) else detail,
        errors=errors or UNSET,
    )


def _faults(extra: object) -> tuple[Fault, ...]:
    """What Litestar tells of the values of a request that will not do."""
    try:
        return msgspec.convert(extra, tuple[Fault, ...])
    except msgspec.ValidationError:
        return ()


def _query(request: Asked) -> str:
    told = request.scope["query_string"].decode("latin-1")
    return f"?{told}" if told else ""
