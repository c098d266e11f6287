"""Rows to a Parquet file of their table, and where tables lie in a folder of shards.

It needs pyarrow, which the extras ``recount[frames]`` and ``recount[scale]`` install.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple

from recount.errors import MissingExtraError
from recount.publish.exports.parquet import columns
from recount.tables.claims import KeyedRow
from recount.tables.sketches import SketchRow

if TYPE_CHECKING:
    import pyarrow as pa

TableName = Literal["sketches", "claims"]
TABLES: Final[dict[TableName, type[Struct]]] = {"sketches": SketchRow, "claims": KeyedRow}
"""The tables and what their rows are; each lies in a folder of its name, in any number of ``.parquet`` files."""

_AT_ONCE: Final = 10_000


def parts(folder: Path, table: TableName) -> list[Path]:
    """The files of a table in a folder of shards, by name."""
    return sorted((folder / table).glob("*.parquet"))


def write_table(table: TableName, rows: Iterable[Struct], out: BinaryIO) -> int:
    """Rows of a table as Parquet, some thousands in memory at a time; tell how many.

    Raises `MissingExtraError` where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "shards need pyarrow, which is not installed: `pip install 'recount[scale]'`"
        ) from error
    schema = pa.schema(list(columns(TABLES[table])))
    rest, count = iter(rows), 0
    with parquet.ParquetWriter(out, schema, version="2.6", compression="zstd", store_schema=False) as file:
        while some := [astuple(row) for row in islice(rest, _AT_ONCE)]:
            file.write_batch(pa.record_batch(list(_arrays(some, schema)), schema=schema))
            count += len(some)
    return count


def _arrays(rows: list[tuple[object, ...]], schema: pa.Schema) -> Iterator[pa.Array]:
    """A column each; a column of lists from all of its values at once."""
    import pyarrow as pa

    for field, values in zip(schema, zip(*rows, strict=True), strict=True):
        if pa.types.is_list(field.type):
            ends = np.cumsum([0, *map(len, values)], dtype=np.int32)
            yield pa.ListArray.from_arrays(ends, pa.array(np.concatenate(values), field.type.value_type))
        else:
            yield pa.array(values, field.type)
