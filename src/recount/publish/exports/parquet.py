"""Claims as Apache Parquet, for pandas, polars, DuckDB and R: a row a claim, the columns of the CSV with their types.

The file names the ledger's head in its metadata. It needs pyarrow, which the extra ``recount[frames]`` installs; the
same view gives the same bytes with the same release of pyarrow.

Source: Apache Parquet format, version 2.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, BinaryIO, Final, get_args, get_origin, get_type_hints

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple, fields

from recount.errors import MissingExtraError
from recount.publish.flat import FlatRow, flat
from recount.publish.rows import claim_rows
from recount.publish.view import View

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: Final = 20_000


def write_parquet(view: View, out: BinaryIO) -> None:
    """All claims as Parquet; raises `MissingExtraError` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "Parquet needs pyarrow, which is not installed: `pip install 'recount[frames]'`; "
            "`--as csv` has the same columns"
        ) from error
    about = {"title": view.title, "software": view.software, "ledger_head": view.ledger_head or ""}
    schema = pa.schema(list(columns(FlatRow)))
    names = schema.names
    rows = claim_rows(view)
    with parquet.ParquetWriter(out, schema, version="2.6", compression="zstd", store_schema=False) as file:
        while some := [dict(zip(names, astuple(flat(row)), strict=True)) for row in islice(rows, _ROWS)]:
            file.write_table(pa.Table.from_pylist(some, schema=schema))
        file.add_key_value_metadata(about)


def columns(kind: type[Struct]) -> Iterator[pa.Field]:
    """The columns of rows of a kind with their types; a word of a fixed list is text, an array a list."""
    import pyarrow as pa

    types = {
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        date: pa.date32(),
        datetime: pa.timestamp("us", "UTC"),
    }
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        if get_origin(hint) is np.ndarray:
            (_, dtype) = get_args(hint)
            (scalar,) = get_args(dtype)
            yield pa.field(field.encode_name, pa.list_(pa.from_numpy_dtype(scalar)))
            continue
        kinds = [each for each in get_args(hint) or (hint,) if each is not NoneType]
        one = kinds[0] if len(kinds) == 1 and isinstance(kinds[0], type) else str
        yield pa.field(field.encode_name, types.get(one, pa.string()))
