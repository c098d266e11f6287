"""The names of a report in order: those at, before and between places of its text are found without a look at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from recount.resolve.relative.names import Named


class Row(Struct, frozen=True):
    """Names in the order of the text, where each begins, and the furthest end of all up to it (code points)."""

    every: tuple[Named, ...]
    starts: tuple[int, ...]
    furthest: tuple[int, ...]

    def within(self, start: int, end: int) -> Sequence[Named]:
        """The names that begin between two places of the text."""
        return self.every[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def holder(self, at: int) -> Named | None:
        """The first name that a place of the text lies in."""
        first = bisect_right(self.furthest, at)
        return self.every[first] if first < len(self.every) and self.starts[first] <= at else None

    def holders(self, places: Iterable[int]) -> tuple[Named, ...]:
        """The names that any of some places of the text lie in, in order."""
        found = {
            number
            for at in places
            for number in range(bisect_right(self.furthest, at), bisect_right(self.starts, at))
            if self.every[number].mention.end > at
        }
        return tuple(self.every[number] for number in sorted(found))

    def before(self, at: int, reach: int | None = None) -> Iterator[Named]:
        """The names that end no later than `at`, the last first; of a `reach`, those that end less far before it.

        >>> from recount.model import Mention
        >>> row = in_order([Named(Mention("Dorno", 0, 5), None), Named(Mention("Lukava", 20, 26), None)])
        >>> [one.mention.exact for one in row.before(40)], [one.mention.exact for one in row.before(40, reach=20)]
        (['Lukava', 'Dorno'], ['Lukava'])
        """
        least = -1 if reach is None else at - reach
        for number in range(bisect_right(self.starts, at) - 1, -1, -1):
            if self.furthest[number] <= least:
                return
            if least < self.every[number].mention.end <= at:
                yield self.every[number]


def in_order(named: Iterable[Named]) -> Row:
    """Names as a row; those that begin at one place stay as they come."""
    every = tuple(sorted(named, key=lambda one: one.mention.start))
    return Row(
        every,
        tuple(one.mention.start for one in every),
        tuple(accumulate((one.mention.end for one in every), max)),
    )
