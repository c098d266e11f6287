"""Laws of an index of places: all that is put in is found, whatever the order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from recount.resolve.gazetteer.entries import KINDS, SOURCES
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import Origin
from recount.resolve.gazetteer.spool import Row
from recount.resolve.gazetteer.stored import respool
from recount.resolve.gazetteer.writing import spooled, write_index

NAMES = st.text(st.sampled_from("abcdeéÁ '-łKh"), min_size=1, max_size=12).filter(lambda name: bool(fold(name)))
ROWS = st.lists(
    st.builds(
        Row,
        name=NAMES,
        kind=st.sampled_from(KINDS),
        source=st.sampled_from(SOURCES[:2]),
        number=st.integers(0, (1 << 40) - 1),
        country=st.sampled_from(["", "UA", "SD"]),
        lat=st.one_of(st.none(), st.floats(-90, 90)),
        lon=st.one_of(st.none(), st.floats(-180, 180)),
        population=st.integers(0, 10**8),
        radius_km=st.floats(0, 5000),
        names=st.tuples(NAMES),
        others=st.lists(NAMES, max_size=3).map(tuple),
        parent=st.one_of(st.none(), st.tuples(st.just("geonames"), st.integers(0, 5))),
    ),
    max_size=12,
)


def written(path: Path, rows: Sequence[Row]) -> Index:
    with spooled(path) as spool:
        for row in rows:
            spool.put(row)
        write_index(path, spool, (Origin("invented", "none", "nobody"),))
    return Index(path)


@settings(max_examples=40)
@given(ROWS)
def test_every_name_put_in_is_found_again(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        index = written(Path(folder) / "a", rows)
        assert index.manifest.places == len({row.key for row in rows})
        for row in rows:
            named = (row.name, *row.names, *(name for name in row.others if len(fold(name)) >= 4))
            for name in named:
                assert row.key in {index.key(number) for number in index.numbers(fold(name)) or ()}


@settings(max_examples=25)
@given(ROWS, st.randoms(use_true_random=False))
def test_an_index_is_the_same_whatever_the_order(rows: list[Row], chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    with TemporaryDirectory() as folder:
        one, other = (written(Path(folder) / name, held) for name, held in (("a", rows), ("b", shuffled)))
        assert one.path.read_bytes() == other.path.read_bytes()


@settings(max_examples=25)
@given(ROWS)
def test_what_is_taken_out_and_put_in_again_is_the_same(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        index = written(Path(folder) / "a", rows)
        again = Path(folder) / "b"
        with spooled(again) as spool:
            respool(index, spool)
            write_index(again, spool, index.manifest.origins)
        assert again.read_bytes() == index.path.read_bytes()


def test_places_that_lie_in_each_other_have_an_end(tmp_path: Path) -> None:
    place = Row("Dorno", "admin1", "geonames", 1, "UA", 50.0, 30.0, 9, 5.0, parent=("geonames", 2))
    index = written(tmp_path / "a", [place, structs.replace(place, name="Lukava", number=2, parent=("geonames", 1))])
    assert {index.entry(number).admin1 for number in (1, 2)} <= {"Dorno", "Lukava"}
