"""Toponyms: the names of places in a text, each with the place it means, how it stands for it, and how sure that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from recount.language.analysis import Entity
from recount.model import Mention
from recount.resolve.gazetteer import Entry, distance_km
from recount.resolve.geoparsing.anaphors import pointed
from recount.resolve.geoparsing.finding import found
from recount.resolve.geoparsing.joint import Choice, chosen
from recount.resolve.geoparsing.kinds import Kind, kind_of_use
from recount.resolve.geoparsing.referents import Link, Referent, links, referents

_LISTED, _LEAST, _LAND = 5, 0.5, 0.4  # _LAND: what a country's name says of where, beside a town's
_FAINT, _OBSCURE, _THERE_KM = 0.75, 20_000, 60
_SUREST, _LONE, _POINTED, _PART = 0.99, 0.75, 0.7, 0.7


class Toponym(Struct, frozen=True):
    """A name of a place: its words, what they stand for, the place meant, and how sure that is (0 to 1).

    `kind` is ``literal`` (the place itself), ``demonym`` (an adjective or people: "Malian"), ``metonym`` (its
    government: "Kyiv denied"), ``embedded`` (inside the name of a body: "Dorno Police Department"), ``dateline``
    (where the report was filed, not where anything happened) or ``anaphor`` (words that point back: "the city").
    `entry` is None where the gazetteer lacks the name, or where nothing tells which place of the name is meant;
    `candidates` are the likeliest, best first. `near` is the place that a name without an entry lies in or beside, by
    the words around or the rest of the report.
    """

    mention: Mention
    kind: Kind
    entry: Entry | None
    confidence: float
    candidates: tuple[Entry, ...] = ()
    near: Entry | None = None


def geoparse(text: str, entities: Sequence[Entity]) -> tuple[Toponym, ...]:
    """The toponyms of a text, in order; `entities` are the names that a language model heard in it.

    >>> found = geoparse("Shells hit Kharkiv, Ukrainian police said.", ())
    >>> [(one.mention.exact, one.kind, one.entry.name, one.entry.kind) for one in found]
    [('Kharkiv', 'literal', 'Kharkiv', 'town'), ('Ukrainian', 'demonym', 'Ukraine', 'country')]
    """
    spots = found(text, entities)
    mentions = [Mention.at(text, spot.start, spot.end) for spot in spots]
    bodies = [one for one in entities if one.kind == "ORG"]
    inside = frozenset(
        at
        for at, spot in enumerate(spots)
        if any(
            one.start <= spot.start and spot.end <= one.end and one.end - one.start > spot.end - spot.start + 1
            for one in bodies
        )
    )
    named = located(text, mentions, inside)
    return tuple(sorted((*named, *_anaphors(text, named)), key=lambda one: one.mention.start))


def _anaphors(text: str, named: Sequence[Toponym]) -> Iterator[Toponym]:
    """The words that point back at places; they are as sure as the names that they point at, but for the pointing."""
    places = [
        (one.mention, one.entry)
        for one in named
        if one.entry is not None
        and one.entry.kind not in {"continent", "sea"}
        and (one.kind == "literal" or (one.kind == "metonym" and one.entry.kind == "country"))
    ]
    sure = {one.entry: one.confidence for one in named if one.entry is not None}
    for mention, entry in pointed(text, places):
        yield Toponym(mention, "anaphor", entry, round(_POINTED * sure.get(entry, 1.0), 2), (entry,))


def located(text: str, mentions: Sequence[Mention], embedded: frozenset[int] = frozenset()) -> tuple[Toponym, ...]:
    """For each mention of a text, in order, the place it means; all are decided together.

    `embedded` numbers the mentions that are part of a body's name. Which places a name can mean is told by what the
    text puts it inside, by kinds of place said beside it, by what lies in or near the other places of the text, and
    last by how well known each is.

    >>> text = "Two died in Paris, Texas. Paris lies near Dallas."
    >>> spans = [Mention.at(text, 12, 17), Mention.at(text, 19, 24), Mention.at(text, 26, 31), Mention.at(text, 42, 48)]
    >>> [one.entry.country for one in located(text, spans)]
    ['US', 'US', 'US', 'US']
    """
    stated = links(text, mentions)
    places = referents(text, mentions, stated)
    choices = chosen(places, stated)
    owner = {mention: number for number, place in enumerate(places) for mention in place.mentions}
    around = _around(places, choices, stated, owner)
    found = []
    for at, mention in enumerate(mentions):
        choice = choices[owner[at]]
        kind = "embedded" if at in embedded else kind_of_use(text, mention, next(iter(choice.entries), None))
        part = places[owner[at]].spelling.form == "part"
        found.append(_toponym(mention, choice, kind, around.get(owner[at]), _PART if part else 1.0))
    return tuple(found)


def _toponym(mention: Mention, choice: Choice, kind: Kind, near: Entry | None, sure: float) -> Toponym:
    """A mention with what was chosen for it; `sure` is by how much its name is less than the entry's own."""
    if not choice.entries or sum(choice.shares) < _LEAST:
        return Toponym(mention, kind, None, 0.0, choice.entries[:_LISTED], near)
    return Toponym(mention, kind, choice.entries[0], round(sure * _confidence(choice), 2), choice.entries[:_LISTED])


def _confidence(choice: Choice) -> float:
    """How sure the first entry is: the share of all that lie there, less where only its name speaks for it."""
    best = choice.entries[0]
    there = sum(share for entry, share in zip(choice.entries, choice.shares, strict=True) if _there(entry, best))
    if choice.support >= _FAINT or best.kind in {"country", "continent", "sea", "region"}:
        return min(there, _SUREST)
    return min(there, _LONE) * (0.5 if best.kind != "admin1" and best.population < _OBSCURE else 1.0)


def _there(entry: Entry, best: Entry) -> bool:
    """Whether an entry is about where the best one is: a town and the division of its name."""
    if entry == best:
        return True
    return best.country == entry.country and (
        (entry.kind == "admin1" and entry.name == best.admin1) or distance_km(best, entry) < _THERE_KM
    )


def _around(
    places: Sequence[Referent], choices: Sequence[Choice], stated: Sequence[Link], owner: Mapping[int, int]
) -> Mapping[int, Entry]:
    """For places without entries, the entry that the text puts them inside; else the middle of the report's places."""
    lacking = [number for number, choice in enumerate(choices) if sum(choice.shares) < _LEAST]
    if not lacking:
        return {}
    middle = _middle(places, choices)
    outer = {owner[link.inner]: choices[owner[link.outer]] for link in stated}
    inside = {number: outer[number].entries[0] for number in lacking if number in outer and outer[number].entries}
    return {number: entry for number in lacking if (entry := inside.get(number, middle)) is not None}


def _middle(places: Sequence[Referent], choices: Sequence[Choice]) -> Entry | None:
    """The town that a report most speaks of and for, in the country that it speaks of most."""
    told = [
        (choice.shares[0], len(place.mentions), choice.support, choice.entries[0])
        for place, choice in zip(places, choices, strict=True)
        if choice.entries and place.spelling.form != "part"
    ]
    spoken: defaultdict[str, float] = defaultdict(float)
    for share, often, _, entry in told:
        if entry.country is not None:
            spoken[entry.country] += share * often * (_LAND if entry.kind == "country" else 1.0)
    host = max(spoken, key=lambda code: spoken[code], default=None)
    towns = (
        (share * (math.log(1 + often) + support), entry)
        for share, often, support, entry in told
        if entry.kind in {"town", "district"} and entry.country == host
    )
    return max(towns, key=lambda row: row[0], default=(0.0, None))[1]
