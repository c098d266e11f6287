"""Pairs at odds: both sides on one scale, picked by what they are about, the largest gap or the newest first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recount.errors import ChoiceError
from recount.ledger import open_ledger
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.pages import disputes
from recount.site.rendering import render
from recount.site.routing import page_at
from shelved import fill, material_of


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    folder = tmp_path_factory.mktemp("disputes")
    with open_ledger(folder / "a.ledger", who="test") as ledger:
        fill(ledger)
        found = material_of(ledger, folder / "a.sqlite")
        yield found
        found.catalogue.close()


def page(material: Material, **query: str) -> disputes.DisputesPage:
    return disputes.gather(material, disputes.asked(tuple(query.items())))


def test_the_largest_gap_comes_first_on_the_scale_of_both_sides(material: Material) -> None:
    found = page(material)
    assert [line.row.gap for line in found.lines] == [31, 3]
    first = found.lines[0]
    assert first.scale is not None
    assert first.scale.top == 40
    bars = [side.bar for side in first.sides]
    assert None not in bars
    assert {bar.start for bar in bars if bar} == {first.scale.at(9), first.scale.at(40)}


def test_pairs_are_picked_and_counted_by_what_they_are_about(material: Material) -> None:
    assert page(material, effect="killed").found == 2
    assert page(material, effect="injured").lines == ()
    assert page(material, effect="injured").total == 2
    picking = {one.name: dict(one.values) for one in page(material, effect="injured").pickings}
    assert picking["effect"] == {"killed": 2}
    assert picking["kind"] == {}


def test_an_address_says_what_is_asked() -> None:
    asked = disputes.asked([("effect", "killed"), ("sort", "newest"), ("page", "2"), ("other", "x")])
    assert asked.given() == {"effect": "killed", "sort": "newest"}
    assert asked.page == 2
    for wrong in (("sort", "loudest"), ("page", "0")):
        with pytest.raises(ChoiceError):
            disputes.asked([wrong])


def test_the_page_names_both_sides_and_from_where_they_tell(material: Material) -> None:
    frame = Frame(path="disputes/index.html", title="T", software="s", head="h", seq=1, live=True)
    found = page_at("disputes/index.html", (("sort", "newest"),), material)
    assert found is not None
    html = render("disputes", frame, found.page)
    assert all(words in html for words in ("31 apart", "The army", "A clinic", "neither side", "the newest first"))
    assert html.count('<form class="picking"') == 1
    still = render("disputes", Frame(path="disputes/index.html", title="T", software="s", head="h", seq=1), found.page)
    assert 'class="picking"' not in still
