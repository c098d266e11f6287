"""Copies, names and outlets that are not shown to be others count once."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

import copied
from builders import mention, reading, resolved
from recount.compare import compare
from recount.model import (
    Branch,
    ClaimLink,
    Credit,
    Evidence,
    Family,
    Grounds,
    Lineage,
    Link,
    Parallel,
    Reading,
    Report,
    Resolution,
    ResolvedClaim,
    Source,
)

DAY = (date(2024, 3, 3), date(2024, 3, 3))
TEXT = "12 killed in Riverton, {} said, the {} reported."
Told = tuple[Reading, ResolvedClaim]


def told(source: str | None, outlet: str | None, *, byline: str | None = None, via: bool = False) -> Told:
    of = reading(TEXT.format(source or "nobody", outlet), publisher=outlet or "")
    of = replace(of, report=replace(of.report, publisher=outlet, byline=byline))
    claim = resolved(of, "12", 12, 12, source=source, place="Riverton", days=DAY)
    if via:
        passed_on = Source(mention=mention(of.report.text, outlet or ""), kind="media")
        claim = replace(claim, claim=replace(claim.claim, via=(passed_on,)))
    return of, claim


def resting(*given: Told, lineage: Lineage = Lineage()) -> Grounds:  # noqa: B008
    claims, reports = [claim for _, claim in given], [of.report for of, _ in given]
    comparison = compare(claims, lineage, reports)
    assert compare(reversed(claims), lineage, reversed(reports)).grounds == comparison.grounds
    (found,) = comparison.grounds
    return found


def counts(found: Grounds) -> tuple[int, int, int, int]:
    return found.reports, found.outlets, len(found.sources), found.independent


MAYOR, ARMY = "Ana Ruiz", "the army"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([told(MAYOR, "A")], (1, 1, 1, 1)),
        ([told(MAYOR, "A"), told(MAYOR, "B"), told(MAYOR, "C")], (3, 3, 1, 1)),
        ([told(MAYOR, "A"), told(ARMY, "B")], (2, 2, 2, 2)),
        ([told(MAYOR, "A"), told(ARMY, "A")], (2, 1, 2, 1)),
        ([told(MAYOR, "A"), told(ARMY, "A"), told(ARMY, "B")], (3, 2, 2, 2)),
        ([told(None, "A"), told(None, "B")], (2, 2, 2, 2)),
        ([told(None, "A"), told(None, "The A")], (2, 1, 1, 1)),
        ([told(None, None), told(None, "")], (2, 0, 1, 1)),
        ([told("Ruiz", "A"), told("mayor Ana Ruiz", "B")], (2, 2, 1, 1)),
        ([told("Ivo Ruiz", "A"), told(MAYOR, "B")], (2, 2, 2, 2)),
        ([told("officials", "A"), told("Norland officials", "B"), told("Lowtown officials", "C")], (3, 3, 2, 2)),
        ([told("he", "A"), told(None, "A")], (2, 1, 1, 1)),
        ([told(MAYOR, "A", byline="By Eva Roth"), told(ARMY, "B", byline="Eva Roth")], (2, 2, 2, 1)),
        ([told(MAYOR, "A", byline="Staff"), told(ARMY, "B", byline="Staff")], (2, 2, 2, 2)),
    ],
)  # fmt: skip
def test_what_is_not_shown_to_be_another_source_counts_once(
    given: list[Told], expected: tuple[int, int, int, int]
) -> None:
    assert counts(resting(*given)) == expected


def test_what_another_outlet_passed_on_was_heard_by_that_one() -> None:
    found = resting(told(MAYOR, "A", via=True))
    assert found.sources[0].heard_by == ("A",)


def test_what_one_report_relays_of_two_outlets_is_not_independent() -> None:
    of, claim = told("the B", "A")
    who = claim.resolutions.source.value
    assert who is not None
    medium = Resolution(value=replace(who, kind="media"), method="test", confidence=0.9)
    relayed = replace(claim, resolutions=replace(claim.resolutions, source=medium))
    own = resolved(of, "A", 20, 20, place="Riverton", days=DAY)
    found = resting((of, relayed), (of, own))
    assert [(each.source, each.heard_by) for each in found.sources] == [(None, ("A",)), (None, ("the B",))]
    assert found.independent == 1


def test_a_denial_stands_behind_nothing() -> None:
    of, claim = told(MAYOR, "A")
    denied = replace(claim, claim=replace(claim.claim, modality="denied"))
    assert counts(resting((of, denied))) == (0, 0, 0, 0)


def decided(value: str | None) -> Resolution[str]:
    return Resolution(value=value, method="test", confidence=0.9)


def family(*members: Told, origin: Told | None = None, outside: str | None = None, kind: str = "reprint") -> Lineage:
    """Reports of which the first is the root, and each other was made from it."""
    (root, _), *copies = members
    branches = [Branch(root.report.id, None, None)]
    for of, _ in copies:
        left, right = sorted((root.report.id, of.report.id))
        texts = {each.report.id: each.report.text for each, _ in members}
        pair = Parallel(Evidence.at(texts[left], 13, 20), Evidence.at(texts[right], 13, 20))
        link = Link(
            kind=kind, left=left, right=right, score=0.9, first=decided(None), signals=(), parallels=(pair,)  # type: ignore[arg-type]
        )  # fmt: skip
        branches.append(Branch(of.report.id, root.report.id, link))
    credit = Credit(outlet=outside, role="text", words=outside, mention=None, agency=True) if outside else None
    value = origin[0].report.id if origin else None
    return Lineage(families=(Family(id="fam:1", branches=tuple(branches), origin=decided(value), outside=credit),))


def test_unattributed_claims_of_one_text_are_its_origins() -> None:
    wire, copy, other = told(None, "A"), told(None, "B"), told(None, "C")
    found = resting(wire, copy, other, lineage=family(wire, copy, origin=wire))
    assert counts(found) == (3, 3, 2, 2)
    assert [(each.heard_by, each.outlets) for each in found.sources] == [(("A",), ("A", "B")), (("C",), ("C",))]


def test_copies_of_what_is_not_held_are_the_outlets_that_they_credit() -> None:
    one, two = told(None, "B"), told(None, "C")
    found = resting(one, two, told(None, "Coastline"), lineage=family(one, two, outside="Coastline"))
    assert counts(found) == (3, 3, 1, 1)
    assert found.sources[0].heard_by == ("Coastline",)


def test_a_statement_heard_through_a_copy_is_no_second_hearing() -> None:
    wire, copy = told(MAYOR, "A"), told(MAYOR, "B")
    alone = resting(wire, copy, told(ARMY, "A"))
    assert alone.independent == 2, "each outlet heard one of them"
    assert resting(wire, copy, told(ARMY, "A"), lineage=family(wire, copy, origin=wire)).independent == 1


def test_of_reports_that_share_a_passage_only_the_passage_is_shared() -> None:
    one, other = told(None, "A"), told(None, "B")
    shared = family(one, other, origin=one, kind="shared passage")
    assert counts(resting(one, other, lineage=shared)) == (2, 2, 1, 1)
    (fam,) = shared.families
    link = fam.branches[1].link
    assert link is not None
    elsewhere = tuple(
        Parallel(replace(pair.left, start=900, end=910), replace(pair.right, start=900, end=910))
        for pair in link.parallels
    )
    branch = replace(fam.branches[1], link=replace(link, parallels=elsewhere))
    moved = Lineage(families=(replace(fam, branches=(fam.branches[0], branch)),))
    assert counts(resting(one, other, lineage=moved)) == (2, 2, 2, 2)


def test_a_copy_that_drops_the_source_still_rests_on_it() -> None:
    wire, copy = told(MAYOR, "A"), told(None, "B")
    link = ClaimLink(original=wire[1].claim.id, copy=copy[1].claim.id, score=0.9, changes=())
    found = resting(wire, copy, lineage=Lineage(claims=(link,)))
    assert counts(found) == (2, 2, 1, 1)
    assert found.sources[0].source == "Ana Ruiz"


def test_a_newer_figure_of_another_person_is_that_persons() -> None:
    wire, later = told(MAYOR, "A"), told(ARMY, "B")
    link = ClaimLink(original=wire[1].claim.id, copy=later[1].claim.id, score=0.9, changes=(), revises=True)
    lineage = replace(family(wire, later, origin=wire, kind="update"), claims=(link,))
    found = resting(wire, later, lineage=lineage)
    assert counts(found) == (2, 2, 2, 1), "two people, but one outlet heard both"


def test_the_story_and_its_copies_rest_on_two() -> None:
    (found,) = (each for each in copied.view().grounds if each.reports == 8)
    assert counts(found) == (8, 7, 2, 2)
    assert [each.source for each in found.sources] == ["Ada Lind", None]
    assert found.sources[1].heard_by == ("Coastline",)


def test_reports_are_needed_to_tell_outlets() -> None:
    (_, claim), (_, other) = told(None, "A"), told(None, "B")
    (found,) = compare([claim, other]).grounds
    assert counts(found) == (2, 0, 1, 1)
    report: Report = told(None, "A")[0].report
    hosted = replace(report, publisher=None, url="https://a.example/1")
    (found,) = compare([claim, other], reports=[hosted]).grounds
    assert found.sources[1].heard_by == ("a.example",)
