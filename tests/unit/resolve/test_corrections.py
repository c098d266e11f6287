"""What people correct of a claim, and what follows from it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from builders import TEXT, reading, resolved
from recount.errors import EvidenceError
from recount.model import Corrected, Correction, Mention, Place, ResolvedClaim
from recount.resolve.corrections import TOGETHER, Corrections, corrected

Value = str | int | float | None
DAY = (date(2024, 3, 3), date(2024, 3, 3))
EVIDENCE = Mention("At least 12 civilians were killed in Rive", 0, 41)


def claim(**more: object) -> ResolvedClaim:
    return resolved(reading(), "At least 12", 12, operator="at_least", noun="civilians", **more)  # type: ignore[arg-type]


def fixed(given: ResolvedClaim, **values: Value) -> ResolvedClaim:
    named = {name.rstrip("_"): value for name, value in values.items()}
    return corrected(given, Corrections(values=named, who="ana"))  # type: ignore[arg-type]


def placed(lat: float | None = 1.0, lon: float | None = 2.0) -> ResolvedClaim:
    given = claim(place="Riverton", country="UA")
    place = given.resolutions.place
    assert place.value is not None
    known = structs.replace(place.value, lat=lat, lon=lon, precision=1, radius_km=3.0, gazetteer="geonames:1")
    return structs.replace(
        given, resolutions=structs.replace(given.resolutions, place=structs.replace(place, value=known))
    )


def place_of(given: ResolvedClaim) -> Place:
    assert given.resolutions.place.value is not None
    return given.resolutions.place.value


def test_every_field_that_can_be_corrected_is_applied_once() -> None:
    fields = [field for group in TOGETHER for field in group]
    assert sorted(fields) == sorted(Corrected.__args__)  # type: ignore[attr-defined]


def test_a_correction_says_who_made_it_and_is_sure() -> None:
    given = claim(party="Elland")
    found = fixed(given, party="Norland", effect="injured")
    party = found.resolutions.party
    assert (party.value, party.method, party.confidence) == ("Norland", "corrected by ana", 1.0)
    assert found.claim.effect == "injured"
    assert [(reason.field, reason.rule, reason.confidence) for reason in found.claim.reasons] == [
        ("effect", "corrected by ana", 1.0)
    ]
    assert (found.claim.id, found.claim.quantity, found.claim.evidence) == (
        given.claim.id,
        given.claim.quantity,
        given.claim.evidence,
    )


@pytest.mark.parametrize(
    ("values", "low", "high", "operator", "approx"),
    [
        ({"low": 15}, 15, None, "at_least", False),
        ({"low": 15, "high": 15}, 15, 15, "exact", False),
        ({"high": 20}, 12, 20, "between", False),
        ({"low": None, "high": 20}, None, 20, "at_most", False),
        ({"low": None}, None, None, "vague", False),
        ({"operator": "more_than"}, 12, None, "more_than", False),
        ({"low": 15, "high": 15, "operator": "about"}, 15, 15, "about", True),
    ],
)
def test_the_operator_fits_the_bounds(
    values: dict[str, Value], low: int | None, high: int | None, operator: str, approx: bool
) -> None:
    quantity = fixed(claim(), **values).claim.quantity
    assert (quantity.low, quantity.high, quantity.operator, quantity.approx) == (low, high, operator, approx)
    assert quantity.exact == "At least 12"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"low": 15, "high": 9}, "low 15 is above high 9"),
        ({"operator": "exact"}, "exact does not fit low 12 and high None: at_least or more_than does"),
        ({"source_kind": "police"}, "names no source"),
        ({"country": "UA"}, "names no place"),
        ({"lat": 2.0, "lon": 3.0}, "names no place"),
        ({"place": "Riverton", "lat": 2.0}, "lat and lon go together"),
        ({"from": "2024-03-03"}, "from and to go together"),
        ({"from": "2024-03-03", "to": "2024-03-01"}, "must run forwards"),
    ],
)
def test_what_does_not_hold_together_is_refused(values: dict[str, Value], message: str) -> None:
    with pytest.raises(EvidenceError, match=message):
        fixed(claim(), **values)


def test_a_claim_is_no_part_of_itself() -> None:
    given = claim()
    with pytest.raises(EvidenceError, match="no part of itself"):
        fixed(given, subset_of=given.claim.id)
    assert fixed(given, subset_of="clm:other").claim.subset_of == "clm:other"


def test_a_place_by_another_name_has_not_the_old_coordinates() -> None:
    moved = place_of(fixed(placed(), place="Lowtown"))
    assert (moved.name, moved.country, moved.lat, moved.lon, moved.precision) == ("Lowtown", "UA", None, None, None)
    assert (moved.gazetteer, moved.radius_km) == (None, None)
    assert moved.mention.exact == "Riverton", "the words as read stay"
    there = place_of(fixed(placed(), place="Lowtown", country="PL", lat=5.0, lon=6.0))
    assert (there.country, there.lat, there.lon) == ("PL", 5.0, 6.0)


def test_coordinates_of_the_same_place_are_corrected_and_its_country_alone_moves_nothing() -> None:
    near = place_of(fixed(placed(), lat=1.5))
    assert (near.lat, near.lon, near.precision, near.gazetteer) == (1.5, 2.0, None, None)
    other = place_of(fixed(placed(), country="PL"))
    assert (other.country, other.lat, other.gazetteer) == ("PL", 1.0, "geonames:1")


def test_what_no_words_of_the_claim_name_rests_on_its_evidence() -> None:
    found = fixed(claim(), source="Ana Ruiz", place="Riverton").resolutions
    assert found.source.value is not None
    assert (found.source.value.name, found.source.value.kind) == ("Ana Ruiz", "other")
    assert found.source.value.mention == EVIDENCE
    assert found.place.value is not None
    assert found.place.value.mention == EVIDENCE


def test_a_source_and_its_kind_are_corrected_where_they_are_read() -> None:
    given = claim(source="Ana Ruiz")
    found = fixed(given, source_kind="government", source_party="Elland")
    assert found.claim.source is not None
    assert found.claim.source.kind == "government"
    assert found.resolutions.source.value is not None
    assert (found.resolutions.source.value.name, found.resolutions.source.value.kind) == ("Ana Ruiz", "government")
    assert found.resolutions.speaker_party.value == "Elland"
    nobody = fixed(given, source=None)
    assert nobody.claim.source is nobody.resolutions.source.value is None


def test_not_stated_takes_a_place_and_a_time_away() -> None:
    given = claim(place="Riverton", days=DAY)
    found = fixed(given, place=None, from_=None, to=None)
    assert found.resolutions.place.value is found.resolutions.time.value is None
    assert found.resolutions.time.method == "corrected by ana"


def test_days_are_corrected_and_keep_their_words() -> None:
    found = fixed(claim(days=DAY), to="2024-03-05", said_on="2024-03-06").resolutions
    assert found.time.value is not None
    assert (found.time.value.first, found.time.value.last) == (date(2024, 3, 3), date(2024, 3, 5))
    assert found.said_on == date(2024, 3, 6)


def test_a_group_is_told_where_nobody_is_named() -> None:
    bare = resolved(reading(), "9", 9, 9)
    bare = structs.replace(bare, claim=structs.replace(bare.claim, victims=None))
    victims = fixed(bare, group="combatants").claim.victims
    assert victims is not None
    assert (victims.mention, victims.group) == (None, "combatants")


def test_an_admission_follows_from_whose_they_are() -> None:
    given = resolved(reading(), "9", 9, 9, source="The army", group="combatants", party="Norland")
    sided = fixed(given, source_kind="military", source_party="Elland")
    assert not sided.resolutions.against_interest
    assert fixed(sided, party="Elland").resolutions.against_interest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("effect", "dead"),
        ("effect", None),
        ("low", "many"),
        ("low", 1.5),
        ("country", "Ukraine"),
        ("lat", 91.0),
        ("from", "yesterday"),
        ("place", "  "),
        ("subset_of", "rpt:1"),
        ("modality", "denies"),
    ],
)
def test_a_value_of_another_kind_is_no_correction(field: Corrected, value: Value) -> None:
    with pytest.raises(EvidenceError, match=f"^{field} cannot be"):
        Correction(claim="clm:1", field=field, value=value)


def test_the_text_of_these_tests_holds_what_they_quote() -> None:
    assert TEXT[EVIDENCE.start : EVIDENCE.end] == EVIDENCE.exact
