"""Users: added, given a role or a password, disabled; none is ever deleted, since the ledger names them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from recount.errors import AccountsError
from recount.web.accounts import passwords
from recount.web.accounts.records import User, key_of, name_given
from recount.web.accounts.roles import Role
from recount.web.accounts.store import Accounts, Value

_USER = "SELECT name, role, created_at, disabled_at FROM user"


def add_user(accounts: Accounts, name: str, password: str, role: Role) -> User:
    """Add a user. Raises `AccountsError` where the name is taken, or it or the password will not do."""
    name = name_given(name)
    passwords.require_good(password, name)
    kept = passwords.hashed(password)
    with accounts.changing() as run:
        adding = "INSERT OR IGNORE INTO user (key, name, password, role, created_at) VALUES (?, ?, ?, ?, ?)"
        if not run(adding, key_of(name), name, kept, role, accounts.now()):
            raise AccountsError(f"there is a user {user_named(accounts, name).name} already")
    return user_named(accounts, name)


def users(accounts: Accounts) -> tuple[User, ...]:
    """All users, by name."""
    return tuple(_user(*row) for row in accounts.rows(f"{_USER} ORDER BY key"))


def any_users(accounts: Accounts) -> bool:
    """Whether anybody has an account, disabled or not."""
    return bool(accounts.rows("SELECT 1 FROM user LIMIT 1"))


def user_named(accounts: Accounts, name: str) -> User:
    """The user of a name. Raises `AccountsError` where there is none."""
    for row in accounts.rows(f"{_USER} WHERE key = ?", key_of(name)):
        return _user(*row)
    raise AccountsError(f"there is no user {name!r}: `recount user list` names them")


def set_role(accounts: Accounts, name: str, role: Role) -> User:
    """Give a user another role, from the next request on. Raises `AccountsError` where there is no such user."""
    with accounts.changing() as run:
        run("UPDATE user SET role = ? WHERE key = ?", role, key_of(user_named(accounts, name).name))
    return user_named(accounts, name)


def set_password(accounts: Accounts, name: str, password: str) -> User:
    """Give a user another password, and end all sessions. Raises `AccountsError` where it will not do."""
    user = user_named(accounts, name)
    passwords.require_good(password, user.name)
    kept = passwords.hashed(password)
    with accounts.changing() as run:
        run("UPDATE user SET password = ? WHERE key = ?", kept, key_of(name))
        run("DELETE FROM session WHERE user = (SELECT id FROM user WHERE key = ?)", key_of(name))
    return user


def set_disabled(accounts: Accounts, name: str, disabled: bool) -> User:
    """Shut a user out, ending all sessions and resting all tokens, or let the user in again.

    Raises `AccountsError` where there is no such user.
    """
    key = key_of(user_named(accounts, name).name)
    with accounts.changing() as run:
        at = accounts.now() if disabled else None
        run("UPDATE user SET disabled_at = ? WHERE key = ? AND (disabled_at IS NULL) = ?", at, key, int(disabled))
        run("DELETE FROM session WHERE user = (SELECT id FROM user WHERE key = ?)", key)
    return user_named(accounts, name)


def user_by_password(accounts: Accounts, name: str, password: str) -> User | None:
    """The user who has this name and password and is not disabled; None, after the same time, for anybody else.

    A hash made with older parameters is made anew.
    """
    ((kept, disabled_at),) = accounts.rows("SELECT password, disabled_at FROM user WHERE key = ?", key_of(name)) or (
        (None, None),
    )
    if not passwords.agrees(password, cast("str | None", kept)) or disabled_at is not None:
        return None
    if passwords.outdated(str(kept)):
        with accounts.changing() as run:
            anew = passwords.hashed(password)
            run("UPDATE user SET password = ? WHERE key = ? AND password = ?", anew, key_of(name), kept)
    return user_named(accounts, name)


def _user(name: Value, role: Value, created_at: Value, disabled_at: Value) -> User:
    return User(
        name=str(name), role=cast("Role", role), created_at=instant(created_at), disabled_at=maybe_instant(disabled_at)
    )


def instant(seconds: Value) -> datetime:
    """Seconds since 1970 as an instant in UTC."""
    return datetime.fromtimestamp(cast("int", seconds), UTC)


def maybe_instant(seconds: Value) -> datetime | None:
    """Seconds since 1970, or None, as an instant in UTC, or None."""
    return None if seconds is None else instant(seconds)
