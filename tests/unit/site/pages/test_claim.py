"""The page of a claim: its words where they stand, why it is read so, its copies, and what people judge of it now."""

from __future__ import annotations

import copied
from builders import run
from recount.ledger.judgements import judge, withdraw
from recount.ledger.replies import reply
from recount.ledger.store import Ledger
from recount.model import Correction, Reply, Review
from recount.site.frame import page_of
from recount.site.material import Material
from recount.site.pages.claim import ClaimPage, gather
from sited import HOSTILE, Shown

FIRST = copied.wire()[1][0].claim.id
EDITED = copied.edited()[1][0].claim.id


def page(material: Material, name: str = FIRST) -> ClaimPage:
    found = gather(material, name)
    assert found is not None
    return found


def ledger(material: Material) -> Ledger:
    assert isinstance(material.contents, Ledger)
    return material.contents


def test_there_is_no_page_of_what_is_not_held(story: Material) -> None:
    assert gather(story, "clm:0") is None


def test_the_sentence_stands_in_its_paragraph_with_all_that_it_rests_on(story: Material) -> None:
    (excerpt,) = page(story).excerpts
    marked = {piece.role: piece.text for piece in excerpt.sentence if piece.role}
    assert marked == {
        "quantity": "About 120", "victims": "civilians", "place": "Karsova", "source": "Ada Lind", "cue": "said",
    }  # fmt: skip
    assert "".join(piece.text for piece in excerpt.after).strip() == "A clinic counted 300 injured and asked for blood."


def test_each_field_is_explained_and_says_how_it_can_be_corrected(story: Material) -> None:
    told = {one.decision.field: one for one in page(story).explained}
    assert told["place"].decision.value == "Karsova, XK"
    values = {one.field: (one.kind, one.value) for one in told["time"].correctable}
    assert values["from"] == ("date", "2031-04-07")
    (party,) = told["victims.party"].correctable
    assert (party.kind, party.value) == ("text", "Karsova")


def test_a_copy_is_shown_on_the_course_of_its_original(story: Material) -> None:
    steps = page(story, EDITED).steps
    assert [step.here for step in steps].count(True) == 1
    here = next(step for step in steps if step.here)
    assert [change.aspect for change in here.step.changes] == ["bound", "source"]
    assert steps[0].step.claim.id == FIRST


def test_how_it_stands_to_others_is_told_with_the_reason(story: Material) -> None:
    kinds = {related.kind: related for related in page(story).related}
    assert {pair.relation.right for pair in kinds["copies"].pairs} == {FIRST}
    assert all(pair.relation.reason for related in kinds.values() for pair in related.pairs)


def test_what_was_judged_since_the_catalogue_was_made_is_there(story: Material) -> None:
    given = judge(ledger(story), [Review(claim=FIRST, verdict="reject", note="not seen")], run().software)
    judge(ledger(story), [Correction(claim=FIRST, field="low", value=110)], run().software)
    found = page(story)
    assert (found.row.review, found.row.corrected, found.row.low) == ("rejected", ("low",), 110)
    assert [one.told for one in found.history] == ["✎ low: 110", "⊘ rejected"]
    assert page(story, EDITED).row.review == "original rejected"
    withdraw(ledger(story), [given.judged[0].id], run().software)
    found = page(story)
    assert (found.row.review, [one.row.stands for one in found.history]) == (None, [True, True, False])


def test_judgements_of_other_reports_are_passed_over(story: Material) -> None:
    judge(ledger(story), [Review(claim=EDITED, verdict="accept")], run().software)
    assert page(story).history == ()


def test_reviewers_who_differ_are_told(story: Material) -> None:
    judge(ledger(story), [Review(claim=FIRST, verdict="reject")], run().software)
    ledger(story).who = "ben"
    judge(ledger(story), [Review(claim=FIRST, verdict="accept")], run().software)
    (one,) = page(story).disagreements
    assert (one.matter, len(one.positions)) == ("verdict", 2)


def test_replies_are_shown_and_how_to_reach_their_authors_is_not(story: Material, shown: Shown) -> None:
    answer = Reply(claim=FIRST, text=f"We counted 90. {HOSTILE}", name=HOSTILE)
    reply(ledger(story), answer, run().software, contact="ana@example.org")
    tree = shown(story, page_of(FIRST), may=["reply"])
    (said,) = tree.xpath("//figure[@class='reply']")
    assert "We counted 90." in said.text_content()
    assert "[U+202E]evil" in said.text_content()
    assert tree.xpath("//figure[@class='reply']//script | //figure[@class='reply']//img") == []
    assert "ana@example.org" not in tree.text_content()
    assert page(story).replies[0].row.said == Reply(claim=FIRST, text=answer.text, name=HOSTILE)


TIME = ("from", "to", "said_on")
"""The fields of the last form by which a decision about the claim is corrected, each sent with what it was."""


def test_forms_are_there_for_those_who_may_and_for_nobody_else(story: Material, shown: Shown) -> None:
    assert shown(story, page_of(FIRST)).xpath("//main//form") == []
    tree = shown(story, page_of(FIRST), may=["review", "correct", "reply"])
    forms = {
        form.get("action"): {each.get("name") for each in form.xpath(".//*[@name]")}
        for form in tree.xpath("//main//form")
    }
    assert forms == {
        "../judge/review": {"csrf", "next", "claim", "note", "verdict"},
        "../judge/correct": {"csrf", "next", "claim", "note", *TIME, *(f"was-{each}" for each in TIME)},
        "../judge/reply": {"csrf", "next", "claim", "text", "name", "contact"},
    }
    assert set(tree.xpath("//main//input[@name='next']/@value")) == {page_of(FIRST)}
    labelled = set(tree.xpath("//label/@for"))
    fields = tree.xpath("//main//*[self::input or self::select or self::textarea][not(@type='hidden')]/@id")
    assert set(fields) <= labelled
    assert len(fields) == len(set(fields))
