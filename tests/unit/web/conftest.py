from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from protected import Clock, accounts_in, client
from recount.web.accounts import Accounts


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of accounts with a user of each role, made once: hashing passwords is meant to take long."""
    accounts = accounts_in(tmp_path_factory.mktemp("people"), Clock())
    accounts.close()
    return accounts.path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(people: Path, tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    """Accounts with a user of each role."""
    shutil.copy(people, tmp_path / "recount.accounts")
    opened = Accounts(tmp_path / "recount.accounts", now=clock)
    yield opened
    opened.close()


@pytest.fixture
def browser(accounts: Accounts) -> Iterator[TestClient[Litestar]]:
    """A client of the application with these accounts, closed to who does not sign in."""
    with client(accounts) as opened:
        yield opened
