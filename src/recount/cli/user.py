"""``recount user``: who may sign in to the workbench, as what, and with which tokens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import click

from recount.cli import options
from recount.cli.options import Day

if TYPE_CHECKING:
    from recount.web.accounts import Accounts, Role, Scope

_ROLES: Final = ("reader", "reviewer", "editor", "admin")
_SCOPES: Final = ("read", "review", "edit", "admin")
_LASTS: Final = timedelta(days=90)
_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input, not the keyboard.")
_role = click.Choice(_ROLES)


@click.group("user", short_help="Who may sign in to the workbench, and as what.")
def command() -> None:
    """Add users of the workbench, give them roles, passwords and tokens, and shut them out.

    A reader reads. A reviewer also accepts and rejects claims, and replies. An editor also corrects fields, merges and
    splits subjects, rates sources and grades. An admin also sees to users and tokens. The name of a user is who judges
    in the ledger, so that no user is ever deleted. All of it holds from the next request on, while the workbench runs.
    """


@contextmanager
def _opened(path: str | None) -> Iterator[Accounts]:
    from recount.web.accounts import Accounts

    accounts = Accounts(options.settings(accounts=path).accounts)
    try:
        yield accounts
    finally:
        accounts.close()


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    told: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return told


@command.command("add", short_help="Add a user.")
@click.argument("name")
@click.option("--role", type=_role, default="reader", show_default=True, help="What the user may do.")
@_stdin
@options.accounts
def add(name: str, role: Role, password_stdin: bool, accounts: str | None) -> None:
    """Add a user. The password, asked for twice, has 12 letters or more and does not hold the name."""
    from recount.web.accounts.users import add_user

    with _opened(accounts) as opened:
        user = add_user(opened, name, _password(password_stdin), role)
    click.echo(f"{user.name} is {user.role}")


@command.command("list", short_help="List users and tokens.")
@options.accounts
@options.as_json
def list_(accounts: str | None, as_json: bool) -> None:
    """List all users with their roles, and all tokens. With --json: a line {"user": ...} or {"token": ...} for each."""
    from recount.cli.output import print_json, print_table
    from recount.web.accounts.tables import accounts_tables
    from recount.web.accounts.tokens import tokens
    from recount.web.accounts.users import users

    with _opened(accounts) as opened:
        all_users, all_tokens = users(opened), tokens(opened)
    if not as_json:
        print_table(accounts_tables(all_users, all_tokens, datetime.now(UTC)))
        return
    for user in all_users:
        print_json({"user": user})
    for token in all_tokens:
        print_json({"token": token})


@command.command("role", short_help="Give a user another role.")
@click.argument("name")
@click.argument("role", type=_role)
@options.accounts
def role_(name: str, role: Role, accounts: str | None) -> None:
    """Give a user another role."""
    from recount.web.accounts.users import set_role

    with _opened(accounts) as opened:
        user = set_role(opened, name, role)
    click.echo(f"{user.name} is {user.role}")


@command.command("password", short_help="Give a user another password.")
@click.argument("name")
@_stdin
@options.accounts
def password(name: str, password_stdin: bool, accounts: str | None) -> None:
    """Give a user another password, and end the sessions that the old one began."""
    from recount.web.accounts.users import set_password, user_named

    with _opened(accounts) as opened:
        user = set_password(opened, user_named(opened, name).name, _password(password_stdin))
    click.echo(f"{user.name} has a new password, and must sign in anew")


@command.command("disable", short_help="Shut a user out.")
@click.argument("name")
@options.accounts
def disable(name: str, accounts: str | None) -> None:
    """Shut a user out at once: all sessions end, and tokens do not work until the user is enabled again."""
    _set_disabled(accounts, name, disabled=True)


@command.command("enable", short_help="Let a user in again.")
@click.argument("name")
@options.accounts
def enable(name: str, accounts: str | None) -> None:
    """Let a user in again who was disabled."""
    _set_disabled(accounts, name, disabled=False)


def _set_disabled(accounts: str | None, name: str, *, disabled: bool) -> None:
    from recount.web.accounts.users import set_disabled

    with _opened(accounts) as opened:
        user = set_disabled(opened, name, disabled=disabled)
    click.echo(f"{user.name} is shut out" if disabled else f"{user.name} may sign in again")


@command.command("token", short_help="Make a token for programs of a user's.")
@click.argument("name")
@click.argument("token")
@click.option(
    "--scope", "scopes", type=click.Choice(_SCOPES), multiple=True, default=("read",), show_default=True,
    help="What it may do, if the user's role allows it too; may be given more than once.",
)  # fmt: skip
@click.option("--expires", type=Day(), help="Its last day, within a year.  [default: in 90 days]")
@options.accounts
def token_(name: str, token: str, scopes: tuple[Scope, ...], expires: date | None, accounts: str | None) -> None:
    """Make a token of a user, named TOKEN so that it can be told from others, and print it: it is never shown again.

    A program sends it as Authorization: Bearer recount_...
    """
    from recount.web.accounts.tokens import add_token
    from recount.web.accounts.users import user_named

    day = expires or datetime.now(UTC).date() + _LASTS
    ends = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)
    with _opened(accounts) as opened:
        click.echo(add_token(opened, user_named(opened, name), token, scopes, ends))
    click.echo(f"Keep it as you keep a password: it is not shown again. It works through {day}.", err=True)


@command.command("revoke", short_help="Revoke tokens, and end sessions.")
@click.argument("name")
@click.argument("token", required=False)
@options.accounts
def revoke(name: str, token: str | None, accounts: str | None) -> None:
    """Revoke a user's TOKEN; without TOKEN revoke all of the user's tokens, and end all sessions."""
    from recount.publish.wording import count
    from recount.web.accounts.sessions import end_all
    from recount.web.accounts.tokens import revoke_token, revoke_tokens
    from recount.web.accounts.users import user_named

    with _opened(accounts) as opened:
        user = user_named(opened, name)
        if token is not None:
            revoke_token(opened, user, token)
            click.echo(f"the token {token} of {user.name} is revoked")
            return
        revoked, ended = revoke_tokens(opened, user), end_all(opened, user)
    click.echo(f"{user.name}: {count(revoked, 'token')} revoked, {count(ended, 'session')} ended")
