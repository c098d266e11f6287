"""An index of sketches: reports placed among their kin, one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
from msgspec import MsgspecError, Struct, structs

from recount.errors import ChoiceError
from recount.resolve.origins.index.bodies import digest_of, sketch_from
from recount.resolve.origins.index.counting import Shared, candidates
from recount.resolve.origins.index.families import families, save
from recount.resolve.origins.index.filing import Files
from recount.resolve.origins.index.fingerprint import fingerprint
from recount.resolve.origins.index.placing import Batch
from recount.resolve.origins.index.store import Store
from recount.resolve.origins.sketches import Sketch

_AT_ONCE = 1024
_REMEMBERED = 4096  # sketches


class Candidate(Struct, frozen=True):
    """A report that may be kin (of several with the same sketch, the first by id), and how many posts it shares."""

    report: str
    shared: int


class Placed(Struct, frozen=True):
    """Where a report went: its id, whether it was new, and for each family it joined one report in it that is kin."""

    report: str
    new: bool
    kin: tuple[str, ...]


def open_index(folder: Path | None = None, *, writable: bool = True, patience: float = 5.0) -> Index:
    """The index in a folder, made where there is none; without a folder, one in memory.

    One process writes at a time; `patience` is how many seconds to wait for another. Readers see the index as it is
    when they open it. Raises `OriginsBusyError` where another process is writing, `OriginsError` where the folder holds
    no index, a damaged one, or one made by a recount that sketches another way: it can be deleted and made anew.

    >>> from recount.resolve.origins.sketches import Sketch
    >>> words, none = np.arange(40, dtype=np.uint32), np.zeros(0, np.uint32)
    >>> posts = 4 * np.arange(9, dtype=np.uint64)
    >>> told = Sketch(report="rpt:a", day=None, address=None, shingles=words, facts=none, posts=posts)
    >>> with open_index() as index:
    ...     for sketch in (told, structs.replace(told, report="rpt:b")):
    ...         placed = index.place(sketch)
    ...     placed.kin, index.family_of("rpt:a"), len(index)
    (('rpt:a',), ('rpt:a', 'rpt:b'), 2)
    """
    return Index(
        Store(folder, writable=writable, patience=patience, fingerprint=fingerprint()), folder, writable=writable
    )


class Index:
    """Sketches by report, and their families; see `open_index`."""

    def __init__(self, store: Store, folder: Path | None, *, writable: bool) -> None:
        self._store, self._folder, self._writable = store, folder, writable
        self._held = lru_cache(_REMEMBERED)(self._read)
        try:
            self._files = Files(store, folder)
            if writable:
                self._files.sweep()
            self._unions = families(store, folder)
            late = [self._held(number) for number in range(self._files.tail.past, len(self._unions))]
            self._files.note(late, self._files.tail.past)
            self._files.tail.add([sketch.posts for sketch in late])
        except BaseException:
            store.close()
            raise
        self._saved = self._links = store.links()
        self._count = store.count()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Tidy up, where this process may write, and let go of the files."""
        try:
            if self._writable:
                self.tidy()
        finally:
            self._store.close()

    def tidy(self) -> None:
        """Merge what should be one, and keep the families as they are, so that the next look is quick."""
        self._files.merge()
        if self._folder is not None and self._links > self._saved:
            save(self._store, self._folder, self._unions, self._links)
            self._saved = self._links

    def __len__(self) -> int:
        """How many reports there are."""
        return self._count

    def known(self, report: str) -> bool:
        """Whether a report was placed."""
        return self._store.found(report) is not None

    def sketch(self, report: str) -> Sketch:
        """The sketch of a report that was placed; raises `ChoiceError` where it was not."""
        number, address = self._found(report)
        return structs.replace(self._held(number), report=report, address=address)

    def sketches(self) -> Iterator[Sketch]:
        """The sketches of all reports, in order of their ids."""
        for report, number, address in self._store.reports():
            yield structs.replace(self._held(number), report=report, address=address)

    def family_of(self, report: str) -> tuple[str, ...]:
        """The ids of a report's family, itself among them, in order; raises `ChoiceError` where it was not placed."""
        number, _ = self._found(report)
        found = [each for member in self._unions.members(number) for each in self._store.reports_of(member)]
        return tuple(sorted(found))

    def families(self, least: int = 1) -> Iterator[tuple[str, ...]]:
        """Every family of at least so many reports, the ids in order; families in order of their first ids."""
        seen = bytearray(len(self._unions))
        for report, number, _ in self._store.reports():
            root = self._unions.root(self._there(number, report))
            if not seen[root]:
                seen[root] = 1
                found = self.family_of(report)
                if len(found) >= least:
                    yield found

    def candidates(self, sketches: Sequence[Sketch]) -> list[tuple[Candidate, ...]]:
        """For each sketch, the reports that share enough posts with it (`RULES`), most first."""
        return [
            tuple(
                Candidate(self._store.report_of(number), posts)
                for number, posts in zip(found.numbers.tolist(), found.posts.tolist(), strict=True)
            )
            for found in self.look_up(sketches)
        ]

    def look_up(self, sketches: Sequence[Sketch]) -> list[Shared]:
        """For each sketch, those that share posts with it, by number, and how many; many at once are faster."""
        bounds = np.full(len(sketches), len(self._unions), np.int64)
        with self._sound():
            return candidates(sketches, self._files.places(), self._files.traits, bounds)

    def place(self, sketch: Sketch) -> Placed:
        """Put a report's sketch among its kin; a report that is known changes nothing."""
        batch = self._place([sketch], quick=True)
        if not batch.reports:
            return Placed(sketch.report, new=False, kin=())
        number, _ = batch.reports[sketch.report]
        kin = [self._store.report_of(other, sketch.report) for _, other in batch.links]
        if not batch.fresh:
            kin.append(self._store.report_of(number, sketch.report))
        return Placed(sketch.report, new=True, kin=tuple(kin))

    def place_all(self, sketches: Iterable[Sketch]) -> int:
        """Put many reports' sketches among their kin, a thousand at a time; tell how many were new."""
        new, rest = 0, iter(sketches)
        while chunk := list(islice(rest, _AT_ONCE)):
            new += len(self._place(chunk, quick=False).reports)
        return new

    def merge(self, other: Index) -> int:
        """Put all reports of another index among those of this one; tell how many were new."""
        return self.place_all(other.sketches())

    def _place(self, sketches: Sequence[Sketch], *, quick: bool) -> Batch:
        batch = Batch(len(self._unions), self._store)
        for sketch in sketches:
            if sketch.report not in batch.reports and not self.known(sketch.report):
                batch.add(sketch)
        try:
            with self._sound():
                batch.join(self._unions, self._files, self._held)
            with self._store.transaction():
                self._store.add_sketches(batch.rows())
                self._store.add_reports((report, *told) for report, told in batch.reports.items())
                self._store.add_links(self._links, batch.links)
        except BaseException:
            self._unions = families(self._store, self._folder)
            self._held.cache_clear()
            raise
        self._links += len(batch.links)
        self._count += len(batch.reports)
        self._files.tail.add([one.sketch.posts for one in batch.fresh])
        self._files.settle(quick=quick)
        return batch

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Postings that make no sense, in our words."""
        try:
            yield
        except (ValueError, IndexError) as error:
            raise self._store.unusable(f"its postings are damaged: {error}") from error

    def _read(self, number: int) -> Sketch:
        digest, body = self._store.body(number)
        if digest not in (digest_of(body), digest_of(body + self._store.report_of(number).encode())):
            raise self._store.unusable(f"sketch {number} no longer agrees with its digest")
        try:
            return sketch_from(body, "")
        except (ValueError, MsgspecError) as error:
            raise self._store.unusable(f"sketch {number} is malformed: {error}") from error

    def _found(self, report: str) -> tuple[int, str | None]:
        found = self._store.found(report)
        if found is None:
            raise ChoiceError(f"{report} is not in {self._store.name}: it was not placed")
        return self._there(found[0], report), found[1]

    def _there(self, number: int, report: str) -> int:
        if not 0 <= number < len(self._unions):
            raise self._store.unusable(f"the sketch of {report} is missing")
        return number
