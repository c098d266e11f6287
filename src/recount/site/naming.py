"""What facets and their values are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from recount.catalogue.facets import NONE, Facet
from recount.lexicon.peoples import nations
from recount.publish import wording

FACET_NAMES: Final[Mapping[Facet, str]] = {
    "conflict": "War",
    "country": "Country",
    "place": "Place",
    "effect": "Harm",
    "group": "Who was harmed",
    "party": "Whose people",
    "source": "Source",
    "kind": "Kind of source",
    "act": "How it is said",
    "modality": "Told as",
    "scope": "What is counted",
    "review": "Review",
    "publisher": "Publisher",
    "origins": "Independent sources",
}
BOUNDS: Final[Mapping[str, str]] = {
    "since": "harm from",
    "until": "harm until",
    "stated_since": "stated from",
    "stated_until": "stated until",
}
"""What the days are called by which claims are cut."""
_SCOPES: Final = {"incident": "one incident", "period": "a period", "total": "a running total"}
_UNSAID: Final[Mapping[Facet, str]] = {
    "conflict": "no known war",
    "source": "no source named",
    "kind": "no source named",
    "act": "no word of saying",
}


def called(facet: Facet, value: str) -> str:
    """The name of a value of a facet.

    >>> called("country", "UA"), called("kind", "armed_group"), called("place", "—"), called("scope", "total")
    ('Ukraine', 'armed group', 'not stated', 'a running total')
    """
    if value == NONE:
        return _UNSAID.get(facet, "not stated")
    if facet == "country":
        return _countries().get(value, value)
    if facet == "conflict":
        return wording.war(value)
    if facet == "scope":
        return _SCOPES.get(value, value)
    return wording.label(value) if facet in ("kind", "act", "group", "modality") else value


@cache
def _countries() -> Mapping[str, str]:
    """States by code; of those that share one, the first stands for it."""
    return {nation.code: nation.name for nation in reversed(nations())}
