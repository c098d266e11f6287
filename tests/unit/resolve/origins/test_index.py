"""An index of sketches: what it keeps, whom it refuses, and what common passages and reprints do to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs

from builders import reading
from recount.errors import ChoiceError, OriginsBusyError, OriginsError
from recount.resolve.origins.index import Placed, filing, fingerprint, index, open_index, postings, writing
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.text.shingles import distinct, posts, shingles, winnowed

_WORDS = np.random.default_rng(11).integers(0, 1 << 63, 100_000, dtype=np.uint64)
_PASSAGE = slice(0, 40)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments and crowds of a few."""
    monkeypatch.setattr(filing, "_TAIL", 8)
    monkeypatch.setattr(index, "_AT_ONCE", 8)
    monkeypatch.setattr(postings, "_WIDE", 2)
    monkeypatch.setattr(writing, "_CROWD", 3)


def told(name: str, *passages: slice, day: int | None = 9) -> Sketch:
    """A report made of passages of a long text."""
    hashes = shingles(np.concatenate([_WORDS[passage] for passage in passages]))
    return Sketch(
        report=f"rpt:{name}",
        day=day,
        address=None,
        shingles=distinct((hashes >> np.uint64(32)).astype(np.uint32)),
        facts=np.zeros(0, np.uint32),
        posts=posts(winnowed(hashes)),
    )


def story(number: int, length: int = 300) -> slice:
    return slice(1000 + 400 * number, 1000 + 400 * number + length)


def stories(count: int) -> Iterator[Sketch]:
    """Reports that share a passage that all of them end with, and nothing else."""
    return (told(f"{number:04}", story(number), _PASSAGE) for number in range(count))


def read_all(folder: Path) -> None:
    with open_index(folder) as opened:
        assert list(opened.families())
        assert list(opened.sketches())


def test_an_index_opened_again_finds_what_was_placed_last(tmp_path: Path) -> None:
    with open_index(tmp_path) as opened:
        opened.place_all(stories(5))
        (before,) = opened.candidates([told("new", story(4, 200))])
    with open_index(tmp_path) as again:
        (after,) = again.candidates([told("new", story(4, 200))])
    assert [one.report for one in before] == [one.report for one in after] == ["rpt:0004"]
    assert before == after


def test_a_cut_copy_joins_its_origin_and_says_whom_it_is_kin_of() -> None:
    with open_index() as opened:
        assert opened.place(told("a", story(1))) == Placed("rpt:a", new=True, kin=())
        assert opened.place(told("b", story(2))) == Placed("rpt:b", new=True, kin=())
        assert opened.place(told("c", story(1, 120))) == Placed("rpt:c", new=True, kin=("rpt:a",))
        both = told("d", story(1, 150), story(2, 150))
        assert opened.place(both) == Placed("rpt:d", new=True, kin=("rpt:a", "rpt:b"))
        assert opened.place(both) == Placed("rpt:d", new=False, kin=())
        assert opened.family_of("rpt:c") == ("rpt:a", "rpt:b", "rpt:c", "rpt:d")
        assert list(opened.families()) == [opened.family_of("rpt:d")]
        assert (len(opened), opened.known("rpt:a"), opened.known("rpt:e")) == (4, True, False)


def test_a_report_that_was_not_placed_is_refused() -> None:
    with open_index() as opened, pytest.raises(ChoiceError, match="rpt:a"):
        opened.family_of("rpt:a")


def test_reprints_are_one_family_and_two_empty_reports_are_not() -> None:
    with open_index() as opened:
        for name in "abc":
            opened.place(told(name, story(1)))
            opened.place(told(f"{name}-empty", slice(0, 3)))
        assert list(opened.families(least=2)) == [("rpt:a", "rpt:b", "rpt:c")]
        assert opened.family_of("rpt:b-empty") == ("rpt:b-empty",)
        assert len(list(opened.families())) == 4


