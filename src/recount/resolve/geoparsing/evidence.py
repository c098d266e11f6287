"""What speaks for and against words being the name of a place: the language model, the map, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from recount.language.analysis import Entity
from recount.lexicon.lists import words
from recount.resolve.geoparsing.spots import Spot

_SIZES = ((500_000, "town large"), (50_000, "town middle"), (5_000, "town small"), (0, "town tiny"))
_STATE = re.compile(r", (?:[A-Z][a-z]+\.|(?:[A-Z]\.){2,}|[A-Z]{2}\b)")
_BASED = re.compile(r"-(?:based|born|area|bound|raised)\b")
_PARTY = re.compile(r"\b[DRI]-$")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?\s*(?:\([A-Z][\w. ]{1,24}\)|--|—|–)")
_LINE = re.compile(r"(?:^|\n)\s*$")
_NEXT = re.compile(r" (?P<word>[^\W\d_]+)")
_REACH = 40
_OPENING, _ENDING, _QUOTES = " \n“\"'‘(", frozenset(".!?:"), frozenset('“"')
_EDGE = ".,'’"
_RARE = 4  # places of one name, at most, where it tells a country
_ACRONYM = 4  # letters of a town's name in capitals that is more often a body's


class Surroundings(Struct, frozen=True):
    """What a report shows of its names: the names heard in it, the words of persons' names, the words that it also
    writes small, and the countries that it names."""

    text: str
    entities: Sequence[Entity]
    persons: frozenset[str]
    small: frozenset[str]
    countries: frozenset[str]


def surroundings(text: str, entities: Sequence[Entity], proposed: Sequence[Spot]) -> Surroundings:
    """What a report shows, by its text, the names heard in it, and what may be names of places."""
    persons = frozenset(
        word.strip(_EDGE)
        for one in entities
        if one.kind == "PER"
        for word in _own_names(text[one.start : one.end].split())
    )
    countries = frozenset(
        entry.country
        for spot in proposed
        for entry in spot.spelling.entries[:1]
        if entry.kind == "country" and entry.country is not None
    )
    return Surroundings(text, entities, persons, frozenset(text.split()), countries)


def _own_names(tokens: list[str]) -> list[str]:
    """The first and the last name among the words heard as a person: "Lukava Mayor Ana Ruiz" are Ana and Ruiz."""
    offices = words("geoparsing", "titles", "institutions")
    titled = [at for at, token in enumerate(tokens) if token.lower().strip(_EDGE).removesuffix("'s") in offices]
    if not titled and len(tokens) == 1:
        return []
    own = tokens[titled[-1] + 1 :] if titled else tokens
    return [own[0], own[-1]] if own else []


def evidence(spot: Spot, report: Surroundings) -> Iterator[str]:
    """The traits of a spot: names of ``lexicon/spotting.toml``."""
    yield spot.why
    yield from _mapped(spot, report.countries)
    yield from _heard(spot, report.entities)
    yield from _before(spot, report)
    yield from _after(spot, report)
    yield from _written(spot, report)


def _mapped(spot: Spot, countries: frozenset[str]) -> Iterator[str]:
    """What the gazetteer has for a name; a rare name in a country that the report names is mostly the place's."""
    yield f"form {spot.spelling.form}"
    entries = spot.spelling.entries
    if not entries:
        yield "unmapped"
        return
    best = max(entries, key=lambda entry: (entry.kind != "town", entry.population))
    if spot.spelling.form == "name" and len(entries) <= _RARE and any(entry.country in countries for entry in entries):
        yield "of the country"
    if best.kind == "town":
        yield next(name for least, name in _SIZES if best.population >= least)
    else:
        yield best.kind


def _heard(spot: Spot, entities: Sequence[Entity]) -> Iterator[str]:
    """What the language model heard there."""
    over = next((one for one in entities if one.start < spot.end and spot.start < one.end), None)
    if over is None:
        yield "unheard"
        return
    head, tail = over.start == spot.start, abs(over.end - spot.end) <= 1
    inside = over.start <= spot.start and spot.end <= over.end
    how = "whole" if head and tail else "across" if not inside else "head" if head else "tail" if tail else "part"
    yield f"heard {over.kind} {how}"


def _before(spot: Spot, report: Surroundings) -> Iterator[str]:
    """What the words before a name show."""
    text = report.text[max(0, spot.start - _REACH) : spot.start]
    if text[-1:] == "-" and _PARTY.search(text):
        yield "after party"
    if not text.strip(_OPENING) or text.rstrip(_OPENING)[-1:] in _ENDING or text[-1:] in _QUOTES:
        yield "opens"
    pieces = text.split()
    if not pieces or text[-1] != " ":
        return
    before = pieces[-1].lstrip(_OPENING)
    lower = before.lower()
    if lower.rstrip(".") in words("geoparsing", "titles"):
        yield "after titles"
    for name in ("at", "toward"):
        if lower in words("geoparsing", name):
            yield f"after {name}"
    if lower == "of":
        yield "after of kind" if _of_kind(spot, report.text) else "after of"
    elif before[:1].isupper() and before[-1].isalpha() and lower not in _no_names():
        yield "after capital"


@cache
def _no_names() -> frozenset[str]:
    """Words that a name may follow though they are written with a capital."""
    return words("geoparsing", "institutions", "at") | {"the", "of"}


def _after(spot: Spot, report: Surroundings) -> Iterator[str]:
    """What the words after a name show."""
    rest = report.text[spot.end : spot.end + _REACH]
    if _STATE.match(rest):
        yield "before state"
    if _BASED.match(rest):
        yield "before based"
    if _DATELINE.match(rest) and _LINE.search(report.text[max(0, spot.start - 3) : spot.start]):
        yield "dateline"
    match = _NEXT.match(rest)
    if match is None:
        return
    after = match["word"]
    if after.lower() in words("geoparsing", "pacts"):
        yield "before pacts"
    elif after in words("geoparsing", "people"):
        yield "before people"
    elif after in words("geoparsing", "acts"):
        yield "before acts"
    elif after[0].isupper():
        lower = after.lower()
        known = next(
            (kind for kind in ("institutions", "streets", "titles") if lower in words("geoparsing", kind)), None
        )
        yield f"before {known}" if known else "before capital"


def _of_kind(spot: Spot, text: str) -> bool:
    """Whether the kind of place stands before a name: "the department of Dorno"."""
    before = text[max(0, spot.start - _REACH) : spot.start].split()
    return len(before) > 1 and before[-1] == "of" and before[-2].lower() in words("geoparsing", "of")


def _written(spot: Spot, report: Surroundings) -> Iterator[str]:
    """What a name's own letters show."""
    exact = report.text[spot.start : spot.end]
    if not exact[0].isupper() and spot.why == "heard":
        yield "small letter"
    if spot.size > 1:
        yield "several words"
        return
    lower = exact.lower()
    for name in ("common", "persons"):
        if lower in words("geoparsing", name):
            yield "common" if name == "common" else "first name"
    if exact in report.persons and not _of_kind(spot, report.text):
        yield "person's"
    if lower in report.small and spot.why != "short":
        yield "lowered"
    initials = exact.isupper() and len(exact) <= _ACRONYM and spot.spelling.form in {"name", "seat"}
    if initials and not any(entry.kind == "country" for entry in spot.spelling.entries):
        yield "acronym"
