"""The index of copies beside a ledger, and the lineage that follows from the ledger alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from builders import run
from recount.errors import OriginsError
from recount.ledger import Ledger, open_ledger
from recount.ledger.origins import folder_of, keep, lineage
from recount.model import Recorded
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


def test_a_damaged_index_is_named_when_it_is_kept_and_passed_over_when_it_is_read(ledger: Ledger) -> None:
    keep(ledger)
    ledger.add(run(), [COPY])
    for file in folder_of(ledger).iterdir():
        file.write_bytes(b"not what it was")
    with pytest.raises(OriginsError, match=r"war\.ledger\.origins"):
        keep(ledger)
    assert len(families(ledger)) == 1
