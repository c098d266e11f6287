"""Tokens: keys for programs, shown once, with a name, scopes and a day on which they end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, cast

from recount.errors import AccountsError
from recount.web.accounts.keys import TOKEN_PREFIX, digest, new_key
from recount.web.accounts.records import Token, User, Visitor, key_of, name_given
from recount.web.accounts.roles import SCOPES, Role, Scope, within
from recount.web.accounts.store import Accounts, Row
from recount.web.accounts.users import instant, maybe_instant

LONGEST: Final = timedelta(days=366)
_NOTED_EVERY_S: Final = 60
_TOKEN: Final = (
    "SELECT user.name, token.name, scopes, token.created_at, expires_at, revoked_at, used_at "
    "FROM token JOIN user ON user.id = token.user WHERE ? IN ('', user.key) ORDER BY user.key, token.name"
)
_VISITOR: Final = (
    "SELECT user.name, role, scopes, used_at FROM token JOIN user ON user.id = token.user "
    "WHERE digest = ? AND disabled_at IS NULL AND revoked_at IS NULL AND expires_at > ?"
)


def add_token(accounts: Accounts, user: User, name: str, scopes: Iterable[Scope], expires_at: datetime) -> str:
    """Add a token of a user that lasts until then; gives the token, which is kept nowhere and cannot be shown again.

    Raises `AccountsError` where the user has one of this name, where it lasts longer than a year, where there is no
    scope, and where a scope is more than the user's role allows.
    """
    wanted = tuple(scope for scope in SCOPES if scope in frozenset(scopes))
    name, key, now = name_given(name), TOKEN_PREFIX + new_key(), accounts.now()
    if not wanted:
        raise AccountsError(f"a token has a scope or more: {', '.join(SCOPES)}")
    for scope in wanted:
        if not within(user.role, scope):
            raise AccountsError(f"{user.name} is {user.role}, which the scope {scope} goes beyond")
    if not timedelta(0) < expires_at - instant(now) <= LONGEST:
        raise AccountsError(f"a token ends after now, and within {LONGEST.days} days: not {expires_at:%Y-%m-%d %H:%M}")
    with accounts.changing() as run:
        adding = (
            "INSERT OR IGNORE INTO token (digest, user, name, scopes, created_at, expires_at) "
            "SELECT ?, id, ?, ?, ?, ? FROM user WHERE key = ?"
        )
        ends = int(expires_at.timestamp())
        if not run(adding, digest(key), name, " ".join(wanted), now, ends, key_of(user.name)):
            raise AccountsError(f"{user.name} has a token named {name!r} already: choose another name")
    return key


def tokens(accounts: Accounts, user: User | None = None) -> tuple[Token, ...]:
    """The tokens of a user (None: of all), revoked and expired ones too, by name."""
    return tuple(_token(row) for row in accounts.rows(_TOKEN, key_of(user.name) if user else ""))


def visitor_by_token(accounts: Accounts, key: str) -> Visitor | None:
    """The visitor who has this token; None where it is none, expired or revoked, or its user disabled."""
    now = accounts.now()
    for name, role, scopes, used_at in accounts.rows(_VISITOR, digest(key), now):
        if used_at is None or now - cast("int", used_at) >= _NOTED_EVERY_S:
            with accounts.changing() as run:
                run("UPDATE token SET used_at = ? WHERE digest = ?", now, digest(key))
        allowed = cast("tuple[Scope, ...]", tuple(str(scopes).split()))
        return Visitor(name=str(name), role=cast("Role", role), scopes=allowed, key=f"token {digest(key).hex()}")
    return None


def revoke_token(accounts: Accounts, user: User, name: str) -> None:
    """Revoke a user's token for good. Raises `AccountsError` where there is none of this name that stands."""
    with accounts.changing() as run:
        revoking = (
            "UPDATE token SET revoked_at = ? "
            "WHERE revoked_at IS NULL AND name = ? AND user = (SELECT id FROM user WHERE key = ?)"
        )
        if not run(revoking, accounts.now(), name_given(name), key_of(user.name)):
            raise AccountsError(f"{user.name} has no token named {name!r} that is not revoked")


def revoke_tokens(accounts: Accounts, user: User) -> int:
    """Revoke all tokens of a user; gives how many there were."""
    with accounts.changing() as run:
        revoking = (
            "UPDATE token SET revoked_at = ? WHERE revoked_at IS NULL AND user = (SELECT id FROM user WHERE key = ?)"
        )
        return run(revoking, accounts.now(), key_of(user.name))


def _token(row: Row) -> Token:
    user, name, scopes, created_at, expires_at, revoked_at, used_at = row
    return Token(
        user=str(user),
        name=str(name),
        scopes=cast("tuple[Scope, ...]", tuple(str(scopes).split())),
        created_at=instant(created_at),
        expires_at=instant(expires_at),
        revoked_at=maybe_instant(revoked_at),
        used_at=maybe_instant(used_at),
    )
