"""The page of a report: its claims and statements marked where they stand, the rest folded, the original linked."""

from __future__ import annotations

from datetime import date

import copied
from recount.site.frame import page_of
from recount.site.material import Material
from recount.site.pages import report, reports
from sited import STATED, Shown, told

REPORT = told(STATED, date(2022, 4, 8)).reading.report.id


def test_there_is_no_page_of_what_is_not_held(war: Material) -> None:
    assert report.gather(war, "rpt:0") is None


def test_claims_and_statements_are_numbered_in_the_order_of_the_text(war: Material, shown: Shown) -> None:
    page = report.gather(war, REPORT)
    assert page is not None
    assert [one.told or (one.claim.quantity.exact if one.claim else "") for one in page.noted] == [
        "between 150 and 300", "denies", "● sanction, expel",
    ]  # fmt: skip
    tree = shown(war, page_of(REPORT))
    anchors = tree.xpath("//mark[@class='anchor']/@id")
    assert anchors == [one.anchor for one in page.noted]
    assert tree.xpath("//div[@class='text']//sup/a/@href") == ["#note-1", "#note-2", "#note-3"]
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(tree.xpath("//@id"))


def test_the_text_is_all_there(war: Material) -> None:
    page = report.gather(war, REPORT)
    assert page is not None
    paragraphs = [paragraph for block in page.blocks for paragraph in block.paragraphs]
    assert ["".join(piece.text for piece in paragraph) for paragraph in paragraphs] == STATED.split("\n\n")


def test_a_report_tells_what_it_was_made_from(story: Material) -> None:
    page = report.gather(story, copied.rewrite()[0].report.id)
    assert page is not None
    assert page.family is not None
    assert (page.family.id, page.family.kind) == ("fam:karsova", "rewrite")
    assert page.digest == copied.rewrite()[0].report.digest


def test_reports_are_listed_the_latest_first(story: Material, shown: Shown) -> None:
    page = reports.gather(story, ())
    days = [one.name.published for one in page.reports]
    assert days == sorted(days, reverse=True)
    assert page.total == len(page.reports) == len(copied.told())
    links = shown(story, "reports/index.html").xpath("//th[@scope='row']/a/@href")
    assert links[0] == f"../{page_of(page.reports[0].name.id)}"
    assert reports.gather(story, [("page", "2")]).reports == ()
