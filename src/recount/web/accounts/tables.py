"""Users and tokens as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from recount.publish import wording
from recount.publish.cells import cell
from recount.web.accounts.records import Token, User


def accounts_tables(users: Sequence[User], tokens: Sequence[Token], now: datetime) -> RenderableType:
    """A table of the users, and under it one of their tokens as they stand at `now`."""
    if not users:
        return Text("There are no users: `recount user add NAME --role admin` adds one.")
    told = _table("Name", "Role", "Since", "State")
    for user in users:
        state = f"disabled on {_day(user.disabled_at)}" if user.disabled_at else "may sign in"
        told.add_row(cell(user.name, "bold"), cell(user.role), cell(_day(user.created_at)), cell(state))
    if not tokens:
        return told
    keys = _table("Token of", "Name", "May", "Last used", "State")
    for token in tokens:
        used = _day(token.used_at) if token.used_at else "never"
        values = (token.name, ", ".join(token.scopes), used, _state(token, now))
        keys.add_row(cell(token.user, "bold"), *map(cell, values))
    return Group(told, keys)


def _state(token: Token, now: datetime) -> str:
    if token.revoked_at is not None:
        return f"revoked on {_day(token.revoked_at)}"
    return f"{'expired' if token.expires_at <= now else 'expires'} on {_day(token.expires_at)}"


def _day(at: datetime) -> str:
    return wording.day(at.date())


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
