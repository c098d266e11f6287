"""What stands between the network and the handlers: hosts, visitors, limits, forms, headers and problems.

`Protection` is a plugin for a Litestar application; `recount.web.accounts` tells how handlers are written for it.
"""

from __future__ import annotations

from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins import InitPlugin

from recount.site.frame import Visiting
from recount.web.accounts.records import Visitor
from recount.web.accounts.store import Accounts
from recount.web.protection.exposure import Exposure, origin_of, require_closed
from recount.web.protection.headers import adding_headers
from recount.web.protection.problems import API, PROBLEMS, Fault, Problem, telling
from recount.web.protection.signing_in import Door, me, sign_in, sign_in_page, sign_out
from recount.web.protection.visiting import OPEN, Asked, Entrance, allowed, require, session_cookie, visiting_of

__all__ = [
    "API",
    "OPEN",
    "PROBLEMS",
    "Asked",
    "Exposure",
    "Fault",
    "Problem",
    "Protection",
    "Visitor",
    "origin_of",
    "require",
    "require_closed",
]


class Protection(InitPlugin):
    """Protects an application with these accounts, as far open as `exposure` says; `title` stands on its pages.

    It adds ``/sign-in``, ``/sign-out`` and ``/api/me``; the dependencies `visitor` (a `Visitor`) and `visiting` (what
    pages know of it); and says in the OpenAPI document how to come in.
    """

    def __init__(self, accounts: Accounts, exposure: Exposure, title: str) -> None:
        self._accounts, self._exposure = accounts, exposure
        self._door = Door(accounts, title)
        self._title = title

    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        """The configuration with the protection in it, before whatever else the application has."""
        app_config.middleware.insert(0, Entrance(self._accounts, self._exposure))
        app_config.guards.insert(0, allowed)
        app_config.before_send.append(adding_headers(self._exposure.tiles))
        app_config.exception_handlers[Exception] = telling(self._title)
        app_config.dependencies["door"] = Provide(lambda: self._door, sync_to_thread=False)
        app_config.dependencies["visitor"] = Provide(_visitor, sync_to_thread=False)
        app_config.dependencies["visiting"] = Provide(_visiting, sync_to_thread=False)
        app_config.route_handlers.extend((sign_in_page, sign_in, sign_out, me))
        app_config.on_shutdown.append(self._accounts.close)
        if app_config.openapi_config is not None:
            app_config.openapi_config.components = _COMPONENTS
            app_config.openapi_config.security = [{}, {"token": []}, {"session": []}]
        return app_config


_COMPONENTS = Components(
    security_schemes={
        "token": SecurityScheme(type="http", scheme="bearer", description="A token of `recount user token`."),
        "session": SecurityScheme(
            type="apiKey",
            security_scheme_in="cookie",
            name=session_cookie("http"),
            description="The session of a browser; what changes something sends X-CSRF-Token too.",
        ),
    }
)


def _visitor(request: Asked) -> Visitor:
    return request.user


def _visiting(request: Asked) -> Visiting:
    return visiting_of(request.user)
