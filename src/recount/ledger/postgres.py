"""A ledger on a PostgreSQL server: connecting, locking, and the server's errors in the ledger's words.

A ledger is a schema of a database, the first of the connection's search path; tables of other software do not share it.
Writers queue for a lock that is freed with their transaction, so several may add at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from recount.address import malformed, name_of
from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import sql
from recount.ledger.database import FORMAT, VERSION, Stored, Value, schema, version_of

try:
    import psycopg
    from psycopg import errors
except ImportError as error:  # the extra is not installed
    raise LedgerError(
        "a ledger on a PostgreSQL server needs a driver that is not installed: `pip install 'recount[postgres]'`"
    ) from error

if TYPE_CHECKING:
    from psycopg import Connection

_LOST: Final = ("08", "57")  # classes of SQLSTATE: the connection failed, an operator intervened
_AT_ONCE: Final = 2000  # rows fetched together of a long read
_TABLES: Final = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema AND tablename IN ('meta', 'entry')"
# Bodies are compressed; lz4 takes a fifth of the time, where the server has it.
_QUICK: Final = """
SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings
WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
"""
_LOCK: Final = "SELECT pg_advisory_xact_lock(current_schema::regnamespace::oid::bigint)"
_AS_BYTES: Final = ", ".join(f"convert_to({name}, 'UTF8')" for name in sql.COLUMNS[1:])
_STORED: Final = f"SELECT seq, {_AS_BYTES} FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq"
_TRIGGERS: Final = """
SELECT tgname, tgtype::text, proname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgrelid = 'entry'::regclass AND tgenabled IN ('O', 'A')
"""
_INDEXES: Final = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema"
# The bits of pg_trigger.tgtype: before a statement that deletes, updates or truncates; after one that inserts.
_WHEN: Final = {"entry_is_never_changed": 2 | 8 | 16 | 32, "entry_is_added_last": 4}


class Postgres:
    """A ledger on a server; see `recount.ledger.database.Database` for the methods."""

    def __init__(self, address: str, *, create: bool, patience: float) -> None:
        self.name = name_of(address)
        self.where = address
        self.beside: Path | None = None
        self.version = VERSION
        self._patience = patience
        with self._translated():
            self._connection = self._connect()
            try:
                self._prepare(create=create)
            except BaseException:
                self._connection.close()
                raise

    def _connect(self) -> Connection[tuple[Value, ...]]:
        try:
            connection: Connection[tuple[Value, ...]] = psycopg.connect(
                self.where, autocommit=True, connect_timeout=max(2, int(self._patience)), application_name="recount"
            )
        except psycopg.ProgrammingError:  # its words quote the address, and any part of that may be the password
            raise malformed() from None
        connection.execute("SET client_min_messages = warning")
        connection.execute(_QUICK)
        ((durable,),) = connection.execute("SHOW synchronous_commit").fetchall()
        if durable == "off":  # what is acknowledged must be on the disk
            connection.execute("SET synchronous_commit = on")
        return connection

    def _prepare(self, *, create: bool) -> None:
        if self._tables() == 0 and create:
            with self._locked():
                if self._tables() == 0:  # no other process was quicker
                    self._connection.execute(schema("postgres").encode())
                    self.execute(sql.SET_META, "format", FORMAT)
                    self.execute(sql.SET_META, "version", str(VERSION))
        if self._tables() == 0:
            raise LedgerError(f"there is no ledger at {self.name}: `recount add` makes one")
        if self._tables() < 2:
            raise LedgerError(
                f"{self.name} holds tables of something else: give the ledger a database of its own, or a schema "
                "(?options=-csearch_path%3DNAME)"
            )
        self.version = version_of(self.name, {str(name): str(value) for name, value in self.rows(sql.META)})

    def _tables(self) -> int:
        ((found,),) = self._connection.execute(_TABLES).fetchall()
        return int(found or 0)

    def rows(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, fetched at once."""
        with self._translated():
            yield from self._connection.execute(_placed(query), values).fetchall()

    def stream(self, query: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows that a query finds, as of now, a part at a time.

        Inside a transaction or a snapshot they are those that it sees; else they are read on a connection of their own.
        """
        with self._translated():
            if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                yield from _fetched(self._connection, query, values)
            else:
                with closing(self._connect()) as connection, connection.transaction():
                    yield from _fetched(connection, query, values)

    def stored(self, after: int, until: int) -> Iterator[Stored]:
        """The entries with numbers above `after`, up to `until`, in order, as they are stored."""
        yield from cast("Iterator[Stored]", self.stream(_STORED, after, until))

    def execute(self, query: str, *values: Value) -> None:
        """Run one statement that finds nothing."""
        with self._translated():
            self._connection.execute(_placed(query), values)

    def erase(self, query: str, *values: Value) -> None:
        """Run one statement that deletes, and give what it deletes back to be overwritten.

        Copies of it may stay in the server's log and backups for as long as these are kept.
        """
        self.execute(query, *values)
        with self._translated():
            self._connection.execute("VACUUM (FULL) contact")

    def insert(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
        """Add rows to a table, in their order."""
        adding = f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()
        with self._translated(), self._connection.cursor() as cursor, cursor.copy(adding) as copy:
            for row in rows:
                copy.write_row(row)

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock; on leaving, keep everything or, after an exception, nothing."""
        return self._locked()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._translated(), self._connection.transaction():
            # Who waited for the lock must see what others added meanwhile, whatever the server's default is.
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            self._connection.execute(f"SET LOCAL lock_timeout = {int(1000 * self._patience) or 1}")
            self._connection.execute(_LOCK)
            self._connection.execute("SET LOCAL lock_timeout = 0")
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See the ledger as it stands now, whatever others add meanwhile."""
        with self._translated(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def projected(self) -> None:
        """See to it that claims can be looked up: no ledger on a server is of a version that cannot."""

    def problems(self) -> Iterator[str]:
        """Guards and indexes that are gone or altered."""
        made = schema("postgres")
        bodies = dict(re.findall(r"CREATE FUNCTION (\w+)\(\).*?\$\$(.*?)\$\$", made, re.DOTALL))
        triggers = set(self.rows(_TRIGGERS))
        for name, when in _WHEN.items():
            if (name, str(when), name, bodies[name]) not in triggers:
                yield f"the trigger {name} is missing, was altered or does not act"
        indexes = {name for (name,) in self.rows(_INDEXES)}
        for name in re.findall(r"CREATE INDEX (\w+)", made):
            if name not in indexes:
                yield f"the index {name} is missing"

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise _in_our_words(self.name, error) from error


def _placed(query: str) -> bytes:
    """The query with this driver's placeholders."""
    return query.replace("?", "%s").encode()


def _fetched(
    connection: Connection[tuple[Value, ...]], query: str, values: tuple[Value, ...]
) -> Iterator[tuple[Value, ...]]:
    with connection.cursor(name=f"recount_{id(values)}") as cursor:
        cursor.itersize = _AT_ONCE
        yield from cursor.execute(_placed(query), values)


def _in_our_words(name: str, error: psycopg.Error) -> LedgerError:
    told = str(error).strip().split("\n")[0]
    match error:
        case errors.LockNotAvailable():
            return LedgerBusyError(f"another process is writing to {name}: wait for it to finish, then try again")
        case errors.InsufficientPrivilege() | errors.ReadOnlySqlTransaction():
            return LedgerError(f"{name} may not be written or read by this account ({told}): ask for the right to")
        case errors.DiskFull():
            return LedgerError(f"{name} cannot grow: the server's disk is full; what was added before is safe")
        case errors.DataCorrupted() | errors.IndexCorrupted():
            return LedgerDamagedError(f"{name} is malformed ({told}): restore it from a copy")
        case errors.InvalidSchemaName():
            return LedgerError(
                f"{name}: there is no such schema, or this account may not use it: CREATE SCHEMA makes one"
            )
        case psycopg.OperationalError() if error.sqlstate is None or error.sqlstate[:2] in _LOST:
            return LedgerError(
                f"{name} cannot be reached, or the connection was lost ({told}): does the server run, is there such a "
                "database, may this account enter? What was reported as added is safe"
            )
        case _:
            return LedgerError(f"{name}: {told}")
