"""An index of sketches: a report is placed among its kin, and families grow, without reading a text again.

`open_index` opens one, on disk or in memory. A family is a connected component: reports that are kin
(`recount.resolve.origins.kinship.akin`) and share enough posts (`RULES`) are of one family, and so are their kin.
So families are the same whatever the order in which reports come, and whether they come one by one, in batches or in
shards that are merged.

An index is a folder: ``sketches.sqlite`` holds the sketches, the report ids and the links that joined families;
``*.posts`` hold, sorted, which sketches are filed under which post, mapped into memory; ``families`` holds the
families as they stood when the index was last tidied. All of it can be made anew from the reports.
"""

from recount.resolve.origins.index.index import Candidate, Index, Placed, open_index
from recount.resolve.origins.index.rules import RULES

__all__ = ["RULES", "Candidate", "Index", "Placed", "open_index"]
