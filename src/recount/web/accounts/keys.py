"""Random keys of sessions and tokens, of which only the SHA-256 is kept, and what is derived from them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

TOKEN_PREFIX: Final = "recount_"  # so that scanners for leaked secrets, and people, know one
_BYTES: Final = 32


def new_key() -> str:
    """A random key of 256 bits, in letters that a cookie and a header can hold."""
    return secrets.token_urlsafe(_BYTES)


def digest(key: str) -> bytes:
    """The SHA-256 of a key: what is kept of it. A key is random, so that it needs no salt and no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def proof(key: str) -> str:
    """What a form of the session with this key sends to prove that it is ours; nobody without the key can make it.

    It is the same for a whole session, so that pages can be compared by ETag. To guess it letter by letter from the
    size of compressed pages (BREACH), another site would have to make a browser load them with the cookie, which
    SameSite=Lax leaves to visits that can be seen.

    >>> proof("a") == proof("a"), proof("a") == proof("b")
    (True, False)
    """
    return hmac.new(key.encode("utf-8", "surrogateescape"), b"recount form", hashlib.sha256).hexdigest()


def proves(told: str | None, key: str) -> bool:
    """Whether what was sent is the proof of the session with this key, in constant time."""
    return told is not None and hmac.compare_digest(told.encode("utf-8", "replace"), proof(key).encode())
