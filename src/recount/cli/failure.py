"""Errors and findings to exit codes.

===== =====================================================================
code  meaning
===== =====================================================================
0     done
1     findings: something checked does not hold, or something failed on the way
2     usage: a wrong argument, setting or path
3     more inputs were rejected than the threshold allows
4     the ledger is damaged
===== =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from recount.errors import AccountsError, ChoiceError, InputError, LedgerDamagedError, RecountError, SettingsError


class Findings(click.ClickException):
    """Something does not hold, or failed on the way: one line on stderr, exit code 1."""


class Usage(click.ClickException):
    """A wrong argument, setting or path: exit code 2."""

    exit_code = 2


class TooManyRejected(click.ClickException):
    """More inputs were rejected than the threshold allows: exit code 3."""

    exit_code = 3


class Damaged(click.ClickException):
    """The ledger is damaged: exit code 4."""

    exit_code = 4


@contextmanager
def reported() -> Iterator[None]:
    """Turn an error of the library into the exit code of its kind.

    >>> with reported():
    ...     raise InputError("no such file: a.txt")
    Traceback (most recent call last):
    recount.cli.failure.Usage: no such file: a.txt
    """
    try:
        yield
    except LedgerDamagedError as error:
        raise Damaged(_line(error)) from error
    except (AccountsError, ChoiceError, InputError, SettingsError) as error:
        raise Usage(_line(error)) from error
    except RecountError as error:
        raise Findings(_line(error)) from error


def _line(error: RecountError) -> str:
    from recount.publish.wording import visible

    return visible(str(error))


def check_rejected(recorded: int, rejected: int, threshold: float) -> None:
    """Raise `TooManyRejected` where the share of rejected inputs is above the threshold."""
    total = recorded + rejected
    if total and rejected / total > threshold:
        raise TooManyRejected(f"{rejected} of {total} inputs were rejected, above the threshold of {threshold:.0%}")
