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
def taken_in(effect: Effect) -> tuple[Effect, ...]:
    """A kind of harm with all that it takes in: casualties are killed or injured.

    >>> taken_in("casualties")
    ('casualties', 'killed', 'bodies', 'injured')
    """
    parts = load("effects", _Effects).contains.get(effect, ())
    return (effect, *(one for part in parts for one in taken_in(part)))


def contains(wide: Effect, narrow: Effect) -> bool:
    """Whether one kind of harm is another, or takes it in.

    >>> contains("casualties", "bodies"), contains("killed", "casualties")
    (True, False)
    """
    return narrow in taken_in(wide)
