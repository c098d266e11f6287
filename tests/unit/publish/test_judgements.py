"""What people judge, in tables of any width and on the page: told by mark and word, with no contact and no markup."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from lxml import html
from rich.console import Console, RenderableType

from builders import MOMENT, recorded
from recount.compare.judged import judged
from recount.model import (
    Correction,
    Grading,
    Judged,
    Judgement,
    Rating,
    Reply,
    Review,
    Signature,
    Split,
    Turn,
    Withdrawal,
)
from recount.publish.judgements import disagreements_table, judgement_rows, reviewed_table, told
from recount.publish.page import render_page
from recount.publish.reviewed import Reviewed
from recount.publish.rows import claim_rows, report_row
from recount.publish.table import claims_table
from recount.publish.view import View

RECORDED = recorded()
ONE, TWO = (each.claim.id for each in RECORDED.claims)
FORGED = Signature(key="A" * 43 + "=", value="AAAA")
GIVEN: tuple[tuple[str, Judgement], ...] = (
    ("ana", Review(claim=ONE, verdict="reject", note="a [b]headline[/b]")),
    ("ben", Review(claim=ONE, verdict="accept")),
    ("ana", Correction(claim=TWO, field="high", value=12_000)),
    ("ana", Correction(claim=TWO, field="source_kind", value="military")),
    ("ana", Correction(claim=TWO, field="party", value="Elland")),
    ("ben", Correction(claim=TWO, field="party", value="<i>Norland</i>")),
    ("ben", Rating(source="The army", reliability="E")),
    ("ana", Rating(source="the army", reliability="B")),
    ("ana", Grading(claim=ONE, grade="weak")),
    ("ana", Split(claims=(TWO,))),
    ("web", Reply(claim=ONE, text="We <b>count</b> nine.", name="Army", contact="a1b2" * 16, signature=FORGED)),
    ("web", Reply(claim=ONE, text="So do we.")),
)
WIDTHS = (80, 100, 136, 200)


def stood() -> tuple[Judged, ...]:
    return tuple(
        Judged(id=f"jdg:{seq:032}", who=who, at=MOMENT + timedelta(minutes=seq), seq=seq, judgement=judgement)
        for seq, (who, judgement) in enumerate(GIVEN, start=1)
    )


def view() -> View:
    outcome = judged(RECORDED.claims, stood())
    return View(
        title="Judged",
        software="recount",
        readings=(RECORDED.reading,),
        claims=outcome.claims,
        judgements=stood(),
        assessments=outcome.assessments,
        disagreements=outcome.disagreements,
    )


def reviewed() -> Reviewed:
    outcome = judged(RECORDED.claims, stood())
    return Reviewed(
        turns=judgement_rows(stood()),
        disagreements=outcome.disagreements,
        claims=report_row(RECORDED.reading, outcome.claims).claims,
    )


def printed(table: RenderableType, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(table)
    return file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
def test_judgements_are_told_by_mark_and_word_at_any_width(width: int) -> None:
    shown = printed(reviewed_table(reviewed()), width)
    assert max(map(len, shown.splitlines())) <= width
    words = " ".join(shown.split())
    for mark in ("⊘ rejected", "✓ accepted", "✎ high: 12,000", "★ E, unreliable", "▲ weak", "⊖ a subject", "❝ Army:"):
        assert mark in words
    assert "a1b2" not in words
    assert "1 May 2024" in words


def test_disagreements_are_told_with_all_who_hold_something() -> None:
    words = " ".join(printed(disagreements_table(view()), 160).split())
    assert "⇄ verdict of “At least 12” killed, Ana Ruiz" in words
    assert "accept: ben reject: ana" in words
    assert "⇄ party of “9” killed, The army" in words
    assert "Elland: ana" in words
    assert "⇄ reliability of The army: rated differently B: ana E: ben" in words


@pytest.mark.parametrize("width", WIDTHS)
def test_claims_show_what_people_judge_of_them(width: int) -> None:
    words = " ".join(printed(claims_table(claim_rows(view())), width).split())
    for mark in ("⇄ disputed", "✎ high, source", "⇄ party disputed", "❝ 2 replies"):
        assert mark in words
    assert "✎ corrected ❝ replied to" in words, "the key"
    bare = View(title="", software="", readings=(RECORDED.reading,), claims=RECORDED.claims)
    assert "replied to" not in printed(claims_table(claim_rows(bare)), width)


def test_a_signature_that_does_not_fit_is_told() -> None:
    row = judgement_rows(stood())[10]
    assert row.signature == "does not fit"
    assert "✕ the signature does not fit its words" in " ".join(printed(reviewed_table(reviewed()), 136).split())


def test_a_withdrawal_is_of_the_claims_that_were_judged() -> None:
    made = Turn(id="jdg:1", who="ana", at=MOMENT, seq=7, stands=False, said=Review(claim=ONE, verdict="reject"))
    gone = Turn(id="jdg:1", who="ana", at=MOMENT, seq=8, stands=True, said=Withdrawal())
    rows = judgement_rows([made, gone])
    assert [row.claims for row in rows] == [(ONE,), (ONE,)]
    assert told(rows[1]) == "↶ withdrawn"


def test_the_page_shows_judgements_replies_and_disagreements_as_text() -> None:
    text = render_page(view())
    page = html.document_fromstring(text)
    (section,) = page.xpath("//section[@id='judgements']")
    words = " ".join(section.text_content().split())
    for told_ in (
        "⊘ rejected",
        "a [b]headline[/b]",
        "We <b>count</b> nine.",
        "So do we.",
        "⇄ verdict of",
        "accept: ben",
    ):
        assert told_ in words
    assert section.xpath(".//b | .//i") == []
    assert page.xpath("//nav//a[@href='#judgements']")
    assert {link.text for link in section.xpath(".//a")} == {"1", "2"}
    assert "a1b2" not in text
    bare = View(title="", software="", readings=(RECORDED.reading,), claims=RECORDED.claims)
    assert "judgements-heading" not in render_page(bare)
