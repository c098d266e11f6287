"""``/api/timeline``: the claims asked for as points of the map and days of the timeline, and those of one place."""

from __future__ import annotations

from typing import Annotated, Any, Final

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from recount.catalogue import Query
from recount.site.points import PlaceClaims, Points, place_claims
from recount.site.points import points as points_of
from recount.web.api.answers import AsOfParameter, answer, asked, held, material_of
from recount.web.desk import Desk


@asked("/timeline/points", summary="The claims asked for by place and day, as columns")
async def points(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    wanted: NamedDependency[Query],
    as_of: AsOfParameter = None,
) -> Response[Points]:
    """Claims alike in place, days, effect, conflict and stance are one row with a count."""
    return answer(request, points_of((await material_of(desk, as_of)).catalogue, wanted))


@asked("/timeline/places/{number:int}", summary="The claims asked for that name a place")
async def place(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    wanted: NamedDependency[Query],
    number: Annotated[int, PathParameter(ge=0, le=2**31, description="The number `n` of a place among the points.")],
    as_of: AsOfParameter = None,
) -> Response[PlaceClaims]:
    """The claims of a place, the latest stated first, 500 at most; the number past the last is of those without one."""
    found = place_claims((await material_of(desk, as_of)).catalogue, wanted, number)
    return answer(request, held(found, "place", str(number)))


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (points, place)
