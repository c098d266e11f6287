"""The places of a report, and which of them it tells by another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from recount.lexicon.peoples import nation_of, nations
from recount.model import Mention, RelativePlace
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.relative.agreement import checked, fitting
from recount.resolve.relative.anchoring import anchored
from recount.resolve.relative.grammar import Phrase, phrases
from recount.resolve.relative.sphere import Point, distance_km
from recount.resolve.relative.spots import Spot, spot
from recount.resolve.wording import bare

_FITS, _REACH, _FAR, _GUESSES = 0.5, 600, 400.0, 4
_WIDEST = 60.0
_SMALL = frozenset({"site", "town", "district"})
_POINTED = re.compile(r"\bthe (?:(?P<capital>capital)|city|town|village)\b(?!,? (?:of )?[A-Z])(?!['’-])")


class Named(Struct, frozen=True):
    """A mention of a place and the entry taken for it, None where the gazetteer has none."""

    mention: Mention
    entry: Entry | None


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


def told(text: str, named: Sequence[Named], starts: Sequence[int], hosts: Sequence[str] = ()) -> dict[int, Told]:
    """The mentions that the report tells by another place, by where they begin.

    `named` are in the order of the text, `starts` is where its sentences begin, `hosts` the countries that it speaks
    of, the most told first. "The capital" and "the city" serve as anchors too, and stand in the result where they do.

    >>> text = "Six died in Borodyanka, some 15 miles from Bucha. Four died 20 km north of Kyiv."
    >>> names = [(12, 22), (43, 48), (75, 79)]
    >>> found = [Named(Mention.at(text, *at), lookup(text[slice(*at)])[0]) for at in names]
    >>> for start, one in told(text, found, [0, 50], ["UA"]).items():
    ...     print(text[start:][:10], one.relative.agreement, one.spot and one.spot.precision, one.admin1)
    Borodyanka 1.0 None None
    Kyiv. None 2 Kyiv City
    """
    hosts = tuple(dict.fromkeys((*hosts, *_countries(named))))
    every = sorted((*named, *_pointed(text, named, hosts)), key=lambda one: one.mention.start)
    begins = [one.mention.start for one in every]
    found: dict[int, Told] = {}
    worded: list[Phrase] = []
    for number in sorted({bisect_right(starts, begin) - 1 for begin in begins}):
        start = starts[number] if number >= 0 else 0
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        own = every[bisect_left(begins, start) : bisect_left(begins, end)]
        worded.extend(phrases(text, [one.mention for one in own], start, end))
    # A name that is told by another is placed first: it may be an anchor itself ("near Lukava, 12 km from Dorno").
    for phrase in (one for one in worded if one.subject is not None):
        for start, one in _told(phrase, every, found, hosts).items():
            if start not in found or (found[start].spot is None and found[start].relative.agreement is None):
                found[start] = one
    beside: dict[int, Told] = {}
    # A part is told whole: of "Lukava, in the west of Dornland" both names have their place.
    for phrase in (structs.replace(one, subject=None) for one in worded if one.subject is None or one.kind == "part"):
        for start, one in _told(phrase, every, found, hosts).items():
            beside.setdefault(start, one)
    return {**found, **{start: _kept(one, found.get(start)) for start, one in beside.items()}}


def _kept(one: Told, own: Told | None) -> Told:
    """What is told beside a place that is itself told by another, whose entry stays."""
    return one if own is None or own.entry is None else structs.replace(one, entry=own.entry)


def _countries(named: Sequence[Named]) -> list[str]:
    """The countries that the places of a report are in, the commonest first."""
    codes = [one.entry.country for one in named if one.entry is not None and one.entry.country is not None]
    return [code for code, _ in Counter(codes).most_common()]


def _pointed(text: str, named: Sequence[Named], hosts: Sequence[str]) -> Iterator[Named]:
    """ "The capital" and "the city" with what they point at: the capital of the country told most, the last town."""
    capitals = {nation.code: nation.capital for nation in nations()}
    for match in _POINTED.finditer(text):
        if any(one.mention.start < match.end() and match.start() < one.mention.end for one in named):
            continue
        before = [one for one in named if one.mention.end <= match.start() and one.entry is not None]
        town = next((one.entry for one in reversed(before) if one.entry is not None and one.entry.kind == "town"), None)
        if match["capital"]:
            spoken = (one.entry.country for one in reversed(before) if one.entry is not None)
            code = next((country for country in spoken if country is not None), next(iter(hosts), None))
            entries = lookup(capitals.get(code or "", "")) if code in capitals else ()
            town = next((entry for entry in entries if entry.country == code and entry.kind == "town"), None)
        yield Named(Mention.at(text, match.start(), match.end()), town)


def _told(phrase: Phrase, every: Sequence[Named], found: dict[int, Told], hosts: Sequence[str]) -> dict[int, Told]:
    """What one phrase says of the mentions of the report; `found` is what is told so far."""
    subject = next((one for one in every if phrase.subject is not None and _holds(one, phrase.subject)), None)
    if not phrase.anchors:
        return {} if subject is None else _from_earlier(phrase, subject, every, found, hosts)
    entries = _entries(phrase.anchors, every, found)
    hosts = (*_own_countries(phrase, subject, every), *hosts)
    place = anchored(phrase, lambda mention: entries.get(mention.start), hosts)
    if place is None:
        return {}
    nearest = next((entry for anchor in phrase.anchors if (entry := entries.get(anchor.start)) is not None), None)
    if subject is not None and not (subject.entry is not None and subject.entry.kind in {"country", "continent"}):
        return {subject.mention.start: _of(_checked(place, subject), nearest)}
    if not phrase.anchors or phrase.anchors[0].start < phrase.wording.start:
        return {}
    holders = [one for one in every if any(_holds(one, anchor) for anchor in phrase.anchors)]
    by = None if place.shape != "line" else _beside(phrase, every, place)
    derived = spot(place, _point(by))
    one = Told(place, None, derived)
    return {
        holder.mention.start: structs.replace(_of(one, by or nearest), spot=None if _whole(holder) else derived)
        for holder in holders
    }


def _own_countries(phrase: Phrase, subject: Named | None, every: Sequence[Named]) -> list[str]:
    """The country that a phrase is said in: that of the place it is about, else of the one named last before."""
    before = [one for one in every if one.mention.end <= phrase.wording.start and one.entry is not None]
    last = subject or (before[-1] if before else None)
    if last is None:
        return []
    entries = (last.entry,) if last.entry is not None else lookup(last.mention.exact)
    return [entry.country for entry in entries if entry.country is not None]


def _from_earlier(
    phrase: Phrase, subject: Named, every: Sequence[Named], found: dict[int, Told], hosts: Sequence[str]
) -> dict[int, Told]:
    """What a distance says that is told from a town named before: of those, from the last that it fits.

    Where the gazetteer lacks the place, from the last of all; where it has it, and nowhere so, nothing is said.
    """
    guesses = []
    for earlier in _earlier(subject, every):
        own = structs.replace(phrase, anchors=(earlier.mention,))
        guesses.append(_told(own, every, found, hosts).get(subject.mention.start))
    fits = (one for one in guesses if one is not None and (one.relative.agreement or 0.0) >= _FITS)
    told_by = next(fits, guesses[0] if guesses and subject.entry is None else None)
    return {} if told_by is None else {subject.mention.start: told_by}


def _of(one: Told, nearest: Entry | None) -> Told:
    """What is told, with the country and division of the nearest known place."""
    if one.spot is None or nearest is None:
        return one
    division = nearest.name if nearest.kind == "admin1" else nearest.admin1
    return structs.replace(one, country=nearest.country, admin1=division)


def _holds(one: Named, mention: Mention) -> bool:
    return one.mention.start <= mention.start < one.mention.end


def _earlier(subject: Named, every: Sequence[Named]) -> list[Named]:
    """The towns named not long before another, the last first, which "15 miles away" may be from."""
    start = subject.mention.start
    before = [one for one in every if one.mention.end <= start < one.mention.end + _REACH]
    towns = [one for one in reversed(before) if one.entry is not None and one.entry.kind in _SMALL]
    return [one for one in towns if one.mention.exact != subject.mention.exact][:_GUESSES]


def _beside(phrase: Phrase, every: Sequence[Named], place: RelativePlace) -> Entry | None:
    """The place named last before a border or coast, in one of its countries: what lies beside it."""
    codes = {anchor.country for anchor in place.anchors}
    before = [one for one in every if one.mention.end <= phrase.wording.start][::-1]
    near = (one for one in before if phrase.wording.start - one.mention.end < _REACH and one.entry is not None)
    entries = (one.entry for one in near if one.entry is not None)
    return next((entry for entry in entries if entry.kind in _SMALL | {"admin1"} and entry.country in codes), None)


def _entries(anchors: Sequence[Mention], every: Sequence[Named], found: dict[int, Told]) -> dict[int, Entry]:
    """What the gazetteer has for each anchor; of two, the places of those names that lie nearest to one another."""
    rows: list[tuple[Mention, Sequence[Entry]]] = []
    for anchor in anchors:
        holder = next((one for one in every if _holds(one, anchor)), None)
        rows.append((anchor, _readings(anchor, holder, found)))
    taken = {anchor.start: entries[0] for anchor, entries in rows if entries}
    if len(rows) == 2 and all(entries for _, entries in rows):
        (one, left), (other, right) = rows
        if _gap(left[0], right[0]) > _FAR:
            pairs = [(a, b) for a in left for b in right if a.kind in _SMALL and b.kind in _SMALL]
            best = min(pairs, key=lambda pair: _gap(*pair), default=None)
            if best is not None and _gap(*best) <= _FAR:
                taken = {one.start: best[0], other.start: best[1]}
    return taken


def _readings(anchor: Mention, holder: Named | None, found: dict[int, Told]) -> Sequence[Entry]:
    """The places that a name may mean, the one taken for it first; of one that was placed by its words, that spot."""
    own = holder.entry if holder is not None else None
    by = found.get(holder.mention.start) if holder is not None else None
    if by is not None and by.entry is not None:
        own = by.entry
    elif by is not None and by.spot is not None and by.relative.wording.end < anchor.start:
        own = None
    if by is not None and by.spot is not None and own is None and holder is not None:
        return (Entry(anchor.exact, "town", by.country, by.spot.lat, by.spot.lon, admin1=by.admin1),)
    name, _ = bare(anchor.exact)
    nation = nation_of().get(anchor.exact) or nation_of().get(name)
    entries = lookup(anchor.exact) or lookup(name)
    if nation is not None and not any(entry.kind == "country" for entry in entries):
        entries = lookup(nation.name)
    if own is None:
        return entries
    if holder is not None and holder.mention.exact == anchor.exact:
        return (own, *(entry for entry in entries if entry != own))
    return sorted(entries, key=lambda entry: entry.country != own.country) or ((own,) if own.kind != "region" else ())


def _gap(one: Entry, other: Entry) -> float:
    """How far two places are apart; without end where that is not known."""
    left, right = _point(one), _point(other)
    return distance_km(left, right) if left is not None and right is not None else float("inf")


def _whole(one: Named) -> bool:
    """Whether the gazetteer has the whole mention ("eastern Ukraine"), so that nothing need be derived."""
    return one.entry is not None and one.mention.exact[0].islower() and one.entry in lookup(one.mention.exact)


def _checked(place: RelativePlace, subject: Named) -> Told:
    """The place that a phrase is about: the entry that fits it; where none does and the words say how far, the spot."""
    entry = subject.entry
    at = _point(entry)
    own = checked(place, at, entry.radius_km or 0.0) if entry is not None and at is not None else None
    if own is not None and (own.agreement is None or own.agreement >= _FITS):
        return Told(own, entry, None)
    name, _ = bare(subject.mention.exact)
    other = fitting(place, [one for one in lookup(name) if one.kind in _SMALL])
    if other is not None:
        return Told(checked(place, (other.lat or 0.0, other.lon or 0.0)), other, None)
    derived = spot(place, at)
    stated = not place.estimated or place.kind == "travel"
    lacking = entry is None and (stated or (derived is not None and derived.radius_km <= _WIDEST))
    if derived is not None and (lacking or (stated and entry is not None and entry.kind in _SMALL)):
        return Told(place, None, derived)
    return Told(own or place, entry, None)


def _point(entry: Entry | None) -> Point | None:
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)
