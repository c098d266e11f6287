"""What claims add up to: which count, by whose rules, what is set aside and why, and the grade of an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from msgspec import structs

from builders import MOMENT, mention, reading, resolved
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.compare.judged import judged as judged_claims
from recount.model import (
    Accusation,
    Admission,
    ClaimLink,
    ConventionName,
    Denial,
    Estimate,
    Evidence,
    Figure,
    Grading,
    Interval,
    Judged,
    Judgement,
    Lineage,
    Range,
    Rating,
    Reading,
    Resolution,
    ResolvedClaim,
    ResolvedStatement,
    Review,
    Speaker,
)

DAY = date(2031, 3, 3)
TEXT = "{n}: 100 or so were killed in Riverton, Ana Ruiz, Ben Okafor, Cora Lind or the army said. They denied it."

Told = tuple[Reading, ResolvedClaim]


def told(
    number: int,
    low: int | None = None,
    high: int | None = None,
    *,
    words: str = "100",
    side: str | None = None,
    owns_up: bool = False,
    on: date = DAY,
    said_on: date | None = DAY,
    **more: object,
) -> Told:
    """A claim in report `number`, of an outlet of its own, on those killed in Riverton; `side` speaks."""
    of = reading(TEXT.format(n=number).replace("100", words), publisher=f"Outlet {number}")
    given = {"operator": "vague" if low is None and high is None else "exact", "group": "unknown", **more}
    claim = resolved(of, words, low, high, place="Riverton", days=(on, on), said_on=said_on, **given)  # type: ignore[arg-type]
    decided = structs.replace(
        claim.resolutions,
        speaker_party=Resolution[str](value=side, method="test", confidence=0.5),
        against_interest=owns_up,
    )
    return of, structs.replace(claim, resolutions=decided)


def exactly(number: int, count: int, **more: object) -> Told:
    return told(number, count, count, **more)  # type: ignore[arg-type]


def add_up(
    held: Iterable[Told],
    convention: ConventionName = "ucdp",
    *,
    links: Iterable[ClaimLink] = (),
    judgements: Iterable[Judged] = (),
    statements: Iterable[ResolvedStatement] = (),
) -> tuple[Estimate, ...]:
    known, judgements = tuple(held), tuple(judgements)
    claims = [claim for _, claim in known]
    lineage = Lineage(claims=tuple(links))
    reports = [of.report for of, _ in known]
    subjects = compare(judged_claims(claims, judgements).standing, lineage, reports).subjects
    return estimates(
        subjects, claims, lineage, reports, convention=convention, judgements=judgements, statements=statements
    )


def one(held: Iterable[Told], convention: ConventionName = "ucdp", **more: object) -> Estimate:
    (found,) = add_up(held, convention, **more)  # type: ignore[arg-type]
    return found


def figure(of: Estimate, claim: Told) -> Figure:
    return next(each for each in of.figures if each.claim == claim[1].claim.id)


def judged(*judgements: Judgement, who: str = "Eva") -> tuple[Judged, ...]:
    return tuple(
        Judged(id=f"jdg:{who}{number}", who=who, at=MOMENT, seq=number, judgement=each)
        for number, each in enumerate(judgements)
    )


def link(original: Told, copy: Told, *, revises: bool = False) -> ClaimLink:
    return ClaimLink(original=original[1].claim.id, copy=copy[1].claim.id, score=1.0, changes=(), revises=revises)


ANA, BEN = exactly(1, 12, source="Ana Ruiz"), exactly(2, 9, source="Ben Okafor")


def test_low_and_high_are_the_lowest_and_highest_and_best_the_lower_where_nobody_is_preferred() -> None:
    found = one([ANA, BEN, told(3, 15, operator="at_least", source="Cora Lind")])
    assert found.range == Range(9, 9, 15)
    assert (found.independent, set(found.sources)) == (3, {"Ana Ruiz", "Ben Okafor", "Cora Lind"})
    (part,) = found.parts
    assert part.steps == (
        "low 9: the lowest of 3 reliable, Ben Okafor",
        "best 9: Ben Okafor, as others give no more than a bound, the lower of 2, as none is preferred",
        "high 15: the highest reliable, Cora Lind",
    )


@pytest.mark.parametrize(
    ("claim", "convention", "expected"),
    [
        (told(1, 12, operator="at_least"), "ucdp", Range(12, 12, 12)),
        (told(1, None, 40, operator="at_most"), "ucdp", Range(0, 0, 40)),
        (told(1, 20, 30, operator="between"), "ucdp", Range(20, 20, 30)),
        (told(1, 300, 300, operator="about", approx=True), "ucdp", Range(300, 300, 300)),
        (told(1, words="dozens"), "ucdp", Range()),
        (told(1, words="dozens"), "acled", Range(12, 12, 12)),
        (told(1, words="several"), "acled", Range(3, 3, 3)),
        (told(1, words="several", group="combatants"), "acled", Range(10, 10, 10)),
        (told(1, words="Several"), "isaf-min", Range(3)),
        (told(1, words="a handful of"), "isaf-min", Range(4)),
        (told(1, words="tens of thousands"), "acled", Range()),
        (told(1, None, 40, operator="at_most"), "acled", Range()),
        (told(1, 20, 30, operator="between"), "acled", Range(20, 20, 20)),
        (told(1, 20, 30, operator="between"), "isaf-min", Range(20)),
        (told(1, 20, 30, operator="between"), "airwars", Range()),
    ],
)
def test_one_claim_gives_what_its_words_give(claim: Told, convention: ConventionName, expected: Range) -> None:
    assert one([claim], convention).range == expected


def test_a_copy_counts_as_its_original() -> None:
    reprint = exactly(3, 40, source="Ana Ruiz")
    found = one([ANA, BEN, reprint], links=[link(ANA, reprint)])
    assert found.range == Range(9, 9, 12)
    assert figure(found, reprint).rule == "copy"


def test_a_newer_figure_in_a_copy_takes_the_place_of_the_older_one() -> None:
    update = exactly(3, 15, source="Ana Ruiz")
    found = one([ANA, update], links=[link(ANA, update, revises=True)])
    assert found.range == Range(15, 15, 15)
    assert (figure(found, ANA).rule, figure(found, ANA).reason) == ("superseded", "revised by “100”")


def test_a_rejected_revision_takes_no_place() -> None:
    update = exactly(3, 15, source="Ana Ruiz")
    rejected = judged(Review(claim=update[1].claim.id, verdict="reject"))
    found = one([ANA, update], links=[link(ANA, update, revises=True)], judgements=rejected)
    assert found.range == Range(12, 12, 12)
    assert figure(found, update).reason == "rejected by Eva"


def test_of_two_revisions_one_rejected_the_other_takes_the_place() -> None:
    updates = exactly(4, 100, source="Ana Ruiz"), exactly(5, 120, source="Ana Ruiz")
    for rejected, stands in (updates, reversed(updates)):
        found = one(
            [ANA, *updates],
            links=[link(ANA, each, revises=True) for each in updates],
            judgements=judged(Review(claim=rejected[1].claim.id, verdict="reject")),
        )
        assert (figure(found, ANA).rule, figure(found, stands).rule) == ("superseded", "counted")


def test_what_one_rejects_and_another_accepts_stands_and_the_disagreement_is_told() -> None:
    claim = ANA[1].claim.id
    mixed = judged(Review(claim=claim, verdict="reject")) + judged(Review(claim=claim, verdict="accept"), who="Ivo")
    found = one([ANA, BEN], judgements=mixed)
    assert found.range == Range(9, 9, 12)
    assert found.notes == ("reviewers disagree whether “100” stands: accept by Ivo, reject by Eva",)


def test_the_last_review_of_a_person_counts() -> None:
    claim = BEN[1].claim.id
    both = judged(Review(claim=claim, verdict="reject"), Review(claim=claim, verdict="undecided"))
    assert one([ANA, BEN], judgements=both).range.low == 9


def test_a_denial_counts_nobody_nor_does_a_side_that_says_it_harmed_none() -> None:
    denial = exactly(3, 50, source="Cora Lind", modality="denied")
    none = exactly(4, 0, source="the army", side="Norland")
    found = one([ANA, denial, none])
    assert found.range == Range(12, 12, 12)
    assert {figure(found, each).rule for each in (denial, none)} == {"denied"}
    assert one([ANA, exactly(4, 0, source="Cora Lind")]).range == Range(0, 0, 12)


def test_a_side_that_counts_nobody_at_home_counts_and_never_owns_up() -> None:
    mayor = exactly(3, 0, source="Cora Lind", side="Ukraine", country="UA", owns_up=True)
    found = one([mayor])
    assert found.range == Range(0, 0, 0)
    assert (found.conceded, found.graded is not None and found.graded.grade) == (Range(), "weak")


def test_who_denies_it_is_told_and_takes_nothing_away() -> None:
    denial = exactly(3, 12, source="the army", side="Norland", modality="denied")
    found = one([ANA, BEN, denial], statements=[statement(Denial, ANA, "Karsova")])
    assert (found.range, found.denied_by) == (Range(9, 9, 12), ("Karsova", "Norland"))


def test_what_is_only_possible_counts_towards_ucdps_high_alone_and_nowhere_else() -> None:
    possible = exactly(3, 40, source="Cora Lind", modality="possible")
    assert one([ANA, possible]).range == Range(12, 12, 40)
    assert one([possible]).range == Range(0, 0, 40)
    assert one([ANA, possible], "acled").range == Range(12, 12, 12)


@pytest.mark.parametrize(
    ("letter", "expected"), [("E", Range(12, 12, 12)), ("D", Range(12, 12, 12)), ("F", Range(9, 9, 12))]
)
def test_a_source_that_is_not_trusted_sets_no_low(letter: str, expected: Range) -> None:
    found = one([ANA, BEN], judgements=judged(Rating(source="ben okafor", reliability=letter)))  # type: ignore[arg-type]
    assert found.range == expected
    assert (figure(found, BEN).rule == "unreliable") == (letter != "F")


def test_a_better_rated_source_gives_the_best() -> None:
    found = one([ANA, BEN], judgements=judged(Rating(source="Ana Ruiz", reliability="A")))
    assert found.range == Range(9, 12, 12)
    assert found.parts[0].steps[1] == "best 12: Ana Ruiz, rated above the others"


def test_a_mere_bound_is_no_best_where_another_gives_a_figure() -> None:
    bound = told(3, 7, operator="at_least", source="Cora Lind")
    assert one([ANA, bound]).range == Range(7, 12, 12)
    assert one([told(4, 9, operator="more_than", source="Ben Okafor"), bound]).range == Range(7, 7, 9)


def test_of_ratings_that_differ_none_holds_and_both_are_told() -> None:
    both = judged(Rating(source="Ben Okafor", reliability="B"))
    both += judged(Rating(source="Ben Okafor", reliability="E"), who="Ivo")
    found = one([ANA, BEN], judgements=both)
    assert (figure(found, BEN).weight, found.range) == ("counted", one([ANA, BEN]).range)
    assert found.notes == ("reviewers rate Ben Okafor differently: B by Eva, E by Ivo",)


WAR = {"country": "UA", "group": "combatants"}
OWN = exactly(5, 40, source="the army", side="Russia", owns_up=True, party="Russia", **WAR)
ENEMY = exactly(6, 300, source="Ben Okafor", side="Ukraine", party="Russia", **WAR)
OTHERS = exactly(7, 5, source="Cora Lind", party="Ukraine", **WAR)


def test_an_admission_counts_and_the_enemys_claim_goes_to_the_high() -> None:
    found = one([OWN, ENEMY, OTHERS])
    assert found.range == Range(45, 45, 305)
    assert (figure(found, ENEMY).weight, figure(found, ENEMY).rule) == ("high only", "enemy")
    assert figure(found, OWN).reason == "a side owns up, against its own interest"
    assert found.conceded == Range(40, None, 40)
    assert found.deaths is not None
    assert (found.deaths.side_a, found.deaths.deaths_a, found.deaths.side_b, found.deaths.deaths_b) == (
        "Ukraine",
        5,
        "Russia",
        40,
    )


def test_the_enemys_claim_counts_where_nobody_else_gives_a_figure() -> None:
    found = one([ENEMY, OTHERS])
    assert found.range == Range(305, 305, 305)
    assert figure(found, ENEMY).reason == "a side's word on its enemy's losses; nobody else gives a figure"


def test_who_owns_up_is_believed_whatever_it_is_rated() -> None:
    found = one([OWN], judgements=judged(Rating(source="the army", reliability="E")))
    assert found.range == Range(40, 40, 40)


def test_who_admits_its_enemys_loss_owns_up_to_nothing() -> None:
    day = date(2022, 4, 1)
    of, claim = exactly(
        1, 500, source="the army", side="Russia", party="Ukraine", group="combatants", country="UA", on=day, said_on=day
    )
    army, speaks = claim.claim.source, claim.resolutions.source
    assert army is not None
    assert speaks.value is not None
    said = structs.replace(claim.claim, act="admits", source=structs.replace(army, kind="military"))
    told_by = structs.replace(speaks, value=structs.replace(speaks.value, kind="military"))
    admits = of, ResolvedClaim(claim=said, resolutions=structs.replace(claim.resolutions, source=told_by))
    found = one([admits])
    assert (figure(found, admits).owned, figure(found, admits).interest) == (False, "enemy's loss")
    assert found.conceded.empty


def test_of_a_toll_the_newest_figure_of_each_source_counts() -> None:
    older = exactly(1, 30, source="Ana Ruiz", scope="total", said_on=date(2031, 3, 3))
    newer = exactly(2, 50, source="Ana Ruiz", scope="total", said_on=date(2031, 3, 9))
    stale = exactly(3, 4, source="Ben Okafor", scope="total", said_on=date(2031, 1, 1))
    found = one([older, newer, stale])
    assert found.range == Range(50, 50, 50)
    assert figure(found, older).reason == "an older toll of a source that gives another on 2031-03-09"
    assert figure(found, stale).reason == "made 67 days before the newest toll, of 2031-03-09"


def test_tolls_of_groups_that_are_not_of_one_time_are_told() -> None:
    old = exactly(1, 30, source="Ana Ruiz", scope="total", group="civilians", said_on=date(2031, 1, 1))
    new = exactly(2, 50, source="Ben Okafor", scope="total", group="combatants", said_on=date(2031, 3, 9))
    assert one([old, new]).steps == (
        "the groups are added up",
        "the tolls of the groups are not of one time: the newest are of 2031-01-01 to 2031-03-09",
    )


def test_of_an_incident_all_figures_of_a_source_count_as_one() -> None:
    later = exactly(2, 15, source="Ana Ruiz", said_on=date(2031, 3, 4))
    found = one([ANA, later])
    assert found.range == Range(12, 15, 15)
    assert found.sources == ("Ana Ruiz",)


def test_a_part_is_not_added_to_its_whole() -> None:
    civilians = exactly(1, 5000, words="5,000", group="civilians")
    text = civilians[0].report.text
    children = resolved(
        civilians[0], text[:1], 210, 210, group="civilians", place="Riverton", days=(DAY, DAY),
        subset_of=civilians[1].claim.id,
    )  # fmt: skip
    found = one([civilians, (civilians[0], children)])
    assert found.range == Range(5000, 5000, 5000)
    assert found.figures[-1].reason == "part of “5,000”, which counts as a whole"


def test_the_rest_of_a_total_with_civilians_is_of_unknown_standing() -> None:
    people = exactly(1, 50)
    of, whole = people
    civilians = resolved(
        of, of.report.text[:1], 12, 12, group="civilians", place="Riverton", days=(DAY, DAY), subset_of=whole.claim.id
    )
    found = one([people, (of, civilians)])
    assert found.range == Range(50, 50, 50)
    assert found.deaths is not None
    assert (found.deaths.deaths_civilians, found.deaths.deaths_unknown) == (12, 38)
    assert found.steps == ("the groups make 62, of whom 12 may be the same people: 50",)


def test_of_several_parts_of_one_count_the_largest_counts() -> None:
    of, whole = exactly(1, 50)
    parts = [
        resolved(
            of, of.report.text[place], number, number, group="civilians", place="Riverton", days=(DAY, DAY),
            subset_of=whole.claim.id,
        )
        for place, number in ((0, 12), (1, 4))
    ]  # fmt: skip
    found = one([(of, whole), *((of, part) for part in parts)])
    assert found.deaths is not None
    assert found.deaths.deaths_civilians == 12


def test_injured_are_no_deaths() -> None:
    assert add_up([exactly(1, 12, effect="injured")]) == ()
    assert one([exactly(1, 12, effect="injured"), exactly(2, 9, effect="injured")], "airwars").range == Range(
        9, None, 12
    )


def test_acled_takes_the_least_and_parts_nobody() -> None:
    found = one([ANA, BEN], "acled")
    assert (found.range, found.deaths) == (Range(9, 9, 9), None)


def test_airwars_ranges_over_what_is_fair_or_confirmed_with_what_is_conceded_beside() -> None:
    found = one([ANA, BEN], "airwars")
    assert (found.range, found.graded and found.graded.grade) == (Range(9, None, 12), "fair")
    weak = one([ANA], "airwars")
    assert weak.range == Range()
    assert figure(weak, ANA).reason == "graded weak; Airwars counts what is confirmed or fair"
    owned = one([ANA, exactly(4, 7, source="the army", side="Norland", owns_up=True)], "airwars")
    assert (owned.range, owned.conceded) == (Range(7, None, 12), Range(7, None, 7))


def statement(kind: type, of: Told, side: str | None = None) -> ResolvedStatement:
    """A statement about a claim: of a denial `side` is who denies, else who is accused."""
    text = of[0].report.text
    more = {"accused": None} if kind is Accusation else {}
    said = kind(
        id=f"stm:{kind.__name__}{side}",
        report=of[0].report.id,
        source=None,
        cue=mention(text, "said"),
        content=mention(text, "They denied it"),
        answers=(of[1].claim.id,),
        said=None,
        evidence=Evidence.at(text, 0, 5, context=4),
        **more,
    )
    return ResolvedStatement(
        statement=said,
        agent=Resolution[Speaker](value=None, method="test", confidence=0.5),
        party=Resolution[str](value=side if kind is Denial else None, method="test", confidence=0.5),
        recipient=Resolution[str](value=side if kind is Accusation else None, method="test", confidence=0.5),
        reporter=Resolution[Speaker](value=None, method="test", confidence=0.5),
        time=Resolution[Interval](value=None, method="test", confidence=0.5),
    )


OWNED = exactly(8, 7, source="the army", side="Norland", owns_up=True)


@pytest.mark.parametrize(
    ("statements", "held", "expected"),
    [
        ((), [ANA], ("weak", "one independent credible source")),
        ((), [ANA, BEN], ("fair", "2 independent credible sources")),
        ((statement(Denial, ANA),), [ANA], ("weak", "one independent credible source")),
        ((statement(Admission, ANA),), [ANA], ("confirmed", "a side owns up to it")),
        ((statement(Accusation, ANA, "Norland"),), [ANA, BEN], ("fair", "2 independent credible sources")),
        (
            (statement(Accusation, ANA, "Norland"), statement(Accusation, BEN, "Karsova")),
            [ANA, BEN],
            ("contested", "different sides are accused of it: Karsova, Norland"),
        ),
        ((), [OWN], ("discounted", "those harmed were fighters, by every claim")),
        ((), [ANA, OWNED], ("confirmed", "a side owns up to it")),
    ],
)
def test_an_event_is_graded_by_rule(
    statements: tuple[ResolvedStatement, ...], held: list[Told], expected: tuple[str, str]
) -> None:
    graded = one(held, statements=statements).graded
    assert graded is not None
    assert (graded.grade, graded.rule) == expected


def test_what_is_denied_or_untrusted_is_no_credible_source() -> None:
    assert one([exactly(3, 50, modality="possible")]).graded is None
    graded = one([ANA, BEN], judgements=judged(Rating(source="Ben Okafor", reliability="E"))).graded
    assert graded is not None
    assert graded.grade == "weak"


def test_a_reviewers_grade_comes_before_the_rule_and_disagreement_is_shown() -> None:
    given = judged(Grading(claim=ANA[1].claim.id, grade="discounted"))
    graded = one([ANA, BEN], judgements=given).graded
    assert graded is not None
    assert (graded.grade, graded.rule, graded.by) == ("discounted", "graded by Eva", ("Eva",))
    both = given + judged(Grading(claim=BEN[1].claim.id, grade="confirmed"), who="Ivo")
    graded = one([ANA, BEN], judgements=both).graded
    assert graded is not None
    assert (graded.grade, graded.others) == ("fair", ("Eva: discounted", "Ivo: confirmed"))
    assert graded.rule == "2 independent credible sources; reviewers disagree (Eva: discounted, Ivo: confirmed)"


def test_days_apart_are_events_of_their_own() -> None:
    apart = exactly(2, 9, source="Ben Okafor", on=date(2031, 3, 9))
    assert [each.range for each in add_up([ANA, apart])] == [Range(12, 12, 12), Range(9, 9, 9)]


def test_groups_of_one_place_and_day_are_one_event() -> None:
    found = one([ANA, exactly(3, 4, group="combatants")])
    assert len(found.subjects) == 2
    assert found.label == "people killed, Riverton, 2031-03-03"
