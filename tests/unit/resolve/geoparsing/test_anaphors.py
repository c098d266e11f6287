"""Words that point back at a place that the report does not name: the division of a town."""

from __future__ import annotations

import pytest

from recount.model import Mention
from recount.resolve.gazetteer import lookup
from recount.resolve.geoparsing.anaphors import pointed


@pytest.mark.parametrize(
    ("text", "town", "meant"),
    [
        (
            "Mines killed two farmers near Izium. Officials in the province counted 40 such cases.",
            "Izium",
            "Kharkiv oblast",
        ),
        ("Shells fell on Grozny. The republic has been cut off for a month.", "Grozny", "Chechnya"),
        ("Shells fell on Homs. A spokesman for the state spoke of an accident.", "Homs", None),
    ],
)
def test_a_province_that_is_not_named_is_that_of_the_last_town(text: str, town: str, meant: str | None) -> None:
    at = text.index(town)
    named = [(Mention.at(text, at, at + len(town)), lookup(town)[0])]
    assert [entry.name for _, entry in pointed(text, named)] == ([meant] if meant is not None else [])
