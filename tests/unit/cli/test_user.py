from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recount.cli import main
from recount.web.accounts import Accounts
from recount.web.accounts.tokens import visitor_by_token
from recount.web.accounts.users import user_by_password

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def user(*arguments: str, told: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *arguments], input=told)


def test_a_user_is_added_listed_changed_and_shut_out() -> None:
    added = user("add", "Ana", "--role", "editor", told=f"{PASSWORD}\n{PASSWORD}\n")
    assert (added.exit_code, added.stdout) == (0, "Ana is editor\n")
    assert PASSWORD not in added.output
    assert stat.S_IMODE(Path("recount.accounts").stat().st_mode) == 0o600
    assert user("role", "ana", "admin").output == "Ana is admin\n"
    assert user("password", "ana", "--password-stdin", told="another long one\n").exit_code == 0
    accounts = Accounts("recount.accounts")
    assert user_by_password(accounts, "Ana", "another long one") is not None
    assert user("disable", "ana").output == "Ana is shut out\n"
    assert user_by_password(accounts, "Ana", "another long one") is None
    assert "disabled on" in user("list").output
    assert user("enable", "ana").output == "Ana may sign in again\n"
    accounts.close()


def test_a_token_is_printed_once_and_revoked() -> None:
    user("add", "Ana", "--role", "reviewer", "--password-stdin", told=PASSWORD)
    made = user("token", "Ana", "laptop", "--scope", "read", "--scope", "review")
    token = made.stdout.strip()
    accounts = Accounts("recount.accounts")
    visitor = visitor_by_token(accounts, token)
    assert visitor is not None
    assert visitor.scopes == ("read", "review")
    listed = user("list", "--json").stdout
    assert token not in listed
    assert [next(iter(json.loads(line))) for line in listed.splitlines()] == ["user", "token"]
    assert user("revoke", "Ana", "laptop").exit_code == 0
    assert visitor_by_token(accounts, token) is None
    assert user("revoke", "Ana").output == "Ana: 0 tokens revoked, 0 sessions ended\n"
    accounts.close()


@pytest.mark.parametrize(
    ("arguments", "told", "why"),
    [
        (["add", "Ana", "--password-stdin"], "short\n", "needs 12"),
        (["add", "A\r\nna", "--password-stdin"], PASSWORD, "will not do as a name"),
        (["role", "Nobody", "admin"], "", "there is no user"),
        (["token", "Nobody", "t"], "", "there is no user"),
    ],
)
def test_what_will_not_do_is_told_in_a_line(arguments: list[str], told: str, why: str) -> None:
    got = user(*arguments, told=told)
    assert (got.exit_code, why in got.output, "\r" in got.output) == (2, True, False)
