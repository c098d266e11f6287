"""Tables of shards in a database that lasts as long as the work: SQL files are run in it, results written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from recount.errors import InputError, MissingExtraError, RecountError
from recount.tables.files import TableName, parts

if TYPE_CHECKING:
    import duckdb

Value = int | float | str
Watch = Callable[[Iterable[str], str, int | None], Iterator[str]]


R = TypeVar("R", bound=Struct)


class Bounds(Struct, frozen=True):
    """How much memory, in megabytes, and how many threads the database may take; what does not fit goes to the disk."""

    memory_mb: int = 4000
    threads: int = os.cpu_count() or 1


class Database:
    """A database to run SQL in; see `opened`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def setting(self, name: str) -> str:
        """How a setting of the database stands."""
        found = self._connection.execute("SELECT current_setting(?)::VARCHAR", [name]).fetchone()
        return str(found[0]) if found else ""

    def view(self, name: str, files: Sequence[Path]) -> None:
        """Have the rows of Parquet files under a name."""
        listed = ", ".join(map(_quoted, files))
        self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def fill(self, name: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """A table of these rows, which have the same columns, in place of one that there was."""
        types = {int: "BIGINT", float: "DOUBLE", str: "VARCHAR"}
        columns = ", ".join(f"{column} {types[type(value)]}" for column, value in rows[0].items())
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
        places = ", ".join("?" for _ in rows[0])
        self._connection.executemany(f"INSERT INTO {name} VALUES ({places})", [list(row.values()) for row in rows])

    def run(self, work: str, step: str) -> None:
        """Run an SQL file: ``sql/WORK/STEP.sql``."""
        self._connection.execute(script(work, step))

    def count(self, name: str, what: str = "*") -> int:
        """How many rows a table has, or how many values (``DISTINCT column``)."""
        found = self._connection.execute(f"SELECT count({what}) FROM {name}").fetchone()
        return int(found[0]) if found else 0

    def rows(self, name: str, kind: type[R]) -> Iterator[R]:
        """The rows of a table, as records with columns of its."""
        columns = ", ".join(f'"{column}"' for column in kind.__struct_fields__)
        for row in self._connection.execute(f"SELECT {columns} FROM {name}").fetchall():
            yield msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind)

    def write(self, name: str, out: Path) -> None:
        """The rows of a table to a Parquet file, which is there only when it is whole."""
        partial = out.with_name(f".{out.name}.partial")
        try:
            self._connection.execute(
                f"COPY (SELECT * FROM {name}) TO {_quoted(partial)} (FORMAT parquet, COMPRESSION zstd)"
            )
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def opened(scratch: Path, bounds: Bounds) -> Iterator[Database]:
    """An empty database within bounds; what does not fit into its memory lies in `scratch` meanwhile.

    It loads no extension from anywhere. Raises `MissingExtraError` where DuckDB is not installed, `InputError` where
    the shards are none, `RecountError` where memory and disk are not enough.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("this needs DuckDB, which is not installed: `pip install 'recount[scale]'`") from error
    if not scratch.is_dir():
        raise InputError(f"{scratch} is no folder: make it, or write elsewhere")
    with TemporaryDirectory(prefix=".recount-", dir=scratch) as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{bounds.memory_mb}MB",
            "threads": bounds.threads,
            "temp_directory": str(Path(folder) / "spilled"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        try:
            with duckdb.connect(Path(folder) / "scratch.duckdb", config=config) as connection:
                yield Database(connection)
        except duckdb.OutOfMemoryException as error:
            raise RecountError(
                f"{bounds.memory_mb} MB of memory, and the disk at {scratch}, do not hold the work: give it more with "
                f"--memory, or fewer --threads ({str(error).splitlines()[0]})"
            ) from error
        except duckdb.Error as error:
            raise InputError(f"the shards cannot be grouped: {str(error).splitlines()[0]}") from error


def files_of(folder: Path, table: TableName) -> list[Path]:
    """The files of a table in a folder of shards; raises `InputError` where there are none."""
    found = parts(folder, table)
    if not found:
        raise InputError(
            f"{folder} holds no shards: there is no file in {folder / table}; make them with `recount add --shards`"
        )
    return found


def script(work: str, step: str) -> str:
    """The text of an SQL file."""
    return resources.files("recount.grouping").joinpath("sql", work, f"{step}.sql").read_text(encoding="utf-8")


def _quoted(path: Path) -> str:
    written = str(path).replace("'", "''")
    return f"'{written}'"
