"""The workbench as one ASGI application."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.static_files import create_static_files_router

from recount import __version__
from recount.web import api, judging
from recount.web.accounts import Accounts
from recount.web.api.wanted import wanted
from recount.web.desk import Desk
from recount.web.pages import show
from recount.web.protection import OPEN, Exposure, Protection


def create_app(desk: Desk, accounts: Accounts, exposure: Exposure) -> Litestar:
    """The application that serves what is on a desk to these accounts, and as far as it is open to others.

    The desk is cleared when the application ends.
    """
    replies = judging.bucket_of_replies()
    return Litestar(
        route_handlers=[_static(), api.router(), *judging.handlers(), show],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "wanted": Provide(wanted, sync_to_thread=False),
            "replies": Provide(lambda: replies, sync_to_thread=False),
        },
        plugins=[Protection(accounts, exposure, desk.keeper.title)],
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=1, minimum_size=1000),
        openapi_config=OpenAPIConfig(title="recount", version=__version__, path="/api/schema"),
        on_shutdown=[desk.close],
    )


def _static() -> Router:
    """The site's own styles and scripts, and the sheet of the one-page publication."""
    root = Path(str(files("recount")))
    return create_static_files_router(
        "/static",
        [root / "site" / "static", root / "publish" / "page" / "templates"],
        include_in_schema=False,
        opt={"action": OPEN},
    )
