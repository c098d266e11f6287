"""A ledger opened from Python: adding, choosing, as of a day, and what its tables hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import recount
from recount.errors import ChoiceError, LedgerError
from recount.library import Ledger
from recount.library.wanted import Wanted
from recount.model import Selection

FIRST = "At least 12 people were killed in Kharkiv on 4 April 2022, mayor Ana Ruiz said. Three were wounded."
SECOND = "The army said 9 people were killed in Kharkiv on 4 April 2022. In Bucha, 30 bodies were found, police said."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with recount.open(tmp_path_factory.mktemp("library") / "war.ledger", create=True, who="Ana") as opened:
        opened.add(
            recount.read(text=FIRST, publisher="The Post", published_on="2022-04-05"),
            recount.read(text=SECOND, publisher="The Courier", published_on="2022-04-07"),
        )
        yield opened


def test_what_was_read_is_added_once(ledger: Ledger) -> None:
    added = ledger.add(recount.read(text=FIRST, publisher="The Post", published_on="2022-04-05"))
    assert (added.reports_new, added.reports_known, added.claims_new) == (0, 1, 0)


def test_files_are_added_and_what_cannot_be_read_is_kept_as_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    with recount.open(tmp_path / "a.ledger", create=True) as opened:
        added = opened.add(tmp_path / "a.txt", "none.html")
        assert (added.reports_new, added.rejected) == (1, 1)
        assert [one.reason for one in opened.contents.rejected()] == ["missing"]
        assert [run.inputs for run in opened.contents.runs()] == [(str(tmp_path / "a.txt"), "none.html")]


def test_claims_are_chosen_by_name(ledger: Ledger) -> None:
    assert len(ledger.claims()) == 4
    assert [claim.low for claim in ledger.claims(place="Kharkiv", effect="killed")] == [12, 9]
    assert [claim.effect for claim in ledger.claims(effect="bodies")] == ["bodies"]
    assert [claim.low for claim in ledger.claims(place="Kharkiv", effect="killed")[1:]] == [9]


def test_a_field_that_there_is_not_is_told(ledger: Ledger) -> None:
    with pytest.raises(ChoiceError, match="cannot be chosen by town: the fields are effect, group"):
        ledger.claims(town="Kharkiv")  # type: ignore[call-arg]
    with pytest.raises(ChoiceError, match="effect = 'dead' will not do"):
        ledger.subjects(effect="dead")  # type: ignore[arg-type]


def test_the_fields_to_choose_by_are_those_of_a_selection() -> None:
    assert tuple(Wanted.__annotations__) == Selection.__struct_fields__


def test_as_of_a_day_only_what_was_published_by_then_is_there(ledger: Ledger) -> None:
    then = ledger.as_of(date(2022, 4, 5))
    assert [claim.publisher for claim in then.claims(effect="killed")] == ["The Post"]
    assert "as of 5 Apr 2022, by date of publication: 1 report" in repr(then)
    with pytest.raises(LedgerError, match="nothing can be added"):
        then.add("reports")


def test_subjects_stand_side_by_side(ledger: Ledger) -> None:
    side = ledger.subjects(place="Kharkiv", effect="killed")[0]
    assert [claim.low for claim in side.claims] == [12, 9]
    assert [relation.kind for relation in side.relations] == ["differ"]
    assert side.grounds is not None
    assert side.grounds.independent == 2
    (row,) = ledger.subjects(place="Kharkiv", effect="killed").to_polars().to_dicts()
    assert (row["claims"], row["independent"], row["differ"], row["agree"]) == (2, 2, 1, 0)


def test_estimates_are_by_a_convention(ledger: Ledger) -> None:
    frame = ledger.estimates("ucdp", place="Kharkiv", effect="killed").to_polars()
    assert frame["convention"].to_list() == ["ucdp"]
    assert (frame["low"][0], frame["high"][0]) == (9, 12)
    assert ledger.estimates("airwars", effect="killed").to_polars()["convention"].to_list() == ["airwars"]


def test_one_claim_is_explained(ledger: Ledger) -> None:
    told = ledger.explain("at least 12")
    assert told.claim.low == 12
    assert "quantity" in {one.field for one in told.decisions}
    with pytest.raises(ChoiceError):
        ledger.explain("at least 13")


def test_an_export_holds_what_is_chosen(ledger: Ledger, tmp_path: Path) -> None:
    ledger.export("csv", tmp_path / "killed.csv", place="Kharkiv", effect="killed")
    header, *lines = (tmp_path / "killed.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("id,report,publisher")
    assert len(lines) == 2


def test_there_must_be_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        recount.open(tmp_path / "none.ledger")


def test_without_a_path_the_ledger_of_the_settings_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recount.toml").write_text('ledger = "other.ledger"\n', encoding="utf-8")
    with recount.open(create=True) as opened:
        assert repr(opened) == "<ledger other.ledger: 0 reports>"
    assert (tmp_path / "other.ledger").exists()


def test_nothing_in_a_new_ledger_reads_well(tmp_path: Path) -> None:
    with recount.open(tmp_path / "new.ledger", create=True) as opened:
        shown = [
            each._repr_html_() for each in (opened.claims(), opened.subjects(), opened.series(), opened.estimates())
        ]
        frames = [
            each.to_pandas() for each in (opened.claims(), opened.subjects(), opened.series(), opened.estimates())
        ]
    assert shown == [
        "<p>No claims.</p>",
        "<p>No subjects.</p>",
        "<p>No series: no source gives two figures for one subject.</p>",
        "<p>No event has a number by this convention.</p>",
    ]
    assert [len(frame) for frame in frames] == [0, 0, 0, 0]


def test_the_package_loads_nothing_until_it_is_asked() -> None:
    import subprocess
    import sys

    program = (
        "import recount, sys; print('recount.library' in sys.modules, 'read' in dir(recount), recount.read.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False True read\n"
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        recount.reed  # type: ignore[attr-defined]  # noqa: B018
