"""A Parquet table to its rows, batch by batch, each as the JSON object that it would be in a file of lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_END, BufferedReader
from itertools import count
from typing import TYPE_CHECKING

import msgspec

from recount.errors import MissingExtraError
from recount.reports.containers.streams import Unpacked
from recount.reports.limits import Limits
from recount.reports.lists.fields import known_names
from recount.reports.refusal import Refused

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH = 8  # few, as each row may be as large as a report, though the table is small
_LONGEST_NAME = 100_000


def rows_of(stream: BufferedReader, unpacked: Unpacked, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """The rows of a Parquet table, numbered from 1, with the columns that say something of a report.

    A row is None where it is larger than a report may be. Raises `Refused` ("unreadable", "not_a_report", "bomb"), and
    `MissingExtraError` where pyarrow is not installed.

    Source: Apache Parquet.
    """
    packed = stream.seek(0, SEEK_END)
    stream.seek(0)
    table = _opened(stream)
    columns = [name for name in table.schema_arrow.names if name in known_names()]
    if not columns:
        names = ", ".join(table.schema_arrow.names)[:200]
        raise Refused("not_a_report", f"none of its columns says anything of a report: it has {names}")
    out, numbers = 0, count(1)
    try:
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in zip(*map(_values, batch.columns), strict=True):
                data = msgspec.json.encode(dict(zip(batch.schema.names, row, strict=True)))
                out += len(data)
                unpacked.add(len(data), out, packed)  # a word that a table holds once may stand in all of its rows
                yield next(numbers), data if len(data) <= limits.max_bytes else None
    except Refused:
        raise
    except Exception as error:  # pyarrow raises what its C++ parts do, and others for what no JSON can hold
        raise Refused("unreadable", f"the table is damaged ({_brief(error)}): fetch it again") from error


def _values(column: pa.Array) -> list[object]:
    """The values of a column; None for what Python cannot hold, such as a day after the year 9999.

    Bytes are words in UTF-8, as old programs write them; others than those are None as well.
    """
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return [_words(value) if isinstance(value, bytes) else value for value in values]


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return None


def _words(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


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
