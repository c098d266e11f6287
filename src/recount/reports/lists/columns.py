"""A Parquet table to its rows, batch by batch, each as the JSON object that it would be in a file of lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from itertools import count
from typing import TYPE_CHECKING

import msgspec

from recount.errors import MissingExtraError
from recount.reports.limits import Limits
from recount.reports.lists.fields import known_names
from recount.reports.refusal import Refused

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_BATCH = 64
_LONGEST_NAME = 100_000


def rows_of(stream: BufferedReader, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """The rows of a Parquet table, numbered from 1, with the columns that say something of a report.

    A row is None where it is larger than a report may be. Raises `Refused` ("unreadable", "not_a_report"), and
    `MissingExtraError` where pyarrow is not installed.

    Source: Apache Parquet.
    """
    table = _opened(stream)
    columns = [name for name in table.schema_arrow.names if name in known_names()]
    if not columns:
        names = ", ".join(table.schema_arrow.names)[:200]
        raise Refused("not_a_report", f"none of its columns says anything of a report: it has {names}")
    numbers = count(1)
    try:
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in batch.to_pylist():
                data = msgspec.json.encode(row)
                yield next(numbers), data if len(data) <= limits.max_bytes else None
    except Refused:
        raise
    except Exception as error:  # pyarrow raises what its C++ parts do, and others for what no JSON can hold
        raise Refused("unreadable", f"the table is damaged ({_brief(error)}): fetch it again") from error


def _opened(stream: BufferedReader) -> pq.ParquetFile:
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("Parquet tables need pyarrow: install recount[frames]") from error
    try:
        return pq.ParquetFile(
            stream,
            buffer_size=1 << 20,
            thrift_string_size_limit=_LONGEST_NAME * 100,
            thrift_container_size_limit=_LONGEST_NAME,
        )
    except Exception as error:  # as above
        raise Refused("unreadable", f"the Parquet table is damaged ({_brief(error)}): fetch it again") from error


def _brief(error: Exception) -> str:
    return " ".join(str(error).encode("utf-8", "backslashreplace").decode("utf-8").split())[:200]
