"""Names find their places however they are spelt."""

from __future__ import annotations

import pytest

from recount.resolve.gazetteer import fold, lookup


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("São Paulo", "Sao Paulo"),
        ("N'Djamena", "NDjamena"),
        ("St. Louis", "St Louis"),
    ],
)
def test_spellings_fold_together(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kharkov", "town", "UA"),
        ("Kyiv", "town", "UA"),
        ("Donbas", "region", "UA"),
        ("Ivory Coast", "country", "CI"),
        ("Montana", "admin1", "US"),
        ("Black Sea", "sea", None),
    ],
)
def test_the_best_known_place_comes_first(name: str, kind: str, country: str | None) -> None:
    best = lookup(name)[0]
    assert (best.kind, best.country) == (kind, country)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Dayr az-Zawr", "Deir ez-Zor"),
        ("Al-Hasaka", "Hasakah"),
        ("El Hasakeh", "Hasakah"),
        ("Ar-Raqqah", "Raqqa"),
        ("Al Raqqa", "Raqqa"),
        ("Ed-Daein", "Ed Daein"),
    ],
)
def test_romanizations_find_one_town(written: str, known: str) -> None:
    assert lookup(written)[0].id == lookup(known)[0].id


def test_an_article_before_a_person_s_name_makes_no_town() -> None:
    assert lookup("al-Gore") == lookup("El Biden") == ()


def test_a_state_stands_before_the_towns_of_its_name() -> None:
    assert [entry.kind for entry in lookup("Georgia")][:2] == ["country", "admin1"]


def test_towns_stand_by_size() -> None:
    sizes = [entry.population for entry in lookup("Tripoli") if entry.kind == "town"]
    assert len(sizes) > 1
    assert sizes == sorted(sizes, reverse=True)


def test_an_unknown_name_has_no_place() -> None:
    assert lookup("Dornovograd") == ()


def test_a_country_has_a_point_of_its_own() -> None:
    france = lookup("France")[0]
    assert (france.kind, france.id, france.source) == ("country", "geonames:3017382", "geonames")
    assert (france.lat, france.lon) == (pytest.approx(46.5, abs=1), pytest.approx(2.5, abs=1))


def test_a_town_says_which_divisions_it_lies_in() -> None:
    bucha = lookup("Bucha")[0]
    assert (bucha.country, bucha.admin1, bucha.id) == ("UA", lookup("Kyiv oblast")[0].name, "geonames:711350")
