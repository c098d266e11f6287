"""What was read, as tables for SQL: a row a report with its sketch, a row a claim with what its subject is told by.

Shards write them as Parquet (`recount.tables.files`); copies and subjects are found in them by group-bys
(`recount.grouping`), so that neither needs one machine to hold it all.
"""
