"""``/api``: what the ledger is, and how much there is of everything."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from recount.web.api.answers import AsOfParameter, answer, asked, material_of
from recount.web.desk import Desk


class About(Struct, frozen=True, kw_only=True):
    """The ledger's last entry, by number and hash; what read it; as of when, in words; how many claims and so on.

    `stale` is whether the ledger has grown since, so that answers will soon be newer.
    """

    title: str
    software: str
    entry: int
    head: str
    as_of: str | None
    stale: bool
    counts: dict[str, int]


@asked("/", summary="The ledger: its head, and how much there is of everything")
async def about(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], as_of: AsOfParameter = None
) -> Response[About]:
    """The ledger's head, and how many claims, subjects, reports, families and disputes there are."""
    catalogue = (await material_of(desk, as_of)).catalogue
    told = catalogue.about
    found = About(
        title=desk.keeper.title,
        software=told["software"],
        entry=int(told["seq"]),
        head=told["head"],
        as_of=told["as_of"] or None,
        stale=as_of is None and desk.keeper.stale,
        counts=catalogue.counts(),
    )
    return answer(request, found)


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (about,)
