"""Which subjects make one event."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from recount.compare.events import find_events
from recount.model import Subject

KILLED = Subject(
    id="sub:a",
    label="civilians killed, Riverton, 2031-03-03",
    effect="killed",
    group="civilians",
    party=None,
    place="Riverton",
    country="UA",
    claims=("clm:a",),
    scope="incident",
    spot="riverton",
    first=date(2031, 3, 3),
    last=date(2031, 3, 3),
)
HOMES = {f"clm:{name}": f"rpt:{name}" for name in "abc"}


def other(name: str, **changes: object) -> Subject:
    return structs.replace(KILLED, id=f"sub:{name}", claims=(f"clm:{name}",), **{"group": "unknown", **changes})


def together(*subjects: Subject) -> list[tuple[str, ...]]:
    found = find_events(subjects, HOMES)
    assert found == find_events(reversed(subjects), HOMES)
    return [tuple(each.id for each in event.subjects) for event in found]


def test_groups_of_one_place_and_day_are_one_event_by_another_name() -> None:
    (event,) = find_events((KILLED, other("b", label="people killed, Riverton, 2031-03-03")), HOMES)
    assert [each.id for each in event.subjects] == ["sub:a", "sub:b"]
    assert (event.label, event.first, event.last) == ("people killed, Riverton, 2031-03-03", KILLED.first, KILLED.last)
    (alone,) = find_events((KILLED,), HOMES)
    assert alone.label == KILLED.label


def test_days_up_to_two_apart_are_one_event_and_a_chain_of_them_is_not() -> None:
    days = [{"first": date(2031, 3, day), "last": date(2031, 3, day)} for day in (5, 7)]
    assert together(KILLED, other("b", **days[0])) == [("sub:a", "sub:b")]
    assert len(together(KILLED, other("b", **days[0]), other("c", **days[1]))) == 2


def test_harm_place_scope_and_war_keep_events_apart() -> None:
    for change in (
        {"effect": "injured"},
        {"spot": "lowtown"},
        {"country": "PL"},
        {"scope": "total"},
        {"conflict": "ukraine-2022"},
    ):
        assert len(together(KILLED, other("b", **change))) == 2


def test_tolls_and_periods_are_of_the_same_days() -> None:
    toll = structs.replace(KILLED, scope="total", first=date(2031, 1, 1))
    assert len(together(toll, other("b", scope="total", first=date(2031, 1, 9), last=date(2031, 5, 5)))) == 1
    assert len(together(toll, other("b", scope="total", since=date(2031, 2, 1)))) == 2
    period = structs.replace(KILLED, scope="period", since=KILLED.first)
    assert len(together(period, other("b", scope="period", since=KILLED.first))) == 1
    assert len(together(period, other("b", scope="period", since=KILLED.first, last=date(2031, 3, 4)))) == 2


def test_what_has_no_place_or_no_day_stays_with_its_report() -> None:
    unplaced = {"spot": None, "country": None}
    undated = {"first": None, "last": None}
    for unknown in (unplaced, undated):
        assert len(together(structs.replace(KILLED, **unknown), other("b", **unknown))) == 2
        same = {"clm:a": "rpt:a", "clm:b": "rpt:a"}
        assert len(find_events((structs.replace(KILLED, **unknown), other("b", **unknown)), same)) == 1


def test_what_has_neither_place_nor_day_stays_beside_what_has_a_day() -> None:
    nowhere = structs.replace(KILLED, place=None, country=None)
    whenever = structs.replace(nowhere, id="sub:b", first=None, last=None)
    assert sorted(together(nowhere, whenever)) == [("sub:a",), ("sub:b",)]
