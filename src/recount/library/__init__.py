"""recount from Python, for analysts: read reports, open a ledger, and have what it holds as tables and data frames.

- `read` reads reports and gives a `Batch`: its readings, claims and statements, and what was rejected.
- `open` opens a `Ledger`: its claims, its subjects side by side, its series and its estimates.

What these give shows itself in a notebook, and becomes a data frame by `to_pandas` or `to_polars`; claims become points
and areas on a map by `to_geopandas`. The data frames need ``recount[frames]``. All of it is told in ``docs/python.md``.
"""

from recount.library.batches import Batch, read
from recount.library.claims import Claims
from recount.library.estimates import Estimates
from recount.library.ledgers import Ledger, open  # noqa: A004 - as in gzip and shelve
from recount.library.pictures import Picture
from recount.library.series import SeriesOverTime
from recount.library.subjects import Subjects

__all__ = ["Batch", "Claims", "Estimates", "Ledger", "Picture", "SeriesOverTime", "Subjects", "open", "read"]
