"""A file of daily figures to reports with claims, a row each; a row that cannot be read becomes a `Rejected`."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recount.errors import InputError
from recount.model import Recorded, Rejected
from recount.reports import Limits, shown
from recount.reports.decoding import decoded, unpacked
from recount.reports.refusal import Refused
from recount.resolve.gazetteer import Gazetteer, using
from recount.series.profiles import Profile, profile_of
from recount.series.records import recorded
from recount.series.rows import Broken, Row, rows_of

log = logging.getLogger(__name__)


def read_series(
    file: str, kind: str, *, limits: Limits, published_on: date | None = None, gazetteer: Gazetteer | None = None
) -> Iterator[Recorded | Rejected]:
    """The rows of a file as reports with their claims, in order, each of them recorded or rejected.

    `kind` names a profile; `published_on` is taken for the day on which the table came out, where its rows have none
    of their own; `gazetteer` is where places are looked up (None: in the one that is installed).

    Raises, at once, `ChoiceError` where there is no such kind, `InputError` where the file cannot be read or is of
    another kind.
    """
    profile = profile_of(kind)
    where = shown(Path(file))
    rows = rows_of(_text(file, where, limits))
    header = next(rows, None)
    if not isinstance(header, Row):
        raise InputError(f"{where} has no line that names its columns: {header.why if header else 'it is empty'}")
    _check(header, profile, kind, where)
    return _read(rows, header, profile, where, published_on, gazetteer)


def _read(
    rows: Iterator[Row | Broken],
    header: Row,
    profile: Profile,
    where: str,
    published_on: date | None,
    gazetteer: Gazetteer | None,
) -> Iterator[Recorded | Rejected]:
    count = claims = rejected = 0
    for row in rows:
        count += 1
        try:
            if isinstance(row, Broken):
                raise Refused("not_a_row", f"{row.why}: mend the line")
            with using(gazetteer):
                found = recorded(row, header, profile, published_on)
        except Refused as refused:
            rejected += 1
            yield Rejected(where=f"{where}:line {row.line}", reason=refused.reason, detail=str(refused))
        else:
            claims += len(found.claims)
            yield found
    counts = count, count - rejected, claims, rejected
    log.info("series: %d rows in, %d reports with %d claims and %d rejected out", *counts)


def _text(file: str, where: str, limits: Limits) -> str:
    """The text of a file, its line ends as ``\\n``."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{where} cannot be read: {error.strerror}") from error
    try:
        return decoded(unpacked(data, limits.max_bytes))
    except Refused as refused:
        raise InputError(f"{where}: {refused}") from refused


def _check(header: Row, profile: Profile, kind: str, where: str) -> None:
    """Whether a file has the columns of its kind, each once, and one at least that counts."""
    columns = Counter(cell.value for cell in header.cells)
    if missing := sorted(profile.columns - columns.keys()):
        raise InputError(f"{where} has no column {missing[0]!r}: it is no series of the kind {kind}")
    counted = sorted(count.column for count in profile.counts)
    if not columns.keys() & set(counted):
        raise InputError(f"{where} has none of the columns that the kind {kind} counts: {', '.join(counted)}")
    if twice := next((name for name, often in columns.items() if often > 1), None):
        raise InputError(f"{where} has two columns {twice!r}: rename one")
    known = {*profile.columns, *counted, *profile.left_out} | {count.qualifier for count in profile.counts}
    known |= {name for count in profile.counts for name in (count.high, count.party_in, count.noun_in, count.since_in)}
    if passed := [name for name in columns if name not in known]:
        log.warning("%s: nothing is known of the columns %s; they are passed over", where, ", ".join(passed))
