"""Wars as context: their ids, where they are fought and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from recount.lexicon.conflicts import conflict_of, opposed
from recount.lexicon.eras import wars
from recount.lexicon.peoples import nations, party_of


def test_ids_are_unique_and_written_alike() -> None:
    ids = [war.id for war in wars()]
    assert len(set(ids)) == len(ids)
    assert all(each.replace("-", "").isalnum() and each == each.lower() for each in ids)


def test_countries_and_parties_are_known_by_these_names() -> None:
    codes, names = {nation.code for nation in nations()}, {nation.name for nation in nations()}
    known = names | {party.name for party in party_of().values()}
    assert [country for war in wars() for country in war.countries if country not in codes] == []
    assert [party for war in wars() for side in war.sides for party in side if party not in known] == []


def test_nobody_fights_on_two_sides_of_a_war() -> None:
    for war in wars():
        named = [party for side in war.sides for party in side]
        assert len(set(named)) == len(named), war.id


@pytest.mark.parametrize(
    ("country", "first", "last", "parties", "war"),
    [
        ("UA", date(2022, 4, 7), date(2022, 4, 7), (), "ukraine-2022"),
        ("UA", date(2014, 4, 14), date(2022, 4, 7), (), "donbas-2014"),
        ("PS", date(2024, 1, 1), date(2024, 1, 1), (), "gaza-2023"),
        ("PS", date(2019, 1, 1), date(2019, 1, 1), (), None),
        ("RU", date(2000, 1, 1), date(2000, 1, 1), ("Chechnya",), "chechnya-1999"),
        ("FR", date(2022, 4, 7), date(2022, 4, 7), ("Russia",), None),
        (None, date(2022, 4, 7), date(2022, 4, 7), (), None),
    ],
)
def test_which_war_a_harm_belongs_to(
    country: str | None, first: date, last: date, parties: tuple[str, ...], war: str | None
) -> None:
    found = conflict_of(country, first, last, frozenset(parties))
    assert (found.id if found else None) == war


def test_enemies_are_on_different_sides_of_one_war() -> None:
    assert opposed("ukraine-2022", "Ukraine", "Wagner")
    assert not opposed("ukraine-2022", "Ukraine", "Azov")
    assert not opposed("ukraine-2022", "Ukraine", "Hamas")
    assert not opposed(None, "Ukraine", "Russia")
