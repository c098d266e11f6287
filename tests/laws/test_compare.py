"""Laws of comparison: the algebra of bounds, and that the order of claims does not matter."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import MOMENT, reading, resolved
from recount.compare import compare
from recount.model import Bounds, Judged, Merge, Operator, Quantity, ResolvedClaim, Split, bounds_of

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


@given(bounds, bounds)
def test_the_hull_is_the_least_that_holds_both(one: Bounds, other: Bounds) -> None:
    hull = one.hull(other)
    assert hull == other.hull(one)
    assert one.within(hull)
    assert other.within(hull)
    for low, high in ((hull.low, None), (None, hull.high)):
        within = Bounds(low if low is None else low + 1, high if high is None else high - 1)
        assert within == Bounds(None, None) or not (one.within(within) and other.within(within))


@given(bounds, bounds, bounds)
def test_hulls_are_associative_and_hold_what_meets(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    both = a.meets(b)
    if both:
        assert both.within(a.hull(b))


@given(bounds, bounds, st.integers(0, 40), st.integers(0, 40))
def test_a_sum_holds_the_sums_of_what_lies_in_each(one: Bounds, other: Bounds, left: int, right: int) -> None:
    assert one + other == other + one
    if holds(one, left) and holds(other, right):
        assert holds(one + other, left + right)


@given(bounds, bounds, bounds)
def test_sums_are_associative_keep_containment_and_have_a_zero(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + Bounds(0, 0) == a
    if a.within(b):
        assert (a + c).within(b + c)
        assert a.hull(c).within(b.hull(c))


@given(bounds, bounds, bounds)
def test_containment_is_an_order(a: Bounds, b: Bounds, c: Bounds) -> None:
    if a.within(b) and b.within(c):
        assert a.within(c)
    if a.within(b) and b.within(a):
        assert a == b


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
    for number in range(draw(st.integers(0, 6))):
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
                place=(place := draw(st.sampled_from((None, *PLACES)))),
                precision=PLACES[place][0] if place else None,
                country="NO" if place else None,
                days=draw(st.sampled_from((None, (first, last), (first, last)))),
                said_on=draw(st.sampled_from((None, last, last + timedelta(1)))),
            )
        )
        found[-1] = pointed(found[-1])
    return found


# precision, latitude, longitude: two towns a walk apart, and the country that they are in
PLACES = {"Riverton": (1, 50.0, 30.0), "Lowtown": (1, 50.01, 30.01), "Norland": (6, 51.0, 31.0)}


def pointed(each: ResolvedClaim) -> ResolvedClaim:
    """A claim whose place has the point of its name."""
    where = each.resolutions.place
    if where.value is None:
        return each
    _, lat, lon = PLACES[where.value.name]
    known = replace(where, value=replace(where.value, lat=lat, lon=lon, radius_km=4.0))
    return replace(each, resolutions=replace(each.resolutions, place=known))


@st.composite
def judgements(draw: st.DrawFn, found: list[ResolvedClaim]) -> list[Judged]:
    names = sorted({each.claim.id for each in found})
    if len(names) < 2:
        return []
    made = []
    for number in range(draw(st.integers(0, 4))):
        chosen = tuple(draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)))
        judgement = Merge(claims=chosen) if draw(st.booleans()) else Split(claims=chosen)
        who = draw(st.sampled_from(("ana", "bo")))
        made.append(Judged(id=f"jdg:{number}", who=who, at=MOMENT, seq=number, judgement=judgement))
    return made


@given(st.data(), claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_judgements_does_not_matter(
    data: st.DataObject, found: list[ResolvedClaim], random: Random
) -> None:
    judged = data.draw(judgements(found))
    shuffled, mixed = list(found), list(judged)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert compare(shuffled, judgements=mixed) == compare(found, judgements=judged)


@given(st.data(), claims())
def test_the_same_given_again_changes_nothing(data: st.DataObject, found: list[ResolvedClaim]) -> None:
    judged = data.draw(judgements(found))
    once = compare(found, judgements=judged)
    assert compare([*found, *found], judgements=[*judged, *judged]) == once
    again = [each for subject in once.subjects for each in found if each.claim.id in subject.claims]
    assert compare(again, judgements=judged) == once


@given(st.data(), claims())
def test_every_claim_has_one_subject_and_relations_stay_inside(data: st.DataObject, found: list[ResolvedClaim]) -> None:
    comparison = compare(found, judgements=data.draw(judgements(found)))
    placed = [claim for subject in comparison.subjects for claim in subject.claims]
    assert sorted(placed) == sorted({each.claim.id for each in found})
    assert len({subject.id for subject in comparison.subjects}) == len(comparison.subjects)
    members = {subject.id: set(subject.claims) for subject in comparison.subjects}
    for relation in comparison.relations:
        assert relation.left != relation.right
        assert relation.right in members[relation.subject]
        assert relation.kind in {"subset", "supersedes", "admit"} or relation.left in members[relation.subject]
        assert (relation.gap is None) == (relation.kind != "differ")
    for subject in comparison.subjects:
        assert {join.claim for join in subject.joins} <= members[subject.id]
    for miss in comparison.near:
        assert miss.left in members[miss.subjects[0]]
        assert miss.right in members[miss.subjects[1]]


@given(claims(), claims())
def test_what_is_found_of_two_countries_apart_is_what_is_found_of_both_together(
    here: list[ResolvedClaim], there: list[ResolvedClaim]
) -> None:
    """The union of shards is the whole, where shards share no country and no report."""
    other = [elsewhere(each) for each in there if each.resolutions.place.value]
    placed = [each for each in here if each.resolutions.place.value]
    apart = compare(placed), compare(other)
    whole = compare([*placed, *other])
    assert sorted(whole.subjects, key=repr) == sorted((*apart[0].subjects, *apart[1].subjects), key=repr)
    assert sorted(whole.relations, key=repr) == sorted((*apart[0].relations, *apart[1].relations), key=repr)
    assert sorted(whole.near, key=repr) == sorted((*apart[0].near, *apart[1].near), key=repr)


def elsewhere(each: ResolvedClaim) -> ResolvedClaim:
    """The same claim, told by another report of another country."""
    name = f"{each.claim.id}:x"
    claim = replace(each.claim, id=name, report=f"{each.claim.report}:x", subset_of=None)
    where = each.resolutions.place
    assert where.value is not None
    place = replace(where, value=replace(where.value, country="SE"))
    return ResolvedClaim(claim=claim, resolutions=replace(each.resolutions, claim=name, place=place))


@given(claims(), st.integers(0, 7))
def test_a_subject_keeps_its_id_when_a_later_claim_comes(found: list[ResolvedClaim], at: int) -> None:
    """Whatever comes after all others leaves the ids of the subjects there, whoever joins them."""
    if not found:
        return
    new = found[at % len(found)]
    late = replace(new, resolutions=replace(new.resolutions, said_on=date(2025, 1, 1)))
    before = compare(each for each in found if each is not new)
    after = compare([*(each for each in found if each is not new), late])
    kept = {subject.id for subject in before.subjects} & {subject.id for subject in after.subjects}
    assert len(kept) >= len(before.subjects) - 2


@given(claims())
def test_two_claims_never_both_agree_and_differ(found: list[ResolvedClaim]) -> None:
    told = {"agree", "overlap", "differ", "same statement"}
    pairs = [frozenset((each.left, each.right)) for each in compare(found).relations if each.kind in told]
    assert len(pairs) == len(set(pairs))
