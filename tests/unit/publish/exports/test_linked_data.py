"""Claims as schema.org and as Web Annotations: JSON-LD that needs no network, and says where each comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import copied
from exported import view, written
from recount.publish.formats import FormatName
from recount.publish.view import View


def graph(form: FormatName, of: View) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = json.loads(written(form, of))["@graph"]
    return nodes


def terms(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            if name != "claim":  # the record itself, which the context calls JSON
                yield from terms(each)
    elif isinstance(value, list):
        for each in value:
            yield from terms(each)


@pytest.mark.parametrize("form", ["schemaorg", "annotations"])
def test_the_context_stands_in_the_document_and_has_every_term(form: FormatName) -> None:
    document = json.loads(written(form, view()))
    context = document["@context"]
    assert isinstance(context, dict)
    known = {*context, "@id", "@type"}
    assert "@vocab" in context or set(terms(document["@graph"])) <= known


@pytest.mark.parametrize("form", ["schemaorg", "annotations"])
def test_every_id_that_is_named_is_told(form: FormatName) -> None:
    nodes = graph(form, copied.view())
    told = {each.get("@id", each.get("id")) for each in nodes}
    named = {
        each["@id"] if isinstance(each, dict) else each
        for node in nodes
        for name in ("firstAppearance", "appearance", "wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo")
        for each in (node[name] if isinstance(node.get(name), list) else [node[name]] if name in node else [])
    }
    assert named <= told


def test_a_claim_has_its_first_appearance_and_all_its_copies() -> None:
    (wire, (dead, _)), (reprint, _), (edited, _), (update, (newer, _)), (rewrite, (lost,)), *_ = copied.told()
    claims = {each["@id"]: each for each in graph("schemaorg", copied.view()) if each["@type"] == "Claim"}
    first, second = claims[dead.claim.id], claims[newer.claim.id]
    assert first["firstAppearance"] == {"@id": wire.report.id}
    assert {each["@id"] for each in first["appearance"]} == {each.report.id for each in (wire, reprint, edited)}
    assert {each["@id"] for each in second["appearance"]} == {each.report.id for each in (update, rewrite)}
    assert lost.claim.id not in claims


def test_where_the_origin_is_not_held_nothing_is_called_the_first() -> None:
    *_, (agency, (graves,)), _ = copied.told()
    claims = {each["@id"]: each for each in graph("schemaorg", copied.view()) if each["@type"] == "Claim"}
    assert "firstAppearance" not in claims[graves.claim.id]
    assert {"@id": agency.report.id} in claims[graves.claim.id]["appearance"]


def test_a_review_is_there_where_a_reviewer_graded() -> None:
    nodes = graph("schemaorg", view())
    (review,) = (each for each in nodes if each["@type"] == "ClaimReview")
    assert review["itemReviewed"]["@id"] == nodes[0]["@id"]
    assert (review["author"]["name"], review["reviewRating"]["alternateName"]) == ("ana", "fair")
    assert [each for each in graph("schemaorg", copied.view()) if each["@type"] == "ClaimReview"] == []


def test_selectors_hold_in_the_text_of_the_report() -> None:
    of = view()
    text = {each.report.id: each.report.text for each in of.readings}
    for each in graph("annotations", of):
        if "target" not in each:
            continue
        position, quote = each["target"]["selector"]
        source = text[each["target"]["source"]]
        said = source[position["start"] : position["end"]]
        assert said == quote["exact"]
        within = position["refinedBy"]
        assert said[within["start"] : within["end"]] == quote["refinedBy"]["exact"] == each["claim"]["quantity"]
        assert source[: position["start"]].endswith(quote.get("prefix", ""))


def test_provenance_tells_the_run_the_software_and_the_original() -> None:
    nodes = {each["id"]: each for each in graph("annotations", view())}
    copies = [each for each in nodes.values() if "wasDerivedFrom" in each]
    (copy,) = copies
    assert nodes[copy["wasDerivedFrom"]]["target"]["source"] != copy["target"]["source"]
    run = nodes[copy["wasGeneratedBy"]]
    assert run["type"] == "Activity"
    assert {nodes[each]["name"] for each in run["wasAssociatedWith"]} == {"recount 0.0.0 (test); en 1; places 1", "ana"}
    report = nodes[copy["wasQuotedFrom"]]
    assert report["identifier"].startswith("sha256:")