def test_reports_at_one_address_are_one_family_whatever_they_say() -> None:
    first, again = structs.replace(told("a", story(1)), address="x"), structs.replace(told("b", story(2)), address="x")
    empty = structs.replace(told("c", slice(0, 3)), address="x"), structs.replace(told("d", slice(0, 3)), address="y")
    with open_index() as opened:
        assert opened.place_all([first, told("e", story(1, 200)), *empty]) == 4
        assert opened.place(again).kin == ("rpt:a",)
        assert list(opened.families()) == [("rpt:a", "rpt:b", "rpt:c", "rpt:e"), ("rpt:d",)]
        assert opened.sketch("rpt:b").address == "x"


def test_reprints_at_addresses_of_their_own_have_one_sketch() -> None:
    with open_index() as opened:
        opened.place_all(structs.replace(told(f"{n:03}", story(1)), address=str(n)) for n in range(300))
        assert len(opened.family_of("rpt:007")) == 300
        assert [one.report for one in opened.candidates([told("asked", story(1))])[0]] == ["rpt:000"]


@pytest.mark.usefixtures("small")
def test_a_passage_that_all_share_makes_no_kin_and_hides_none() -> None:
    with open_index() as opened:
        opened.place_all(stories(60))
        assert list(opened.families(least=2)) == []
        longer = told("longer", story(70), story(71), _PASSAGE)
        # What is short enough that the passage may make it kin is looked at, and nothing else.
        short = told("short", story(80, 20), _PASSAGE)
        assert opened.candidates([longer]) == [()]
        opened.place(short)
        opened.place_all(told(f"x{number}", story(100 + number)) for number in range(8))
        assert [one.report for one in opened.candidates([longer])[0]] == ["rpt:short"]
        copy = told("copy", story(7, 200), _PASSAGE)
        assert opened.candidates([copy])[0][0].report == "rpt:0007"
        assert "rpt:0007" in opened.place(copy).kin


@pytest.mark.usefixtures("small")
def test_members_of_a_crowd_are_known_by_size(tmp_path: Path) -> None:
    with open_index(tmp_path) as opened:
        opened.place_all(told(f"{n:02}", story(n, 40 + 37 * n % 300), _PASSAGE) for n in range(40))
        for length in (30, 60, 120, 200, 300, 390):
            asked = told("asked", story(90, length), _PASSAGE)
            mine = set(asked.posts.tolist())
            wanted = set()
            for other in opened.sketches():
                shared = len(mine & set(other.posts.tolist()))
                if 7 * shared >= min(len(asked.posts), len(other.posts)) and shared:
                    wanted.add(other.report)
            assert {one.report for one in opened.candidates([asked])[0]} == wanted


def test_an_index_that_is_written_refuses_a_second_writer_and_lets_readers_in(tmp_path: Path) -> None:
    with open_index(tmp_path / "origins") as opened:
        opened.place(told("a", story(1)))
        with pytest.raises(OriginsBusyError, match="another process is writing"):
            open_index(tmp_path / "origins", patience=0)
        with open_index(tmp_path / "origins", writable=False) as read:
            assert read.known("rpt:a")
            with pytest.raises(OriginsError):
                read.place(told("b", story(2)))
    with open_index(tmp_path / "origins", patience=0) as again:
        assert again.place(told("b", story(1))).kin == ("rpt:a",)


def test_a_reader_needs_an_index(tmp_path: Path) -> None:
    with pytest.raises(OriginsError, match="there is no index"):
        open_index(tmp_path / "none", writable=False)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", ["foreign", "empty", "cut", "text"])
