from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from builders import recorded, rejected, run
from recount.errors import LedgerBusyError, LedgerError
from recount.ledger import connect, open_ledger, verify
from recount.model import EVERYTHING, Recorded
from server import Server


@pytest.fixture
def where(server: Server) -> str:
    address = server.new()
    with open_ledger(address) as ledger:
        ledger.add(run(), [recorded(), rejected()])
    return address


def execute(where: str, *statements: str) -> None:
    with psycopg.connect(where, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


COLUMNS = "kind, key, report, digest, at, who, software, prev, hash, body"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET who = 'eve'",
        "UPDATE entry SET who = who WHERE seq = 99",
        "DELETE FROM entry WHERE seq = 2",
        "TRUNCATE entry",
        f"INSERT INTO entry SELECT seq + 100, {COLUMNS} FROM entry",
        f"INSERT INTO entry SELECT seq * 2 + 60, {COLUMNS} FROM entry",
        f"INSERT INTO entry SELECT seq - 100, {COLUMNS} FROM entry",
        f"INSERT INTO entry SELECT 0, {COLUMNS} FROM entry WHERE seq = 1",
        f"INSERT INTO entry SELECT CASE seq WHEN 1 THEN 8 ELSE 10 END, {COLUMNS} FROM entry WHERE seq < 3",
    ],
)
def test_the_database_refuses_all_but_adding_at_the_end(where: str, statement: str) -> None:
    with open_ledger(where) as ledger:
        before = list(ledger.entries())
        with pytest.raises(psycopg.errors.IntegrityError, match="entries of a ledger are"):
            execute(where, statement)
        assert list(ledger.entries()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER entry_is_never_changed ON entry",
        "ALTER TABLE entry DISABLE TRIGGER entry_is_added_last",
        "ALTER TABLE entry ENABLE REPLICA TRIGGER entry_is_never_changed",
        "CREATE OR REPLACE FUNCTION entry_is_never_changed() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'",
        "DROP TRIGGER entry_is_never_changed ON entry; CREATE TRIGGER entry_is_never_changed BEFORE DELETE ON entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION entry_is_never_changed()",
        "DROP INDEX entry_by_report",
    ],
)
def test_a_guard_that_is_gone_or_altered_is_found(where: str, statement: str) -> None:
    with open_ledger(where) as ledger:
        assert verify(ledger).ok
        execute(where, statement)
        assert "is missing" in str(verify(ledger).first)


def test_two_ledgers_in_one_database_are_apart(server: Server) -> None:
    with open_ledger(server.new()) as one, open_ledger(server.new()) as other:
        one.add(run(), [recorded()])
        assert other.head().seq == 0


def test_no_ledger_is_made_unless_asked(server: Server) -> None:
    with pytest.raises(LedgerError, match="there is no ledger at postgresql://ana@"):
        open_ledger(server.new(), create=False)


def test_tables_of_something_else_are_no_ledger_and_stay(server: Server) -> None:
    where = server.new()
    execute(where, "CREATE TABLE meta (title text)")
    with pytest.raises(LedgerError, match="holds tables of something else"):
        open_ledger(where)
    execute(
        where,
        "CREATE TABLE entry (title text)",
        "ALTER TABLE meta RENAME title TO name",
        "ALTER TABLE meta ADD value text",
    )
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(where)


def test_another_version_is_told(where: str) -> None:
    execute(where, "UPDATE meta SET value = '9' WHERE name = 'version'")
    with pytest.raises(LedgerError, match="version 9 of the ledger's format"):
        open_ledger(where)


def test_another_writer_is_told(where: str) -> None:
    with closing(connect(where, create=False, writable=True)) as other, open_ledger(where, patience=0.1) as ledger:
        with other.transaction(), pytest.raises(LedgerBusyError, match="wait for it to finish"):
            ledger.add(run(), [recorded("three died")])
        assert ledger.add(run(), [recorded("three died")]).reports_new == 1


def test_an_account_that_may_only_read_reads_and_says_so(where: str, server: Server) -> None:
    schema = where.rpartition("%3D")[2]
    guest = f"guest_{schema}"
    execute(
        where,
        f"CREATE ROLE {guest} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO {guest}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {guest}",
    )
    with open_ledger(where.replace("ana@", f"{guest}@")) as ledger:
        assert len(list(ledger.claims())) == 2
        assert verify(ledger).ok
        with pytest.raises(LedgerError, match="ask for the right"):
            ledger.add(run(), [recorded("three died")])
    with pytest.raises(LedgerError, match="may not use it"):
        open_ledger(server.new().replace("ana@", f"{guest}@"))


def test_a_lost_connection_is_told_and_nothing_half_done_stays(where: str) -> None:
    with open_ledger(where) as ledger, open_ledger(where) as other:
        (pid,) = next(iter(ledger.database.rows("SELECT pg_backend_pid()")))

        def stream() -> Iterator[Recorded]:
            yield recorded("three died")
            execute(where, f"SELECT pg_terminate_backend({pid})")

        with pytest.raises(LedgerError, match="What was reported as added is safe"):
            ledger.add(run(), stream())
        assert other.count(EVERYTHING) == 2
        assert verify(other).ok


@pytest.mark.parametrize(
    ("address", "match"),
    [
        ("postgresql://ana:s3cret@127.0.0.1:1/war", "cannot be reached"),
        ("postgresql://ana:s3cret@[broken/war", "malformed"),
        ("postgresql://ana:s3cret/@127.0.0.1:1/war", "malformed"),
        ("postgresql://ana:s3cret#@127.0.0.1:1/war", "malformed"),
        ("postgresql://ana:x@127.0.0.1:1/war?password=s3cret", "cannot be reached"),
        ("postgresql://ana:x@127.0.0.1:1/war?pass%20word=s3cret", "malformed"),
        ("postgresql://ana:x@127.0.0.1:s3cret/war", "malformed"),
    ],
)
def test_a_password_is_never_told(address: str, match: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(LedgerError, match=match) as raised:
        open_ledger(address, patience=1)
    error: BaseException | None = raised.value
    while error is not None:
        assert "s3cret" not in str(error)
        error = error.__cause__
    assert "s3cret" not in caplog.text


def test_a_database_that_does_not_exist_is_told(server: Server) -> None:
    with pytest.raises(LedgerError, match=r'database "none" does not exist.*is there such a database'):
        open_ledger(server.address().replace("/postgres?", "/none?"))


def test_a_schema_that_does_not_exist_is_told(server: Server) -> None:
    with pytest.raises(LedgerError, match="CREATE SCHEMA"):
        open_ledger(server.address("none"))


def test_many_rows_are_read_while_others_write(where: str) -> None:
    with open_ledger(where) as ledger:
        ledger.add(run(), [recorded(f"{number} died") for number in range(30)])
        before = list(ledger.entries())
        seen = []
        for entry in ledger.entries():
            if entry.seq == 2:
                ledger.add(run(), [recorded("forty died")])
            seen.append(entry)
        assert seen == before
        assert len(list(ledger.entries())) == len(before) + 3
