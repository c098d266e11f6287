"""The names of places in a text: what the language model hears and the gazetteer knows, weighed by the words around."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from recount.language.analysis import Entity
from recount.resolve.geoparsing.evidence import evidence, surroundings
from recount.resolve.geoparsing.spellings import spelling
from recount.resolve.geoparsing.spots import Spot, spots
from recount.resolve.weights import likelihood

_SURE, _TAKEN = 2.0, 0.0


def found(text: str, entities: Sequence[Entity]) -> tuple[Spot, ...]:
    """The names of places in a text, in order; `entities` are the names that the language model heard.

    A name inside that of a body is found by itself: "Lukava" of "Lukava Police Department".

    >>> text = "Shells hit Kharkiv, Ukrainian police in Dorno said."
    >>> [text[spot.start : spot.end] for spot in found(text, [Entity(40, 45, "LOC", 0.9)])]
    ['Kharkiv', 'Ukrainian', 'Dorno']
    """
    report = surroundings(text, entities)
    proposed = sorted(_proposed(text, entities), key=lambda spot: spot.start)
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
    yield from shown
    for one in entities:
        if one.kind in {"LOC", "NAT"} and not any(spot.start < one.end and one.start < spot.end for spot in shown):
            exact = text[one.start : one.end]
            yield Spot(one.start, one.end, len(exact.split()), "heard", spelling(exact))
