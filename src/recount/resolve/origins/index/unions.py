"""Families as a union-find over numbers, each family also a ring, so that its members can be listed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator


class Unions:
    """Numbers from 0 in families; the least of a family is its root.

    >>> unions = Unions()
    >>> unions.grow(4)
    >>> unions.join(3, 1), unions.join(1, 3), sorted(unions.members(1)), unions.root(3)
    (True, False, [1, 3], 1)
    """

    def __init__(self, above: array[int] | None = None, following: array[int] | None = None) -> None:
        """Start empty, or from where another stood: what is above each number, and what follows it in its ring."""
        self.above: array[int] = above if above is not None else array("I")
        self.following: array[int] = following if following is not None else array("I")

    def __len__(self) -> int:
        return len(self.above)

    def grow(self, count: int) -> None:
        """Have so many numbers; each new one is a family of its own."""
        fresh = array("I", range(len(self.above), count))
        self.above.extend(fresh)
        self.following.extend(fresh)

    def root(self, number: int) -> int:
        """The least number of a family."""
        above = self.above
        while (over := above[number]) != number:
            above[number] = over = above[over]  # halve the way for whoever comes next
            number = over
        return number

    def join(self, one: int, other: int) -> bool:
        """Make two families one; False where they are."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return False
        self.above[max(one, other)] = min(one, other)
        following = self.following
        following[one], following[other] = following[other], following[one]
        return True

    def members(self, number: int) -> Iterator[int]:
        """The numbers of a family, in no order."""
        at = number
        while True:
            yield at
            at = self.following[at]
            if at == number:
                return
