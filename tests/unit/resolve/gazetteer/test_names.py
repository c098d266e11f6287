"""Places bear the names of English-language news, lie where they are, and say which division holds them."""

from __future__ import annotations

import pytest

from recount.lexicon.atlas import outline
from recount.lexicon.peoples import nations
from recount.resolve.gazetteer import lookup
from recount.resolve.gazetteer.gazetteer import distance_km
from recount_places.outlines import within

NAMES = [
    ("Kinshasa", "CD", 2314302),
    ("Lubumbashi", "CD", 922704),
    ("Kisangani", "CD", 212730),
    ("Mecca", "SA", 104515),
    ("Medina", "SA", 109223),
    ("Cologne", "DE", 2886242),
    ("Seville", "ES", 2510911),
    ("Naypyidaw", "MM", 6611854),
    ("Ulaanbaatar", "MN", 2028462),
    ("Kosti", "SD", 371760),
    ("Rabak", "SD", 368277),
    ("Hodeidah", "YE", 79415),
    ("Acapulco", "MX", 3533462),
    ("Urmia", "IR", 121801),
    ("Hawassa", "ET", 343137),
    ("Makiivka", "UA", 702320),
    ("Goyang", "KR", 1842485),
]
DIVISIONS = [
    ("Nuba Mountains", "South Kordofan"),
    ("Eastern Ghouta", "Rif Dimashq"),
    ("North Waziristan", "Khyber Pakhtunkhwa"),
    ("Kashmir Valley", "Jammu and Kashmir"),
    ("Sambisa", "Borno"),
    ("Marawi", "Lanao del Sur"),
    ("Shariff Aguak", "Maguindanao"),
    ("Simferopol", "Crimea"),
    ("Erbil", "Erbil governorate"),
]
# Archipelagos, whose middle is water; states smaller than the outlines are fine; lands whose outline is another's.
AFLOAT = {
    "AI", "AS", "BM", "BS", "CK", "CV", "EH", "FO", "GS", "IO", "KI", "KM", "KY", "MC", "MH", "MO", "MT", "MV", "PF",
    "PH", "PN", "PW", "SC", "ST", "TO", "TT", "VA", "VU", "WF",
}  # fmt: skip


@pytest.mark.parametrize(("name", "country", "number"), NAMES)
def test_an_entry_has_its_english_name_and_keeps_its_id(name: str, country: str, number: int) -> None:
    first = lookup(name)[0]
    assert (first.name, first.country, first.id) == (name, country, f"geonames:{number}")


@pytest.mark.parametrize(("old", "name"), [("Leopoldville", "Kinshasa"), ("Makkah", "Mecca"), ("Singa", "Singa")])
def test_a_former_name_finds_the_place(old: str, name: str) -> None:
    assert lookup(old)[0].name == name


@pytest.mark.parametrize("name", ["Islamabad", "Cancun", "Stavropol", "Visakhapatnam", "Bihar", "Hatay", "Sverdlovsk"])
def test_what_is_called_so_stands_before_a_city_that_once_was(name: str) -> None:
    assert lookup(name)[0].name.replace("ú", "u") == name


@pytest.mark.parametrize(("name", "division"), DIVISIONS)
def test_a_place_says_which_division_holds_it(name: str, division: str) -> None:
    assert lookup(name)[0].admin1 == division


def test_countries_lie_inside_their_outlines() -> None:
    outside = set()
    for nation in nations():
        entry = next(entry for entry in lookup(nation.name) if entry.kind == "country")
        rings = [list(ring) for ring in outline(nation.code)]
        if rings and nation.code not in AFLOAT:
            assert entry.lat is not None
            assert entry.lon is not None
            around = ((entry.lat, entry.lon + turn) for turn in (-360, 0, 360))
            if not any(within(at, ring) for at in around for ring in rings):
                outside.add(nation.code)
    assert outside == set()


def test_somalia_lies_between_its_capital_and_puntland() -> None:
    somalia, capital, north = lookup("Somalia")[0], lookup("Mogadishu")[0], lookup("Garowe")[0]
    assert max(distance_km(somalia, capital), distance_km(somalia, north)) < 600
