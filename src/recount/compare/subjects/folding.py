"""Names as they are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_REMEMBERED = 65536


@lru_cache(_REMEMBERED)
def folded(name: str) -> str:
    """A name without case, accents and doubled spaces, for comparing.

    >>> folded("Kharkiv ") == folded("KHARKÍV")
    True
    """
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).casefold().split())
