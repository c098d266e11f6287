"""What makes claims one subject though they are not told alike, and what people judge of that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from builders import reading, resolved
from recount.compare import compare
from recount.model import (
    ClaimLink,
    Group,
    Judged,
    Lineage,
    Merge,
    Resolution,
    ResolvedClaim,
    Scope,
    Split,
)

DAY = date(2024, 3, 3)
TEXT = "{} dead in Riverton station, Riverton, Lowtown, Upland province or Norland, Ana Ruiz said. {}"
TOWN, STATION, NEXT, WIDE = (50.0, 30.0), (50.01, 30.01), (50.4, 30.0), (50.2, 30.2)


def at(
    place: str,
    words: str = "12",
    *,
    point: tuple[float, float] | None = TOWN,
    precision: int = 1,
    radius_km: float = 4.0,
    entry: str | None = None,
    admin1: str | None = "Upland",
    country: str | None = "UA",
    outlet: str = "The Post",
    scope: Scope = "incident",
    group: Group = "civilians",
    days: tuple[date, date] | None = (DAY, DAY),
    **fields: object,
) -> ResolvedClaim:
    """A claim of so many killed at a place of a gazetteer."""
    number = int(words)
    of = reading(TEXT.format(words, outlet), publisher=outlet)
    made = resolved(
        of, words, number, number, place=place, country=country, precision=precision, source="Ana Ruiz",
        scope=scope, group=group, days=days, **fields,
    )  # type: ignore[arg-type]  # fmt: skip
    where = made.resolutions.place
    assert where.value is not None
    lat, lon = point or (None, None)
    known = replace(where.value, lat=lat, lon=lon, radius_km=radius_km, gazetteer=entry, admin1=admin1)
    return ResolvedClaim(
        claim=made.claim, resolutions=replace(made.resolutions, place=Resolution(value=known, method="t", confidence=1))
    )


def together(*claims: ResolvedClaim) -> bool:
    found = compare(claims).subjects
    assert found == compare(reversed(claims)).subjects
    return len(found) == 1


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (at("Riverton", entry="geo:1"), at("Lowtown", entry="geo:1", outlet="B"), True),
        (at("Riverton", entry="geo:1"), at("Riverton", entry="geo:2", point=NEXT, outlet="B"), False),
        (at("Riverton", entry="geo:1"), at("Riverton", outlet="B"), True),
        (at("Riverton"), at("Riverton station", "9", point=STATION, outlet="B"), True),
        (at("Riverton", scope="total"), at("Riverton station", point=STATION, scope="total", outlet="B"), False),
        (at("Riverton"), at("Lowtown", point=NEXT, outlet="B"), False),
        (at("Riverton"), at("Upland province", point=WIDE, precision=4, outlet="B"), True),
        (at("Riverton"), at("Upland province", "13", point=WIDE, precision=4, outlet="B"), False),
        (at("Riverton"), at("Norland", point=WIDE, precision=6, admin1=None, outlet="B"), True),
        (at("Riverton"), at("Upland province", point=WIDE, precision=4, admin1="Downs", outlet="B"), False),
        (at("Riverton"), at("Riverton", group="unknown", outlet="B"), True),
        (at("Riverton", "9"), at("Riverton", "9", group="unknown", outlet="B"), False),
        (at("Riverton"), at("Riverton station", point=STATION, days=(DAY + timedelta(2), DAY + timedelta(2))), False),
        (at("Riverton"), at("Riverton", days=(DAY - timedelta(30), DAY + timedelta(30)), outlet="B"), False),
    ],
    ids=[
        "one entry, two names", "one name, two entries", "a name of one entry", "a station in its town",
        "totals of a station and its town", "a town too far", "its province, one figure", "its province, another one",
        "its country, one figure", "another province", "people beside civilians", "too small a figure to tell",
        "a station, days later", "a day in two months",
    ],
)  # fmt: skip
def test_what_joins_and_what_does_not(left: ResolvedClaim, right: ResolvedClaim, same: bool) -> None:
    assert together(left, right) is same


def test_a_claim_that_is_not_told_alike_says_why_it_belongs() -> None:
    town, station = at("Riverton"), at("Riverton station", point=STATION, outlet="B", said_on=DAY + timedelta(1))
    (subject,) = compare([town, station]).subjects
    (join,) = subject.joins
    assert (join.claim, join.by) == (station.claim.id, "place")
    assert join.reason == "Riverton station is 1 km from Riverton; both give 12, of the same days"
    assert subject.place == "Riverton"


def test_nobody_is_drawn_in_through_those_between() -> None:
    """Places in a row, each near the next: what is near the middle is not near both ends."""
    row = [(50.0, 30.0), (50.025, 30.0), (50.05, 30.0)]
    claims = [
        at(name, point=point, radius_km=0.1, outlet=name)
        for name, point in zip(("Riverton", "Riverton station", "Lowtown"), row, strict=True)
    ]
    sizes = sorted(len(subject.claims) for subject in compare(claims).subjects)
    assert sizes == [1, 2]


def test_an_id_stays_when_later_claims_come() -> None:
    first = at("Riverton", said_on=DAY)
    later = [
        at("Riverton station", point=STATION, outlet="B", said_on=DAY + timedelta(1)),
        at("Riverton", outlet="C", days=(DAY - timedelta(1), DAY), said_on=DAY + timedelta(2)),
        at("Riverton", outlet="D", group="unknown", said_on=DAY + timedelta(3)),
    ]
    (alone,) = compare([first]).subjects
    (joined,) = compare([first, *later]).subjects
    assert joined.id == alone.id
    assert len(joined.claims) == 4


@pytest.mark.parametrize(("noun", "other", "same"), [("jets", "jet", True), ("jets", "tanks", False)])
def test_things_are_told_apart_by_their_noun_one_or_many_alike(noun: str, other: str, same: bool) -> None:
    def lost(word: str, outlet: str) -> ResolvedClaim:
        of = reading(f"One jet, jets, tanks of Norland lost in Riverton. {outlet}", publisher=outlet)
        return resolved(of, "One", 1, 1, effect="destroyed", noun=word, place="Riverton", days=(DAY, DAY))

    assert together(lost(noun, "A"), lost(other, "B")) is same


def test_totals_of_two_wars_are_two_subjects_and_each_tells_its_war() -> None:
    first, second = (
        at("Riverton", scope="total", days=(begun, begun + timedelta(200)), outlet=str(begun))
        for begun in (date(2014, 5, 1), date(2022, 2, 24))
    )
    found = compare([first, second]).subjects
    assert sorted(subject.conflict or "" for subject in found) == ["donbas-2014", "ukraine-2022"]


def test_a_total_from_another_day_than_its_war_is_another_subject() -> None:
    since_war = at("Riverton", scope="total", days=(date(2022, 2, 25), date(2022, 9, 1)))
    since_siege = at("Riverton", scope="total", days=(date(2022, 6, 1), date(2022, 9, 1)), outlet="B")
    not_said = at("Riverton", scope="total", days=(date(2022, 9, 1), date(2022, 9, 1)), outlet="C")
    labels = [(subject.label, len(subject.claims)) for subject in compare([since_war, since_siege, not_said]).subjects]
    assert labels == [
        ("civilians killed, Riverton, running total", 2),
        ("civilians killed, Riverton, running total since 2022-06-01", 1),
    ]


def test_claims_without_a_place_or_a_time_are_kept() -> None:
    of = reading("12 died, 13 more, Ana Ruiz said.")
    timed = resolved(of, "12", 12, 12, source="Ana Ruiz", days=(DAY, DAY))
    untimed = resolved(of, "13", 13, 13, source="Ana Ruiz")
    assert sorted(claim for subject in compare([timed, untimed]).subjects for claim in subject.claims) == sorted(
        (timed.claim.id, untimed.claim.id)
    )


def test_a_copy_is_where_its_original_is_whatever_it_changed() -> None:
    original, copy = at("Riverton"), at("Lowtown", point=NEXT, outlet="B")
    link = ClaimLink(original=original.claim.id, copy=copy.claim.id, score=0.9, changes=())
    (subject,) = compare([original, copy], Lineage(claims=(link,))).subjects
    (join,) = subject.joins
    assert (join.claim, join.by) == (copy.claim.id, "copy")
    assert len(compare([original, copy]).subjects) == 2


def judged(number: int, judgement: Merge | Split, who: str = "ana") -> Judged:
    at_ = datetime(2024, 4, 1, tzinfo=UTC) + timedelta(hours=number)
    return Judged(id=f"jdg:{number}", who=who, at=at_, seq=number, judgement=judgement)


def parts(claims: list[ResolvedClaim], *judgements: Judged) -> list[set[str]]:
    found = compare(claims, judgements=judgements).subjects
    assert found == compare(claims, judgements=reversed(judgements)).subjects
    return sorted((set(subject.claims) for subject in found), key=sorted)


def test_people_merge_and_split_subjects() -> None:
    one, two, far = at("Riverton"), at("Riverton", "9", outlet="B"), at("Lowtown", point=NEXT, outlet="C")
    a, b, c = (each.claim.id for each in (one, two, far))
    claims = [one, two, far]
    merge, split = Merge(claims=(a, c)), Split(claims=(b,))
    assert parts(claims) == sorted([{a, b}, {c}], key=sorted)
    assert parts(claims, judged(1, merge)) == [{a, b, c}]
    assert parts(claims, judged(1, split)) == sorted([{a}, {b}, {c}], key=sorted)
    assert parts(claims, judged(1, merge), judged(2, split, "bo")) == sorted([{a, c}, {b}], key=sorted)
    (merged,) = compare(claims, judgements=[judged(1, merge)]).subjects
    before = {subject.id for subject in compare(claims).subjects if a in subject.claims}
    assert {merged.id} == before, "the id of the first claim that the merge names"
    assert [(join.claim, join.by, join.reason) for join in merged.joins] == [(c, "judgement", "set here by ana")]
    apart = next(subject for subject in compare(claims, judgements=[judged(1, split)]).subjects if b in subject.claims)
    assert apart.joins[0].reason == "set apart by ana"


def test_where_one_merges_what_another_splits_the_rules_stand_and_ones_own_later_judgement_counts() -> None:
    one, far = at("Riverton"), at("Lowtown", point=NEXT, outlet="C")
    claims, names = [one, far], (one.claim.id, far.claim.id)
    merge, split = Merge(claims=names), Split(claims=names[1:])
    assert len(parts(claims, judged(1, merge), judged(2, split, "bo"))) == 2
    assert len(parts(claims, judged(1, merge), judged(2, split))) == 2
    assert len(parts(claims, judged(2, merge), judged(1, split))) == 1
    assert len(parts(claims, judged(1, merge), judged(2, Split(claims=names), "bo"))) == 1, "split off as one"


def test_a_split_takes_the_copies_of_its_claims_along() -> None:
    original, copy, other = at("Riverton"), at("Riverton", outlet="B"), at("Riverton", "9", outlet="C")
    link = ClaimLink(original=original.claim.id, copy=copy.claim.id, score=0.9, changes=())
    split = judged(1, Split(claims=(original.claim.id,)))
    found = compare([original, copy, other], Lineage(claims=(link,)), judgements=[split]).subjects
    assert {frozenset(subject.claims) for subject in found} == {
        frozenset((original.claim.id, copy.claim.id)),
        frozenset((other.claim.id,)),
    }


def test_judgements_of_claims_that_are_not_there_move_nothing() -> None:
    one = at("Riverton")
    found = compare([one], judgements=[judged(1, Merge(claims=(one.claim.id, "clm:gone")))]).subjects
    assert [subject.joins for subject in found] == [()]


def test_long_spans_are_one_where_they_share_half_their_days() -> None:
    def over(first: int, last: int) -> ResolvedClaim:
        return at("Riverton", days=(DAY + timedelta(first), DAY + timedelta(last)), outlet=f"{first} {last}")

    assert together(over(0, 40), over(0, 38))
    assert not together(over(0, 40), over(30, 70))
    labels = [subject.label for subject in compare([over(0, 40)]).subjects]
    assert labels == ["civilians killed, Riverton, 2024-03-03 to 2024-04-12"]


def test_a_subject_tells_the_days_between_which_its_claims_put_the_harm() -> None:
    first, last = DAY - timedelta(1), DAY + timedelta(1)
    (subject,) = compare([at("Riverton", days=(first, DAY)), at("Riverton", days=(DAY, last), outlet="B")]).subjects
    assert (subject.first, subject.last) == (first, last)


def test_places_near_one_another_of_which_one_has_no_country_stay_apart() -> None:
    ashore = at("Riverton", entry="g:1")
    at_sea = at("Lowtown", "9", entry="g:2", point=(50.001, 30.001), country=None)
    assert len(compare([ashore, at_sea]).subjects) == len(compare([at_sea, ashore]).subjects) == 2
