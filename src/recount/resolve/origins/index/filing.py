"""Where the sketches of an index are filed under their posts: in a tail, and in segments that are merged as they grow.

A segment is merged with those before it as long as they are less than twice as large: each posting is written about
log2(sketches / 1024) times, and there are about as many segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recount.resolve.origins.index.counting import Findable
from recount.resolve.origins.index.postings import Tail
from recount.resolve.origins.index.rules import Traits, traits_of
from recount.resolve.origins.index.segments import Segment, mapped
from recount.resolve.origins.index.store import Row, Store
from recount.resolve.origins.index.writing import may_merge, merged, written
from recount.resolve.origins.sketches import Sketch

_TAIL = 1024  # sketches
_QUICK = 1 << 14  # sketches of a merge that a single report need not wait for
_GROWTH = 2


class Files:
    """The segments of an index and its tail."""

    def __init__(self, store: Store, folder: Path | None) -> None:
        """Map the segments, and read what is in none of them."""
        self._store, self._folder = store, folder
        self.segments: list[Segment] = []
        at = 0
        for row in store.segments():
            if row.first != at or folder is None:
                raise store.unusable(f"the postings of sketch {at} are missing")
            try:
                self.segments.append(mapped(folder, row.file, row.first, row.past))
            except (OSError, ValueError) as error:
                raise store.unusable(error) from error
            at = row.past
        self.tail = Tail(at)
        self.traits: Traits = np.concatenate([one.traits for one in self.segments] or [traits_of([])])

    def note(self, sketches: Sequence[Sketch], first: int) -> None:
        """Note the traits of sketches, which are numbered from `first` on."""
        past = first + len(sketches)
        if past > len(self.traits):
            room = np.zeros((max(past, _GROWTH * len(self.traits)), self.traits.shape[1]), np.uint32)
            room[: len(self.traits)] = self.traits
            self.traits = room
        self.traits[first:past] = traits_of(sketches)

    def places(self) -> list[Findable]:
        """All in which sketches are filed."""
        return [*(segment.postings for segment in self.segments), self.tail]

    def settle(self, *, quick: bool) -> None:
        """Make a segment of the tail where it has grown; `quick` leaves large merges for later."""
        if self.tail.past - self.tail.first >= _TAIL:
            own = self.traits[self.tail.first : self.tail.past]
            self._replace(0, written(self._folder, self.tail, own))
            self.tail = Tail(self.tail.past)
            self.merge(most=_QUICK if quick else None)

    def merge(self, most: int | None = None) -> None:
        """Merge the last segments with those before them, as far as these are not much larger; `most` sketches."""
        count, size = 1, len(self.segments[-1]) if self.segments else 0
        while count < len(self.segments):
            before = len(self.segments[-count - 1])
            if before >= _GROWTH * size or (most is not None and before + size > most):
                break
            if not may_merge(self.segments[-count - 1 :]):
                break
            count, size = count + 1, size + before
        if count > 1:
            self._replace(count, merged(self._folder, self.segments[-count:]))

    def _replace(self, count: int, segment: Segment) -> None:
        """Have a segment stand for the last ones, `count` of them."""
        gone = self.segments[len(self.segments) - count :]
        with self._store.transaction(lasting=True):
            self._store.replace_segments([one.first for one in gone], Row(segment.first, segment.past, segment.file))
        self.segments[len(self.segments) - count :] = [segment]
        for one in gone:
            if self._folder is not None:
                (self._folder / one.file).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove files that no segment lies in, left by a process that was stopped."""
        if self._folder is None:
            return
        known = {segment.file for segment in self.segments}
        for path in [*self._folder.glob("*.posts"), *self._folder.glob("*.draft")]:
            if path.name not in known:
                path.unlink(missing_ok=True)
