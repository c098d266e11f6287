"""A site in a folder: the same bytes for the same ledger, whole or not at all, every link leading somewhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec import structs

import builders
import linked
from recount.errors import ChoiceError, InputError
from recount.ledger import Contents, open_ledger
from recount.ledger.judgements import judge
from recount.ledger.seal import read_seal, seal_faults
from recount.ledger.signing import new_key
from recount.model import Recorded, Reply, Review
from recount.site.replacing import SUMS
from recount.site.writing import Signing, write

T = TypeVar("T")
ODD = "../../<b>id</b>"


def story() -> list[Recorded]:
    """Three reports, two of one text; one with an id that no file could be called by."""
    first = builders.recorded()
    copy = builders.reading(publisher="The Echo", published_on=date(2024, 3, 5))
    named = builders.reading("Nine people died in Lowtown, doctors said.", publisher="The Mirror")
    odd = structs.replace(named, report=structs.replace(named.report, id=ODD))
    nine = builders.resolved(odd, "Nine", 9, 9, noun="people", source="doctors", place="Lowtown")
    twelve = builders.resolved(copy, "At least 12", 12, operator="at_least", noun="civilians", source="Ana Ruiz")
    return [first, Recorded(reading=copy, claims=(twelve,)), Recorded(reading=odd, claims=(nine,))]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the story, reviewed and replied to."""
    path = tmp_path_factory.mktemp("told") / "told.ledger"
    seconds = count()
    with open_ledger(path, who="ana", now=lambda: builders.MOMENT + timedelta(seconds=next(seconds))) as ledger:
        ledger.add(builders.run(), story())
        name = story()[0].claims[0].claim.id
        said = [Review(claim=name, verdict="accept", note="as printed"), Reply(claim=name, text="We counted 9.")]
        judge(ledger, said, "recount test")
    return path


@pytest.fixture
def contents(where: Path) -> Iterator[Contents]:
    with open_ledger(where, create=False) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def site(where: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    with open_ledger(where, create=False) as ledger:
        write(ledger, folder, "Who said what")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_is_a_page_for_everything_and_every_link_leads_to_one(site: Path) -> None:
    names = set(held(site))
    assert {"about.html", "timeline/points.js", "static/style.css", "data/claims.csv", "data/seal.json"} <= names
    for folder, least in {"claims": 5, "subjects": 3, "reports": 4, "families": 1, "disputes": 1}.items():
        assert sum(name.startswith(f"{folder}/") and name.endswith(".html") for name in names) >= least, folder
    assert list(linked.faults(site)) == []


def test_nothing_in_it_posts_or_signs_in(site: Path) -> None:
    pages = {name: content.decode().lower() for name, content in held(site).items() if name.endswith(".html")}
    for word in ('method="post"', "csrf", "sign-in", "sign in", "review/index.html", "<script>", " style=", " onclick"):
        assert [name for name, page in pages.items() if word in page] == [], word
    assert all("content-security-policy" in page for page in pages.values())


def test_the_same_ledger_gives_the_same_bytes_in_another_process(site: Path, where: Path, tmp_path: Path) -> None:
    made = {}
    for seed in ("1", "2"):
        folder = tmp_path / seed
        arguments = [sys.executable, "-m", "recount", "publish", str(folder), "--ledger", str(where)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(arguments, check=True, env=environment, capture_output=True)
        made[seed] = held(folder)
    assert made["1"].keys() == made["2"].keys() == held(site).keys()
    assert [name for name, content in held(site).items() if not made["1"][name] == made["2"][name] == content] == []


def test_checksums_list_every_other_file(site: Path) -> None:
    files = held(site)
    lines = files.pop(SUMS).decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted(files)]


def test_an_earlier_site_is_replaced_and_what_it_alone_had_is_gone(contents: Contents, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(contents, folder, "First")
    before = held(folder)
    write(contents.as_of(5), folder, "Second")
    after = held(folder)
    assert b"Second" in after["about.html"]
    assert b"As of" in after["about.html"]
    assert before.keys() - after.keys()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["thesis.txt", "claims/notes.txt"])
def test_a_folder_that_holds_something_else_is_left_alone(contents: Contents, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    if "/" in name:
        write(contents, folder, "Earlier")
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text("mine")
    before = held(folder)
    with pytest.raises(InputError, match=f"holds '{name}', which no earlier site"):
        write(contents, folder, "Later")
    assert held(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_site_that_cannot_be_finished_leaves_the_earlier_one(contents: Contents, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(contents, folder, "First")
    before = held(folder)

    def stop(items: Sequence[T], /) -> Iterator[T]:
        yield from items[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(contents, folder, "Second", stop)
    assert held(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_ledger_is_nothing_to_publish(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.ledger") as ledger, pytest.raises(ChoiceError, match="nothing to seal"):
        write(ledger, tmp_path / "site", "Nothing")
    assert not (tmp_path / "site").exists()


def test_the_seal_is_signed_and_the_ledger_agrees_with_it(contents: Contents, tmp_path: Path) -> None:
    key = tmp_path / "key"
    told = new_key(key)
    written = write(contents, tmp_path / "site", "Sealed", signing=Signing(key, str))
    seal = read_seal(tmp_path / "site" / written.published.seal)
    assert seal_faults(contents, seal, "the seal", Path(f"{key}.pub")) == ()
    assert (written.published.signed_by, seal.at.year) == (told, builders.MOMENT.year)
    assert told in (tmp_path / "site" / "about.html").read_text()
