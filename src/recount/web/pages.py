"""The pages, served: an address to HTML. What is the same for all readers is kept while the catalogue is the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from litestar import MediaType, Request, Response, route
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from recount.choosing import when
from recount.site.frame import Visiting
from recount.site.rendering import render
from recount.web.desk import Desk, Kept, etag_of

_SOON: Final = {"Retry-After": "2", "Refresh": "2", "Cache-Control": "no-store"}


@route(["/", "/{path:path}"], http_method=["GET", "HEAD"], include_in_schema=False)
async def show(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    visiting: NamedDependency[Visiting],
    path: FromPath[str] = "/",
) -> Response[bytes]:
    """A page of the site."""
    wanted = path.removeprefix("/")
    if "." not in wanted:
        wanted = f"{wanted.rstrip('/')}/index.html".lstrip("/")
    told = tuple(request.query_params.multi_items())
    asked = next((value for name, value in told if name == "as_of" and value), None)
    as_of = when(asked) if asked else None
    material = desk.material(as_of)
    if material is None:
        return _html(Kept(render("soon", desk.frame(wanted, visiting), None).encode(), ""), 503, _SOON)
    frame = desk.frame(wanted, visiting, material, asked)
    key = (*desk.state(material), wanted, *(f"{name}={value}" for name, value in sorted(told)))
    kept = desk.shelf.get(key) if visiting.name is None else None
    if kept is None:
        body = await desk.drawn(frame, told, material, as_of)
        if body is None:
            raise NotFoundException(f"There is no page {wanted}")
        kept = Kept(body, etag_of(body))
        if visiting.name is None:
            desk.shelf.put(key, kept)
    headers = {"ETag": kept.etag, "Cache-Control": "no-cache", "Vary": "Cookie"}
    if request.headers.get("if-none-match") == kept.etag:
        return _html(Kept(b"", kept.etag), 304, headers)
    return _html(kept, 200, headers)


def _html(kept: Kept, status: int, headers: Mapping[str, str]) -> Response[bytes]:
    return Response(kept.body, status_code=status, media_type=MediaType.HTML, headers=dict(headers))
