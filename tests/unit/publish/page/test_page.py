"""The page holds everything, asks the network for nothing, and trusts no report."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

from lxml import html
from msgspec.structs import replace

from invented import claim, reading, view
from recount.model import Rejected
from recount.publish.page import render_page
from recount.publish.view import View

ADDRESS = re.compile(r"""(?:src|href|action|data|poster|srcset)\s*=\s*["']?\s*(?:https?:)?//|url\(|@import""")


def tree(of: View) -> html.HtmlElement:
    return html.document_fromstring(render_page(of))


def test_the_same_view_gives_the_same_page() -> None:
    assert render_page(view()) == render_page(view())


def test_nothing_is_fetched_and_only_links_lead_out() -> None:
    page = tree(view())
    assert page.xpath("//*[@src]") == []
    assert page.xpath("//link/@href") == ["data:,"]
    outward = [address for address in page.xpath("//a/@href") if not address.startswith("#")]
    assert outward == ["https://example.org/karsova"]
    assert ADDRESS.search("".join(page.xpath("//style/text() | //script/text()"))) is None
    assert page.xpath("//*[@style]") == []


def test_the_policy_lets_only_this_style_and_this_script_run() -> None:
    page = tree(view())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        (text,) = page.xpath(f"//{tag}/text()")
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_every_claim_leads_to_its_words_and_the_words_lead_back() -> None:
    whole = view()
    page = tree(whole)
    rows = page.xpath("//table[@id='claims-table']/tbody/tr")
    assert len(rows) == len(whole.claims)
    for row in rows:
        (words,) = row.xpath(".//a[@class='figure']/@href")
        (mark,) = page.xpath(f"//mark[@id='{words[1:]}']")
        (back,) = mark.xpath(f"following-sibling::sup[1]/a[@href='#{row.get('id')}']")
        assert back.text == row.xpath("td[1]")[0].text


def test_every_fragment_link_has_a_target_and_every_id_is_used_once() -> None:
    page = tree(view())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_the_marked_words_are_those_of_the_claims() -> None:
    whole = view()
    page = tree(whole)
    for resolved in whole.claims:
        (mark,) = page.xpath(f"//mark[@id='words-{resolved.claim.id.replace(':', '-')}']")
        assert mark.text_content() == resolved.claim.quantity.exact


def test_headings_run_in_order_and_tables_have_captions_and_scopes() -> None:
    page = tree(view())
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - sooner <= 1 for sooner, later in itertools.pairwise(levels))
    assert all(table.xpath("caption") for table in page.xpath("//table"))
    assert all(head.get("scope") for head in page.xpath("//th"))
    assert (
        len(page.xpath("//main")) == len(page.xpath("/html/body/header")) == len(page.xpath("/html/body/footer")) == 1
    )


def test_furniture_is_folded_and_rejected_inputs_are_listed() -> None:
    page = tree(view())
    assert page.xpath("//details[@class='furniture']/summary/text()") == [
        "Left aside: donation",
        "Left aside: comment form",
    ]
    assert "inbox/broken.html" in page.xpath("//section[@id='rejected']")[0].text_content()


def test_the_foot_names_the_ledger_head_or_says_that_there_is_none() -> None:
    assert "5f" * 32 in tree(view()).xpath("string(//footer)")
    assert "come from no ledger" in tree(replace(view(), ledger_head=None)).xpath("string(//footer)")


def test_a_view_of_nothing_is_a_page_that_says_so() -> None:
    page = tree(View(title="Nothing", software="recount"))
    assert "No claim was found" in page.text_content()
    assert page.xpath("//svg") == []


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> </script></style>{{ 7*7 }} \u202eevil"


def hostile() -> View:
    sentence = f"{HOSTILE} said 9{HOSTILE} people died."
    of = reading(
        ("sentence", sentence),
        ("furniture", HOSTILE, "menu"),
        publisher=HOSTILE,
        title=f"</title>{HOSTILE}",
        published=None,
        url="javascript:alert(3)",
    )
    made = claim(
        of, sentence, f"9{HOSTILE}", 9, 9, "killed", noun="people", party=HOSTILE, source=(HOSTILE, "other"),
        name=HOSTILE, cue="said", act="says",
    )  # fmt: skip
    return View(
        title=f"</title>{HOSTILE}",
        software=HOSTILE,
        ledger_head=HOSTILE,
        readings=(of,),
        claims=(made,),
        rejected=(Rejected(where=HOSTILE, reason="empty", detail=HOSTILE),),
    )


def test_a_hostile_report_stays_text() -> None:
    written = render_page(hostile())
    page = html.document_fromstring(written)
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == len(page.xpath("//title")) == 1
    assert page.xpath("//img") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert [address for address in page.xpath("//a/@href") if not address.startswith("#")] == []
    assert "49 " not in written
    assert "\u202e" not in written
    assert "[U+202E]evil" in written


def test_addresses_other_than_of_the_web_are_shown_and_not_linked() -> None:
    page = tree(hostile())
    assert "javascript:alert(3)" in page.xpath("string(//p[@class='meta'])")
