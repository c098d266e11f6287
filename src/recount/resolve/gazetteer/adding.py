"""Files of places into the index beside the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

from recount.errors import GazetteerError
from recount.resolve.gazetteer import dumps, whosonfirst
from recount.resolve.gazetteer.gazetteer import FILES, installed
from recount.resolve.gazetteer.index import Index, Key
from recount.resolve.gazetteer.layout import Origin
from recount.resolve.gazetteer.spool import Row, Spool
from recount.resolve.gazetteer.stored import respool, row_of
from recount.resolve.gazetteer.tables import Form, Line, Table, table
from recount.resolve.gazetteer.writing import spooled, write_index

Watch = Callable[[Iterable[Line], str, int | None], Iterator[Line]]

_GEONAMES = ("CC BY 4.0", "GeoNames (https://www.geonames.org)")
_WHOSONFIRST = ("CC BY 4.0 in the main, by source", "Who's On First (https://whosonfirst.org/docs/licenses)")
_LICENCES: dict[Form, tuple[str, str]] = {
    "geonames": _GEONAMES,
    "alternates": _GEONAMES,
    "divisions": _GEONAMES,
    "whosonfirst": _WHOSONFIRST,
}
_COLUMNS: dict[Form, tuple[int, ...]] = {
    "geonames": (19,),
    "alternates": (8, 10),
    "divisions": (4,),
    "whosonfirst": (12,),
}
_HIGHEST, _SHOWN = 1 << 40, 1000


class BadLine(Struct, frozen=True):
    """A line that was left out: where it stands, and why."""

    file: str
    line: int
    reason: str


class Addition(Struct, frozen=True):
    """What adding did: the index, its names and places, the files added and those that were there, the lines left out.

    `rejected` counts all of these; `bad` holds the first thousand.
    """

    path: str
    names: int
    places: int
    added: tuple[Origin, ...]
    known: tuple[str, ...]
    rejected: int
    bad: tuple[BadLine, ...]


def add(files: Sequence[Path], target: Path, watch: Watch) -> Addition:
    """Read files of places into the index at `target`, which stays as it was until all is read.

    `watch` passes lines on, and may show how far they are: it is given what is read, and about how many to expect.
    A file that was added before changes nothing. Raises `InputError` where a file cannot be read, `GazetteerError`
    where the index cannot be written, or is not what it was at the start.
    """
    tables = tuple({one.digest: one for one in map(table, files)}.values())
    held = Index(target) if target.exists() else None
    origins = held.manifest.origins if held is not None else ()
    before = {origin.digest for origin in origins}
    known = tuple(one.path.name for one in tables if one.digest in before)
    if held is not None and len(known) == len(tables):
        return Addition(str(target), held.manifest.names, held.manifest.places, (), known, 0, ())
    with spooled(target) as spool:
        if held is not None:
            respool(held, spool)
        reading = _Reading(spool, Index(installed()[FILES.index("places.index")]), tables)
        fresh = tuple(reading.read(one, watch) for one in tables)
        fresh = tuple(origin for origin in fresh if origin.digest not in before)
        if (Index(target).manifest if target.exists() else None) != (held.manifest if held is not None else None):
            raise GazetteerError(f"{target}: was changed by another process meanwhile; add the files again")
        manifest = write_index(target, spool, tuple(sorted((*origins, *fresh))))
    return Addition(str(target), manifest.names, manifest.places, fresh, known, reading.rejected, tuple(reading.bad))


class _Reading:
    """Tables on their way into a spool, beside what is installed."""

    def __init__(self, spool: Spool, base: Index, tables: Sequence[Table]) -> None:
        self._spool, self._base = spool, base
        self._numbers = {base.key(number): number for number in range(1, base.manifest.places + 1)}
        self._repeated: set[Key] = set()
        self._codes: dict[str, int] = {}
        self._wof: dict[int, Key] = {}
        self.rejected = 0
        self.bad: list[BadLine] = []
        for one in tables:
            self._divisions(one)

    def read(self, one: Table, watch: Watch) -> Origin:
        """Put a table's lines into the spool; tell where they are from, and how many there were."""
        take: dict[Form, Callable[[list[str]], bool]] = {
            "geonames": self._place,
            "alternates": self._name,
            "divisions": self._code,
            "whosonfirst": self._wof_place,
        }
        used, rejected = 0, self.rejected
        for line in watch(one.lines(), one.path.name, one.expected):
            try:
                _check(line, one.form)
                used += take[one.form](line.fields)
            except (ValueError, OverflowError) as error:
                self.rejected += 1
                if len(self.bad) < _SHOWN:
                    self.bad.append(BadLine(one.path.name, line.number, str(error)))
        licence, credit = _LICENCES[one.form]
        return Origin(one.path.name, licence, credit, one.digest, used, self.rejected - rejected)

    def _divisions(self, one: Table) -> None:
        """Keep the ids of the divisions of a table: its places name them by code, or come before them."""
        if one.form == "alternates":
            return
        for line in one.lines():
            try:
                _check(line, one.form)
                if one.form == "whosonfirst":
                    named = whosonfirst.division(line.fields)
                    self._wof.update([named] if named is not None else [])
                else:
                    coded = dumps.division(line.fields)
                    self._codes.update([coded] if coded is not None else [])
            except ValueError:
                continue  # it is counted when the line is read

    def _place(self, fields: list[str]) -> bool:
        return self._put(dumps.place(fields, self._codes))

    def _wof_place(self, fields: list[str]) -> bool:
        row = whosonfirst.place(fields, self._wof)
        if row is None or row.source == "wof":
            return self._put(row)
        if self._repeat(row.key):
            self._spool.spell(row.key, (row.name, *row.others), own=False)
            return True
        return self._put(structs.replace(row, told=False))

    def _code(self, fields: list[str]) -> bool:
        for spelling in dumps.coded(fields):
            self._repeat(spelling.key)
            self._spool.spell(spelling.key, (spelling.name,), own=spelling.own)
        return True

    def _name(self, fields: list[str]) -> bool:
        spelling = dumps.alternate(fields)
        if spelling is None:
            return False
        self._repeat(spelling.key)
        self._spool.spell(spelling.key, (spelling.name,), own=spelling.own)
        return True

    def _put(self, row: Row | None) -> bool:
        if row is None:
            return False
        if not (0 <= row.number < _HIGHEST and row.population >= 0):
            raise ValueError("its id or population is out of bounds")
        if row.parent is not None:
            self._repeat(row.parent)
        self._spool.put(row)
        return True

    def _repeat(self, key: Key) -> bool:
        """Repeat a place that is installed, with the divisions over it, so that names here find it; False: none is."""
        number = self._numbers.get(key)
        if number is None:
            return False
        if key not in self._repeated:
            self._repeated.add(key)
            row = row_of(self._base, number, told=False)
            self._spool.put(row)
            if row.parent is not None:
                self._repeat(row.parent)
        return True


def _check(line: Line, form: Form) -> None:
    """Raise `ValueError` where a line has too few columns, or too many."""
    if len(line.fields) not in _COLUMNS[form]:
        raise ValueError(f"it has {len(line.fields)} columns, not {' or '.join(map(str, _COLUMNS[form]))}")
