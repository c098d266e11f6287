"""The places of a report, and which of them it tells by another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from msgspec import Struct, structs

from recount.model import Mention, RelativePlace, Span
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.relative.agreement import checked, fitting
from recount.resolve.relative.anchoring import anchored
from recount.resolve.relative.grammar import Phrase, phrases, signs_in
from recount.resolve.relative.names import (
    SMALL,
    Named,
    countries,
    overlooked,
    pointers,
    pointing,
    readings,
    whole,
)
from recount.resolve.relative.rows import Row, in_order
from recount.resolve.relative.sphere import Point, distance_km
from recount.resolve.relative.spots import Spot, spot
from recount.resolve.wording import bare

_WIDE = frozenset({"part", "border", "coast", "inside"})
_FITS, _REACH, _FAR, _GUESSES, _WIDEST, _NEXT = 0.5, 600, 400.0, 4, 60.0, 12


class Told(Struct, frozen=True):
    """What the words around a mention make of it.

    `entry` is the place of that name that fits them; `spot` is where it lies by them alone, where the gazetteer lacks
    it, has it only elsewhere, or where no name is told but that of the anchor ("a village north of Dorno"). `country`
    and `admin1` are those of the nearest anchor, for a spot.
    """

    relative: RelativePlace
    entry: Entry | None
    spot: Spot | None
    country: str | None = None
    admin1: str | None = None


class _Scene(Struct, frozen=True):
    """The names of a report in order, and the countries that it speaks of; `found` is what is told so far.

    `known` are the points of its places that are no wider than a division.
    """

    row: Row
    hosts: tuple[str, ...]
    known: frozenset[Point]
    found: dict[int, Told]


def told(
    text: str,
    named: Sequence[Named],
    starts: Sequence[int],
    hosts: Sequence[str] = (),
    furniture: Sequence[Span] = (),
) -> dict[int, Told]:
    """What a report tells by another place, by where the mention begins that it tells.

    Where the words name no place but their anchor, that is the anchor's mention; where that is told by another itself
    ("near Lukava, 12 km from Dorno"), it is where the words begin. `named` are in the order of the text, `starts` is
    where its sentences begin, `hosts` the countries that it speaks of, the most told first. The `furniture` between
    its sentences, menus and links to other reports, tells nothing.

    >>> text = "Six died in Borodyanka, some 15 miles from Bucha. Four died 20 km north of Kyiv."
    >>> names = [(12, 22), (43, 48), (75, 79)]
    >>> found = [Named(Mention.at(text, *at), lookup(text[slice(*at)])[0]) for at in names]
    >>> for start, one in told(text, found, [0, 50], ["UA"]).items():
    ...     print(text[start:][:10], one.relative.agreement, one.spot and one.spot.precision, one.country)
    Kyiv. None 2 UA
    Borodyanka 1.0 None None
    """
    hosts = tuple(dict.fromkeys((*hosts, *countries(named))))
    bounds = [(*at, shown) for at in _sentences(text, starts, furniture) if (shown := signs_in(text[slice(*at)]))]
    if not bounds:
        return {}
    named = [one for one in named if not pointing(one.mention.exact)]
    pointed = tuple(pointers(text, named, hosts))
    row = in_order((*named, *(one.named for one in pointed)))
    more = [one for start, end, _ in bounds for one in overlooked(text, row.within(start, end), start, end, hosts)]
    row = in_order((*row.every, *more))
    worded: list[Phrase] = []
    for start, end, shown in bounds:
        worded.extend(phrases(text, [one.mention for one in row.within(start, end)], start, end, shown))
    scene = _Scene(row, hosts, _points(row), {})
    # A name that is told by another is placed first: it may be an anchor itself.
    for phrase in (one for one in worded if one.subject is not None):
        for start, one in _about(phrase, scene).items():
            if start not in scene.found or not _says(scene.found[start]):
                scene.found[start] = one
    for pointer in pointed:
        if pointer.at is not None and pointer.named.mention.start in scene.found:
            scene.found.setdefault(pointer.at.mention.start, scene.found[pointer.named.mention.start])
    return {**_beside_anchors(worded, scene), **scene.found}


def told_of(mention: Mention, found: Mapping[int, Told]) -> Told | None:
    """What is told of a mention, None where nothing is: first what lies beside it, then where it lies itself.

    "Near Lukava, 12 km from Dorno" tells both.
    """
    own = found.get(mention.start)
    beside = (one for start, one in found.items() if one.relative.wording.start == start <= mention.start)
    return next((one for one in beside if any(anchor.mention == mention for anchor in one.relative.anchors)), own)


def _sentences(text: str, starts: Sequence[int], furniture: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, but for its furniture; what is before the first is one too."""
    skipped = {span.start for span in furniture}
    edges = sorted({0, *starts, len(text), *skipped, *(span.end for span in furniture)})
    yield from (bounds for bounds in pairwise(edges) if bounds[0] not in skipped)


