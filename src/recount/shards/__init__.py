"""Inputs read in shards, each by itself on whatever machine, and their parts brought together in any ledger.

An item belongs to a shard by the SHA-256 of its bytes (`sharing`), so every machine agrees on it and identical copies
meet. A shard leaves Parquet files (`parts`) and then a marker that it is done (`markers`): whatever is killed, and
whenever, what is done is done and the rest is read again (`making`). `importing` brings the parts into a ledger, and
`ray` makes shards on a cluster.
"""
