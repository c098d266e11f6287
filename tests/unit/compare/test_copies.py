"""Copies of a claim agree with nothing; a newer figure in a later copy takes the older one's place."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

import copied
from builders import reading, resolved
from recount.compare import compare
from recount.model import Change, ClaimLink, Lineage, Relation, ResolvedClaim
from recount.model.descent import Descent, kin_of, originals, reports_of, touching

DAY = (date(2024, 3, 3), date(2024, 3, 3))


def one(words: str, low: int, outlet: str, **more: object) -> ResolvedClaim:
    of = reading(f"{words} killed in Riverton, Ana Ruiz told the {outlet}.", publisher=outlet)
    return resolved(of, words, low, low, source="Ana Ruiz", place="Riverton", days=DAY, **more)  # type: ignore[arg-type]


def link(original: ResolvedClaim, copy: ResolvedClaim, *changes: Change, revises: bool = False) -> ClaimLink:
    return ClaimLink(original=original.claim.id, copy=copy.claim.id, score=0.9, changes=changes, revises=revises)


def relations(*claims: ResolvedClaim, links: tuple[ClaimLink, ...]) -> tuple[Relation, ...]:
    found = compare(claims, Lineage(claims=links)).relations
    assert compare(reversed(claims), Lineage(claims=tuple(reversed(links)))).relations == found
    return found


def test_a_copy_copies_and_does_not_agree() -> None:
    original, copy = one("12", 12, "Post"), one("12", 12, "Echo")
    (relation,) = relations(original, copy, links=(link(original, copy),))
    assert (relation.kind, relation.left, relation.right) == ("copies", copy.claim.id, original.claim.id)
    assert relation.reason == "the same claim, carried over as it was"


def test_a_copy_with_another_figure_does_not_differ_and_says_what_changed() -> None:
    original, copy = one("12", 12, "Post"), one("20", 20, "Echo")
    changes = Change("number", "12", "20"), Change("hedge", "reportedly", None), Change("source", None, "Ana Ruiz")
    (relation,) = relations(original, copy, links=(link(original, copy, *changes),))
    assert relation.kind == "copies"
    assert relation.reason.endswith("number “12” → “20”, hedge “reportedly” left out, source “Ana Ruiz” put in")


def test_a_newer_figure_supersedes_and_the_steps_of_a_chain_do_not_differ() -> None:
    first, second, third = one("43", 43, "Post"), one("100", 100, "Echo"), one("126", 126, "Star")
    links = link(first, second, revises=True), link(second, third, revises=True)
    found = relations(first, second, third, links=links)
    assert {(each.kind, each.left, each.right) for each in found} == {
        ("supersedes", second.claim.id, first.claim.id),
        ("supersedes", third.claim.id, second.claim.id),
    }
    assert "“126” is a newer version of “100”, in a later copy of the same report" in {each.reason for each in found}


def test_others_are_compared_with_each_version_and_with_no_copy() -> None:
    first, copy, newer, other = (
        one("43", 43, "Post"),
        one("43", 43, "Echo"),
        one("100", 100, "Star"),
        one("90", 90, "Sun"),
    )
    found = relations(first, copy, newer, other, links=(link(first, copy), link(first, newer, revises=True)))
    differ = {frozenset((each.left, each.right)) for each in found if each.kind == "differ"}
    assert differ == {frozenset((other.claim.id, each.claim.id)) for each in (first, newer)}


def test_a_copy_is_where_its_original_is_and_is_compared_with_nothing() -> None:
    first = one("43", 43, "Post", group="unknown")
    copies = one("43", 43, "Echo"), one("43", 43, "Star")
    other = one("90", 90, "Sun")
    found = relations(first, *copies, other, links=tuple(link(first, copy) for copy in copies))
    assert sorted(each.kind for each in found) == ["copies", "copies"]


def test_links_to_claims_that_are_not_there_are_passed_over() -> None:
    original, copy = one("12", 12, "Post"), one("12", 12, "Echo")
    assert relations(copy, links=(link(original, copy),)) == ()


def test_rings_and_several_originals_are_settled_alike_in_any_order() -> None:
    ring = {b: ClaimLink(original=a, copy=b, score=0.5, changes=()) for a, b in ("ab", "bc", "ca", "cd")}
    assert originals(ring) == {"a": "a", "b": "a", "c": "a", "d": "a"}
    weak, sure = (ClaimLink(original=a, copy="x", score=score, changes=()) for a, score in (("a", 0.4), ("b", 0.8)))
    assert Descent.of(Lineage(claims=(weak, sure))).originals == Descent.of(Lineage(claims=(sure, weak))).originals
    assert Descent.of(Lineage(claims=(weak, sure))).originals == {"x": "b"}


def test_what_touches_a_report_is_its_whole_family_and_what_it_heard() -> None:
    whole = copied.lineage()
    (wire, (dead, _)), *_, (lone, _), _, _ = copied.told()
    part = touching(whole, {lone.report.id}, ())
    assert part == Lineage(utterances=whole.utterances)
    assert reports_of(part) == {wire.report.id, lone.report.id}
    assert touching(whole, {wire.report.id}, ()).families == whole.families[:1]
    kin = kin_of([dead.claim.id], whole.claims)
    assert len(kin) == 5
    assert touching(replace(whole, families=()), (), kin).claims == tuple(
        each for each in whole.claims if each.copy in kin
    )
