"""How large and how tangled an input may be before it is turned away unread."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds on one report: bytes before and after unpacking, nested tags, attributes of one tag, tags of one page.

    Parsers are quadratic in a tag's attributes and in nesting, so a page past these bounds could hold up a whole batch.

    >>> Limits().max_bytes
    10000000
    """

    max_bytes: int = 10_000_000
    max_depth: int = 250
    max_attributes: int = 2_000
    max_tags: int = 200_000
