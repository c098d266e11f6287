"""Users, tokens and visitors. Instants are in UTC; no secret stands in any of them."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Final

from msgspec import Struct

from recount.errors import AccountsError
from recount.web.accounts.roles import Action, Role, Scope, may, scope_of

NAME_LETTERS: Final = 64
"""How many code points a name has at most."""
RESERVED: Final = frozenset({"anonymous"})
"""What nobody may be called: who of entries by those without a name."""


class User(Struct, frozen=True, kw_only=True):
    """Somebody who signs in; `name` is who judges in the ledger. Disabled: may not come in until enabled again."""

    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None


class Token(Struct, frozen=True, kw_only=True):
    """A key for programs of a user's: may do what its scopes and the user's role both allow."""

    user: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None


class Visitor(Struct, frozen=True, kw_only=True):
    """Who makes a request: a user by session or by token, or nobody in particular (`name` None).

    `role` None is a visitor who may do nothing but sign in. `scopes` are those of the token, None where there is none.
    `csrf` is what forms and scripts of this session send along with what they change, None without a session.
    `replies` is whether anybody may reply here. `key` tells visitors apart for rate limits and is not to be shown.

    >>> Visitor(name="ana", role="editor", scopes=("read",), key="t").may("merge")
    False
    """

    name: str | None = None
    role: Role | None = None
    scopes: tuple[Scope, ...] | None = None
    csrf: str | None = None
    replies: bool = False
    key: str

    def may(self, action: Action) -> bool:
        """Whether the visitor may do a thing: by role, and by the token's scopes where there is a token."""
        if action == "reply" and self.replies and self.scopes is None:
            return True
        return may(self.role, action) and (self.scopes is None or scope_of(action) in self.scopes)


def name_given(text: str) -> str:
    """A name as it is kept: composed (NFC), 1 to 64 code points, with no control, no format mark and no odd spaces.

    Raises `AccountsError` where it will not do.

    >>> name_given("Olena K."), name_given("a\\r\\nSet-Cookie: b")
    Traceback (most recent call last):
    recount.errors.AccountsError: 'a\\r\\nSet-Cookie: b' will not do as a name: it holds U+000D
    """
    name = unicodedata.normalize("NFC", text)
    if not 0 < len(name) <= NAME_LETTERS:
        raise AccountsError(f"a name has 1 to {NAME_LETTERS} letters, not {len(name)}")
    for letter in name:
        # C: controls, format marks, surrogates, unassigned; Z: separators, of which the plain space alone may stand.
        if unicodedata.category(letter)[0] in "CZ" and letter != " ":
            raise AccountsError(f"{text!r} will not do as a name: it holds U+{ord(letter):04X}")
    if name != name.strip() or "  " in name:
        raise AccountsError(f"{text!r} will not do as a name: spaces stand singly, and inside it")
    if key_of(name) in RESERVED:
        raise AccountsError(f"{text!r} will not do as a name: it stands for those who have none")
    return name


def key_of(name: str) -> str:
    """What two names have in common that must not both be taken: case and compatible letters do not tell them apart.

    >>> key_of("Ana") == key_of("ＡＮＡ")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
