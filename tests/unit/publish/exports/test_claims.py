"""Exports are what their formats ask for, and the same bytes for the same view."""

from __future__ import annotations

import csv
import io
import json

import pytest
from msgspec.structs import replace

import copied
from invented import claim, reading, view
from recount.model import Anchor, Mention, RelativePlace, ResolvedClaim
from recount.publish.exports import WRITERS
from recount.publish.view import View


def exported(form: str, of: View) -> bytes:
    out = io.BytesIO()
    WRITERS[form].write(of, out)  # type: ignore[index]
    assert not out.closed
    return out.getvalue()


def rows(of: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("csv", of).decode(), newline="")))


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_view_gives_the_same_bytes(form: str) -> None:
    assert exported(form, view()) == exported(form, view())


def test_json_lines_hold_a_report_with_its_claims_each() -> None:
    lines = exported("jsonl", view()).splitlines()
    reports = [json.loads(line) for line in lines]
    assert [len(report["claims"]) for report in reports] == [7, 5]
    for report in reports:
        text = report["report"]["text"]
        for one in report["claims"]:
            assert text[one["quantity"]["start"] : one["quantity"]["end"]] == one["quantity"]["exact"]


def test_copies_name_what_they_were_made_from_in_every_format() -> None:
    (wire, (dead, _)), *_ = copied.told()
    (_, (lost,)) = copied.rewrite()
    (update, (newer, _)) = copied.update()
    whole = copied.view()
    in_csv = {row["id"]: row for row in rows(whole)}
    in_json = {row["id"]: row for row in json.loads(exported("json", whole))}
    for row in (in_csv[lost.claim.id], in_json[lost.claim.id]):
        assert (row["carried_from"], row["original"], row["made_from"]) == (
            newer.claim.id,
            dead.claim.id,
            update.report.id,
        )
    assert (in_csv[dead.claim.id]["original"], in_csv[newer.claim.id]["made_from"]) == ("", wire.report.id)


def test_json_is_one_flat_list() -> None:
    found = json.loads(exported("json", view()))
    assert [one["publisher"] for one in found] == ["Harbour Wire"] * 7 + ["Velmor Courier"] * 5


def test_csv_has_a_line_a_claim_and_empty_cells_for_what_is_not_stated() -> None:
    found = rows(view())
    assert len(found) == 12
    assert (found[0]["low"], found[0]["high"], found[0]["operator"], found[0]["from"]) == (
        "120",
        "",
        "at_least",
        "2031-04-07",
    )
    assert (found[8]["low"], found[8]["high"], found[8]["vague"], found[8]["lat"]) == ("", "", "true", "")
    assert found[11]["low"] == "0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_starts_a_formula(start: str) -> None:
    of = reading(("sentence", "Nine died."), publisher=f"{start}HYPERLINK(1)", title=None, published=None)
    made = claim(of, "Nine died.", "Nine", 9, 9, "killed")
    assert rows(View(title="", software="", readings=(of,), claims=(made,)))[0]["publisher"] == f"'{start}HYPERLINK(1)"


def test_a_westerly_longitude_stays_a_number() -> None:
    whole = view()
    first = whole.claims[0]
    place = first.resolutions.place.value
    assert place is not None
    west = replace(first.resolutions.place, value=replace(place, lon=-17.4))
    moved = replace(first, resolutions=replace(first.resolutions, place=west))
    assert rows(replace(whole, claims=(moved, *whole.claims[1:])))[0]["lon"] == "-17.4"


def test_geojson_places_claims_by_longitude_first_and_leaves_the_rest_null() -> None:
    found = json.loads(exported("geojson", view()))
    assert found["type"] == "FeatureCollection"
    assert {feature["type"] for feature in found["features"]} == {"Feature"}
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [36.2, 48.9]}
    nowhere = next(one for one in found["features"] if one["properties"]["place"] == "Tarn Valley")
    assert nowhere["geometry"] is None
    assert len({feature["id"] for feature in found["features"]}) == 12


def told(**more: object) -> ResolvedClaim:
    """The first claim of the view, its place told by another."""
    first = view().claims[0]
    place = first.resolutions.place.value
    assert place is not None
    words = Mention("20 km north of Velmor", 0, 21)
    anchor = Anchor(name="Velmor", mention=Mention("Velmor", 15, 21), lat=50.4, lon=30.5, radius_km=5.0)
    by = RelativePlace(
        kind="distance",
        wording=words,
        anchors=(anchor,),
        shape="sector",
        low_km=18.0,
        high_km=22.0,
        bearing=0.0,
        spread=22.5,
        **more,  # type: ignore[arg-type]
    )
    moved = replace(first.resolutions.place, value=replace(place, relative=by, radius_km=8.4))
    return replace(first, resolutions=replace(first.resolutions, place=moved))


def test_a_place_told_by_another_alone_is_an_area() -> None:
    whole = replace(view(), claims=(told(), *view().claims[1:]))
    feature = json.loads(exported("geojson", whole))["features"][0]
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["geometry"]["coordinates"][0][0] == feature["geometry"]["coordinates"][0][-1]
    assert feature["properties"]["relative"] == "20 km north of Velmor"
    assert rows(whole)[0]["radius_km"] == "8.4"


def test_a_place_that_was_measured_stays_a_point() -> None:
    whole = replace(view(), claims=(told(measured_km=21.0, agreement=1.0), *view().claims[1:]))
    assert json.loads(exported("geojson", whole))["features"][0]["geometry"]["type"] == "Point"


def test_json_holds_how_a_place_is_told_by_another() -> None:
    whole = replace(view(), claims=(told(), *view().claims[1:]))
    found = json.loads(exported("json", whole))[0]["place"]["relative"]
    assert (found["kind"], found["low_km"], found["anchors"][0]["name"]) == ("distance", 18.0, "Velmor")
