"""Passwords: what will do as one, and how they are kept."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from recount.errors import AccountsError
from recount.web.accounts.records import key_of

SHORTEST, LONGEST = 12, 256
_FEWEST_LETTERS: Final = 5
# OWASP Password Storage Cheat Sheet, first of the equal choices for Argon2id: 46 MiB, one pass, one lane.
_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1, type=Type.ID)


def require_good(password: str, name: str) -> None:
    """Raise `AccountsError` where a password is too short, too long, or no secret to one who knows the name.

    Source: NIST SP 800-63B, 5.1.1.2: length counts, what must stand in it does not.

    >>> require_good("olena-olena-1", "Olena")
    Traceback (most recent call last):
    recount.errors.AccountsError: the password will not do: it holds the name
    """
    plain, known = key_of(password), key_of(name)
    if len(password) < SHORTEST:
        raise AccountsError(f"the password will not do: it has {len(password)} letters, and needs {SHORTEST}")
    if len(password) > LONGEST:
        raise AccountsError(f"the password will not do: it has more than {LONGEST} letters")
    if len(known) > 2 and (known in plain or known[::-1] in plain):
        raise AccountsError("the password will not do: it holds the name")
    if len(set(plain)) < _FEWEST_LETTERS:
        raise AccountsError(f"the password will not do: it has fewer than {_FEWEST_LETTERS} different letters")


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with its salt and parameters, as it is kept."""
    return _HASHER.hash(_normal(password))


def agrees(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept; where none is (None), it takes as long to say no.

    >>> agrees("correct horse battery", hashed("correct horse battery")), agrees("correct horse battery", None)
    (True, False)
    """
    if len(password) > LONGEST:
        password, kept = "", None
    try:
        return _HASHER.verify(kept or _nobody(), _normal(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than are used now."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return hashed("nobody's")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
