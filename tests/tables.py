"""Tables of an invented war to the records of their rows, as `recount import series` reads them."""

from __future__ import annotations

from recount import samples
from recount.compare import compare
from recount.compare.series import series
from recount.model import Recorded, ResolvedClaim, Series, SourceSeries
from recount.series import Profile, profile_of
from recount.series.records import recorded
from recount.series.rows import Row, rows_of

BORDER_WAR = str(samples.tables() / "border-war.toml")
COLUMNS = "day,stated by,soldiers killed,how,killed that day,accepted late"


def read(*rows: str, columns: str = COLUMNS, kind: str | Profile = BORDER_WAR) -> tuple[Recorded, ...]:
    """The records of rows under these names of columns; of the kind of the sample table, if no other is given."""
    header, *told = rows_of("\n".join((columns, *rows)))
    assert isinstance(header, Row)
    profile = kind if isinstance(kind, Profile) else profile_of(kind)
    return tuple(recorded(row, header, profile, None) for row in told if isinstance(row, Row))


def claims(found: tuple[Recorded, ...]) -> tuple[ResolvedClaim, ...]:
    """All their claims."""
    return tuple(claim for one in found for claim in one.claims)


def over_time(*rows: str) -> Series:
    """The one series that rows of the sample table make, as they were published one after the other."""
    found = read(*rows)
    [one] = series(compare(claims(found)).subjects, claims(found), reports=(each.reading.report for each in found))
    return one


def of(name: str, one: Series) -> SourceSeries:
    """What the source whose name begins so says in a series."""
    return next(source for source in one.sources if (source.source or "").startswith(name))