def test_a_file_that_is_no_index_is_refused_and_says_what_to_do(damage: str, tmp_path: Path) -> None:
    file = tmp_path / "sketches.sqlite"
    with open_index(tmp_path) as opened:
        opened.place_all(stories(30))
    held = file.read_bytes()
    match damage:
        case "foreign":
            file.unlink()
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE song (title TEXT)")
            other.close()
        case "empty":
            file.write_bytes(b"SQLite format 3\0" + bytes(100))
        case "cut":
            file.write_bytes(held[: len(held) // 2])
        case _:
            file.write_text("a report of 3 March\n" * 400)
    with pytest.raises(OriginsError, match="delete the folder"):
        read_all(tmp_path)


def test_an_index_of_other_sketches_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_index(tmp_path).close()
    monkeypatch.setattr(index, "fingerprint", lambda: "another")
    with pytest.raises(OriginsError, match="delete the folder"):
        open_index(tmp_path)


@pytest.mark.parametrize(("constant", "value"), [("kinship.CONTAINED", 0.3), ("facts.retelling.FEWEST", 5)])
def test_the_fingerprint_follows_the_constants(constant: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.fingerprint.__wrapped__()
    monkeypatch.setattr(f"recount.resolve.origins.{constant}", value)
    assert fingerprint.fingerprint.__wrapped__() != before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("damage", ["cut", "gone", "head", "another"])
def test_damaged_postings_are_refused(damage: str, tmp_path: Path) -> None:
    with open_index(tmp_path) as opened:
        opened.place_all(stories(30))
    first, *_ = sorted(tmp_path.glob("*.posts"))
    held = first.read_bytes()
    match damage:
        case "cut":
            first.write_bytes(held[:-5])
        case "gone":
            first.unlink()
        case "head":
            first.write_bytes(b"RECPOST0" + held[8:])
        case _:
            first.write_bytes(held[:16] + bytes(4) + held[20:])
    with pytest.raises(OriginsError, match="delete the folder"):
        open_index(tmp_path)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("damage", ["gone", "cut", "garbled"])
def test_families_are_joined_anew_where_their_file_is_damaged(damage: str, tmp_path: Path) -> None:
    copies = [told(f"{n:02}", story(n % 7, 200 + n)) for n in range(30)]
    with open_index(tmp_path) as opened:
        opened.place_all(copies)
        before = list(opened.families())
    file = tmp_path / "families"
    held = file.read_bytes()
    match damage:
        case "gone":
            file.unlink()
        case "cut":
            file.write_bytes(held[:-3])
        case _:
            file.write_bytes(held[:-4] + b"\xff\xff\xff\xff")
    with open_index(tmp_path) as opened:
        assert list(opened.families()) == before
    assert len(before) == 7


@pytest.mark.usefixtures("small")
def test_what_a_stopped_process_left_is_swept_away(tmp_path: Path) -> None:
    with open_index(tmp_path) as opened:
        opened.place_all(stories(20))
    (tmp_path / "00000000-00000900.posts").write_bytes(b"half")
    (tmp_path / "families.draft").write_bytes(b"half")
    with open_index(tmp_path) as opened:
        assert len(opened) == 20
    assert {path.suffix for path in tmp_path.iterdir()} <= {".posts", ".sqlite", ".lock", ""}
    assert not (tmp_path / "00000000-00000900.posts").exists()


def test_a_failure_half_way_leaves_families_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_index() as opened:
        opened.place(told("a", story(1)))
        opened.place(told("b", story(2)))
        with monkeypatch.context() as patch:
            patch.setattr(opened._store, "add_links", lambda *_: (_ for _ in ()).throw(OriginsError("full")))
            with pytest.raises(OriginsError, match="full"):
                opened.place(told("c", story(1, 150), story(2, 150)))
        assert (len(opened), opened.family_of("rpt:a")) == (2, ("rpt:a",))
        assert opened.place(told("c", story(1, 150), story(2, 150))).kin == ("rpt:a", "rpt:b")


def test_readings_are_placed_by_their_sketches() -> None:
    text = "Crews in Ostrava pulled twelve people out of a flooded mill on Monday, the county said. " * 2
    with open_index() as opened:
        first = sketch_of(reading(text + "They were taken to a school for the night.", publisher="The Post"))
        opened.place(first)
        again = sketch_of(reading(text + "They spent the night in a school.", publisher="The Gazette"))
        assert opened.place(again).kin == (first.report,)
        assert structs.asdict(opened.sketch(first.report)).keys() == structs.asdict(first).keys()
