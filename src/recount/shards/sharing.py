"""Which shard an item belongs to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from recount.errors import ChoiceError
from recount.model import Rejected
from recount.reports import Item

_WRITTEN = re.compile(r"(\d+)/(\d+)")


class Shard(Struct, frozen=True, order=True):
    """One shard of many, counted from 1.

    >>> Shard.parse("3/16").name
    '00003-of-00016'
    """

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of <= 99_999:
            raise ChoiceError(f"there is no shard {self.number} of {self.of}: they are counted from 1, up to 99,999")

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @classmethod
    def parse(cls, written: str) -> Shard:
        """The shard that is written ``3/16``; raises `ChoiceError` where that is none."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ChoiceError(f"{written!r} is no shard: write 3/16 for the third of sixteen")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def all(cls, of: int) -> tuple[Shard, ...]:
        """So many shards."""
        return tuple(cls(number, of) for number in range(1, of + 1))

    @property
    def name(self) -> str:
        """What its files are called, without their suffix."""
        return f"{self.number:05d}-of-{self.of:05d}"


def number_of(item: Item | Rejected, of: int) -> int:
    """The shard of an item by the SHA-256 of its bytes; of an input that was turned away, by that of where it was.

    >>> from recount.reports import Details
    >>> number_of(Item(where="a.html", data=b"Two died.", given=Details()), 4)
    1
    """
    return int.from_bytes(_digest(item)[:8]) % of + 1


class Digests:
    """For each shard, a digest of what it is to read: where each item is, and its bytes, in order."""

    def __init__(self, of: int) -> None:
        self._hashes = {shard.number: hashlib.sha256() for shard in Shard.all(of)}
        self._of = of

    def take(self, item: Item | Rejected) -> int:
        """Count an item in; the number of its shard."""
        digest = _digest(item)
        number = int.from_bytes(digest[:8]) % self._of + 1
        self._hashes[number].update(digest)
        self._hashes[number].update(hashlib.sha256(item.where.encode()).digest())
        return number

    def of(self, shard: Shard) -> str:
        """The digest of what a shard was given so far, in hexadecimal."""
        return self._hashes[shard.number].hexdigest()


def belonging(items: Iterable[Item | Rejected], shard: Shard, digests: Digests) -> Iterator[Item | Rejected]:
    """The items of a shard, in order; all are counted into `digests`."""
    return (item for item in items if digests.take(item) == shard.number)


def _digest(item: Item | Rejected) -> bytes:
    return hashlib.sha256(item.where.encode() if isinstance(item, Rejected) else item.data).digest()
