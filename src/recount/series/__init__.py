"""Tables of daily figures to claims: each row of a series becomes a report whose text is the row itself.

- `read_series` reads a file as one of the `kinds`: a table that is known by the columns it has.
- `recount.series.profiles` tells what the columns of a kind count, who states them, and where.
- `recount.series.rows` cuts a table into rows and cells with their places, exactly as written.

The figures are claims like those read from prose: every one stands at its place in the text of its report, and names
who states it.
"""

from __future__ import annotations

from recount.series.profiles import Profile, kinds, profile_of
from recount.series.reading import read_series

__all__ = ["Profile", "kinds", "profile_of", "read_series"]
