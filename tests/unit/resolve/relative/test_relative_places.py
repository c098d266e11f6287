"""Relative places on the map: what they are anchored to, where they are put, how well a known place fits them."""

from __future__ import annotations

import pytest

from bracketed import marked
from recount.claims import find_claims
from recount.model import Anchor, Mention, Place, RelativePlace, Span
from recount.reports import read_text
from recount.resolve import resolve_claims
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.relative import Named, Told, agreement, geometry, spot, told
from recount.resolve.relative.geojson import LineGeometry, PointGeometry, PolygonGeometry, PolygonsGeometry
from recount.resolve.relative.sphere import distance_km


def telling(text: str, *hosts: str) -> dict[str, Told]:
    """What a text with its names in brackets tells, by the words of the name."""
    plain, names = marked(text)
    named = [Named(name, next(iter(lookup(name.exact)), None)) for name in names]
    return {plain[start:].split()[0].strip(".,"): one for start, one in told(plain, named, [0], hosts).items()}


def placed(text: str) -> Place:
    """The place of the first claim of a report."""
    reading = read_text(text, id="rpt:test")
    place = resolve_claims(reading, find_claims(reading))[0].resolutions.place.value
    assert place is not None
    return place


def test_a_known_place_is_measured_against_its_words() -> None:
    one = telling("Six died in [Borodyanka], some 15 miles from [Bucha].")["Borodyanka"]
    assert one.relative.measured_km == pytest.approx(23, abs=2)
    assert one.relative.agreement == 1.0
    assert one.spot is None


def test_of_several_places_of_a_name_the_one_that_fits_is_taken() -> None:
    text = "Six died in [Tripoli], 80 km north of [Beirut]."
    plain, names = marked(text)
    african = next(entry for entry in lookup("Tripoli") if entry.country == "LY")
    beirut = next(entry for entry in lookup("Beirut") if entry.country == "LB")
    (one,) = told(plain, [Named(names[0], african), Named(names[1], beirut)], [0]).values()
    assert one.entry is not None
    assert one.entry.country == "LB"


def test_a_village_that_no_map_has_lies_where_its_words_say() -> None:
    one = telling("Six died in [Zarnograd Nowhere], 20 km north of [Kyiv].", "UA")["Zarnograd"]
    assert one.spot is not None
    assert one.spot.lat == pytest.approx(50.63, abs=0.05)
    assert one.country == "UA"


def test_a_known_place_that_does_not_lie_so_is_left_to_its_words() -> None:
    one = telling("Six died in [Odesa], 20 km north of [Kyiv].", "UA")["Odesa"]
    assert one.entry is None
    assert one.spot is not None
    assert distance_km((one.spot.lat, one.spot.lon), (50.45, 30.52)) < 25


@pytest.mark.parametrize("name", ["South Sudan", "North Kivu", "West Bank", "Northern Ireland", "South Ossetia"])
def test_a_name_with_a_compass_word_is_no_part(name: str) -> None:
    assert telling(f"Six died in [{name}].") == {}


def test_the_west_bank_of_a_river_is_no_part_of_palestine() -> None:
    plain, names = marked("Six died on the [West Bank] of the [Dnipro].")
    entries = [lookup(name.exact)[0] for name in names]
    found = told(plain, [Named(name, entry) for name, entry in zip(names, entries, strict=True)], [0])
    assert [one.relative.kind for one in found.values()] == ["bank"]
    assert all(one.spot is None for one in found.values())


def test_a_border_runs_between_the_country_named_and_that_of_the_report() -> None:
    one = telling("Six died near the border with [Chad].", "SD")["Chad"]
    assert [anchor.country for anchor in one.relative.anchors] == ["TD", "SD"]
    assert one.relative.anchors[1].mention is None
    assert one.spot is not None
    assert one.spot.precision == 5
    assert 21 < one.spot.lon < 25


def test_what_lies_beside_a_border_says_where_on_it() -> None:
    one = telling("Six died in [Adré]. Fighting went on near the border with [Sudan].", "TD")["Sudan"]
    assert one.spot is not None
    assert distance_km((one.spot.lat, one.spot.lon), (13.47, 22.2)) < 40


def test_a_part_of_a_country_is_its_outline_cut() -> None:
    one = telling("Six died in [northern Peru].")["northern"]
    assert one.spot is not None
    assert one.spot.lat > -9
    assert one.spot.precision == 5
    assert isinstance(geometry(one.relative), PolygonGeometry | PolygonsGeometry)


