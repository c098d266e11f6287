"""The first page tells how much there is, the newest claims and the largest disputes, with ways on."""

from __future__ import annotations

from lxml import html

from recount.site.frame import Frame, Visiting
from recount.site.material import Material
from recount.site.pages import overview
from recount.site.rendering import render


def shown(material: Material, **framed: object) -> html.HtmlElement:
    frame = Frame(path="index.html", title="A <b>war</b>", software="recount", head="ab" * 32, seq=12, **framed)  # type: ignore[arg-type]
    return html.document_fromstring(render("overview", frame, overview.gather(material)))


def test_counts_are_those_of_the_catalogue(material: Material) -> None:
    page = overview.gather(material)
    counts = material.catalogue.counts()
    assert (page.claims, page.reports, page.disputes) == (counts["claims"], counts["reports"], counts["disputes"])
    assert len(page.newest) == min(counts["claims"], overview.NEWEST)


def test_of_one_subject_there_is_one_dispute_its_largest(material: Material) -> None:
    page = overview.gather(material)
    subjects = [line.row.subject for line in page.largest]
    assert len(subjects) == len(set(subjects))
    if page.disputes:
        assert page.largest[0].row == material.catalogue.disputes(0, 1)[0]


def test_the_title_is_text_and_the_entry_is_told(material: Material) -> None:
    page = shown(material)
    assert page.findtext(".//h1/bdi") == "A <b>war</b>"
    assert f"entry {int(material.catalogue.about['seq']):,}" in page.text_content()


def test_review_is_offered_to_who_may(material: Material) -> None:
    def offered(page: html.HtmlElement) -> bool:
        return "Review what is unsure" in page.text_content()

    assert not offered(shown(material))
    assert not offered(shown(material, live=True))
    assert offered(shown(material, live=True, visiting=Visiting(name="ana", may=frozenset({"review"}))))


def test_every_picture_has_words_and_the_figures_beside_it(material: Material) -> None:
    page = shown(material)
    for drawn in page.iterfind(".//svg[@class='months']"):
        assert "claim" in drawn.get("aria-label", "")
    if overview.gather(material).chart:
        assert page.xpath("//details[@class='by-month']//td[@class='num']")
