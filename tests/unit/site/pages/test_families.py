"""Copies as a tree, origin first, with what each changed; and what several quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

import copied
from recount.ledger import Contents
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.pages import families
from recount.site.rendering import render
from recount.site.routing import page_at
from shelved import catalogue_of


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    catalogue = catalogue_of(copied.view(), tmp_path_factory.mktemp("catalogue") / "copied.sqlite")
    yield Material(catalogue, cast("Contents", None))
    catalogue.close()


def shown(path: str, material: Material) -> str:
    found = page_at(path, (), material)
    assert found is not None
    return render(found.template, Frame(path=path, title="T", software="s", head="h", seq=1), found.page)


def test_a_family_is_a_tree_with_its_origin_first(material: Material) -> None:
    page = families.gather_family(material, "fam:karsova")
    assert page is not None
    (origin,) = page.tree.roots
    assert origin.branch.report.publisher == "Harbour Wire"
    assert [each.branch.kind for each in origin.below] == ["reprint", "edited copy", "update"]
    assert [each.branch.kind for each in origin.below[2].below] == ["rewrite"]
    (heard,) = page.heard
    assert "About 120" in heard.words or "We buried 120" in heard.words


def test_the_list_counts_what_copies_carried_and_changed(material: Material) -> None:
    page = families.gather(material, 1)
    assert (page.families, page.heard, page.pages) == (2, 1, 1)
    line = page.lines[0]
    assert line.title == copied.TITLE
    assert dict(line.kinds) == {"reprint": 1, "edited copy": 1, "update": 1, "rewrite": 1}
    assert (line.carried, line.changed) == (5, 3)
    assert line.example == ("About 120", "At least 120")


def test_past_the_last_page_there_are_none(material: Material) -> None:
    assert families.gather(material, 9).lines == ()
    assert families.gather_family(material, "fam:none") is None


def test_passages_stand_side_by_side_and_lead_to_the_reports(material: Material) -> None:
    html = shown("families/fam-karsova.html", material)
    (wire, _), *_ = copied.told()
    assert f'href="../reports/{wire.report.id.replace(":", "-")}.html"' in html
    assert "In both: 2 passages" in html
    assert "edited copy" in html
    assert "became" in shown("families/index.html", material)
    assert "quoted by several" in shown("families/statements/index.html", material)