def test_off_a_coast_lies_in_the_sea() -> None:
    one = telling("Six drowned off the coast of [Libya].")["Libya"]
    assert one.spot is not None
    assert one.spot.lat > 30
    assert isinstance(geometry(one.relative), LineGeometry)


def test_fifty_km_off_a_coast_are_international_waters() -> None:
    one = telling("Six drowned 50 km off the coast of [Libya].")["Libya"]
    assert one.spot is not None
    assert one.spot.precision == 7


def test_talks_between_countries_are_in_no_place_between_them() -> None:
    assert telling("A deal was struck between [Russia] and [Ukraine].") == {}


def test_the_time_of_a_way_is_a_guess() -> None:
    one = telling("Six died in a village a two-hour drive from [Goma].", "CD")["Goma"]
    assert one.relative.kind == "travel"
    assert one.relative.estimated
    assert one.spot is not None
    assert one.spot.radius_km > 100


def test_a_distance_from_a_place_told_before() -> None:
    one = telling("Shells hit [Kyiv]. In [Bila Tserkva], 80 km away, six died.", "UA")["Bila"]
    assert one.relative.anchors[0].name == "Kyiv"
    assert one.relative.agreement == 1.0


def test_the_capital_is_an_anchor() -> None:
    one = telling("Six died in [Bila Tserkva], 80 km south of the capital.", "UA")["Bila"]
    assert one.relative.anchors[0].name == "Kyiv"


def test_a_link_to_another_report_tells_of_no_place_of_this_one() -> None:
    text = "Six died in Bucha.\n\nFire 20 km north of Kyiv"
    names = [Named(Mention.at(text, *at), lookup(text[slice(*at)])[0]) for at in ((12, 17), (40, 44))]
    assert told(text, names, [0, 20])
    assert told(text, names, [0], furniture=[Span(20, len(text))]) == {}


def test_a_claim_lies_where_its_words_say() -> None:
    place = placed("A drone killed four people in a village 20 km north of Kyiv on Monday.")
    assert place.relative is not None
    assert place.gazetteer is None
    assert place.precision == 2
    assert place.radius_km is not None
    assert place.lat == pytest.approx(50.63, abs=0.05)


def test_a_claim_keeps_the_place_that_fits_its_words() -> None:
    place = placed("Shells killed six people in Borodyanka, some 15 miles from Bucha, on Monday.")
    assert place.name == "Borodyanka"
    assert place.relative is not None
    assert place.relative.agreement == 1.0
    assert place.lat == pytest.approx(50.64, abs=0.02)


KYIV = Anchor(name="Kyiv", mention=None, lat=50.45, lon=30.52, radius_km=15.0)


def relative(kind: str, shape: str, **more: object) -> RelativePlace:
    return RelativePlace(
        kind=kind,
        shape=shape,
        wording=Mention("x", 0, 1),
        anchors=more.pop("anchors", (KYIV,)),
        **more,  # type: ignore[arg-type]
    )


def test_agreement_falls_with_distance_and_direction() -> None:
    north = relative("distance", "sector", low_km=18.0, high_km=22.0, bearing=0.0, spread=22.5)
    fits = [agreement(north, at) for at in ((50.63, 30.52), (50.9, 30.52), (50.2, 30.52), (48.0, 30.52))]
    assert fits[0] == 1.0
    assert fits == sorted(fits, key=lambda fit: -(fit or 0.0))
    assert (fits[3] or 0.0) < 0.01


def test_no_anchor_no_place() -> None:
    lost = relative("near", "disc", high_km=15.0, anchors=(Anchor(name="Dorno", mention=None),))
    assert spot(lost) is None
    assert geometry(lost) is None
    assert agreement(lost, (50.0, 30.0)) is None


def test_nought_km_from_a_place_is_its_point() -> None:
    here = relative("distance", "ring", low_km=0.0, high_km=0.0)
    assert geometry(here) == PointGeometry((30.52, 50.45))
    assert agreement(here, (50.45, 30.52)) == 1.0


def test_an_entry_without_coordinates_anchors_nothing() -> None:
    plain, names = marked("Six died 5 km from [Dorno].")
    found = told(plain, [Named(names[0], Entry("Dorno", "town", "UA", None, None))], [0])
    assert [one.spot for one in found.values()] == [None]
