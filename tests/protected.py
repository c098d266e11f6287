"""A small application behind the protection, with a handler for each action, and people of every role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from litestar import Litestar, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.testing import TestClient

from recount.errors import ChoiceError
from recount.web.accounts import ACTIONS, ROLES, Accounts, Visitor
from recount.web.accounts.sessions import begin
from recount.web.accounts.users import add_user, user_named
from recount.web.protection import Exposure, Protection

HOME: Final = "http://127.0.0.1"
PASSWORD: Final = "correct horse battery"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def accounts_in(folder: Path, clock: Clock) -> Accounts:
    """Accounts with one user of each role, named after it."""
    accounts = Accounts(folder / "recount.accounts", now=clock)
    for role in ROLES:
        add_user(accounts, f"{role}-{role[::-1]}", PASSWORD, role)
    return accounts


def name_of(role: str) -> str:
    return f"{role}-{role[::-1]}"


@get("/page", sync_to_thread=False)
def page(visitor: NamedDependency[Visitor]) -> str:
    return f"page for {visitor.name}"


@get("/api/count/{number:int}", sync_to_thread=False)
def count(number: FromPath[int]) -> int:
    if number == 13:
        raise ChoiceError("there is no 13")
    return 1 // number


@get("/broken", sync_to_thread=False)
def broken() -> None:
    raise ChoiceError("there is no such page")


@post("/api/nameless", sync_to_thread=False)
def nameless() -> str:
    return "done"


def doing(action: str) -> HTTPRouteHandler:
    """A handler that does a thing."""

    def do(visitor: NamedDependency[Visitor]) -> str:
        return f"{action} by {visitor.name}"

    return post(f"/api/do/{action}", action=action, sync_to_thread=False)(do)


@contextmanager
def client(accounts: Accounts, exposure: Exposure | None = None, home: str = HOME) -> Iterator[TestClient[Litestar]]:
    """A client of the application, which sends no cookie and follows no redirect unless told to."""
    handlers = [page, broken, count, nameless, *map(doing, ACTIONS)]
    app = Litestar(handlers, plugins=[Protection(accounts, exposure or Exposure(), "Trial")], logging_config=None)
    with TestClient(app, base_url=home, raise_server_exceptions=False) as opened:
        opened.follow_redirects = False
        yield opened


def session_of(accounts: Accounts, role: str) -> str:
    """The key of a new session of the user with that role."""
    return begin(accounts, user_named(accounts, name_of(role)))


def proof_in(html: str) -> str:
    """The proof that the form of a page holds."""
    *_, found = re.findall(r'name="csrf" value="([0-9a-f]{64})"', html)  # of a user the one to sign out comes first
    return str(found)


def signing_in(opened: TestClient[Litestar], name: str, password: str, **further: str) -> Mapping[str, str]:
    """The fields of the sign-in form as its page gives them, filled in; the client has the form's cookie then."""
    proof = proof_in(opened.get("/sign-in").text)
    return {"csrf": proof, "next": "/", "name": name, "password": password, **further}
