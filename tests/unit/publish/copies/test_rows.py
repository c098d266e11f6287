"""Families, claims and statements as rows: each copy with what it was made from, nothing lost on the way."""

from __future__ import annotations

import itertools

import msgspec
from msgspec.structs import replace

import copied
from recount.model import Lineage
from recount.publish.copies.differences import Piece, differences
from recount.publish.copies.rows import course_rows, family_rows, heard_rows, tally


def test_a_family_runs_from_the_top_with_what_became_of_the_claims() -> None:
    story, graves = family_rows(copied.view())
    assert [(branch.report.publisher, branch.depth, branch.kind) for branch in story.branches] == [
        ("Harbour Wire", 0, None),
        ("The Daily Lantern", 1, "reprint"),
        ("Eastmoor Echo", 1, "edited copy"),
        ("Harbour Wire", 1, "update"),
        ("Meridian Courier", 2, "rewrite"),
    ]
    assert [(len(branch.carried), branch.left_out, branch.added) for branch in story.branches] == [
        (0, 0, 0), (1, 1, 0), (1, 1, 0), (2, 0, 0), (1, 1, 0),
    ]  # fmt: skip
    assert graves.origin is None
    assert graves.outside is not None


def test_the_heading_says_where_a_family_comes_from() -> None:
    story, graves = copied.view().lineage.families
    loose = replace(story, branches=tuple(replace(branch, of=None, link=None) for branch in story.branches))
    families = replace(copied.view(), lineage=Lineage(families=(story, graves, replace(loose, id="fam:loose"))))
    assert [row.heading for row in family_rows(families)] == [
        "5 reports from Harbour Wire",
        "5 reports, the first from Harbour Wire",
        "2 reports from Coastline, which is not held",
    ]


def test_passages_stand_with_the_originals_first_whatever_the_order_of_ids() -> None:
    for family in family_rows(copied.view()):
        texts = {reading.report.id: reading.report.text for reading in copied.view().readings}
        for branch in family.branches:
            for pair in branch.passages:
                assert branch.of is not None
                assert texts[branch.of][pair.original.start : pair.original.end] == pair.original.exact
                assert texts[branch.report.id][pair.copy.start : pair.copy.end] == pair.copy.exact


def test_a_claim_goes_through_its_copies_in_order_of_date_and_none_before_its_own() -> None:
    course = next(course for course in course_rows(copied.view()) if course.drifts)
    assert [step.revises for step in course.steps].count(True) == 1
    newer = [step.revises for step in course.steps].index(True)
    assert [step.of for step in course.steps] == [None, 0, 0, 0, newer]
    days = [step.claim.published for step in course.steps]
    assert all(sooner <= later for sooner, later in itertools.pairwise(days) if sooner and later)
    assert [step.claim.made_from is None for step in course.steps] == [True, False, False, False, False]


def test_what_several_quote_in_overlapping_words_is_one_statement() -> None:
    view = copied.view()
    (link,) = view.lineage.utterances
    (pair,) = link.parallels
    shifted = replace(pair.left, end=pair.left.end - 4, exact=pair.left.exact[:-4])
    again = replace(link, score=0.5, parallels=(replace(pair, left=shifted),))
    (row,) = heard_rows(replace(view, lineage=Lineage(utterances=(link, again))))
    assert [quote.report.publisher for quote in row.quotes] == ["Harbour Wire", "Velmor Courier"]
    assert row.score == 0.5


def test_reports_are_copies_or_origins_or_alone() -> None:
    counts = tally(copied.view())
    assert (counts.reports, counts.families, counts.copies, counts.alone) == (8, 2, 6, 1)
    alone = tally(replace(copied.view(), lineage=Lineage()))
    assert alone.words == "8 reports: no family, 8 reports that stand alone."


def test_rows_are_json_and_come_back() -> None:
    for row in (*family_rows(copied.view()), *heard_rows(copied.view()), *course_rows(copied.view())):
        assert msgspec.json.decode(msgspec.json.encode(row), type=type(row)) == row


def test_differences_hold_every_word_of_both_sides() -> None:
    before = "Officials said that about 40 people died when the bridge fell into the river. " + "It rained. " * 20
    after = "Officials say at least 40 people died when the bridge fell. " + "It rained. " * 20
    left, right = differences(before, after)
    for pieces, text in ((left, before), (right, after)):
        assert sum(piece.cut or len(piece.words.split()) for piece in pieces) == len(text.split())
    assert any(piece.cut for piece in left)
    assert not any(piece.own and piece.cut for piece in (*left, *right))


def test_passages_with_nothing_in_common_are_each_others_own() -> None:
    assert differences("a b", "c d") == ((Piece("a b", True),), (Piece("c d", True),))
    assert differences("", "c") == ((), (Piece("c", True),))
