from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from builders import MOMENT, recorded, rejected, run
from recount import wire
from recount.errors import InputError, LedgerDamagedError, LedgerError
from recount.ledger import Entry, Ledger, open_ledger
from recount.ledger import dump as dumping
from recount.ledger.dump import dump, load


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    """The dump of a ledger of ten entries."""
    with open_ledger(tmp_path / "a.ledger", who="ana", now=lambda: MOMENT) as ledger:
        ledger.add(run(), [recorded(), rejected(), recorded("three died")])
        return list(dump(ledger))


@pytest.fixture
def other(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "other.ledger", who="ben")


def test_a_dump_is_a_heading_and_an_entry_a_line_with_its_body_as_json(lines: list[bytes]) -> None:
    heading, *entries = map(msgspec.json.decode, lines)
    assert heading == {
        "format": "recount ledger dump",
        "version": 1,
        "entries": len(entries),
        "head": entries[-1]["hash"],
    }
    assert [entry["kind"] for entry in entries[:3]] == ["run", "report", "claim"]
    assert set(entries[0]) == set(Entry.__struct_fields__)
    for line, entry in zip(lines[1:], entries, strict=True):
        assert line == wire.canonical(entry) + b"\n"
        assert wire.digest(wire.canonical(entry["body"])) == entry["digest"]


def replaced(number: int, line: bytes) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [*lines[:number], line, *lines[number + 1 :]]


def altered(number: int, old: bytes, new: bytes) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [*lines[:number], lines[number].replace(old, new, 1), *lines[number + 1 :]]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda _: [], r"here:1: this is no dump"),
        (lambda lines: lines[1:], r"here:1: this is no dump"),
        (altered(0, b'"version":1', b'"version":7'), r"here:1: version 7"),
        (altered(0, b"ledger dump", b"table"), r"here:1: this is no dump"),
        (replaced(4, b"{\n"), r"here:5: this line is no entry"),
        (replaced(4, b"\n"), r"here:5: this line is no entry"),
        (altered(4, b'"seq":4', b'"seq":"4"'), r"here:5: this line is no entry"),
        (altered(3, b'"low":12', b'"low":13'), r"here:4: entry 3 \(claim .*its body does not agree with its digest"),
        (altered(3, b'"who":"ana"', b'"who":"eve"'), r"here:4: .*fields do not agree with its hash"),
        (lambda lines: [*lines[:3], *lines[4:]], r"here:4: .*entries 3 to 3 are missing"),
        (lambda lines: lines[:-1], r"ends at entry 9 and should end at entry 10"),
        (lambda lines: [*lines, lines[-1]], r"here:12: "),
    ],
)
def test_a_broken_dump_is_refused_by_the_number_of_its_line(
    lines: list[bytes], other: Ledger, change: Callable[[list[bytes]], list[bytes]], wrong: str
) -> None:
    with other, pytest.raises(InputError, match=wrong):
        load(other, change(lines), "here")


def test_loading_goes_on_where_it_was_broken_off(
    lines: list[bytes], other: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumping, "_AT_ONCE", 2)
    with other:
        with pytest.raises(InputError, match="get the rest of it"):
            load(other, lines[:9], "here")
        kept = other.head().seq
        assert 0 < kept < 8
        assert len(list(other.claims())) == 2, "reports come whole"
        assert load(other, lines, "here").known == kept
        assert list(dump(other)) == lines


def test_a_dump_as_of_an_entry_ends_there(lines: list[bytes], tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.ledger") as ledger:
        early = list(dump(ledger.as_of(7)))
    assert early[1:] == lines[1:8]
    assert msgspec.json.decode(early[0])["entries"] == 7


def test_a_damaged_ledger_is_not_dumped_past_the_damage(lines: list[bytes], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.ledger", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_is_never_changed")
        connection.execute("UPDATE entry SET body = replace(body, '12', '13') WHERE seq = 3")
    with open_ledger(tmp_path / "a.ledger") as ledger:
        written = dump(ledger)
        assert [next(written) for _ in range(3)] == lines[:3]
        with pytest.raises(LedgerDamagedError, match="entry 3"):
            next(written)


@pytest.mark.usefixtures("lines")
def test_entries_that_do_not_follow_are_not_adopted(tmp_path: Path, other: Ledger) -> None:
    with open_ledger(tmp_path / "a.ledger") as ledger, other:
        entries = list(ledger.entries())
        other.adopt(entries[:7])
        with pytest.raises(LedgerError, match="ends at entry 7, which entry 9 does not follow"):
            other.adopt(entries[8:])
        assert other.head().seq == 7
