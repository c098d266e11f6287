from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from builders import MOMENT, mention, reading, recorded, rejected, resolved, run
from recount import wire
from recount.errors import LedgerBusyError, LedgerError
from recount.ledger import bodies, open_ledger, sql, verify
from recount.ledger.database import schema
from recount.ledger.entries import Draft, Entry, Head, link
from recount.ledger.judgements import judge, withdraw
from recount.ledger.links import Kin
from recount.ledger.projection import rebuild
from recount.model import (
    Correction,
    Denial,
    Evidence,
    Judgement,
    Operator,
    Recorded,
    Resolution,
    ResolvedStatement,
    Review,
    Speaker,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "a.ledger", who="ana-the-analyst") as ledger:
        ledger.add(run(), [recorded(), rejected(), recorded("three died")])
    return tmp_path / "a.ledger"


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as somebody sees it who takes the triggers away and puts them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.executescript(schema("sqlite"))


def test_a_sound_ledger_is_counted_and_its_head_told(path: Path) -> None:
    checked = verify(path)
    assert checked.ok
    assert checked.first is None
    assert (checked.entries, checked.reports, checked.claims) == (10, 2, 3)
    with open_ledger(path) as ledger:
        assert checked.head == ledger.head()
        assert verify(ledger) == checked


def test_no_file_is_an_error_not_a_finding(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        verify(tmp_path / "none")


def test_a_file_that_is_no_ledger_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.ledger").write_bytes(b"\0" * 8192)
    checked = verify(tmp_path / "a.ledger")
    assert "is not a ledger" in str(checked.first)


def test_a_locked_file_is_an_error_not_a_finding(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusyError("another process is writing")

    monkeypatch.setattr("recount.ledger.verification.connect", busy)
    with pytest.raises(LedgerBusyError):
        verify(path)


@pytest.mark.parametrize("name", ["kind", "key", "report", "body", "digest", "at", "who", "software", "prev", "hash"])
def test_a_changed_column_is_found_and_its_entry_named(path: Path, name: str) -> None:
    with unguarded(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE entry SET {name} = 'x' || {name} WHERE seq = 4")
    first = verify(path).first
    assert first is not None
    assert first.seq == 4


@pytest.mark.parametrize("where", ["seq = 1", "seq = 5", "seq BETWEEN 4 AND 6"])
def test_a_deleted_entry_is_found(path: Path, where: str) -> None:
    with unguarded(path) as connection:
        connection.execute(f"DELETE FROM entry WHERE {where}")
    assert "missing" in str(verify(path).first)


def test_an_end_cut_off_is_found_by_the_noted_head(path: Path) -> None:
    with unguarded(path) as connection:
        connection.execute("DELETE FROM entry WHERE seq > 7")
    assert "should end at entry 10" in str(verify(path).first)


def test_all_entries_gone_are_found(path: Path) -> None:
    with unguarded(path) as connection:
        connection.execute("DELETE FROM entry")
    assert "should end at entry 10" in str(verify(path).first)


def test_a_changed_entry_with_its_hashes_made_anew_is_found_by_the_next(path: Path) -> None:
    with unguarded(path) as connection:
        row = connection.execute("SELECT * FROM entry WHERE seq = 3").fetchone()
        old = Entry(**dict(zip(Entry.__struct_fields__, row, strict=True)))
        draft = Draft(kind="claim", key=old.key, report=old.report, body=old.body.replace('"low":12', '"low":13'))
        new = link(draft, Head(2, old.prev), at=MOMENT, who=old.who, software=old.software)
        connection.execute("UPDATE entry SET body=?, digest=?, hash=? WHERE seq=3", (new.body, new.digest, new.hash))
    first = verify(path).first
    assert first is not None
    assert first.seq in (3, 4)


def test_guards_taken_away_are_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER entry_is_never_deleted")
    assert "trigger entry_is_never_deleted is missing or was altered" in str(verify(path).first)


def test_a_broken_page_is_a_finding_in_the_words_of_sqlite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
        ((page,),) = connection.execute("PRAGMA page_size").fetchall()
    data[(root - 1) * page : (root - 1) * page + 100] = b"\xff" * 100
    path.write_bytes(data)
    checked = verify(path)
    assert not checked.ok
    assert "malformed" in str(checked.first)


def added_unchecked(path: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: object) -> str:
    """What verify says of a ledger whose writer did not check evidence."""
    given = recorded()
    claim = msgspec.structs.replace(given.claims[0].claim, **{field: value})
    wrong = msgspec.structs.replace(given, claims=(msgspec.structs.replace(given.claims[0], claim=claim),))
    monkeypatch.setattr("recount.ledger.evidence.recorded_fault", lambda _: None)
    with open_ledger(path) as ledger:
        ledger.add(run(), [wrong])
    return str(verify(path).first)


def test_a_quotation_that_does_not_stand_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quantity = msgspec.structs.replace(recorded().claims[0].claim.quantity, exact="At least 99")
    said = added_unchecked(tmp_path / "b.ledger", monkeypatch, "quantity", quantity)
    assert "entry 3 (claim" in said
    assert "'At least 99' does not stand at 0 to 11" in said


def test_a_part_without_its_whole_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = added_unchecked(tmp_path / "b.ledger", monkeypatch, "subset_of", "clm:none")
    assert "the claim clm:none that it is part of is not in the ledger" in said


def test_a_claim_that_says_another_id_than_its_entry_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = added_unchecked(tmp_path / "b.ledger", monkeypatch, "report", "rpt:other")
    assert "of report rpt:other" in said


@pytest.mark.parametrize(
    ("kind", "body", "wrong"),
    [
        ("claim", b'{"no":"claim"}', "holds no claim record"),
        ("claim", recorded().claims[0].claim, "its report is not in the ledger"),
        ("claim", wire.canonical(recorded().claims[0].claim).replace(b'"high":null', b'"high":3'), "is above high 3"),
        ("resolution", recorded().claims[0].resolutions, "its claim is not in the ledger"),
        ("report", b"[]", "holds no report record"),
        ("rejected", b"{}", "holds no rejected record"),
    ],
    ids=["no-claim", "no-report", "low-above-high", "no-claim-decided", "no-reading", "no-rejected"],
)
def test_a_well_chained_entry_with_wrong_content_is_found(tmp_path: Path, kind: str, body: object, wrong: str) -> None:
    claim = recorded().claims[0].claim
    text = (body if isinstance(body, bytes) else wire.canonical(body)).decode()
    draft = Draft(kind=kind, key=claim.id, report=claim.report, body=text)  # type: ignore[arg-type]
    with open_ledger(tmp_path / "b.ledger") as ledger:
        entry = link(draft, ledger.head(), at=MOMENT, who="ana", software="none")
        ledger.database.insert("entry", sql.COLUMNS, [tuple(getattr(entry, name) for name in sql.COLUMNS)])
        assert wrong in str(verify(ledger).first)


def parted(part: int, whole: int, *, kept: bool = True) -> Recorded:
    """A report that says so many died, so many of them children; if not `kept`, it was read again without the part."""
    of = reading(f"In all {whole} people died, {part} of them children.")
    all_ = resolved(of, str(whole), whole, whole)
    children = resolved(of, f"{part} of", part, part, subset_of=all_.claim.id)
    return Recorded(reading=of, claims=(all_, children) if kept else (all_,))


def test_a_part_larger_than_its_whole_is_no_damage_and_is_told(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(run(), [parted(15, 120), parted(15, 12)])
        checked = verify(ledger)
    assert checked.intact
    assert not checked.ok
    (found,) = checked.contradictions
    assert found.seq == 10
    assert "“15 of” is said to be part of “12”" in str(found)


def test_a_contradiction_that_a_later_reading_left_out_is_told_no_more(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(run(), [parted(15, 12)])
        ledger.add(run(MOMENT + timedelta(days=1)), [parted(15, 12, kept=False)])
        assert verify(ledger).ok


def test_a_link_to_a_report_that_is_not_held_is_found(tmp_path: Path) -> None:
    draft = bodies.draft("link", "rpt:1", "rpt:1", Kin(home="rpt:2"))
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.append([draft], "recount 1")
        assert "the report rpt:2 that it names is not in the ledger" in str(verify(ledger).first)


def test_a_statement_about_a_claim_that_is_not_held_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = reading("The army denied it.")
    said = mention(of.report.text, "denied")
    denial = Denial(
        id="stm:1", report=of.report.id, source=None, cue=said, content=said, answers=("clm:none",), said=None,
        evidence=Evidence.at(of.report.text, said.start, said.end),
    )  # fmt: skip
    open_ = Resolution[str](value=None, method="test", confidence=0.0)
    nobody = Resolution[Speaker](value=None, method="test", confidence=0.0)
    stated = ResolvedStatement(
        statement=denial, agent=nobody, party=open_, recipient=open_, reporter=nobody,
        time=Resolution(value=None, method="test", confidence=0.0),
    )  # fmt: skip
    monkeypatch.setattr("recount.ledger.evidence.recorded_fault", lambda _: None)
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(run(), [Recorded(reading=of, claims=(), statements=(stated,))])
        assert "the claim clm:none that it answers is not in the ledger" in str(verify(ledger).first)


def total(
    figure: int, day: int, *, operator: Operator = "exact", source: str = "The army", place: str = "Riverton"
) -> Recorded:
    """A report in which a source tells how many have died at a place so far."""
    of = reading(f"By {day} March {figure} had died in {place}, {source} said.")
    claim = resolved(
        of, str(figure), figure, None if operator == "at_least" else figure,
        operator=operator, source=source, place=place, scope="total", said_on=date(2024, 3, day),
    )  # fmt: skip
    return Recorded(reading=of, claims=(claim,))


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        ([total(120, 3), total(130, 4)], []),
        ([total(120, 3), total(100, 4)], ["The army has 100 killed in all on 2024-03-04, and had 120 on 2024-03-03"]),
        ([total(100, 4), total(120, 3)], ["The army has 100 killed in all on 2024-03-04"]),
        ([total(120, 3), total(100, 4), total(110, 5)], ["has 100"]),
        ([total(120, 3), total(100, 4, source="The mayor")], []),
        ([total(120, 3), total(100, 4, place="Lowtown")], []),
        ([total(120, 3, operator="at_least"), total(130, 4), total(125, 5, operator="at_least")], ["has 125"]),
    ],
)
def test_totals_that_fall_are_noted_and_no_fault(tmp_path: Path, totals: list[Recorded], told: list[str]) -> None:
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(run(), totals)
        checked = verify(ledger)
    assert checked.ok
    assert len(checked.notes) == len(told)
    assert all(words in str(note) for words, note in zip(told, checked.notes, strict=True))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("UPDATE claim SET low = 13 WHERE position = 0", "entry 2 (report"),
        ("UPDATE claim SET until = 5 WHERE position = 1", "entry 2 (report"),
        ("DELETE FROM claim WHERE position = 1", "entry 2 (report"),
        ("UPDATE claim SET reading = 3 WHERE position = 1", "1 rows that claims are looked up by belong to no report"),
        ("UPDATE source SET name = 'Eve' WHERE name = 'Ana Ruiz'", "entry 2 (report"),
        ("UPDATE facet SET effect = 'injured'", "entry 2 (report"),
        ("UPDATE source SET folded = 'eve' WHERE name = 'Ana Ruiz'", "the source 'Ana Ruiz' is looked up by other"),
        ("UPDATE place SET folded = 'eve'", "the place 'Riverton' is looked up by other words"),
    ],
)
def test_what_claims_are_looked_up_by_is_checked_and_can_be_made_anew(path: Path, change: str, wrong: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    checked = verify(path)
    assert not checked.intact
    assert any(wrong in str(found) for found in checked.findings)
    with open_ledger(path) as ledger, ledger.database.transaction():
        rebuild(ledger.database)
    assert verify(path).ok


def test_claims_that_changed_over_readings_are_looked_up_rightly(path: Path) -> None:
    first = recorded()
    claim = first.claims[0]
    decided = msgspec.structs.replace(claim.resolutions, said_on=date(2024, 3, 4))
    again = msgspec.structs.replace(
        first, claims=(msgspec.structs.replace(claim, resolutions=decided), *first.claims[1:])
    )
    with open_ledger(path) as ledger:
        for given in (again, first, msgspec.structs.replace(first, claims=first.claims[1:]), again):
            ledger.add(run(), [given])
            assert verify(ledger).ok


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "mend",
    [
        lambda claim: Review(claim=claim, verdict="reject"),
        lambda claim: Correction(claim=claim, field="low", value=1),
    ],
    ids=["rejected", "corrected"],
)
def test_a_contradiction_that_somebody_mended_is_told_no_more(
    tmp_path: Path, which: int, mend: Callable[[str], Judgement]
) -> None:
    given = parted(15, 12)
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(run(), [given])
        judge(ledger, [Review(claim=given.claims[which].claim.id, verdict="accept")], "recount 1")
        assert len(verify(ledger).contradictions) == 1
        made = judge(ledger, [mend(given.claims[which].claim.id)], "recount 1")
        assert verify(ledger).ok
        withdraw(ledger, [each.id for each in made.judged], "recount 1")
        assert len(verify(ledger).contradictions) == 1
