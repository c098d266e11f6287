"""``/api/claims``: the claims asked for, a page after the other, with the counts beside every facet's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

import numpy as np
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from recount.catalogue import Catalogue, ClaimEntry, Facet, Picked, Query
from recount.catalogue.facets import Counted
from recount.errors import ChoiceError
from recount.web.api.answers import MOST, After, AsOfParameter, Limit, answer, asked, material_of
from recount.web.desk import Desk

Values = Annotated[int, QueryParameter(ge=0, le=1000, description="How many values of each facet to count.")]


class ClaimsFound(Struct, frozen=True, kw_only=True):
    """A page of the claims asked for, of `found` in all; `next` is the cursor of the next page (None: that was all)."""

    found: int
    claims: tuple[ClaimEntry, ...]
    next: str | None
    facets: Mapping[Facet, Counted]


@asked("/claims", summary="The claims asked for, with facets")
async def claims(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    wanted: NamedDependency[Query],
    values: Values = 20,
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[ClaimsFound]:
    """Claims by facets and words, in the order asked for, a page after the other.

    The cursor is the id of the last claim given, so it holds though the ledger grows.
    """
    catalogue = (await material_of(desk, as_of)).catalogue
    picked = catalogue.find(wanted, values)
    start = 0 if after is None else _past(catalogue, picked, after)
    entries = catalogue.entries(picked.numbers[start : start + limit])
    more = start + limit < len(picked.numbers)
    found = ClaimsFound(
        found=len(picked.numbers),
        claims=entries,
        next=entries[-1].row.id if more and entries else None,
        facets=picked.counts,
    )
    return answer(request, found)


def _past(catalogue: Catalogue, picked: Picked, after: str) -> int:
    """Where the claim of that id stands among those picked, plus one.

    Raises `ChoiceError` where it is none of them.
    """
    number = catalogue.number(after)
    at = [] if number is None else np.flatnonzero(picked.numbers == number).tolist()
    if not at:
        raise ChoiceError(f"after: {after!r} is none of these claims any more: begin anew without it")
    return int(at[0]) + 1


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (claims,)
