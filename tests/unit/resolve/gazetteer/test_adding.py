"""Files of places become an index beside the ledger."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dumps import DUMP, alternate, place, through, wof, written
from recount.errors import GazetteerError, InputError
from recount.resolve.gazetteer import Gazetteer, lookup, using
from recount.resolve.gazetteer.adding import Addition, add
from recount.resolve.gazetteer.tables import Line


def added(target: Path, *files: Path) -> Addition:
    return add(files, target, through)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "a.ledger.places"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return written(tmp_path / "UA.txt", *DUMP)


def test_a_village_of_a_dump_is_found_in_its_division(target: Path, dump: Path) -> None:
    done = added(target, dump)
    assert (done.places, done.rejected) == (7, 0)
    village = Gazetteer.at(target).lookup("Lower Cholburdy")[0]
    assert (village.id, village.kind, village.country, village.admin1) == (
        "geonames:990000003",
        "town",
        "UA",
        lookup("Kherson oblast")[0].name,
    )
    assert (village.lat, village.lon, village.population) == (46.74, 33.05, 990)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kakhovka Steppe", "region"),
        ("Oleshky Sands", "region"),
        ("Antonivka Road Bridge", "site"),
        ("Kazachi Lageri", "town"),
        ("Kherson oblast", "admin1"),
        ("Kharkiv", "town"),
    ],
)
def test_places_have_kinds_by_their_features(target: Path, dump: Path, name: str, kind: str) -> None:
    added(target, dump)
    assert Gazetteer.at(target).lookup(name)[0].kind == kind


@pytest.mark.parametrize("name", ["M17", "KZL", "Козачі Лагері"])
def test_roads_codes_and_other_letters_are_left_out(target: Path, dump: Path, name: str) -> None:
    added(target, dump)
    assert [entry for entry in Gazetteer.at(target).lookup(name) if entry.id.startswith("geonames:99")] == []


def test_packed_files_are_read_as_plain_ones(tmp_path: Path, target: Path, dump: Path) -> None:
    added(target, dump)
    plain = Gazetteer.at(target).indexes[1].manifest
    zipped, gzipped = tmp_path / "UA.zip", tmp_path / "UA.txt.gz"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(dump, "UA.txt")
        archive.writestr("readme.txt", "about")
    gzipped.write_bytes(gzip.compress(dump.read_bytes()))
    for number, packed in enumerate((zipped, gzipped)):
        other = tmp_path / f"{number}.places"
        added(other, packed)
        manifest = Gazetteer.at(other).indexes[1].manifest
        assert (manifest.names, manifest.places, manifest.records) == (plain.names, plain.places, plain.records)


def test_adding_twice_changes_nothing(tmp_path: Path, target: Path, dump: Path) -> None:
    added(target, dump)
    once = target.read_bytes()
    again = added(target, dump, written(tmp_path / "copy.txt", *DUMP))
    assert (again.added, again.known, target.read_bytes()) == ((), ("copy.txt",), once)


def test_the_order_of_files_does_not_matter(tmp_path: Path, target: Path, dump: Path) -> None:
    table = written(
        tmp_path / "ua.tsv", wof(7_000_001, "Hola Prystan Quay"), wof(7_000_002, "Lower Cholburdy", people="12")
    )
    added(target, dump, table)
    other = tmp_path / "other.places"
    added(other, table)
    added(other, dump)
    assert other.read_bytes() == target.read_bytes()


def test_bad_lines_are_told_with_number_and_reason(tmp_path: Path, target: Path) -> None:
    lines = [
        place(990_000_003, "Lower Cholburdy"),
        "990000004\ttoo\tfew",
        place(990_000_005, "Nowhere", lat="97"),
        place(990_000_006, ""),
        place(1 << 41, "Far out"),
        place(990_000_007, "Lyubymivka", country="Ukraine"),
        place(990_000_008, "Poima", people="many"),
    ]
    done = added(target, written(tmp_path / "UA.txt", *lines))
    assert (done.places, done.rejected, done.added[0].used, done.added[0].rejected) == (1, 6, 1, 6)
    assert [(bad.file, bad.line) for bad in done.bad] == [("UA.txt", line) for line in range(2, 8)]
    assert done.bad[0].reason == "it has 3 columns, not 19"
    assert "'97' is no degrees" in done.bad[1].reason


def test_a_place_of_two_gazetteers_stands_once(tmp_path: Path, target: Path, dump: Path) -> None:
    lines = [
        wof(7_000_001, "Bucha", geonames="711350", lat="50.55", lon="30.21", others="Buchanka|Буча"),
        wof(7_000_002, "Lower Cholburdy", lat="46.741", lon="33.051"),
        wof(7_000_003, "Lower Cholburdy", lat="46.74", lon="33.052"),
    ]
    added(target, dump, written(tmp_path / "ua.tsv", *lines))
    gazetteer = Gazetteer.at(target)
    assert [entry.id for entry in gazetteer.lookup("Lower Cholburdy")] == ["geonames:990000003"]
    assert [entry.country for entry in gazetteer.lookup("Bucha")].count("UA") == 1
    assert gazetteer.lookup("Buchanka")[0] == lookup("Bucha")[0]


def test_a_village_of_another_name_ranks_behind_what_is_called_so(tmp_path: Path, target: Path) -> None:
    lines = [wof(7_000_001, "Zelenyi Hai", others="Kyiv"), wof(7_000_002, "Novyi Hai", lat="48", others="Odesa Hai")]
    added(target, written(tmp_path / "ua.tsv", *lines))
    gazetteer = Gazetteer.at(target)
    called = [entry.name for entry in gazetteer.lookup("Kyiv")]
    assert (called[0], called[-1]) == ("Kyiv", "Zelenyi Hai")
    assert gazetteer.lookup("Odesa Hai")[0].name == "Novyi Hai"


def test_alternate_names_find_places_added_and_installed(tmp_path: Path, target: Path, dump: Path) -> None:
    lines = [
        alternate(990_000_003, "Krinki on the Dnieper"),
        alternate(711_350, "Bucha near Kyiv"),
        alternate(711_350, "UABCH", language="unlc"),
        alternate(5, "Nobody knows me"),
    ]
    added(target, dump, written(tmp_path / "alternateNamesV2.txt", *lines))
    gazetteer = Gazetteer.at(target)
    assert gazetteer.lookup("Krinki on the Dnieper")[0].name == "Lower Cholburdy"
    assert gazetteer.lookup("Bucha near Kyiv")[0].id == "geonames:711350"
    assert gazetteer.lookup("UABCH") == gazetteer.lookup("Nobody knows me") == ()


def test_lists_of_codes_name_the_divisions_of_a_dump(tmp_path: Path, target: Path) -> None:
    codes = written(tmp_path / "admin1CodesASCII.txt", "XX.01\tTavria\tTavria\t706442")
    villages = written(tmp_path / "XX.txt", place(990_000_009, "Zburivka", country="XX", first="01"))
    added(target, villages, codes)
    gazetteer = Gazetteer.at(target)
    assert gazetteer.lookup("Zburivka")[0].admin1 == lookup("Kherson oblast")[0].name
    assert gazetteer.lookup("Tavria")[0].id == "geonames:706442"


def test_divisions_of_who_s_on_first_lie_above_its_places(tmp_path: Path, target: Path) -> None:
    lines = [
        wof(7_000_001, "Vynohradove", region="7000002", county="7000003"),
        wof(7_000_002, "Tavria", placetype="region", geonames="706442"),
        wof(7_000_003, "Hladkivka Hromada", placetype="county", region="7000002"),
    ]
    added(target, written(tmp_path / "ua.tsv", *lines))
    village = next(entry for entry in Gazetteer.at(target).lookup("Vynohradove") if entry.source == "wof")
    assert (village.admin1, village.admin2) == (lookup("Kherson oblast")[0].name, "Hladkivka Hromada")


def test_a_gazetteer_is_used_where_it_is_asked_for(target: Path, dump: Path) -> None:
    added(target, dump)
    assert lookup("Kakhovka Steppe") == ()
    with using(Gazetteer.for_ledger(str(target).removesuffix(".places"))):
        assert lookup("Kakhovka Steppe")[0].kind == "region"
    assert lookup("Kakhovka Steppe") == ()


def test_what_is_no_table_is_turned_away(tmp_path: Path, target: Path) -> None:
    with pytest.raises(InputError, match="its first line has 2 columns"):
        added(target, written(tmp_path / "notes.txt", "a\tb"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("UA.txt", DUMP[0])
        archive.writestr("RU.txt", DUMP[0])
    with pytest.raises(InputError, match="holds 2 tables"):
        added(target, tmp_path / "two.zip")
    assert not target.exists()


@pytest.mark.parametrize("content", [b"", b"no index at all, but long enough to be one", b"\0" * 64])
def test_what_is_no_index_is_named(target: Path, content: bytes) -> None:
    target.write_bytes(content)
    with pytest.raises(GazetteerError, match="cannot be read as an index of places"):
        Gazetteer.at(target)


def test_an_index_changed_meanwhile_is_not_overwritten(tmp_path: Path, target: Path, dump: Path) -> None:
    other = written(tmp_path / "RU.txt", place(990_000_020, "Elsewhere"))

    def meddling(lines: Iterable[Line], label: str, expected: int | None) -> Iterator[Line]:
        if label == "UA.txt" and not target.exists():
            added(target, other)
        return through(lines, label, expected)

    with pytest.raises(GazetteerError, match="changed by another process"):
        add([dump], target, meddling)
    assert Gazetteer.at(target).lookup("Elsewhere")
