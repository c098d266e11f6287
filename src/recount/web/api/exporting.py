"""``/api/export``: claims in the formats of the field."""

from __future__ import annotations

from typing import Final

from litestar.handlers import HTTPRouteHandler

HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = ()
