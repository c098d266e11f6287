"""Laws of the ledger: tampering is detected, adding twice changes nothing, batches leave no trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MOMENT, outcomes, recorded, rejected, run
from recount import wire
from recount.ledger import Head, Verification, open_ledger, verify
from recount.ledger.entries import Draft, Entry, chain_hash, link
from recount.model import Recorded, Rejected

WHO, SOFTWARE = "ana-the-analyst", run().software


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "a.ledger"
    with open_ledger(path, who=WHO) as ledger:
        ledger.add(run(), [recorded(), rejected(), recorded("Seven were killed in Lowtown, éçà \U0001f54a said.")])
    assert verify(path).ok
    return path


def verified(data: bytes, folder: Path) -> Verification:
    path = folder / "changed.ledger"
    path.write_bytes(data)
    return verify(path)


def flipped(data: bytes, place: int, bits: int = 1) -> bytes:
    return data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :]


def rows(path: Path) -> list[Entry]:
    with open_ledger(path) as ledger:
        return list(ledger.entries())


@pytest.mark.parametrize("kind", ["run", "report", "claim", "resolution", "rejected"])
def test_every_flipped_byte_of_a_body_is_found_and_its_entry_named(sound: Path, tmp_path: Path, kind: str) -> None:
    data = sound.read_bytes()
    entry = [entry for entry in rows(sound) if entry.kind == kind][-1]
    body = entry.body.encode()
    assert data.count(body) == 1, "a body stands in the file as it is"
    start = data.index(body)
    for place in range(start, start + len(body)):
        first = verified(flipped(data, place), tmp_path).first
        assert first is not None, f"byte {place - start} of {body!r}"
        assert first.seq == entry.seq


@pytest.mark.parametrize("name", ["key", "report", "digest", "at", "who", "software", "prev", "hash"])
def test_every_flipped_byte_of_a_column_is_found(sound: Path, tmp_path: Path, name: str) -> None:
    data = sound.read_bytes()
    entry = [entry for entry in rows(sound) if entry.kind == "claim"][-1]
    # The columns stand beside each other in the file, in this order.
    beside = [entry.kind, entry.key, entry.report or "", entry.digest, entry.at, entry.who, entry.software]
    row = "".join([*beside, entry.prev, entry.hash]).encode()
    start = data.index(row)
    width = len(getattr(entry, name).encode())
    offset = row.rindex(getattr(entry, name).encode()) if name != "key" else len(entry.kind)
    for place in range(start + offset, start + offset + width):
        checked = verified(flipped(data, place), tmp_path)
        assert checked.first is not None, f"byte {place - start} of {row!r}"
        assert checked.first.seq in (entry.seq, None)


@given(share=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
@settings(max_examples=400)
def test_any_flip_in_the_file_is_found_or_changes_no_entry(sound: Path, share: float, bits: int) -> None:
    data = sound.read_bytes()
    place = int(share * len(data))
    with TemporaryDirectory() as folder:
        changed = verified(flipped(data, place, bits), Path(folder))
        if changed.ok:
            assert rows(Path(folder) / "changed.ledger") == rows(sound)


@given(batch=outcomes(), again=st.integers(1, 3))
@settings(max_examples=30)
def test_adding_twice_changes_nothing(batch: list[Recorded | Rejected], again: int) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger") as ledger:
        ledger.add(run(), batch)
        head = ledger.head()
        for times in range(again):
            added = ledger.add(run(MOMENT + timedelta(days=times)), batch)
            assert added.reports_new == added.claims_new == added.resolutions_new == 0
            assert added.recorded + added.rejected == len(batch)
        assert ledger.head() == head
        assert verify(ledger).ok


def test_adding_differing_readings_of_one_report_twice_changes_nothing(tmp_path: Path) -> None:
    one = recorded()
    other = msgspec.structs.replace(one, claims=one.claims[1:])
    with open_ledger(tmp_path / "a.ledger") as ledger:
        ledger.add(run(), [one, other])
        head = ledger.head()
        ledger.add(run(), [one, other])
        assert ledger.head() == head


def chain(batches: Iterable[list[Recorded | Rejected]]) -> tuple[Head, list[Entry]]:
    with (
        TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "a.ledger", who=WHO, now=lambda: MOMENT) as ledger,
    ):
        for batch in batches:
            ledger.add(run(), batch)
        return ledger.head(), list(ledger.entries())


@given(batch=outcomes(), cuts=st.sets(st.integers(0, 6)))
@settings(max_examples=30)
def test_the_chain_is_the_same_whatever_the_batches(batch: list[Recorded | Rejected], cuts: set[int]) -> None:
    edges = [0, *sorted(cut for cut in cuts if cut < len(batch)), len(batch)]
    parts = [batch[start:end] for start, end in pairwise(edges)]
    assert chain(parts) == chain([batch])


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
)


@given(record=st.dictionaries(st.text(max_size=5), json, min_size=2), data=st.data())
def test_ids_do_not_depend_on_the_order_of_keys(record: dict[str, object], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(record.items()))))
    assert wire.content_id("clm", shuffled) == wire.content_id("clm", record)


@given(text=st.text(st.characters(codec="utf-8")), key=st.text(st.characters(codec="utf-8"), min_size=1))
def test_two_entries_share_a_hash_only_if_they_say_the_same(text: str, key: str) -> None:
    def entry(body: str, name: str) -> Entry:
        draft = Draft(kind="rejected", key=name, report=None, body=body)
        return link(draft, Head(0, "0"), at=MOMENT, who=WHO, software=SOFTWARE)

    one = entry(text, key)
    assert one.hash == chain_hash(one) == entry(text, key).hash
    assert len({one.hash, entry(text + " ", key).hash, entry(text, key + " ").hash, entry(text + key, "").hash}) == 4
