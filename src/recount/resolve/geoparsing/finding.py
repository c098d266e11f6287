"""The names of places in a text: what the language model hears and the gazetteer knows, weighed by the words around."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from recount.language.analysis import Entity
from recount.lexicon.lists import words
from recount.resolve.geoparsing.evidence import evidence, surroundings
from recount.resolve.geoparsing.spellings import spelling
from recount.resolve.geoparsing.spots import Spot, spots
from recount.resolve.weights import likelihood

_SURE, _TAKEN = 2.0, 0.0
_LONGEST, _CITY = 4, 50_000
_HYPHEN = re.compile(r"[\s-]+")


def found(text: str, entities: Sequence[Entity]) -> tuple[Spot, ...]:
    """The names of places in a text, in order; `entities` are the names that the language model heard.

    A name inside that of a body is found by itself: "Lukava" of "Lukava Police Department".

    >>> text = "Shells hit Kharkiv, Ukrainian police in Dorno said."
    >>> [text[spot.start : spot.end] for spot in found(text, [Entity(40, 45, "LOC", 0.9)])]
    ['Kharkiv', 'Ukrainian', 'Dorno']
    """
    proposed = sorted(_proposed(text, entities), key=lambda spot: spot.start)
    report = surroundings(text, entities, proposed)
    traits = [dict.fromkeys(evidence(spot, report), 1.0) for spot in proposed]
    scores = [likelihood("spotting", one) for one in traits]
    best: defaultdict[str, float] = defaultdict(float)
    for spot, score in zip(proposed, scores, strict=True):
        name = text[spot.start : spot.end].lower()
        best[name] = max(best[name], score)
    again = likelihood("spotting", {"again": 1.0})
    return tuple(
        spot
        for spot, score in zip(proposed, scores, strict=True)
        if score + (again if score < best[text[spot.start : spot.end].lower()] >= _SURE else 0.0) >= _TAKEN
    )


def _proposed(text: str, entities: Sequence[Entity]) -> Iterator[Spot]:
    """What may be names of places: those that their words or the gazetteer show, and others that were heard as such."""
    shown = list(spots(text))
    for one in entities:
        if one.kind not in {"LOC", "NAT"}:
            continue
        over = [spot for spot in shown if spot.start < one.end and one.start < spot.end]
        exact = text[one.start : one.end]
        if not over or (one.kind == "LOC" and _longer(exact, over)):
            shown = [spot for spot in shown if spot not in over]
            why = "longer" if over else "heard"
            yield Spot(one.start, one.end, len(exact.split()), why, spelling(exact))
    yield from shown


def _longer(exact: str, over: Sequence[Spot]) -> bool:
    """Whether a name heard as a place is one of its own, and towns found in it are only parts: "Meadow Dorno"."""
    tokens = [token for token in _HYPHEN.split(exact) if token not in words("geoparsing", "inner")]
    return (
        1 < len(tokens) <= _LONGEST
        and " and " not in exact
        and " of " not in exact
        and all(token[:1].isupper() for token in tokens)
        and _others().isdisjoint(token.lower() for token in tokens)
        and all(
            spot.why == "known"
            and spot.end - spot.start < len(exact)
            and spot.spelling.form == "name"
            and all(entry.kind in {"town", "district"} and entry.population < _CITY for entry in spot.spelling.entries)
            for spot in over
        )
    )


@cache
def _others() -> frozenset[str]:
    """Words of roads, sites and bodies, which are no part of a town's own name."""
    return words("geoparsing", "institutions", "streets") | words("toponyms", "sites", "directions")
