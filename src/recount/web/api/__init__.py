"""The HTTP API: the data of every page as JSON, described by OpenAPI 3.1 at ``/api/schema/openapi.json``.

Every list goes on from a cursor, every answer has an ETag, and each is as of whatever ``as_of`` says: an entry's
number, a day of publication or an instant. Errors are problem details (RFC 9457).
"""

from __future__ import annotations

from litestar import Router

from recount.web.api import about, claims, exporting, lists, single, timeline

__all__ = ["router"]


def router() -> Router:
    """All of the API."""
    handlers = [
        *about.HANDLERS,
        *claims.HANDLERS,
        *lists.HANDLERS,
        *single.HANDLERS,
        *exporting.HANDLERS,
        *timeline.HANDLERS,
    ]
    return Router("/api", route_handlers=handlers, tags=["recount"])
