from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from protected import PASSWORD, Clock
from recount.errors import AccountsError
from recount.web.accounts import Accounts
from recount.web.accounts.keys import digest, proof
from recount.web.accounts.records import name_given
from recount.web.accounts.sessions import begin, end, end_all, visitor_by_session
from recount.web.accounts.tokens import add_token, revoke_token, revoke_tokens, tokens, visitor_by_token
from recount.web.accounts.users import (
    add_user,
    any_users,
    set_disabled,
    set_password,
    set_role,
    user_by_password,
    user_named,
    users,
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def ana(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts with one user, made once."""
    opened = Accounts(tmp_path_factory.mktemp("ana") / "a.accounts", now=Clock())
    add_user(opened, "Ana", PASSWORD, "reviewer")
    opened.close()
    return opened.path


@pytest.fixture
def accounts(ana: Path, tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    shutil.copy(ana, tmp_path / "a.accounts")
    opened = Accounts(tmp_path / "a.accounts", now=clock)
    assert any_users(opened)
    yield opened
    opened.close()


def everything(accounts: Accounts) -> bytes:
    """All that the file holds, and its log."""
    folder = accounts.path.parent
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith(accounts.path.name))


def test_nobody_has_an_account_where_there_is_no_file_and_asking_makes_none(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "a.accounts")
    assert (any_users(accounts), users(accounts), tokens(accounts)) == (False, (), ())
    assert visitor_by_session(accounts, "key") is None
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_may_read_the_file_and_its_log(accounts: Accounts) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in accounts.path.parent.iterdir()}
    assert modes == {0o600}


def test_a_file_that_others_may_read_is_taken_from_them(accounts: Accounts) -> None:
    accounts.close()
    accounts.path.chmod(0o644)
    assert any_users(accounts)
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_no_secret_stands_in_the_file(accounts: Accounts, clock: Clock) -> None:
    session = begin(accounts, user_named(accounts, "Ana"))
    token = add_token(accounts, user_named(accounts, "Ana"), "laptop", ["read"], clock.at + timedelta(days=1))
    kept = everything(accounts)
    assert digest(session) in kept
    assert digest(token) in kept
    for secret in (PASSWORD, session, token, token.removeprefix("recount_"), proof(session)):
        assert secret.encode() not in kept


@pytest.mark.parametrize("content", [b"no database at all, only text", None], ids=["text", "another database"])
def test_something_else_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other"
    if content is None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE user (name TEXT)")
        other.close()
    else:
        path.write_bytes(content)
    with pytest.raises(AccountsError, match="other"):
        users(Accounts(path))


def test_accounts_of_a_later_version_are_refused(accounts: Accounts) -> None:
    with accounts.changing() as run:
        run("UPDATE meta SET value = '2' WHERE name = 'version'")
    accounts.close()
    with pytest.raises(AccountsError, match="later recount"):
        users(accounts)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match=r"nowhere/a\.accounts"):
        add_user(Accounts(tmp_path / "nowhere" / "a.accounts"), "Ana", PASSWORD, "reader")


@pytest.mark.parametrize("name", ["ana", "ANA", "Ａｎａ"], ids=["lower", "upper", "wide"])
def test_a_name_is_taken_however_it_is_written(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountsError, match="there is a user Ana already"):
        add_user(accounts, name, PASSWORD, "admin")
    assert [user.role for user in users(accounts)] == ["reviewer"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Anonymous",
        "x" * 65,
        " Ana",
        "Ana ",
        "A  na",
        "Ana\r\nSet-Cookie: a=b",
        "Ana\x00",
        "A\u202ena",
        "A\u200bna",
        "A\u00a0na",
    ],
)
def test_a_name_that_could_mislead_is_refused(name: str) -> None:
    with pytest.raises(AccountsError, match="name"):
        name_given(name)


@pytest.mark.parametrize("name", ["Олена К.", "José", "李雷", "o'hara", "a b c"])
def test_names_of_all_scripts_will_do(name: str) -> None:
    assert name_given(name) == name


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven lett", "needs 12"),
        ("a" * 257, "more than 256"),
        ("abababababab", "different letters"),
        ("my name is ANA", "holds the name"),
        ("xx ana reversed", "holds the name"),
    ],
)
def test_a_password_that_will_not_do_is_refused(accounts: Accounts, password: str, why: str) -> None:
    with pytest.raises(AccountsError, match=why):
        set_password(accounts, "Ana", password)
    assert user_by_password(accounts, "Ana", PASSWORD) is not None


def test_who_has_the_password_is_known(accounts: Accounts) -> None:
    found = user_by_password(accounts, "ana", PASSWORD)
    assert found is not None
    assert found.name == "Ana"


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ana", PASSWORD + "."), ("Ana", ""), ("Ben", PASSWORD), ("", ""), ("Ana", PASSWORD * 100), ("A\x00na", PASSWORD)],
)
def test_nobody_else_is(accounts: Accounts, name: str, password: str) -> None:
    assert user_by_password(accounts, name, password) is None


def test_a_password_is_the_same_however_its_letters_are_composed(accounts: Accounts) -> None:
    set_password(accounts, "Ana", "über-den-Wolken")
    assert user_by_password(accounts, "Ana", "u\u0308ber-den-Wolken") is not None


def test_a_hash_of_older_parameters_is_made_anew_when_its_user_comes(accounts: Accounts) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with accounts.changing() as run:
        run("UPDATE user SET password = ?", old)
    assert user_by_password(accounts, "Ana", "wrong password") is None
    assert accounts.rows("SELECT password FROM user") == [(old,)]
    assert user_by_password(accounts, "Ana", PASSWORD) is not None
    ((anew,),) = accounts.rows("SELECT password FROM user")
    assert str(anew).startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert user_by_password(accounts, "Ana", PASSWORD) is not None


def test_an_unknown_name_takes_as_long_as_a_wrong_password(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, kept: str, password: str) -> bool:
        looked.append(kept.rpartition("$")[0].rpartition("$")[0])
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    user_by_password(accounts, "Ana", "wrong password")
    user_by_password(accounts, "Nobody", "wrong password")
    user_by_password(accounts, "Ana", "w" * 10_000)
    assert looked == [looked[0]] * 3


def test_a_session_ends_after_twelve_hours_of_rest(accounts: Accounts, clock: Clock) -> None:
    key = begin(accounts, user_named(accounts, "Ana"))
    clock.forward(hours=11.9)
    visitor = visitor_by_session(accounts, key)
    assert visitor is not None
    assert (visitor.name, visitor.role, visitor.scopes) == ("Ana", "reviewer", None)
    clock.forward(hours=11.9)
    assert visitor_by_session(accounts, key) is not None
    clock.forward(hours=12)
    assert visitor_by_session(accounts, key) is None


def test_a_session_ends_after_seven_days_however_busy(accounts: Accounts, clock: Clock) -> None:
    key = begin(accounts, user_named(accounts, "Ana"))
    for _ in range(20):
        clock.forward(hours=8)
        assert visitor_by_session(accounts, key) is not None
    clock.forward(hours=8)
    assert visitor_by_session(accounts, key) is None


def test_sessions_that_are_over_are_cleared_away(accounts: Accounts, clock: Clock) -> None:
    begin(accounts, user_named(accounts, "Ana"))
    clock.forward(days=1)
    begin(accounts, user_named(accounts, "Ana"))
    assert accounts.rows("SELECT count(*) FROM session") == [(1,)]


def test_ending_a_session_leaves_the_others(accounts: Accounts) -> None:
    one, other = (begin(accounts, user_named(accounts, "Ana")) for _ in range(2))
    end(accounts, one)
    assert visitor_by_session(accounts, one) is None
    assert visitor_by_session(accounts, other) is not None
    assert end_all(accounts, user_named(accounts, "Ana")) == 1
    assert visitor_by_session(accounts, other) is None


def test_disabling_a_user_ends_sessions_and_rests_tokens(accounts: Accounts, clock: Clock) -> None:
    ana = user_named(accounts, "Ana")
    session, token = begin(accounts, ana), add_token(accounts, ana, "t", ["read"], clock.at + timedelta(days=9))
    assert set_disabled(accounts, "ana", disabled=True).disabled_at == clock.at
    clock.forward(hours=1)
    assert set_disabled(accounts, "ana", disabled=True).disabled_at == clock.at - timedelta(hours=1)
    assert visitor_by_session(accounts, session) is None
    assert visitor_by_token(accounts, token) is None
    assert user_by_password(accounts, "Ana", PASSWORD) is None
    late = begin(accounts, ana)
    assert visitor_by_session(accounts, late) is None
    assert set_disabled(accounts, "ana", disabled=False).disabled_at is None
    assert visitor_by_session(accounts, session) is None
    assert visitor_by_token(accounts, token) is not None


def test_a_new_password_ends_sessions(accounts: Accounts) -> None:
    key = begin(accounts, user_named(accounts, "Ana"))
    set_password(accounts, "Ana", "another long one")
    assert visitor_by_session(accounts, key) is None
    assert user_by_password(accounts, "Ana", PASSWORD) is None
    assert user_by_password(accounts, "Ana", "another long one") is not None


def test_a_role_holds_at_once_for_sessions_and_tokens(accounts: Accounts, clock: Clock) -> None:
    ana = user_named(accounts, "Ana")
    session = begin(accounts, ana)
    token = add_token(accounts, ana, "t", ["read", "review"], clock.at + timedelta(days=9))
    set_role(accounts, "Ana", "reader")
    for visitor in (visitor_by_session(accounts, session), visitor_by_token(accounts, token)):
        assert visitor is not None
        assert visitor.may("read")
        assert not visitor.may("review")


def test_a_token_may_do_what_its_scopes_and_the_role_allow(accounts: Accounts, clock: Clock) -> None:
    key = add_token(accounts, user_named(accounts, "Ana"), "t", ["review"], clock.at + timedelta(days=9))
    set_role(accounts, "Ana", "admin")
    visitor = visitor_by_token(accounts, key)
    assert visitor is not None
    assert [action for action in ("read", "review", "correct", "users") if visitor.may(action)] == ["review"]


def test_a_token_ends_when_it_should(accounts: Accounts, clock: Clock) -> None:
    key = add_token(accounts, user_named(accounts, "Ana"), "t", ["read"], clock.at + timedelta(days=9))
    clock.forward(days=8, hours=23)
    assert visitor_by_token(accounts, key) is not None
    assert tokens(accounts)[0].used_at == clock.at
    clock.forward(hours=1)
    assert visitor_by_token(accounts, key) is None


def test_a_revoked_token_is_none_any_more(accounts: Accounts, clock: Clock) -> None:
    ana, until = user_named(accounts, "Ana"), clock.at + timedelta(days=9)
    one, other = (add_token(accounts, ana, name, ["read"], until) for name in ("one", "other"))
    revoke_token(accounts, ana, "one")
    assert visitor_by_token(accounts, one) is None
    assert visitor_by_token(accounts, other) is not None
    with pytest.raises(AccountsError, match="no token named 'one'"):
        revoke_token(accounts, ana, "one")
    assert revoke_tokens(accounts, ana) == 1
    assert visitor_by_token(accounts, other) is None


def test_a_session_is_no_token_and_a_token_no_session(accounts: Accounts, clock: Clock) -> None:
    ana = user_named(accounts, "Ana")
    session, token = begin(accounts, ana), add_token(accounts, ana, "t", ["read"], clock.at + timedelta(days=9))
    assert visitor_by_token(accounts, session) is None
    assert visitor_by_session(accounts, token) is None


def test_what_a_token_cannot_be_is_refused(accounts: Accounts, clock: Clock) -> None:
    ana, until = user_named(accounts, "Ana"), clock.at + timedelta(days=9)
    add_token(accounts, ana, "t", ["read"], until)
    with pytest.raises(AccountsError, match="already"):
        add_token(accounts, ana, "t", ["read"], until)
    with pytest.raises(AccountsError, match="scope edit goes beyond"):
        add_token(accounts, ana, "u", ["read", "edit"], until)
    with pytest.raises(AccountsError, match="a scope or more"):
        add_token(accounts, ana, "u", [], until)
    for late in (clock.at, clock.at + timedelta(days=367)):
        with pytest.raises(AccountsError, match="within 366 days"):
            add_token(accounts, ana, "u", ["read"], late)
    with pytest.raises(AccountsError, match="name"):
        add_token(accounts, ana, "u\n", ["read"], until)


def test_what_fails_on_the_way_changes_nothing(accounts: Accounts) -> None:
    def fail() -> None:
        with accounts.changing() as run:
            run("UPDATE user SET role = 'admin'")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert user_named(accounts, "Ana").role == "reviewer"


def test_two_that_have_the_file_open_see_each_others_changes(accounts: Accounts, clock: Clock) -> None:
    serving = Accounts(accounts.path, now=clock)
    key = begin(serving, user_named(serving, "Ana"))
    set_disabled(accounts, "Ana", disabled=True)
    assert visitor_by_session(serving, key) is None
    serving.close()
