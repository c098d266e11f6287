"""Phrases to relative places: their anchors looked up, and how far they reach where the words do not say.

What "near" and "north of" mean in km is estimated: reports place an event by the nearest town their readers know, most
often within some 15 km of its edge (UCDP's where_prec 2 allows 25 km).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgspec import structs

from recount.lexicon import atlas
from recount.lexicon.peoples import nation_of
from recount.model import Anchor, Mention, RelativeKind, RelativePlace, Shape
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.relative.grammar import Phrase
from recount.resolve.relative.sphere import Point, centre, distance_km
from recount.resolve.relative.vocabulary import alternatives

_RADII = {"district": 30.0, "admin1": 120.0, "region": 200.0, "country": 400.0, "sea": 400.0, "continent": 2500.0}
_TOWN, _WIDEST = 2.0, 250.0
_NEAR, _TOWARDS, _OUTSIDE, _BORDER, _RIVER = 15.0, 30.0, 8.0, 20.0, 25.0
_SHAPES: dict[RelativeKind, Shape] = {
    "near": "disc", "towards": "disc", "midway": "disc", "stream": "disc", "bank": "disc", "between": "corridor",
    "border": "line", "inside": "line", "coast": "line", "part": "part",
}  # fmt: skip

Known = Callable[[Mention], Entry | None]


def anchored(phrase: Phrase, known: Known, hosts: Sequence[str] = ()) -> RelativePlace | None:
    """The relative place that a phrase words, its anchors taken from `known`; None where it is none after all.

    `hosts` are the countries that the report speaks of, the most told first: "the border with Chad" leaves unsaid which
    of them has it. A part that is a name of its own ("South Sudan", "North Kivu") is no part of another place.
    """
    entries = [_suited(phrase, one, known(one)) for one in phrase.anchors]
    if phrase.kind in {"distance", "near"} and phrase.bearing is None and _is_country(entries[0]):
        phrase = structs.replace(phrase, kind="border")  # "10 km from Dornland" is from where that begins
    if not _meant(phrase, entries):
        return None
    anchors = tuple(_anchor(one, entry) for one, entry in zip(phrase.anchors, entries, strict=True))
    if phrase.kind in {"border", "inside"} and len(anchors) == 1 and anchors[0].wide:
        anchors = (*anchors, *_hosted(hosts, anchors[0].country or ""))
    shape = _shape(phrase, anchors)
    low, high, estimated = _distances(phrase, anchors)
    bearing, spread = phrase.bearing, phrase.spread
    return RelativePlace(
        kind=phrase.kind,
        wording=phrase.wording,
        anchors=anchors,
        shape=shape,
        low_km=None if low is None else round(low, 3),
        high_km=None if high is None else round(high, 3),
        bearing=bearing,
        spread=spread,
        estimated=estimated,
    )


def _is_country(entry: Entry | None) -> bool:
    return entry is not None and entry.kind == "country"


def _meant(phrase: Phrase, entries: list[Entry | None]) -> bool:
    """Whether the words tell a place by another, by what their names are of."""
    kinds = {entry.kind for entry in entries if entry is not None}
    whole = phrase.wording.exact
    if phrase.kind in {"between", "midway"}:
        return bool(kinds) and kinds.isdisjoint({"country", "continent"})
    if phrase.kind in {"near", "edge", "towards"}:
        return not any(entry is not None and _radius(entry) > _WIDEST for entry in entries)
    if phrase.kind == "part" and not phrase.lower:
        return kinds == {"country"} and whole not in nation_of() and not lookup(whole)
    if phrase.kind == "part" and _apposed().search(whole):
        return kinds == {"country"}
    return True


@cache
def _apposed() -> re.Pattern[str]:
    """What tells a part of a country alone: "the southern province of Dorno" is Dorno, and no part of it."""
    return re.compile(rf"{alternatives('divisions')}\s+of\s", re.IGNORECASE)


def _suited(phrase: Phrase, name: Mention, entry: Entry | None) -> Entry | None:
    """The entry that a name means in such a phrase: a river has banks, a province rather than a town has a south."""
    if entry is None or entry.kind != "town":
        return entry
    if phrase.kind == "bank":
        return None
    if phrase.kind == "part" and "ern" in phrase.wording.exact:
        wide = (other for other in lookup(name.exact) if other.kind == "admin1" and other.country == entry.country)
        return next(wide, entry)
    return entry


def _anchor(mention: Mention, entry: Entry | None) -> Anchor:
    """An anchor as the gazetteer has it; a country lies where its outline has its middle."""
    if entry is None:
        return Anchor(name=mention.exact, mention=mention)
    wide = entry.kind == "country" and bool(atlas.outline(entry.country or ""))
    point, radius = (entry.lat, entry.lon), _radius(entry)
    if wide:
        point, radius = _extent(entry.country or "")
    return Anchor(
        name=entry.name,
        mention=mention,
        lat=point[0],
        lon=point[1],
        radius_km=round(radius, 2),
        country=entry.country,
        gazetteer=entry.id or None,
        wide=wide,
    )


def _hosted(hosts: Sequence[str], neighbour: str) -> tuple[Anchor, ...]:
    """The first of some countries that has a border with another, as an anchor without words."""
    host = next((code for code in hosts if code != neighbour and atlas.border(neighbour, code)), None)
    if host is None:
        return ()
    point, radius = _extent(host)
    return (Anchor(name=host, mention=None, lat=point[0], lon=point[1], radius_km=radius, country=host, wide=True),)


@lru_cache(maxsize=512)
def _extent(code: str) -> tuple[Point, float]:
    """The middle of a country's mainland, and how far from there its farthest corner is."""
    ring = tuple((y, x) for x, y in atlas.outline(code)[0])
    middle = centre(ring)
    return (round(middle[0], 5), round(middle[1], 5)), round(max(distance_km(middle, corner) for corner in ring), 2)


