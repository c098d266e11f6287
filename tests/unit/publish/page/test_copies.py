"""The section of copies says what the records say, links only inside the page, and trusts no report."""

from __future__ import annotations

import itertools

from lxml import html
from msgspec.structs import replace

import copied
from invented import view
from recount.model import Change
from recount.publish.page import render_page
from recount.publish.view import View

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></style>{{ 7*7 }} \u202eevil"


def tree(of: View) -> html.HtmlElement:
    return html.document_fromstring(render_page(of))


def test_a_page_without_lineage_has_no_section_of_copies() -> None:
    page = tree(view())
    assert page.xpath("//*[@id='copies']") == []
    assert page.xpath("//nav//a[@href='#copies']") == []


def test_each_copy_hangs_under_what_it_was_made_from() -> None:
    page = tree(copied.view())
    story = page.xpath("//article[@class='family']")[0]
    (rewrite,) = story.xpath(".//li[p[contains(., 'Meridian Courier')]]")
    over = rewrite.xpath("ancestor::li/p[@class='made']//a/@href")
    wire, update = copied.wire()[0].report.id, copied.update()[0].report.id
    assert over == [f"#{report.replace(':', '-')}" for report in (wire, update)]
    assert "“About 120” killed is now “At least 131”" in " ".join(story.text_content().split())


def test_what_differs_is_marked_on_both_sides() -> None:
    page = tree(copied.view())
    assert page.xpath("//section[@id='copies']//del/text()")[:2] == ["About", "mayor Ada Lind said."]
    assert "At least" in page.xpath("//section[@id='copies']//ins/text()")


def test_a_claim_stands_with_its_copies_on_one_scale() -> None:
    page = tree(copied.view())
    (table,) = page.xpath("//table[contains(@class, 'drift')]")
    figures = table.xpath(".//a[@class='figure']")
    assert figures[0].text == "≈ 120"
    assert len(figures) == len(table.xpath(".//svg[contains(@class, 'bars')]")) == 5
    assert "2 claims carried unchanged." in page.xpath("string(//section[@id='copies'])")


def test_a_subject_says_how_many_independent_sources_stand_behind_it() -> None:
    page = tree(copied.view())
    captions = page.xpath("//section[@id='compare']//caption")
    assert any("8 reports, 7 outlets, 2 independent sources." in each.text_content() for each in captions)
    grounds = " ".join(page.xpath("//ul[@class='grounds']")[0].text_content().split())
    assert "Ada Lind6 claims; heard by Harbour Wire, Velmor Courier;" in grounds
    assert "Coastline on its own word" in grounds


def test_fragments_have_targets_ids_are_used_once_and_headings_run_in_order() -> None:
    page = tree(copied.view())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(later - sooner <= 1 for sooner, later in itertools.pairwise(levels))


def test_hostile_words_stay_text() -> None:
    whole = copied.view()
    story, graves = whole.lineage.families
    assert graves.outside is not None
    lineage = replace(
        whole.lineage,
        families=(story, replace(graves, outside=replace(graves.outside, outlet=HOSTILE, words=HOSTILE))),
        claims=tuple(replace(link, changes=(Change("source", HOSTILE, None),)) for link in whole.lineage.claims),
    )
    readings = tuple(
        replace(each, report=replace(each.report, publisher=HOSTILE, title=HOSTILE, url="javascript:alert(3)"))
        for each in whole.readings
    )
    written = render_page(replace(whole, lineage=lineage, readings=readings))
    page = html.document_fromstring(written)
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert page.xpath("//img") == []
    assert [address for address in page.xpath("//a/@href") if not address.startswith("#")] == []
    assert "49 " not in written
    assert "\u202e" not in written
