from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builders import recorded, rejected, run
from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.sqlite import SQLite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "a.ledger") as ledger:
        ledger.add(run(), [recorded(), rejected()])
    return tmp_path / "a.ledger"


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET who = 'eve'",
        "DELETE FROM entry WHERE seq = 2",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 2",
        "INSERT INTO entry SELECT seq + 100, kind, key, report, digest, at, who, software, prev, hash, body FROM entry",
    ],
)
def test_the_database_refuses_all_but_adding_at_the_end(path: Path, statement: str) -> None:
    before = path.read_bytes()
    with pytest.raises(sqlite3.IntegrityError, match="entries of a ledger are"):
        execute(path, statement)
    assert path.read_bytes() == before


def test_a_closed_ledger_is_one_file_that_reading_does_not_change(path: Path) -> None:
    before = path.read_bytes()
    with open_ledger(path, create=False) as ledger:
        assert len(list(ledger.claims())) == 2
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_every_commit_reaches_the_disk(path: Path) -> None:
    with closing(SQLite(path, create=False, writable=True, patience=0)) as store:
        assert list(store.rows("PRAGMA synchronous")) == [(2,)], "FULL"
        assert list(store.rows("PRAGMA journal_mode")) == [("wal",)]


def test_no_file_is_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger at"):
        open_ledger(tmp_path / "none.ledger", create=False)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "new.ledger").touch()
    with open_ledger(tmp_path / "new.ledger") as ledger:
        assert ledger.head().seq == 0


def test_a_name_with_a_question_mark_is_a_name(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "who? 100%#.ledger"):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["who? 100%#.ledger"]


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does its folder exist"):
        open_ledger(tmp_path / "none" / "a.ledger")


@pytest.mark.parametrize("content", [b"not a database, but long enough to be taken for one" * 20, b"short"])
def test_another_file_is_no_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "schema", ["CREATE TABLE song (title TEXT)", "CREATE TABLE meta (name TEXT, value TEXT)"], ids=["other", "alike"]
)
def test_another_database_is_no_ledger(tmp_path: Path, schema: str) -> None:
    execute(tmp_path / "songs.db", schema)
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(tmp_path / "songs.db")


def test_another_version_is_told(path: Path) -> None:
    execute(path, "UPDATE meta SET value = '9' WHERE name = 'version'")
    with pytest.raises(LedgerError, match="version 9 of the ledger's format, and this recount reads up to version 2"):
        open_ledger(path)


def test_another_writer_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_ledger(path, patience=0) as ledger:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusyError, match="wait for it to finish"):
            ledger.add(run(), [recorded("three died")])
        other.execute("ROLLBACK")
        assert ledger.add(run(), [recorded("three died")]).reports_new == 1


def test_a_ledger_that_may_not_be_written_is_read_and_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_ledger(path) as ledger:
        assert len(list(ledger.claims())) == 2
        with pytest.raises(LedgerError, match="is read-only"):
            ledger.add(run(), [recorded("three died")])


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="this system has no way to give up an account for a while")
def test_a_ledger_in_a_folder_nobody_may_write_to_is_read(path: Path) -> None:
    mine = os.getresuid()
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        copy.chmod(0o444)
        Path(folder).chmod(0o555)
        other = 65534 if mine[1] == 0 else mine[1]
        os.setresuid(other, other, mine[2])
        try:
            assert verify(copy).ok
            with open_ledger(copy) as ledger:
                assert len(list(ledger.claims())) == 2
            with pytest.raises(LedgerError, match="may you write there"):
                open_ledger(Path(folder) / "new.ledger")
        finally:
            os.setresuid(*mine)
            Path(folder).chmod(0o755)


def test_a_damaged_claim_is_never_read_as_if_sound(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"low":12', b'"low":13'))
    with open_ledger(path) as ledger, pytest.raises(LedgerDamagedError, match=r"entry 3 .*no longer agrees"):
        list(ledger.claims())


def test_a_truncated_file_is_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        ((page,),) = connection.execute("PRAGMA page_size").fetchall()
    path.write_bytes(path.read_bytes()[:-page])
    with pytest.raises(LedgerDamagedError, match="malformed"), open_ledger(path) as ledger:
        list(ledger.claims())


def test_a_closed_ledger_says_that_it_is(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.head()


def test_the_account_that_adds_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ana")
    with open_ledger(path) as ledger:
        ledger.add(run(), [recorded("three died")])
        assert [entry.who for entry in ledger.entries()][-1] == "ana"


def test_reading_a_ledger_needs_no_room_beside_it(path: Path) -> None:
    with closing(SQLite(path, create=False, writable=False, patience=0)) as store:
        ledger = Ledger(store, who="ana", now=lambda: pytest.fail("nothing is written"))
        assert len(list(ledger.claims())) == 2
