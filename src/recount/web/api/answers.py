"""What every answer of the API has in common: as of when it is, its ETag, and what it is where there is none."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Annotated, Any, Final, TypeVar

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException, ServiceUnavailableException
from litestar.params import QueryParameter
from msgspec import json

from recount.choosing import when
from recount.site.material import Material
from recount.web.desk import Desk, etag_of
from recount.web.protection import PROBLEMS

T = TypeVar("T")
_AS_OF: Final = r"^([0-9]{1,18}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?)$"
AsOfParameter = Annotated[
    str | None,
    QueryParameter(
        name="as_of",
        pattern=_AS_OF,
        description="As of an entry's number, a day of publication, or an instant (ISO 8601).",
    ),
]
After = Annotated[
    str | None, QueryParameter(name="after", max_length=200, description="The cursor of the page before.")
]
Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=500, description="How many to give at most.")]
MOST: Final = 50
_PATIENCE, _LOOK_AGAIN = 10.0, 0.05
asked = partial(get, responses=PROBLEMS)
"""The decorator of what the API is asked."""


async def material_of(desk: Desk, as_of: str | None) -> Material:
    """What an answer as of then is made from, once it is there: see `made`.

    Raises `ChoiceError` where `as_of` is no such thing or the ledger has no such entry.
    """
    wanted = when(as_of) if as_of else None
    return await made(lambda: desk.material(wanted), "The claims as of then are being set side by side")


async def made(look: Callable[[], T | None], told: str) -> T:
    """What `look` finds as soon as it finds it, some seconds long.

    Raises `ServiceUnavailableException`, with what is `told`, where making it takes longer.
    """
    until = monotonic() + _PATIENCE
    while (found := look()) is None:
        if monotonic() > until:
            raise ServiceUnavailableException(f"{told}: ask again", headers={"Retry-After": "5"})
        await sleep(_LOOK_AGAIN)
    return found


def held(found: T | None, what: str, name: str) -> T:
    """What was found; raises `NotFoundException` where there is none."""
    if found is None:
        raise NotFoundException(f"There is no {what} {name}")
    return found


def answer(request: Request[Any, Any, Any], body: T) -> Response[T]:
    """A record as JSON with its ETag; nothing but that where whoever asks has it already."""
    etag = etag_of(json.encode(body))
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Cookie, Authorization"}
    if request.headers.get("if-none-match") == etag:
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(body, headers=headers)
