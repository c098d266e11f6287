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

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from recount.errors import AccountsError, ChoiceError, InputError, LedgerDamagedError, RecountError, SettingsError

# What a command cannot help, by the number of the error, and what can be done about it.
_OF_THE_MACHINE: Final = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "delete something, or ask for a larger quota",
    errno.EFBIG: "raise the limit on the size of files",
    errno.EROFS: "copy it to where you may write",
    errno.EACCES: "change its permissions, or name another place",
    errno.EPERM: "change its permissions, or name another place",
    errno.EEXIST: "move away what is there under that name",
    errno.ENOTDIR: "move away the file that stands where a folder should",
    errno.EMFILE: "raise the limit on open files (ulimit -n)",
    errno.ENFILE: "close some programs",
    errno.ENOMEM: "close some programs, or give it more memory",
    errno.EIO: "check the disk",
}
_NO_UTF8: Final = "surrogates not allowed"  # what Python says where a string has bytes in it that were no UTF-8
_SHOWN: Final = 20


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
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        raise Findings(_line(_told(error))) from error
    except UnicodeEncodeError as error:  # of arguments alone: no report holds what UTF-8 cannot
        if error.reason != _NO_UTF8:
            raise
        given = str(error.object)[max(0, error.start - _SHOWN) : error.end + _SHOWN]
        raise Usage(f"{given!a} is no text in UTF-8: set the terminal to UTF-8 and type it anew") from error


def _told(error: OSError) -> str:
    """What the machine refused, where, and what to do."""
    where = f"{error.filename} cannot be written or read" if error.filename else "something cannot be written or read"
    remedy = _OF_THE_MACHINE[error.errno or 0]
    return f"{where} ({error.strerror}): {remedy}, then do this again; what is in the ledger is safe"


def _line(error: RecountError | str) -> str:
    from recount.publish.wording import visible

    return visible(str(error))


def check_rejected(recorded: int, rejected: int, threshold: float) -> None:
    """Raise `TooManyRejected` where the share of rejected inputs is above the threshold."""
    total = recorded + rejected
    if total and rejected / total > threshold:
        raise TooManyRejected(f"{rejected} of {total} inputs were rejected, above the threshold of {threshold:.0%}")
