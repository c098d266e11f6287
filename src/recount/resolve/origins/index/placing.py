"""Reports to be placed at once: the sketches that are new among them, and the links that join families."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct

from recount.resolve.origins.index.bodies import body_of, digest_of
from recount.resolve.origins.index.counting import candidates
from recount.resolve.origins.index.filing import Files
from recount.resolve.origins.index.postings import Tail
from recount.resolve.origins.index.unions import Unions
from recount.resolve.origins.kinship import akin
from recount.resolve.origins.sketches import Sketch


class Fresh(Struct, frozen=True):
    """A sketch that is not held yet."""

    sketch: Sketch
    digest: bytes
    body: bytes


class Batch:
    """New reports, each with the number of its sketch; sketches that are new are numbered from `first` on."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._digests: dict[bytes, int] = {}
        self.reports: dict[str, int] = {}
        self.fresh: list[Fresh] = []
        self.links: list[tuple[int, int]] = []

    def add(self, sketch: Sketch, number_with: Callable[[bytes], int | None]) -> None:
        """Take in a report that is not known; `number_with` has the sketches that are held, by digest."""
        body = body_of(sketch)
        digest = digest_of(body)
        number = self._digests.get(digest)
        if number is None:
            number = number_with(digest)
        if number is None:
            number = self._first + len(self.fresh)
            self.fresh.append(Fresh(sketch, digest, body))
        self._digests[digest] = self.reports[sketch.report] = number

    def rows(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, digest and body of each new sketch."""
        return ((self._first + place, one.digest, one.body) for place, one in enumerate(self.fresh))

    def join(self, unions: Unions, files: Files, held: Callable[[int], Sketch]) -> None:
        """Join the families of kin, and note one link for each family that a sketch joins; `held` has those held.

        A family is joined through its likeliest members first: one that is kin is enough.
        """
        unions.grow(self._first + len(self.fresh))
        sketches = [one.sketch for one in self.fresh]
        files.note(sketches, self._first)
        own = Tail(self._first)
        own.add([sketch.posts for sketch in sketches])
        bounds = np.arange(self._first, len(unions), dtype=np.int64)
        for place, found in enumerate(candidates(sketches, [*files.places(), own], files.traits, bounds)):
            number, sketch = self._first + place, self.fresh[place].sketch
            for other in found.numbers.tolist():
                if unions.root(other) == unions.root(number):
                    continue
                if akin(sketch, self.fresh[other - self._first].sketch if other >= self._first else held(other)):
                    unions.join(number, other)
                    self.links.append((number, other))
