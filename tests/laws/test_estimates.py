"""Laws of estimates: copies, order and what is set aside change nothing, and the numbers hold together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from builders import MOMENT, reading, resolved
from recount.compare import compare
from recount.compare.conventions import conventions
from recount.compare.estimates import estimates
from recount.compare.estimates.ranges import added
from recount.compare.estimates.standing import Cell
from recount.compare.judged import judged as judged_claims
from recount.model import (
    ClaimLink,
    ConventionName,
    Estimate,
    Judged,
    Judgement,
    Lineage,
    Range,
    Rating,
    Reading,
    Resolution,
    ResolvedClaim,
    Review,
)

Given = list[tuple[Reading, ResolvedClaim]]
SOURCES = (None, "Ana Ruiz", "Ben Okafor", "Cora Lind", "Dov Marek")
PARTIES = (None, "Ukraine", "Russia")
TEXT = "Report {number}: some were killed at Riverton. Ana Ruiz, Ben Okafor, Cora Lind and Dov Marek said so."
names = st.sampled_from(get_args(ConventionName))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[int | None, int | None, str]:
    """A count: low, high, operator."""
    low, high = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    operator = draw(
        st.sampled_from(("exact", "exact", "about", "at_least", "more_than", "at_most", "between", "vague"))
    )
    if operator == "between":
        return min(low, high), max(low, high), operator
    return {
        "at_least": (low, None, operator),
        "more_than": (low, None, operator),
        "at_most": (None, high, operator),
        "vague": (None, None, operator),
    }.get(operator, (low, low, operator))


@st.composite
def stories(draw: st.DrawFn) -> Given:
    """Claims on one or two events, a report each, of several sources and groups."""
    found: Given = []
    for number in range(draw(st.integers(1, 7))):
        of = reading(TEXT.format(number=number), publisher=f"Outlet {number}")
        low, high, operator = draw(numbers())
        group = draw(st.sampled_from(("civilians", "combatants", "unknown", "mixed")))
        scope = draw(st.sampled_from(("incident", "total")))
        day = date(2031, 3, draw(st.sampled_from((3, 3, 20))))
        claim = resolved(
            of,
            "some",
            low,
            high,
            operator=operator,  # type: ignore[arg-type]
            group=group,  # type: ignore[arg-type]
            source=draw(st.sampled_from(SOURCES)),
            modality=draw(st.sampled_from(("asserted", "asserted", "asserted", "possible", "denied"))),  # type: ignore[arg-type]
            scope=scope,  # type: ignore[arg-type]
            party=draw(st.sampled_from(PARTIES)),
            place="Riverton",
            country="UA",
            days=(day, day),
            said_on=day + timedelta(days=draw(st.sampled_from((0, 1, 40)))),
        )
        decided = structs.replace(
            claim.resolutions,
            speaker_party=Resolution[str](value=draw(st.sampled_from(PARTIES)), method="test", confidence=0.5),
            against_interest=draw(st.sampled_from((False, False, True))),
        )
        found.append((of, structs.replace(claim, resolutions=decided)))
    return found


def estimated(
    held: Given,
    convention: ConventionName,
    links: Sequence[ClaimLink] = (),
    judgements: Sequence[Judged] = (),
) -> tuple[Estimate, ...]:
    claims = [claim for _, claim in held]
    lineage = Lineage(claims=tuple(links))
    reports = [of.report for of, _ in held]
    compared = compare(judged_claims(claims, judgements).standing, lineage, reports)
    return estimates(compared.subjects, claims, lineage, reports, convention=convention, judgements=judgements)


def numbers_of(found: Sequence[Estimate]) -> list[tuple[object, ...]]:
    """What estimates say, without what they set aside."""
    told: list[tuple[object, ...]] = []
    for each in found:
        counting = tuple(figure for figure in each.figures if figure.weight != "set aside")
        if counting:
            grade = each.graded.grade if each.graded else None
            parts = tuple(structs.replace(part, subjects=()) for part in each.parts)
            told.append((each.label, each.range, each.deaths, parts, each.independent, grade, each.conceded, counting))
    return told


def judged(judgement: Judgement, who: str = "Eva") -> Judged:
    return Judged(id=f"jdg:{who}", who=who, at=MOMENT, seq=1, judgement=judgement)


def copy_of(original: ResolvedClaim, number: int) -> tuple[Reading, ResolvedClaim]:
    """The same claim in another outlet's report, of the same day."""
    of = reading(TEXT.format(number=f"copy {number}"), publisher=f"Reprinter {number}")
    claim = original.claim
    moved = structs.replace(claim, report=of.report.id, id=f"{claim.id}-{number}")
    return of, structs.replace(original, claim=moved, resolutions=structs.replace(original.resolutions, claim=moved.id))


