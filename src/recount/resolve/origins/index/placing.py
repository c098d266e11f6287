"""Reports to be placed at once: the sketches that are new among them, and the links that join families."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
from msgspec import Struct, structs

from recount.resolve.origins.index.bodies import body_of, digest_of
from recount.resolve.origins.index.counting import candidates
from recount.resolve.origins.index.filing import Files
from recount.resolve.origins.index.postings import Tail
from recount.resolve.origins.index.rules import may_be_kin_of_itself
from recount.resolve.origins.index.unions import Unions
from recount.resolve.origins.kinship import akin
from recount.resolve.origins.sketches import Sketch


class Fresh(Struct, frozen=True):
    """A sketch that is not held yet."""

    sketch: Sketch
    digest: bytes
    body: bytes


def identity(sketch: Sketch, body: bytes) -> bytes:
    """What tells a sketch without its address, which comes to `body`, from others: the same for reports alike.

    Two reports that say next to nothing are not kin, so each has a sketch of its own.
    """
    alike = may_be_kin_of_itself(sketch) and akin(sketch, sketch)
    return digest_of(body if alike else body + sketch.report.encode())


class Held(Protocol):
    """What is placed already."""

    def number_with(self, digest: bytes) -> int | None:
        """The number of the sketch with a digest."""

    def number_at(self, address: str) -> int | None:
        """The number of the sketch of a report at an address."""


class Batch:
    """New reports, each with the number of its sketch; sketches that are new are numbered from `first` on.

    Reports that differ in nothing but their addresses have one sketch, so that thousands of reprints cost little.
    """

    def __init__(self, first: int, held: Held) -> None:
        self._first, self._held = first, held
        self._digests: dict[bytes, int] = {}
        self._addresses: dict[str, int] = {}
        self._at_one_address: list[tuple[int, int]] = []
        self.reports: dict[str, tuple[int, str | None]] = {}
        self.fresh: list[Fresh] = []
        self.links: list[tuple[int, int]] = []

    def add(self, sketch: Sketch) -> None:
        """Take in a report that is not known."""
        address = sketch.address
        sketch = structs.replace(sketch, address=None)
        body = body_of(sketch)
        digest = identity(sketch, body)
        number = self._digests.get(digest)
        if number is None:
            number = self._held.number_with(digest)
        if number is None:
            number = self._first + len(self.fresh)
            self.fresh.append(Fresh(sketch, digest, body))
        self._digests[digest] = number
        self.reports[sketch.report] = number, address
        if address is not None:
            other = self._addresses.setdefault(address, number)
            self._at_one_address.append((number, other))
            held = self._held.number_at(address)
            if held is not None:
                self._at_one_address.append((number, held))

    def rows(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, digest and body of each new sketch."""
        return ((self._first + place, one.digest, one.body) for place, one in enumerate(self.fresh))

    def join(self, unions: Unions, files: Files, held: Callable[[int], Sketch]) -> None:
        """Join the families of kin, and note a link for each that is joined; `held` has the sketches that are held.

        A family is joined through its likeliest members first: one that is kin is enough.
        """
        unions.grow(self._first + len(self.fresh))
        sketches = [one.sketch for one in self.fresh]
        files.note(sketches, self._first)
        own = Tail(self._first)
        own.add([sketch.posts for sketch in sketches])
        for number, other in self._at_one_address:
            if unions.join(number, other):
                self.links.append((number, other))
        bounds = np.arange(self._first, len(unions), dtype=np.int64)
        for place, found in enumerate(candidates(sketches, [*files.places(), own], files.traits, bounds)):
            number, sketch = self._first + place, self.fresh[place].sketch
            for other in found.numbers.tolist():
                if unions.root(other) == unions.root(number):
                    continue
                if akin(sketch, self.fresh[other - self._first].sketch if other >= self._first else held(other)):
                    unions.join(number, other)
                    self.links.append((number, other))
