"""Laws of comparison: the algebra of bounds, and that the order of claims does not matter."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from builders import reading, resolved
from recount.compare import compare
from recount.model import Bounds, Operator, Quantity, ResolvedClaim, bounds_of

numbers = st.integers(0, 40)
ends = st.none() | numbers
bounds = st.builds(Bounds, ends, ends).filter(lambda b: b.low is None or b.high is None or b.low <= b.high)


def holds(each: Bounds, number: int) -> bool:
    return (each.low is None or each.low <= number) and (each.high is None or number <= each.high)


@given(bounds, bounds)
def test_meeting_is_symmetric(one: Bounds, other: Bounds) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.gap(other) == other.gap(one)


@given(bounds)
def test_bounds_meet_themselves_and_lie_in_themselves(each: Bounds) -> None:
    assert each.meets(each) == each
    assert each.within(each)
    assert each.gap(each) == 0


@given(bounds, bounds, bounds)
def test_meeting_is_associative(a: Bounds, b: Bounds, c: Bounds) -> None:
    def meet(x: Bounds | None, y: Bounds | None) -> Bounds | None:
        return x.meets(y) if x and y else None

    assert meet(meet(a, b), c) == meet(a, meet(b, c))


@given(bounds, bounds, st.integers(-5, 50))
def test_what_lies_where_bounds_meet_lies_in_both(one: Bounds, other: Bounds, number: int) -> None:
    both = one.meets(other)
    assert (both is not None and holds(both, number)) == (holds(one, number) and holds(other, number))


@given(bounds, bounds)
def test_bounds_that_do_not_meet_have_a_gap(one: Bounds, other: Bounds) -> None:
    assert (one.meets(other) is None) == (one.gap(other) > 0)


@given(bounds, bounds, st.integers(-5, 50))
def test_what_lies_within_is_a_subset(one: Bounds, other: Bounds, number: int) -> None:
    if one.within(other) and holds(one, number):
        assert holds(other, number)
    both = one.meets(other)
    if both:
        assert both.within(one)
        assert both.within(other)


def quantity(low: int | None, high: int | None, operator: Operator, approx: bool) -> Quantity:
    return Quantity(exact="n", start=0, end=1, low=low, high=high, operator=operator, approx=approx)


@given(numbers, st.booleans())
def test_operators_say_what_they_mean(number: int, approx: bool) -> None:
    exact = bounds_of(quantity(number, number, "exact", approx))
    more = bounds_of(quantity(number, None, "more_than", False))
    fewer = bounds_of(quantity(None, number, "fewer_than", False))
    at_least = bounds_of(quantity(number, None, "at_least", False))
    assert exact is not None
    assert more is not None
    assert fewer is not None
    assert at_least is not None
    assert holds(exact, number)
    assert holds(at_least, number)
    assert more.meets(fewer) is None
    assert not holds(more, number)
    assert not holds(fewer, number)
    assert more.within(at_least)


@st.composite
def claims(draw: st.DrawFn) -> list[ResolvedClaim]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        text = f"{number} spoke: some died in Riverton, Lowtown and Norland, Ana said. The army too."
        low, high = draw(ends), draw(ends)
        assume(low is None or high is None or low <= high)
        first = date(2024, 3, draw(st.integers(1, 9)))
        last = first + timedelta(days=draw(st.integers(0, 3)))
        found.append(
            resolved(
                reading(text),
                "some",
                low,
                high,
                operator="vague" if low is None and high is None else "between",
                group=draw(st.sampled_from(("civilians", "unknown"))),
                source=draw(st.sampled_from((None, "Ana", "The army"))),
                modality=draw(st.sampled_from(("asserted", "asserted", "possible", "denied"))),
                scope=draw(st.sampled_from(("incident", "incident", "period", "total"))),
                subset_of=draw(st.sampled_from([None, None, *(each.claim.id for each in found)])),
                place=draw(st.sampled_from((None, "Riverton", "Lowtown", "Norland"))),
                days=draw(st.sampled_from((None, (first, last), (first, last)))),
            )
        )
    return found


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(found: list[ResolvedClaim], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert compare(shuffled) == compare(found)


@given(claims())
def test_every_claim_has_one_subject_and_relations_stay_inside(found: list[ResolvedClaim]) -> None:
    comparison = compare(found)
    placed = [claim for subject in comparison.subjects for claim in subject.claims]
    assert sorted(placed) == sorted({each.claim.id for each in found})
    assert len({subject.id for subject in comparison.subjects}) == len(comparison.subjects)
    members = {subject.id: set(subject.claims) for subject in comparison.subjects}
    for relation in comparison.relations:
        assert relation.left != relation.right
        assert relation.right in members[relation.subject]
        assert relation.kind in {"subset", "supersedes"} or relation.left in members[relation.subject]


@given(claims())
def test_two_claims_never_both_agree_and_differ(found: list[ResolvedClaim]) -> None:
    pairs = [frozenset((each.left, each.right)) for each in compare(found).relations if each.kind != "subset"]
    assert len(pairs) == len(set(pairs))
