"""How kinds of harm stand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.model import Effect


class _Effects(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    contains: Mapping[Effect, tuple[Effect, ...]]


@cache
def contains(wide: Effect, narrow: Effect) -> bool:
    """Whether one kind of harm is another, or takes it in: casualties are killed or injured.

    >>> contains("casualties", "bodies"), contains("killed", "casualties")
    (True, False)
    """
    parts = load("effects", _Effects).contains.get(wide, ())
    return wide == narrow or any(contains(part, narrow) for part in parts)
