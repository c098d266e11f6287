"""The words that may say where to the place of each claim: the likeliest of the report's places."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.model import Claim, Place, Resolution
from recount.resolve.chains import Link, chosen, marginals
from recount.resolve.gazetteer import Entry
from recount.resolve.placing import bonds, evidence, shown
from recount.resolve.relative import Told
from recount.resolve.scenes import Question, Scene, questions
from recount.resolve.toponyms import Candidate
from recount.resolve.weights import likelihood, weighed

# UCDP's where_prec of a kind of place.
PRECISION = {
    "site": 1,
    "town": 1,
    "district": 3,
    "admin1": 4,
    "region": 4,
    "country": 6,
    "people": 6,
    "sea": 7,
    "continent": None,
}
_NAMED = 5
_FITS, _BORNE_OUT, _GUESSED = 0.5, 0.3, 0.7


def places(claims: Sequence[Claim], scene: Scene) -> tuple[Resolution[Place], ...]:
    """Where the harm of each claim happened, in the order of the claims; None where the report names no place.

    All named places of the report stand for each claim, since one event's place serves all its claims; those decided
    for the claims before speak for the same place again. `method` says where the place stands: ``sentence``, ``before``
    or ``after`` the claim's; `confidence` is high where it is clearly likelier than the next other place.
    """
    asked = questions(claims, scene)
    if not scene.candidates:
        return tuple(Resolution(value=None, method="unstated", confidence=0.5) for _ in asked)
    row = links(asked, scene)
    found = []
    for question, link, shares in zip(asked, row, marginals(row), strict=True):
        at, confidence = chosen(link, shares)
        best = scene.candidates[at]
        ranked = sorted(zip(shares, scene.candidates, strict=True), key=lambda item: -item[0])
        found.append(
            Resolution(
                value=_place(best),
                method=_method(best, question),
                confidence=round(_checked(confidence, best.told), 2),
                candidates=tuple(dict.fromkeys((best.name, *(one.name for _, one in ranked))))[:_NAMED],
            )
        )
    return tuple(found)


def links(asked: Sequence[Question], scene: Scene) -> list[Link]:
    """The row of claims whose places are decided together: each candidate's score, and what agreeing is worth."""
    row = []
    meanings = tuple(one.meaning for one in scene.candidates)
    kin = tuple(one.country or "" for one in scene.candidates)
    own = [weighed("placing", shown(one, scene)) for one in scene.candidates]
    for at, question in enumerate(asked):
        same, akin = bonds(question, asked[at - 1], scene) if at else ({}, {})
        rows = zip(scene.candidates, own, strict=True)
        scores = tuple(its + weighed("placing", evidence(one, question, scene)) for one, its in rows)
        row.append(Link(scores, meanings, likelihood("placing", same), kin, likelihood("placing", akin)))
    return row


def _method(best: Candidate, question: Question) -> str:
    """Where the decided place stands."""
    if best.sentence == question.sentence:
        return "sentence"
    return "before" if best.sentence < question.sentence else "after"


def _place(candidate: Candidate) -> Place:
    """The record of a candidate; a place the gazetteer lacks has a country but no coordinates."""
    entry = candidate.entry
    lat, lon = (entry.lat, entry.lon) if entry is not None else (None, None)
    place = Place(
        name=entry.name if candidate.scale == "people" and entry is not None else candidate.mention.exact,
        mention=candidate.mention,
        country=candidate.country,
        lat=lat,
        lon=lon,
        precision=PRECISION["district" if entry is not None and entry.kind == "district" else candidate.scale],
        radius_km=entry.radius_km if entry is not None else None,
        admin1=_division(entry) if entry is not None else None,
        gazetteer=(entry.id or None) if entry is not None else None,
    )
    return place if candidate.told is None else _told(place, candidate.told)


def _division(entry: Entry) -> str | None:
    """The first-order division that a place lies in, or is."""
    return entry.name if entry.kind == "admin1" else entry.admin1


def _told(place: Place, told: Told) -> Place:
    """A place with how the report tells it by another; where that alone says where it lies, it lies there."""
    if told.spot is None:
        return structs.replace(place, relative=told.relative)
    spot = told.spot
    return structs.replace(
        place,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=spot.radius_km,
        precision=spot.precision,
        admin1=told.admin1,
        gazetteer=None,
        relative=told.relative,
    )


def _checked(confidence: float, told: Told | None) -> float:
    """How sure a place is: more where it lies as its words say, less where not, or where a guess alone says so."""
    if told is None:
        return confidence
    fit = told.relative.agreement
    if fit is None:
        return confidence * (_GUESSED if told.relative.kind == "travel" else 1.0)
    return confidence + _BORNE_OUT * fit * (1 - confidence) if fit >= _FITS else confidence * (_FITS + fit)
