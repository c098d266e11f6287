"""PLOVER, TimeMap and Airwars: what becomes an event, and what does not."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from msgspec.structs import replace

import invented
from exported import other, reprint, view, wire_report, written
from recount.errors import InvariantError
from recount.model import Assessment, Range
from recount.publish.view import View


def plover(of: View) -> dict[str, dict[str, Any]]:
    return {event["id"]: event for event in map(json.loads, written("plover", of).splitlines())}


def test_acts_that_are_done_accusations_and_appeals_are_events() -> None:
    events = plover(view())
    told = {key: (event["event"], event["mode"]) for key, event in events.items() if key.startswith("stm:")}
    assert told == {
        "stm:1": (["ACCUSE"], ["allege"]),
        "stm:2": (["COERCE"], ["seize"]),
        "stm:4": (["REQUEST"], []),
    }
    assert (events["stm:1"]["actor"], events["stm:1"]["recipient"]) == (["Ada Lind"], ["Velmor"])


def test_of_copies_and_parts_one_event_is_told() -> None:
    (_, (dead, children, hurt)), (_, (copy,)), (_, (counted,)) = wire_report(), reprint(), other()
    events = plover(view())
    assert {dead.claim.id, hurt.claim.id, counted.claim.id} <= set(events)
    assert not {children.claim.id, copy.claim.id} & set(events)
    assert (events[dead.claim.id]["size"], events[hurt.claim.id]["size"]) == ({"dead": 12}, {"injured": 9})
    assert events[dead.claim.id]["actor"] == []


def test_what_is_denied_possible_rejected_or_a_toll_is_no_event() -> None:
    of = invented.view()
    rejected = of.claims[0]
    of = replace(of, assessments=(Assessment(claim=rejected.claim.id, review="rejected"),))
    events = plover(of)
    assert rejected.claim.id not in events
    for each in of.claims:
        if each.claim.modality != "asserted" or each.claim.scope == "total" or each.claim.quantity.high == 0:
            assert each.claim.id not in events
    assert any(event["event"] == ["COERCE"] for event in events.values())


def test_words_of_an_event_stand_in_the_text() -> None:
    of = view()
    text = {each.report.id: each.report.text for each in of.readings}
    for event in plover(of).values():
        place = event["text_info"]
        assert [text[place["report"]][place["start"] : place["end"]]] == event["event_text"]


def timemap(of: View) -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = json.loads(written("timemap", of))
    return data


def test_timemap_has_text_only_and_ids_that_are_there() -> None:
    data = timemap(invented.view())
    sources = {each["id"] for each in data["sources"]}
    associations = {each["id"] for each in data["associations"]}
    for event in data["events"]:
        assert {type(value) for value in event.values()} == {str, list}
        assert set(event["sources"]) <= sources
        assert set(event["associations"]) <= associations
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert event["date"] or event["latitude"]


def test_what_has_neither_day_nor_point_is_not_on_the_map() -> None:
    of = invented.view()
    nowhere = [each for each in of.claims if each.claim.effect == "missing"]
    shown = {event["id"] for event in timemap(of)["events"]}
    assert len(nowhere) == 1
    assert shown == {each.claim.id for each in of.claims} - {nowhere[0].claim.id}


def test_an_incident_has_killed_and_injured_side_by_side() -> None:
    (row,) = csv.DictReader(io.StringIO(written("airwars", view("airwars")).decode(), newline=""))
    assert (row["killed_min"], row["killed_max"], row["civilian_harm_status"]) == ("12", "14", "Fair")
    assert (row["civilian_harm_reported"], row["belligerents"], row["strike_status"]) == ("yes", "", "")
    (incident,) = json.loads(written("airwars-json", view("airwars")))
    assert [each["publisher"] for each in incident["reports"]] == ["Velmor Courier", "Harbour Wire"]
    assert all(each["archive"].startswith("sha256:") for each in incident["reports"])


def test_a_weak_incident_has_its_grade_and_no_number() -> None:
    of = view("airwars")
    weak = tuple(each for each in of.estimates if each.effect == "injured")
    (incident,) = json.loads(written("airwars-json", replace(of, estimates=weak)))
    assert (incident["civilian_harm_status"], incident["injured_min"], incident["killed_min"]) == ("Weak", None, None)
    assert incident["civilian_harm_reported"] == "yes"


@pytest.mark.parametrize(
    ("found", "breach"), [(Range(9, None, 3), "are not in order"), (Range(-1, None, 3), "below nought")]
)
def test_an_incident_whose_numbers_do_not_hold_is_not_written(found: Range, breach: str) -> None:
    of = view("airwars")
    with pytest.raises(InvariantError, match=breach):
        written("airwars", replace(of, estimates=tuple(replace(each, range=found) for each in of.estimates)))