def _points(row: Row) -> frozenset[Point]:
    entries = (one.entry for one in row.every if one.entry is not None and one.entry.kind in SMALL | {"admin1"})
    return frozenset(point for entry in entries if (point := _point(entry)) is not None)


def _says(one: Told) -> bool:
    return one.spot is not None or one.relative.agreement is not None


def _beside_anchors(worded: Sequence[Phrase], scene: _Scene) -> dict[int, Told]:
    """What phrases say that are about no name, or about a wide one, of which they tell a part."""
    beside: dict[int, Told] = {}
    for phrase in worded:
        subject = _subject(phrase, scene)
        wide = subject is not None and (subject.entry is None or subject.entry.kind not in SMALL)
        if not phrase.anchors or not (subject is None or wide or phrase.kind == "part"):
            continue
        place, nearest = _anchored(phrase, scene, subject)
        if place is None:
            continue
        by = _neighbour(phrase, scene.row, place) if place.shape == "line" else None
        one = _of(Told(place, None, spot(place, _point(by))), by or nearest)
        for holder in scene.row.holders(anchor.start for anchor in phrase.anchors):
            taken = holder.mention.start in scene.found
            start = phrase.wording.start if taken else holder.mention.start
            beside.setdefault(start, structs.replace(one, spot=None if whole(holder) else one.spot))
    return beside


def _subject(phrase: Phrase, scene: _Scene) -> Named | None:
    """The name that a phrase is about; a whole country is told by no town."""
    if phrase.subject is None:
        return None
    found = scene.row.holder(phrase.subject.start)
    wide = found is not None and found.entry is not None and found.entry.kind in {"country", "continent"}
    return None if wide else found


def _anchored(phrase: Phrase, scene: _Scene, subject: Named | None) -> tuple[RelativePlace | None, Entry | None]:
    """The relative place that a phrase words, and the first of its anchors that is known."""
    entries = _entries(phrase, scene, subject)
    hosts = (*_own_countries(phrase, subject, scene.row), *scene.hosts)
    place = anchored(phrase, lambda mention: entries.get(mention.start), hosts)
    return place, next((entries[anchor.start] for anchor in phrase.anchors if anchor.start in entries), None)


def _about(phrase: Phrase, scene: _Scene) -> dict[int, Told]:
    """What a phrase says of the name that it is about."""
    subject = _subject(phrase, scene)
    if subject is None:
        return {}
    if not phrase.anchors:
        return _from_earlier(phrase, subject, scene)
    place, nearest = _anchored(phrase, scene, subject)
    return {} if place is None else {subject.mention.start: _of(_checked(place, subject), nearest)}


def _from_earlier(phrase: Phrase, subject: Named, scene: _Scene) -> dict[int, Told]:
    """What a distance says that is told from a town named before: of those, from the last that it fits.

    Where the gazetteer lacks the place, from the last of all; where it has it, and nowhere so, nothing is said.
    """
    start = subject.mention.start
    before = scene.row.before(start, _REACH)
    towns = (one for one in before if one.entry is not None and one.entry.kind in SMALL)
    others = list(islice((one.mention for one in towns if one.mention.exact != subject.mention.exact), _GUESSES))
    guesses = [_about(structs.replace(phrase, anchors=(other,)), scene).get(start) for other in others]
    fits = (one for one in guesses if one is not None and (one.relative.agreement or 0.0) >= _FITS)
    taken = next(fits, guesses[0] if guesses and subject.entry is None else None)
    return {} if taken is None else {start: taken}


def _of(one: Told, nearest: Entry | None) -> Told:
    """What is told, with the country and division of the nearest known place."""
    if one.spot is None or nearest is None:
        return one
    division = nearest.name if nearest.kind == "admin1" else nearest.admin1
    return structs.replace(one, country=nearest.country, admin1=division)


def _own_countries(phrase: Phrase, subject: Named | None, row: Row) -> list[str]:
    """The country that a phrase is said in: that of the place it is about, else of the one named last before."""
    before = (one for one in row.before(phrase.wording.start) if one.entry is not None)
    last = subject or next(before, None)
    if last is None:
        return []
    entries = (last.entry,) if last.entry is not None else lookup(last.mention.exact)
    return [entry.country for entry in entries if entry.country is not None]


