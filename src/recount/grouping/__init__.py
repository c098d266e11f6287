"""Copies and subjects of any number of shards, by group-bys in SQL: nothing has to fit one process or one index.

The SQL lies beside this, in ``sql/``; DuckDB (the extra ``recount[scale]``) runs it on one machine, within the memory
it is given, and with a few other function names Spark runs it on many (``docs/scale.md``). What decides, the rules and
weights, are rows that are filled in from the code that finds copies and subjects in a ledger.
"""

from recount.grouping.copies import Copies, find_copies
from recount.grouping.database import Bounds
from recount.grouping.subjects import Subjects, find_subjects

__all__ = ["Bounds", "Copies", "Subjects", "find_copies", "find_subjects"]