def _radius(entry: Entry) -> float:
    """How far from its middle a place reaches: by the gazetteer, else by its kind."""
    return entry.radius_km or _RADII.get(entry.kind, _TOWN)


def _shape(phrase: Phrase, anchors: tuple[Anchor, ...]) -> Shape:
    """The shape of what a phrase means."""
    shape = _SHAPES.get(phrase.kind, "ring")
    town = not anchors[0].wide
    if shape == "ring" or (phrase.kind == "coast" and town):
        return "sector" if phrase.bearing is not None else "ring"
    if phrase.kind == "part" and town:
        return "sector" if phrase.bearing is not None else "disc"
    if shape == "line" and phrase.kind != "coast" and len(anchors) > 1 and not (anchors[0].wide and anchors[1].wide):
        return "corridor"
    if shape == "line" and phrase.kind != "coast" and (len(anchors) == 1 or town):
        return "disc"
    return shape


def _distances(phrase: Phrase, anchors: tuple[Anchor, ...]) -> tuple[float | None, float | None, bool]:
    """The least and greatest distance from the anchor, and whether they are estimated."""
    if phrase.length is not None:
        return phrase.length.low, phrase.length.high, phrase.length.guessed
    radius = anchors[0].radius_km or 0.0
    points = [(one.lat, one.lon) for one in anchors if one.lat is not None and one.lon is not None]
    gap = distance_km(points[0], points[1]) if len(points) > 1 else 0.0
    estimates: dict[RelativeKind, tuple[float, float]] = {
        "direction": (0.0, radius + _TOWARDS),
        "towards": (0.0, radius + 2 * _TOWARDS),
        "edge": (radius / 2, radius + _OUTSIDE),
        "between": (0.0, max(5.0, gap / 8)),
        "midway": (0.0, max(5.0, gap / 10)),
        "border": (0.0, _BORDER if anchors[0].wide and len(anchors) > 1 else radius),
        "inside": (0.0, _BORDER),
        "coast": (0.0, _BORDER if anchors[0].wide else radius + 2 * _NEAR),
        "bank": (0.0, radius + _RIVER),
        "stream": (0.0, radius + _RIVER),
        "part": (0.0, radius),
    }
    low, high = estimates.get(phrase.kind, (0.0, radius + _NEAR))
    return low, high, True
