"""What one lap gives."""

from __future__ import annotations

from msgspec import Struct

from recount.bench.corpus import Feed

Pages = tuple[Feed, int, int]
"""A feed, the number of its first page, and how many."""


class Measured(Struct, frozen=True):
    """Processor seconds, of the peak bytes, for so many articles or sentences; `who` is a full name, or what else was
    found.
    """

    value: float
    done: int = 1
    who: str = ""