def _neighbour(phrase: Phrase, row: Row, place: RelativePlace) -> Entry | None:
    """The place named just after or last before a border or coast, in one of its countries: what lies beside it."""
    codes = {anchor.country for anchor in place.anchors}
    near = row.before(phrase.wording.start, _REACH)
    after = row.within(phrase.wording.end, phrase.wording.end + _NEXT)
    entries = (one.entry for one in chain(after[:1], near) if one.entry is not None)
    return next((entry for entry in entries if entry.kind in SMALL | {"admin1"} and entry.country in codes), None)


def _entries(phrase: Phrase, scene: _Scene, subject: Named | None) -> dict[int, Entry]:
    """What the gazetteer has for each anchor; of two, the places of those names that lie nearest to one another.

    What something is near lies near it, where the words do not say how far: else it is not the place meant.
    """
    rows = [(anchor, _readings(anchor, scene)) for anchor in phrase.anchors]
    taken = {anchor.start: entries[0] for anchor, entries in rows if entries}
    if len(rows) == 1 and taken and subject is not None and phrase.length is None and phrase.kind not in _WIDE:
        return _near(subject, *rows[0])
    if len(rows) == 2 and all(entries for _, entries in rows):
        (one, left), (other, right) = rows
        if _gap(left[0], right[0]) > _FAR:
            pairs = [(a, b) for a in left for b in right if a.kind in SMALL and b.kind in SMALL]
            best = min(pairs, key=lambda pair: _gap(*pair), default=None)
            if best is not None and _gap(*best) <= _FAR:
                taken = {one.start: best[0], other.start: best[1]}
    return taken


def _near(subject: Named, anchor: Mention, entries: Sequence[Entry]) -> dict[int, Entry]:
    """The place of an anchor's name that lies near the place told by it, or near another of that name."""
    about = (*((subject.entry,) if subject.entry is not None else ()), *lookup(bare(subject.mention.exact)[0]))
    for one in about:
        near = next((entry for entry in entries if _gap(one, entry) <= _FAR), None)
        if near is not None:
            return {anchor.start: near}
    return {} if subject.entry is not None else {anchor.start: entries[0]}


def _readings(anchor: Mention, scene: _Scene) -> Sequence[Entry]:
    """The places that an anchor may mean; of one that was placed by its own words, that place."""
    holder = scene.row.holder(anchor.start)
    by = scene.found.get(holder.mention.start) if holder is not None else None
    if by is not None and by.entry is not None:
        return (by.entry,)
    if by is not None and by.spot is not None:
        return (Entry(anchor.exact, "town", by.country, by.spot.lat, by.spot.lon, admin1=by.admin1),)
    found = readings(anchor, holder)
    if holder is not None and holder.entry is not None:
        return found
    return [one for one in found if one.kind not in SMALL or _at_home(one, scene)]


def _at_home(entry: Entry, scene: _Scene) -> bool:
    """Whether a place may be meant though nothing in the report shows it: near one that is, or in its main country."""
    if entry.country in scene.hosts[:1]:
        return True
    at = _point(entry)
    return at is not None and any(distance_km(at, point) <= _FAR for point in scene.known)


def _gap(one: Entry, other: Entry) -> float:
    """How far two places are apart; without end where that is not known."""
    left, right = _point(one), _point(other)
    return distance_km(left, right) if left is not None and right is not None else float("inf")


def _checked(place: RelativePlace, subject: Named) -> Told:
    """The place that a phrase is about: the entry that fits it; where none does and the words say how far, the spot."""
    entry = subject.entry
    at = _point(entry)
    if entry is not None and entry.kind not in SMALL and place.estimated and place.kind != "part":
        return Told(place, entry, None)  # "in the province, north of Dorno" is of no use to tell where the province is
    own = checked(place, at, entry.radius_km or 0.0) if entry is not None and at is not None else None
    if own is not None and (own.agreement is None or own.agreement >= _FITS):
        return Told(own, entry, None)
    name, _ = bare(subject.mention.exact)
    other = fitting(place, [one for one in lookup(name) if one.kind in SMALL])
    if other is not None:
        return Told(checked(place, (other.lat or 0.0, other.lon or 0.0)), other, None)
    derived = spot(place, at)
    stated = not place.estimated or place.kind == "travel"
    lacking = entry is None and (stated or (derived is not None and derived.radius_km <= _WIDEST))
    if derived is not None and (lacking or (stated and entry is not None and entry.kind in SMALL)):
        return Told(place, None, derived)
    return Told(own or place, entry, None)


def _point(entry: Entry | None) -> Point | None:
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)
