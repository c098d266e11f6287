"""What a shard leaves: its outcomes in full, and the tables that copies and subjects are found in.

The outcomes are canonical JSON, a row each in the order in which they were read, so that a ledger takes them as if it
had read them itself. The same outcomes give the same bytes with the same release of pyarrow.

Source: Apache Parquet format, version 2.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from recount import wire
from recount.errors import MissingExtraError, ShardsError
from recount.model import Recorded, Rejected
from recount.shards.files import digest_of, replacing
from recount.shards.markers import Counts, File
from recount.shards.sharing import Shard
from recount.tables.claims import keyed_rows
from recount.tables.files import TABLES, write_table
from recount.tables.sketches import sketch_row

if TYPE_CHECKING:
    from types import ModuleType


OUTCOMES: Final = "outcomes"
FOLDERS: Final = (OUTCOMES, *TABLES)
"""The folders that a shard writes into, beside its marker."""

_AT_ONCE: Final = 8 * 1024 * 1024
"""How many bytes of JSON are held before they are written."""

Outcome = Recorded | Rejected


def path_of(folder: Path, table: str, shard: Shard) -> Path:
    """Where a shard's file of a table lies."""
    return folder / table / f"{shard.name}.parquet"


def write(folder: Path, shard: Shard, outcomes: Iterable[Outcome]) -> tuple[Counts, tuple[File, ...]]:
    """Write the files of a shard; what was read, without the number of items, and the files.

    Raises `ShardsError` where they cannot be written, `MissingExtraError` where pyarrow is not installed.
    """
    tally: Counter[str] = Counter()
    path = path_of(folder, OUTCOMES, shard)
    with replacing(path) as out:
        _write_outcomes(_tallied(outcomes, tally), out)
    rows = {OUTCOMES: tally["reports"] + tally["rejected"]}
    with replacing(path_of(folder, "sketches", shard)) as out:
        rows["sketches"] = write_table("sketches", (sketch_row(each.reading) for each in _recorded(path)), out)
    with replacing(path_of(folder, "claims", shard)) as out:
        rows["claims"] = write_table("claims", (row for each in _recorded(path) for row in keyed_rows(each)), out)
    return Counts(**tally), tuple(_file(folder, table, shard, rows[table]) for table in FOLDERS)


def read(path: Path) -> Iterator[Outcome]:
    """The outcomes in a file, a few in memory at a time; raises `ShardsError` where it holds none such."""
    pa, parquet = _pyarrow()
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=64, columns=["kind", "record"]):
                for kind, record in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield wire.decode(record, Recorded) if kind == "recorded" else wire.decode(record, Rejected)
    except (OSError, KeyError, pa.ArrowException, msgspec.MsgspecError) as error:
        raise ShardsError(f"{path} holds no outcomes of a shard ({error}): read the shard again") from error


def _recorded(path: Path) -> Iterator[Recorded]:
    return (outcome for outcome in read(path) if isinstance(outcome, Recorded))


def _write_outcomes(outcomes: Iterable[Outcome], out: BinaryIO) -> None:
    pa, parquet = _pyarrow()
    text = pa.string()
    schema = pa.schema([("kind", text), ("report", text), ("source", text), ("record", pa.large_string())])
    with parquet.ParquetWriter(out, schema, version="2.6", compression="zstd", store_schema=False) as file:
        for rows in _gathered(map(_row, outcomes)):
            columns = zip(*rows, strict=True)
            arrays = [pa.array(values, field.type) for field, values in zip(schema, columns, strict=True)]
            file.write_batch(pa.record_batch(arrays, schema=schema))


def _row(outcome: Outcome) -> tuple[str, str | None, str, str]:
    record = wire.canonical(outcome).decode()
    if isinstance(outcome, Rejected):
        return "rejected", None, outcome.where, record
    report = outcome.reading.report
    return "recorded", report.id, report.digest, record


def _gathered(rows: Iterable[tuple[str, str | None, str, str]]) -> Iterator[list[tuple[str, str | None, str, str]]]:
    """Rows, some megabytes of them at a time."""
    some: list[tuple[str, str | None, str, str]] = []
    size = 0
    for row in rows:
        some.append(row)
        size += len(row[3])
        if size >= _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _tallied(outcomes: Iterable[Outcome], tally: Counter[str]) -> Iterator[Outcome]:
    """The same outcomes, counted as they pass."""
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            tally["rejected"] += 1
        else:
            tally["reports"] += 1
            tally["claims"] += len(outcome.claims)
            tally["statements"] += len(outcome.statements)
        yield outcome


def _file(folder: Path, table: str, shard: Shard, rows: int) -> File:
    path = path_of(folder, table, shard)
    return File(path=path.relative_to(folder).as_posix(), bytes=path.stat().st_size, sha256=digest_of(path), rows=rows)


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "shards need pyarrow, which is not installed: `pip install 'recount[scale]'`"
        ) from error
    return pyarrow, parquet
