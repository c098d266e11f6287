"""Subjects that may be one, or be taken for one: what differs, and which come first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from builders import reading, resolved
from recount.compare import compare
from recount.model import Group, NearMiss, Resolution, ResolvedClaim, Scope

WAR, DAY = date(2022, 2, 24), date(2022, 4, 7)
PLACES = {"Ukraine": (6, 49.0, 32.0, 438.0), "Mariupol": (1, 47.1, 37.5, 4.0), "Azov port": (1, 47.11, 37.51, 0.5)}


def told(
    words: str,
    *,
    place: str = "Mariupol",
    scope: Scope = "total",
    group: Group = "civilians",
    on: date = DAY,
    outlet: str = "A",
    days: tuple[date, date] | None = None,
    **fields: object,
) -> ResolvedClaim:
    number = int(words.replace(",", ""))
    of = reading(f"{words} combat jets, jets or people lost in {place}, Ana Ruiz said. {outlet}", publisher=outlet)
    precision, lat, lon, radius_km = PLACES[place]
    spans = days or ((WAR, on) if scope == "total" else (on, on))
    made = resolved(
        of, words, number, number, source="Ana Ruiz", place=place, country="UA", precision=precision, scope=scope,
        group=group, said_on=on, days=spans, **fields,
    )  # type: ignore[arg-type]  # fmt: skip
    where = made.resolutions.place.value
    assert where is not None
    known = replace(where, lat=lat, lon=lon, radius_km=radius_km)
    return replace(
        made, resolutions=replace(made.resolutions, place=Resolution(value=known, method="t", confidence=1.0))
    )


def near(*claims: ResolvedClaim) -> tuple[NearMiss, ...]:
    found = compare(claims)
    assert found.near == compare(reversed(claims)).near
    homes = {claim: subject.id for subject in found.subjects for claim in subject.claims}
    for miss in found.near:
        assert miss.subjects == (homes[miss.left], homes[miss.right])
        assert miss.left != miss.right
    return found.near


@pytest.mark.parametrize("scope", ["total", "incident"])
def test_a_town_and_its_country_differ_in_place_and_are_not_contradicted(scope: Scope) -> None:
    mayor, un = told("5,000", scope=scope, on=date(2022, 4, 6)), told("1,626", place="Ukraine", outlet="UN")
    (miss,) = near(mayor, un)
    assert miss.differences == (("place",) if scope == "total" else ("place", "scope"))
    assert "Mariupol lies in Ukraine" in miss.reason
    assert "not contradicted, though the part is put higher than the whole" in miss.reason
    assert compare([mayor, un]).relations == ()


@pytest.mark.parametrize(
    ("left", "right", "differences", "reason"),
    [
        (told("12", scope="incident"), told("14", scope="incident", group="unknown"), ("group",),
         "people of whom nothing more is said beside civilians"),
        (told("12", group="combatants"), told("14", group="combatants", party="Russia"), ("party",),
         "whose they are is not said, beside Russia"),
        (told("12", scope="incident"), told("12", scope="incident", on=DAY + timedelta(5), outlet="B"), ("time",),
         "5 days apart"),
        (told("12"), told("12", scope="incident"), ("scope",), "a running total beside what is told of an incident"),
        (told("12"), told("12", effect="bodies"), ("effect",), "bodies beside killed"),
        (told("12", effect="destroyed", noun="combat jets"), told("12", effect="destroyed", noun="jets"), ("things",),
         "combat jet beside jet"),
        (told("12"), told("12", place="Azov port"), ("place",), "Azov port lies in Mariupol"),
    ],
    ids=["group", "party", "time", "scope", "effect", "things", "place"],
)  # fmt: skip
def test_what_differs_in_one_facet_is_a_near_miss(
    left: ResolvedClaim, right: ResolvedClaim, differences: tuple[str, ...], reason: str
) -> None:
    (miss,) = near(left, right)
    assert miss.differences == differences
    assert reason in miss.reason
    assert 0.6 <= miss.score < 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (told("12"), told("12", effect="injured")),
        (told("12"), told("12", group="combatants")),
        (told("12", scope="incident"), told("12", scope="incident", on=DAY + timedelta(9), outlet="B")),
        (told("3"), told("1,626", place="Ukraine")),
        (told("12", scope="incident", effect="bodies"), told("90", scope="incident", group="unknown")),
        (told("12", group="combatants", party="Russia"), told("12", group="combatants", party="Ukraine")),
    ],
    ids=["other harm", "other people", "weeks apart", "too small a part", "two facets", "two parties"],
)
def test_what_differs_more_is_none(left: ResolvedClaim, right: ResolvedClaim) -> None:
    assert near(left, right) == ()


def test_the_likeliest_come_first_and_each_subject_has_a_few() -> None:
    base = told("100", scope="incident")
    like, less = (told(words, scope="incident", group="unknown", outlet=words) for words in ("99", "60"))
    assert [miss.score for miss in near(base, like)] > [miss.score for miss in near(base, less)]
    many = [told(str(100 + number), scope="incident", on=DAY + timedelta(3 * number)) for number in range(12)]
    counts = [
        sum(subject in miss.subjects for miss in near(*many)) for subject in {s.id for s in compare(many).subjects}
    ]
    assert max(counts) <= 3
