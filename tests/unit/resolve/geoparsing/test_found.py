"""Sentences and the names of places that are found in them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from recount.language.analysis import Entity
from recount.resolve.geoparsing import geoparse
from recount.resolve.geoparsing.evidence import evidence, surroundings
from recount.resolve.geoparsing.spots import spots

CASES = tomllib.loads(Path(__file__).with_name("found.toml").read_text(encoding="utf-8"))["case"]


def entities(text: str, heard: list[tuple[str, str]]) -> list[Entity]:
    """Names heard in a text, each where it stands first after the one before."""
    found, at = [], 0
    for kind, words in heard:
        at = text.index(words, at)
        found.append(Entity(at, at + len(words), kind, 0.9))
        at += len(words)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_names_of_places_are_found(case: dict[str, str]) -> None:
    text = case["text"].replace("[", "").replace("]", "")
    found = geoparse(text, entities(text, [(kind, words) for kind, words in case.get("heard", [])]))
    toponyms = [one for one in found if one.kind != "anaphor"]
    again = ""
    at = 0
    for one in toponyms:
        again += text[at : one.mention.start] + f"[{one.mention.exact}]"
        at = one.mention.end
    assert again + text[at:] == case["text"]


def test_a_place_in_the_name_of_a_body_is_embedded() -> None:
    text = "The Kharkiv Medical Institute sent help."
    (found,) = geoparse(text, entities(text, [("ORG", "Kharkiv Medical Institute")]))
    assert found.kind == "embedded"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param("They met in Kharkiv.", "after at", id="a preposition of place"),
        pytest.param("the town of Kharkiv", "after of kind", id="a kind of place before"),
        pytest.param("a Kharkiv man", "before people", id="people of the place"),
        pytest.param("the Kharkiv-based firm", "before based", id="a body's seat"),
        pytest.param("Mr. Kharkiv", "after titles", id="a person's title"),
        pytest.param("Kharkiv, Tex.", "before state", id="a state"),
        pytest.param("KHARKIV (Northwire) — Rain fell.", "dateline", id="a dateline"),
        pytest.param("Kharkiv Hospital", "before institutions", id="a body"),
        pytest.param("the Kharkiv Agreement", "before pacts", id="a treaty"),
        pytest.param("Kharkiv denied it", "before acts", id="an act"),
    ],
)
def test_the_words_around_a_name_are_signs(text: str, sign: str) -> None:
    spot = next(spots(text))
    assert sign in set(evidence(spot, surroundings(text, (), ())))


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        pytest.param("Shells fell on Kharkiv. The city lost power.", "The city", "Kharkiv", id="the city"),
        pytest.param(
            "Shells fell in Kharkiv and in Sumy. In the town they hid.", "the town", "Sumy", id="the last town"
        ),
        pytest.param(
            "A bridge fell near Sidon, Lebanon. The capital slept.", "The capital", "Beirut", id="the capital"
        ),
        pytest.param("A bus burnt near Sidon. The country mourned.", "The country", "Lebanon", id="the country"),
        pytest.param("They hid in Sidon and stayed there.", "there", "Sidon", id="there"),
    ],
)
def test_words_point_back_at_places(text: str, words: str, place: str) -> None:
    found = {one.mention.exact: one for one in geoparse(text, ()) if one.kind == "anaphor"}
    assert [one.entry and one.entry.name for one in found.values()] == [place]
    assert list(found) == [words]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Shells fell on Kharkiv. The city of Sumy lost power.", id="a name after"),
        pytest.param("Shells fell on Kharkiv. There was no power.", id="there is"),
        pytest.param("Nothing fell. The city lost power.", id="nothing named before"),
    ],
)
def test_words_that_point_back_at_nothing(text: str) -> None:
    assert [one.mention.exact for one in geoparse(text, ()) if one.kind == "anaphor"] == []
