"""A ledger's catalogue lies beside it, is made once for each head, and follows the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MOMENT, recorded, run
from recount.catalogue import Catalogue, Keeper
from recount.catalogue.keeping import folder_of, write
from recount.catalogue.making import make
from recount.errors import ChoiceError
from recount.ledger import Contents, open_ledger
from recount.pipeline import view
from recount.publish.view import View


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "a.ledger"
    with open_ledger(path, now=lambda: MOMENT) as ledger:
        ledger.add(run(), [recorded()])
    return path


def made(where: Path, as_of: int | None = None) -> Path:
    return Path(write(str(where), str(folder_of(where)), as_of, "A war"))


def test_it_lies_beside_the_ledger_and_is_made_once(where: Path) -> None:
    path = made(where)
    assert path.parent == folder_of(where)
    before = path.stat().st_mtime_ns
    assert made(where) == path
    assert path.stat().st_mtime_ns == before


def test_a_longer_ledger_has_another_and_the_old_one_is_still_found_as_of_then(where: Path) -> None:
    old = Catalogue(made(where))
    with open_ledger(where, now=lambda: MOMENT) as ledger:
        then = ledger.head().seq
        ledger.add(run(), [recorded("At least 30 people were killed in Lukava, the mayor said on Friday.")])
    new = Catalogue(made(where))
    assert new.counts()["reports"] == old.counts()["reports"] + 1
    assert Catalogue(made(where, then)).counts() == old.counts()


def test_an_entry_that_is_not_there_is_refused(where: Path) -> None:
    with pytest.raises(ChoiceError):
        made(where, 10_000)


def test_it_is_made_of_one_state_of_the_ledger_whatever_is_added_meanwhile(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddling(contents: Contents, title: str) -> View:
        with open_ledger(where, now=lambda: MOMENT) as other:
            other.add(run(), [recorded("At least 30 people were killed in Lukava, the mayor said on Friday.")])
        return view(contents, title)

    monkeypatch.setattr("recount.catalogue.keeping.view", meddling)
    path = made(where)
    assert Catalogue(path).counts()["reports"] == 1
    monkeypatch.undo()
    assert made(where) != path
    assert Catalogue(made(where)).counts()["reports"] == 2


def test_nothing_is_left_of_a_catalogue_that_could_not_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: View) -> object:
        raise OSError("no room")

    monkeypatch.setattr("recount.catalogue.making.dispute_rows", broken)
    empty = View(title="", software="", readings=(), claims=(), subjects=(), relations=(), rejected=())
    with pytest.raises(OSError, match="no room"):
        make(empty, tmp_path / "a.sqlite", {})
    assert not (tmp_path / "a.sqlite").exists()


def test_a_keeper_gives_what_another_process_made(where: Path) -> None:
    keeper = Keeper(where, "A war")
    try:
        path = keeper.wait()
        assert Catalogue(path).about["title"] == "A war"
        assert keeper.path() == path
        assert not keeper.stale
    finally:
        keeper.close()
