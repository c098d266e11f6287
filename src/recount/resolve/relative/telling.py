"""The places of a report, and which of them it tells by another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from recount.lexicon.peoples import nation_of
from recount.model import Mention, RelativePlace
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.relative.agreement import checked, fitting
from recount.resolve.relative.anchoring import anchored
from recount.resolve.relative.grammar import Phrase, phrases
from recount.resolve.relative.sphere import Point
from recount.resolve.relative.spots import Spot, spot
from recount.resolve.wording import bare

_FITS, _STATED = 0.5, frozenset({"distance", "travel"})


class Named(Struct, frozen=True):
    """A mention of a place and the entry taken for it, None where the gazetteer has none."""

    mention: Mention
    entry: Entry | None


class Told(Struct, frozen=True):
    """What the words around a mention make of it.

    `entry` is the place of that name that fits them; `spot` is where it lies by them alone, where the gazetteer lacks
    it, has it only elsewhere, or where no name is told but that of the anchor ("a village north of Dorno").
    """

    relative: RelativePlace
    entry: Entry | None
    spot: Spot | None


def told(text: str, named: Sequence[Named], starts: Sequence[int], host: str | None) -> dict[int, Told]:
    """The mentions that the report tells by another place, by where they begin.

    `named` are in the order of the text, `starts` is where its sentences begin, `host` the country that it speaks of.

    >>> text = "Six died in Borodyanka, some 15 miles from Bucha. Four died 20 km north of Kyiv."
    >>> names = [(12, 22), (43, 48), (75, 79)]
    >>> found = [Named(Mention.at(text, *at), lookup(text[slice(*at)])[0]) for at in names]
    >>> for start, one in told(text, found, [0, 50], "UA").items():
    ...     print(text[start:][:10], one.relative.measured_km, one.relative.agreement, one.spot)
    Borodyanka 23.5 1.0 None
    Kyiv. None None Spot(lat=50.63452, lon=30.5238, radius_km=8.43, precision=2)
    """
    begins = [one.mention.start for one in named]
    found: dict[int, Told] = {}
    for number in sorted({bisect_right(starts, begin) - 1 for begin in begins}):
        start = starts[number] if number >= 0 else 0
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        own = named[bisect_left(begins, start) : bisect_left(begins, end)]
        for phrase in phrases(text, [one.mention for one in own], start, end):
            found.update(_told(phrase, own, host))
    return found


def _told(phrase: Phrase, own: Sequence[Named], host: str | None) -> dict[int, Told]:
    """What one phrase says of the mentions of its sentence."""

    def known(mention: Mention) -> Entry | None:
        holder = next((one for one in own if one.mention.span.overlaps(mention.span)), None)
        if holder is not None and holder.entry is not None and holder.mention.exact == mention.exact:
            return holder.entry
        return _entry(mention, holder.entry if holder is not None else None)

    place = anchored(phrase, known, host)
    if place is None:
        return {}
    subject = phrase.subject
    if subject is None:
        holders = [one for one in own if any(one.mention.span.overlaps(anchor.span) for anchor in phrase.anchors)]
        derived = spot(place)
        return {one.mention.start: Told(place, None, None if _whole(one) else derived) for one in holders}
    holder = next(one for one in own if one.mention.start <= subject.start < one.mention.end)
    return {holder.mention.start: _checked(place, holder)}


def _entry(mention: Mention, near: Entry | None) -> Entry | None:
    """What the gazetteer has for a name within a mention, best in the country that the mention's own entry is in."""
    name, _ = bare(mention.exact)
    nation = nation_of().get(mention.exact) or nation_of().get(name)
    entries = lookup(mention.exact) or lookup(name)
    if nation is not None and not any(entry.kind == "country" for entry in entries):
        entries = lookup(nation.name)
    akin = (entry for entry in entries if near is not None and entry.country == near.country)
    return next(akin, entries[0] if entries else None)


def _whole(one: Named) -> bool:
    """Whether the gazetteer has the whole mention ("eastern Ukraine"), so that nothing need be derived."""
    return one.entry is not None and one.mention.exact[0].islower() and one.entry in lookup(one.mention.exact)


def _checked(place: RelativePlace, subject: Named) -> Told:
    """The place that a phrase is about: the entry that fits it; where none does and the words say how far, the spot."""
    entry = subject.entry
    at = _point(entry)
    if entry is not None and at is not None:
        own = checked(place, at)
        if own.agreement is None or own.agreement >= _FITS or entry.kind not in {"town", "site"}:
            return Told(own, entry, None)
    name, _ = bare(subject.mention.exact)
    other = fitting(place, [one for one in lookup(name) if one.kind in {"town", "site"}])
    if other is not None:
        return Told(checked(place, (other.lat or 0.0, other.lon or 0.0)), other, None)
    derived = spot(place, at)
    if derived is not None and (entry is None or place.kind in _STATED):
        return Told(place, None, derived)
    return Told(checked(place, at) if at is not None else place, entry, None)


def _point(entry: Entry | None) -> Point | None:
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)