@settings(max_examples=40)
@given(stories(), names, st.data())
def test_copies_never_change_an_estimate(held: Given, convention: ConventionName, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(held), min_size=1, max_size=3))
    copies = [copy_of(claim, number) for number, (_, claim) in enumerate(chosen)]
    links = [
        ClaimLink(original=first.claim.id, copy=again.claim.id, score=1.0, changes=())
        for (_, first), (_, again) in zip(chosen, copies, strict=True)
    ]
    told = estimated([*held, *copies], convention, links)
    assert numbers_of(told) == numbers_of(estimated(held, convention))
    aside = {figure.claim: figure.rule for each in told for figure in each.figures}
    assert {aside[claim.claim.id] for _, claim in copies} == {"copy"}


@settings(max_examples=40)
@given(stories(), names, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(held: Given, convention: ConventionName, random: Random) -> None:
    shuffled = [*held, *held[:2]]
    random.shuffle(shuffled)
    assert estimated(shuffled, convention) == estimated(held, convention)


@settings(max_examples=40)
@given(stories(), names, st.data())
def test_what_is_rejected_changes_nothing(held: Given, convention: ConventionName, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(held))
    rest = [each for each in held if each is not gone]
    rejected = [judged(Review(claim=gone[1].claim.id, verdict="reject"))]
    found = estimated(held, convention, judgements=rejected)
    assert numbers_of(found) == numbers_of(estimated(rest, convention))
    assert {figure.rule for each in found for figure in each.figures if figure.claim == gone[1].claim.id} <= {
        "rejected"
    }


@settings(max_examples=40)
@given(stories(), names)
def test_low_best_and_high_are_in_order_and_best_is_the_sum_of_its_parts(
    held: Given, convention: ConventionName
) -> None:
    for each in estimated(held, convention):
        assert each.range.ordered
        assert all(part.range.ordered for part in each.parts)
        parted = conventions()[convention].parts
        assert (each.deaths is not None) == (parted and not each.range.empty)
        if each.deaths is not None:
            assert each.deaths.total == each.range.best
            assert min(each.deaths.deaths_a, each.deaths.deaths_b, each.deaths.deaths_unknown) >= 0


@settings(max_examples=40)
@given(stories(), names)
def test_every_claim_of_a_harm_that_counts_has_one_figure_and_its_number_is_its_own(
    held: Given, convention: ConventionName
) -> None:
    found = estimated(held, convention)
    figures = [figure for each in found for figure in each.figures]
    assert sorted(figure.claim for figure in figures) == sorted(claim.claim.id for _, claim in held)
    quantities = {claim.claim.id: claim.claim.quantity for _, claim in held}
    for figure in figures:
        quantity = quantities[figure.claim]
        if figure.weight != "set aside" and not quantity.vague:
            assert (figure.range.low, figure.range.high) == (quantity.low, quantity.high)
        assert (figure.weight == "counted") == (figure.rule == "counted")


@settings(max_examples=40)
@given(stories(), names, st.sampled_from(SOURCES[1:]))
def test_an_untrusted_source_counts_towards_the_high_at_most(
    held: Given, convention: ConventionName, source: str
) -> None:
    found = estimated(held, convention, judgements=[judged(Rating(source=source, reliability="E"))])
    spoken = {claim.claim.id for _, claim in held if _said_by(claim, source)}
    for figure in (figure for each in found for figure in each.figures if figure.claim in spoken):
        assert figure.weight != "counted" or figure.owned


def _said_by(claim: ResolvedClaim, source: str) -> bool:
    who = claim.resolutions.source.value
    return who is not None and who.name == source


@settings(max_examples=40)
@given(stories())
def test_acled_is_never_above_another_reading_of_the_same_figures(held: Given) -> None:
    assume(all(not claim.claim.quantity.vague for _, claim in held))
    least = {each.id: each.range.best for each in estimated(held, "acled")}
    for each in estimated(held, "isaf-min"):
        assert each.range.best is None
        assert each.range.low == least[each.id]


cells = st.tuples(st.sampled_from(("civilians", "combatants", "unknown")), st.sampled_from(PARTIES))
ranges = st.lists(st.integers(0, 50), min_size=3, max_size=3).map(lambda ends: Range(*sorted(ends)))


@settings(max_examples=80)
@given(st.dictionaries(cells, ranges, min_size=1, max_size=6))
def test_groups_add_up_to_no_less_than_the_largest_and_no_more_than_all(groups: dict[Cell, Range]) -> None:
    total = added(groups)
    assert total.ordered
    for end in ("low", "best", "high"):
        numbers = [getattr(each, end) for each in groups.values()]
        assert max(numbers) <= getattr(total, end) <= sum(numbers)


@settings(max_examples=40)
@given(st.dictionaries(cells, ranges, min_size=1, max_size=6), cells)
def test_a_group_of_nobody_changes_nothing(groups: dict[Cell, Range], more: Cell) -> None:
    assert added(groups | {more: groups.get(more, Range(0, 0, 0))}) == added(groups)
