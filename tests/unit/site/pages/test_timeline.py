"""The still timeline and map: what is asked for is drawn, told in a table, and kept in the form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recount.errors import ChoiceError
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.pages import timeline
from recount.site.rendering import render
from recount.site.routing import page_at
from shelved import catalogue_of, war


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return Material(catalogue_of(war(), tmp_path / "shown.sqlite"), None)  # type: ignore[arg-type]


def page(material: Material, *told: tuple[str, str]) -> timeline.TimelinePage:
    found = page_at("timeline/index.html", told, material)
    assert found is not None
    assert isinstance(found.page, timeline.TimelinePage)
    return found.page


def html(material: Material, *told: tuple[str, str], live: bool = True, tiles: str | None = None) -> str:
    frame = Frame(path="timeline/index.html", title="War", software="recount", head="5f", seq=3, live=live, tiles=tiles)
    return render("timeline", frame, page(material, *told))


def test_places_are_listed_with_the_claims_that_name_them_most_first(material: Material) -> None:
    shown = page(material)
    counts = [one.claims for one in shown.places]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) + shown.unplaced == shown.found == shown.total == 12
    assert "Karsova" in {one.site.name for one in shown.places}


def test_few_claims_are_marks_that_lead_to_them(material: Material) -> None:
    shown = page(material)
    assert shown.timelines
    assert not shown.histograms
    links = set(re.findall(r'href="\.\./claims/(clm-[0-9a-f]+)\.html"', html(material)))
    assert {name.replace(":", "-") for name in shown.marked} >= links != set()


def test_many_claims_are_bars(material: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MARKED", 3)
    shown = page(material)
    assert shown.histograms
    assert not shown.timelines
    assert sum(lane.claims for lane in shown.histograms[0].lanes) == shown.found - shown.undated
    assert 'class="bars-of"' in html(material)


def test_a_filter_narrows_all_of_it_and_stands_in_the_form(material: Material) -> None:
    shown = page(material, ("effect", "injured"), ("source", "Nobody"), ("effect", "killed"))
    assert shown.found == 0
    assert shown.kept == (("effect", "killed"), ("source", "Nobody"))
    told = html(material, ("effect", "injured"))
    assert '<option value="injured" selected>' in told
    assert "effect=injured" in told


def test_what_is_no_day_is_told(material: Material) -> None:
    with pytest.raises(ChoiceError, match="since"):
        page(material, ("since", "yesterday"))


def test_a_folder_loads_scripts_and_a_server_the_api(material: Material) -> None:
    assert 'data-points="../timeline/points.js"' in html(material, live=False)
    assert 'data-points="../api/timeline/points?effect=killed"' in html(material, ("effect", "killed"))


def test_nothing_of_it_is_inline_and_nothing_comes_from_elsewhere(material: Material) -> None:
    told = html(material)
    assert not re.search(r"<style|<script(?! defer src=\"\.\./static/)| on\w+=|style=|https?://(?!www\.w3\.org)", told)


def test_pictures_of_a_server_are_named_where_one_is_given(material: Material) -> None:
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in html(
        material, tiles="https://tiles.example/{z}/{x}/{y}.png"
    )
    assert 'data-tiles=""' in html(material)


def test_borders_are_disclaimed(material: Material) -> None:
    told = html(material)
    assert "assert nothing about whose they are" in told
    assert 'href="../about.html#borders"' in told


def test_the_page_about_the_others_explains_every_mark(material: Material) -> None:
    found = page_at("about.html", (), material)
    assert found is not None
    told = render("about", Frame(path="about.html", title="War", software="recount", head="5f" * 32, seq=3), found.page)
    for word in ("differ", "supersedes", "reprint", "rejected", "UCDP GED", "Natural Earth", "GeoNames", "5f" * 32):
        assert word in told
