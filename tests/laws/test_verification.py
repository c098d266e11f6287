"""Laws of checking a ledger: how it is shared out changes nothing in what is found; what is quick finds the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MOMENT, outcomes, recorded, rejected, run
from recount.ledger import open_ledger, verify
from recount.ledger.entries import Draft, Head, link, link_fault
from recount.ledger.sqlite import SQLite
from recount.ledger.verification.chain import entry_of, follows, stored
from recount.ledger.verification.ranges import LEAST, Range, check
from recount.ledger.verification.unproven import decoder
from recount.model import Claim, Recorded, Rejected, Resolutions

words = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\\n\0'))


@given(
    key=words, body=words, who=words, report=st.none() | words, names=st.sets(st.sampled_from(range(11)), max_size=2)
)
def test_what_plainly_follows_has_no_fault(key: str, body: str, who: str, report: str | None, names: set[int]) -> None:
    before = Head(7, "a" * 64)
    entry = link(
        Draft(kind="claim", key=key, report=report, body=body), before, at=MOMENT, who=who, software="recount 1"
    )
    row = stored(entry)
    assert link_fault(entry_of(row, "here"), before) is None
    escaped = any(ord(each) < 32 or each in '"\\' for text in (key, who, report or "") for each in text)
    assert follows(row, 7, b"a" * 64) or escaped
    changed = tuple(
        value if number not in names else (value + 1 if isinstance(value, int) else b"x" + (value or b""))
        for number, value in enumerate(row)
    )
    assert names == set() or not follows(changed, 7, b"a" * 64)  # type: ignore[arg-type]


@given(mark=st.sampled_from(["\\n", '\\"', "\\\\"]), other=st.sampled_from(["\n", '"', "\\"]))
def test_escaped_words_and_the_words_they_escape_are_told_apart(mark: str, other: str) -> None:
    before = Head(7, "a" * 64)
    entry = link(
        Draft(kind="claim", key="clm:1", report=None, body="{}"), before, at=MOMENT, who=other, software="recount 1"
    )
    forged = msgspec.structs.replace(entry, who=mark)
    assert link_fault(forged, before) is not None
    assert not follows(stored(forged), 7, b"a" * 64)


def changed(path: Path, seq: int, name: str, value: str | None) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_is_never_changed")
        connection.execute("DROP TRIGGER entry_is_never_deleted")
        if value is None:
            connection.execute("DELETE FROM entry WHERE seq = ?", (seq,))
        else:
            connection.execute(f"UPDATE entry SET {name} = ? WHERE seq = ?", (value, seq))


def merged(ranges: list[Range]) -> tuple[object, ...]:
    counts: dict[str, int] = {}
    for each in ranges:
        for kind, number in each.counts.items():
            counts[kind] = counts.get(kind, 0) + number
    return (
        counts,
        next((each.head for each in reversed(ranges) if each.head), None),
        [found for each in ranges for found in each.breaks],
        [found for each in ranges for found in each.faults],
        [found for each in ranges for found in each.parts],
    )


@given(
    batch=outcomes(),
    cuts=st.sets(st.integers(1, 30)),
    seq=st.integers(1, 20),
    name=st.sampled_from(["kind", "key", "report", "body", "digest", "who", "prev", "hash"]),
    value=st.none() | st.sampled_from(["claim", "x", "clm:1", "{}"]),
)
@settings(max_examples=60)
def test_a_ledger_checked_in_parts_is_a_ledger_checked_whole(
    batch: list[Recorded | Rejected], cuts: set[int], seq: int, name: str, value: str | None
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.ledger"
        with open_ledger(path) as ledger:
            ledger.add(run(), batch)
        changed(path, seq, name, value)
        with closing(SQLite(path, create=False, writable=False, patience=1)) as store:
            edges = [LEAST, *sorted(cuts), 2**40]
            parts = [check(store, *each) for each in pairwise(edges)]
            assert merged(parts) == merged([check(store, LEAST, 2**40)])


def test_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ledger"
    with open_ledger(path) as ledger:
        ledger.add(run(), [recorded(), rejected(), recorded("three died"), recorded("Nine died.")])
    changed(path, 6, "who", "x")
    monkeypatch.setattr("recount.ledger.verification._LEAST", 3)
    assert verify(path, processes=2) == verify(path)
    assert verify(path).first is not None


def kept(kind: type[msgspec.Struct], record: msgspec.Struct) -> bool:
    data = msgspec.json.encode(record, order="sorted")
    decoded = decoder(kind).decode(data)
    return isinstance(decoded, kind) and msgspec.json.encode(decoded, order="sorted") == data


@given(batch=outcomes())
def test_records_read_quickly_are_the_records(batch: list[Recorded | Rejected]) -> None:
    for outcome in batch:
        if isinstance(outcome, Recorded):
            for each in outcome.claims:
                assert kept(Claim, each.claim)
                assert kept(Resolutions, each.resolutions)
