"""The index of copies beside a ledger, and the lineage that follows from the ledger alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import retold
from builders import run
from recount.errors import OriginsError
from recount.ledger import Ledger, open_ledger, origins, verify
from recount.ledger.links import Heard, Kin, Traced, body_of
from recount.ledger.origins import folder_of, keep, lineage
from recount.model import Passage, Recorded, Span
from recount.reports import read_text

STORY = (
    "Shells fired from the hills struck the grain market of Velika Draga on Tuesday, killing 43 people and wounding "
    "at least 90, the town's hospital said. Witnesses spoke of carts overturned among burning stalls. "
    "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river."
)


def recorded(text: str, publisher: str, day: int) -> Recorded:
    return Recorded(reading=read_text(text, publisher=publisher, published_on=date(2021, 9, day)), claims=())


FIRST = recorded(STORY, "Northwire", 14)
COPY = recorded(STORY.replace("Witnesses spoke", "People spoke"), "The Copy", 15)
OTHER = recorded("A bridge was opened in the capital on Friday, and nobody was hurt when a crane fell.", "Daily", 14)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with open_ledger(tmp_path / "war.ledger", who="test") as opened:
        opened.add(run(), [FIRST, OTHER])
        yield opened


def families(ledger: Ledger) -> list[tuple[str, ...]]:
    return [family.reports for family in lineage(ledger).families]


def test_a_new_report_joins_the_family_of_what_it_copies(ledger: Ledger) -> None:
    assert keep(ledger) == 0
    ledger.add(run(), [COPY])
    assert keep(ledger) == 1
    assert families(ledger) == [(FIRST.reading.report.id, COPY.reading.report.id)]


def test_lineage_is_the_same_with_an_index_without_one_and_with_one_that_lags_behind(ledger: Ledger) -> None:
    keep(ledger)
    ledger.add(run(), [COPY])
    lagging = families(ledger)
    keep(ledger)
    kept = families(ledger)
    shutil.rmtree(folder_of(ledger))
    assert lagging == kept == families(ledger)
    assert len(kept) == 1


def test_an_index_of_other_reports_is_not_believed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(run(), [COPY])
    keep(ledger)
    with open_ledger(tmp_path / "other.ledger", who="test") as other:
        other.add(run(), [FIRST])
        shutil.copytree(folder_of(ledger), folder_of(other))
        assert families(other) == []
        with pytest.raises(OriginsError, match="delete the index's folder"):
            keep(other)


def said(ledger: Ledger) -> list[str]:
    """What link entries tell of, in order: home, member, alone, heard or traced."""
    names = []
    for entry in ledger.entries_of("link"):
        match body_of(entry):
            case Kin() as kin:
                names.append("member" if kin.home else "home" if kin.family else "alone")
            case Heard() as heard:
                names.append("heard" if heard.link else "not heard")
            case Traced():
                names.append("traced")
    return names


def test_only_families_that_grew_are_told_again(tmp_path: Path) -> None:
    market, copy, mail, bridge, other, *_, both = retold.reports()
    with open_ledger(tmp_path / "war.ledger", who="test") as ledger:
        ledger.add(run(), [market, copy, bridge, other])
        keep(ledger)
        assert sorted(said(ledger)) == ["home", "home", "member", "member", "traced"]
        head = ledger.head()
        assert keep(ledger) == 0
        assert ledger.head() == head, "nothing was added, so nothing is said"
        ledger.add(run(), [mail])
        keep(ledger)
        assert said(ledger)[5:] == ["home", "member", "traced"]
        ledger.add(run(), [both])
        keep(ledger)
        assert sorted(said(ledger)[8:]) == ["home", "member", "member", "member", "traced"]
        assert [len(each) for each in families(ledger)] == [6]


def test_a_report_read_again_is_traced_again(tmp_path: Path) -> None:
    market, copy, *_, courier, tribune, _ = retold.reports()
    with open_ledger(tmp_path / "war.ledger", who="test") as ledger:
        ledger.add(run(), [market, copy, courier, tribune])
        keep(ledger)
        before = lineage(ledger)
        assert (len(before.claims), len(before.utterances)) == (2, 1)
        text = tribune.reading.report.text
        quoted = text.index("“")
        furniture = (
            Passage(kind="sentence", span=Span(0, quoted), paragraph=0),
            Passage(kind="furniture", span=Span(quoted, len(text)), paragraph=0),
        )
        ledger.add(
            run(),
            [
                replace(copy, claims=copy.claims[:1]),
                replace(tribune, reading=replace(tribune.reading, passages=furniture)),
            ],
        )
        as_read_now = lineage(ledger)
        assert (len(as_read_now.claims), len(as_read_now.utterances)) == (1, 0)
        keep(ledger)
        assert lineage(ledger) == as_read_now
        ledger.add(run(), [copy, tribune])
        keep(ledger)
        assert lineage(ledger) == before


def test_other_rules_trace_anew_and_say_what_is_another(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(run(), [COPY])
    keep(ledger)
    before = lineage(ledger)
    monkeypatch.setattr(origins, "RULES", origins.RULES + 1)
    assert lineage(ledger) == before, "what was traced stands until something is added"
    keep(ledger)
    assert said(ledger)[-2:] == ["traced", "traced"], "they found nothing else"
    assert lineage(ledger) == before


def test_what_others_add_meanwhile_is_traced_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    market, copy, mail, *_ = retold.reports()
    path = tmp_path / "war.ledger"
    tracing = origins.found
    interrupted: list[int] = []

    def found(*given: object) -> object:
        """Traces as ever; the first time another process adds a report and traces it, before this one is done."""
        done = dict(tracing(*given))  # type: ignore[arg-type]
        if not interrupted:
            interrupted.append(1)
            with open_ledger(path, who="another") as other:
                other.add(run(), [mail])
                interrupted.append(keep(other))
        return done

    monkeypatch.setattr(origins, "found", found)
    with open_ledger(path, who="test") as ledger:
        ledger.add(run(), [market, copy])
        assert keep(ledger) == 2
        assert interrupted == [1, 1]
        assert [entry.who for entry in ledger.entries_of("link")] == ["another"] * 4
        assert [len(each) for each in families(ledger)] == [3]
        assert verify(ledger).ok


def test_rows_of_tables_are_passed_over(ledger: Ledger) -> None:
    row = retold.told("14 September 2021: 43 killed, 90 wounded", "Table", 14)
    end = len(row.reading.report.text)
    caption = (Passage(kind="caption", span=Span(0, end), paragraph=0),)
    ledger.add(run(), [replace(row, reading=replace(row.reading, passages=caption)), COPY])
    assert keep(ledger) == 1 + 1
    assert families(ledger) == [(FIRST.reading.report.id, COPY.reading.report.id)]


def test_a_damaged_index_is_named_when_it_is_kept_and_passed_over_when_it_is_read(ledger: Ledger) -> None:
    keep(ledger)
    ledger.add(run(), [COPY])
    for file in folder_of(ledger).iterdir():
        file.write_bytes(b"not what it was")
    with pytest.raises(OriginsError, match=r"war\.ledger\.origins"):
        keep(ledger)
    assert len(families(ledger)) == 1
