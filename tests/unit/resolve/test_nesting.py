"""Which places of a report lie in which, and in which countries they are."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text
from recount.resolve.nesting import held, shares
from recount.resolve.scenes import Scene, scene_of
from recount.resolve.toponyms import Candidate


def scene(text: str) -> Scene:
    """The scene of a report's claims."""
    reading = read_text(text, id="rpt:test")
    return scene_of(reading, find_claims(reading))


def named(one: Scene, name: str) -> Candidate:
    """The first candidate of a scene whose words hold a name."""
    return next(place for place in one.candidates if name in place.mention.exact)


@pytest.mark.parametrize(
    ("text", "fine", "wide", "lies"),
    [
        pytest.param(
            "Six people were killed in the village of Ostrivka, in Kherson region.",
            "Ostrivka",
            "Kherson",
            True,
            id="in",
        ),
        pytest.param(
            "Six people were killed in Kherson region's village of Ostrivka.", "Ostrivka", "Kherson", True, id="of"
        ),
        pytest.param(
            "Six people were killed in the village of Ostrivka. Shells fell on Kherson region.",
            "Ostrivka",
            "Kherson",
            False,
            id="told apart",
        ),
        pytest.param(
            "Six people were killed in Garissa. Kenya blamed militants.", "Garissa", "Kenya", True, id="a country"
        ),
        pytest.param(
            "Six people were killed in Garissa. Somalia blamed militants.",
            "Garissa",
            "Somalia",
            False,
            id="another one",
        ),
        pytest.param(
            "Six people were killed in Kenya. Shots were heard in Garissa.", "Kenya", "Garissa", False, id="the wider"
        ),
    ],
)
def test_what_lies_in_what(text: str, fine: str, wide: str, *, lies: bool) -> None:
    found = scene(text)
    inside = held(text, found.candidates, [named(found, wide)])
    assert (named(found, fine).meaning in inside) == lies


def test_shares_are_of_the_places_where_something_is_located() -> None:
    found = scene("Iranian officials said six people were killed in Basra and four in Mosul, and one in Aleppo.")
    told = shares(found.candidates)
    assert set(told) == {"IQ", "SY"}
    assert told["IQ"] > told["SY"]
    assert sum(told.values()) == pytest.approx(1)
