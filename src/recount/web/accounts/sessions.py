"""Sessions: a user who signed in, known by a random key of which the browser has the only copy."""

from __future__ import annotations

from typing import Final, cast

from recount.web.accounts.keys import digest, new_key, proof
from recount.web.accounts.records import User, Visitor, key_of
from recount.web.accounts.roles import Role
from recount.web.accounts.store import Accounts

IDLE_S: Final = 12 * 3600
LONGEST_S: Final = 7 * 24 * 3600
_NOTED_EVERY_S: Final = 60  # not each request writes that the session was used
_VISITOR: Final = (
    "SELECT name, role, used_at FROM session JOIN user ON user.id = session.user "
    "WHERE digest = ? AND disabled_at IS NULL AND used_at > ? AND session.created_at > ?"
)


def begin(accounts: Accounts, user: User) -> str:
    """Begin a session of a user; gives its key, which is kept nowhere. Sessions that are over are cleared away."""
    key, now = new_key(), accounts.now()
    with accounts.changing() as run:
        run("DELETE FROM session WHERE used_at <= ? OR created_at <= ?", now - IDLE_S, now - LONGEST_S)
        adding = "INSERT INTO session SELECT ?, id, ?, ? FROM user WHERE key = ? AND disabled_at IS NULL"
        run(adding, digest(key), now, now, key_of(user.name))
    return key


def visitor_by_session(accounts: Accounts, key: str) -> Visitor | None:
    """Whose session this is; None where it is over: 12 hours idle, 7 days old, ended, or user disabled."""
    now = accounts.now()
    for name, role, used_at in accounts.rows(_VISITOR, digest(key), now - IDLE_S, now - LONGEST_S):
        if now - cast("int", used_at) >= _NOTED_EVERY_S:
            with accounts.changing() as run:
                run("UPDATE session SET used_at = ? WHERE digest = ?", now, digest(key))
        return Visitor(name=str(name), role=cast("Role", role), csrf=proof(key), key=f"session {digest(key).hex()}")
    return None


def end(accounts: Accounts, key: str) -> None:
    """End the session that has this key."""
    with accounts.changing() as run:
        run("DELETE FROM session WHERE digest = ?", digest(key))


def end_all(accounts: Accounts, user: User) -> int:
    """End all sessions of a user; gives how many there were."""
    with accounts.changing() as run:
        return run("DELETE FROM session WHERE user = (SELECT id FROM user WHERE key = ?)", key_of(user.name))
