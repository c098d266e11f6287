"""Which claims are about the same thing.

Claims share a subject when they count the same effect on the same group of the same party in the same place, and:

- *incidents*, when the days of every two touch, or lie at most two days apart, and none spans more than a week; longer
  spans where they share half their days;
- *periods* (``in the last 24 hours``), when first and last day are the same;
- *running totals* of one war, always, where they count from the same day: a subject of totals is a series.

What is not known is not taken to be the same: a claim without a place, or an incident or a period without a time, is
set beside claims of its own report only. Things destroyed are told apart by their noun (``jets``, ``tanks``). Incidents
that differ in place or in group are joined only where `recount.compare.subjects.joining` shows why. A copy is where its
original is, so that copies change no subject; people have the last word (`recount.compare.subjects.moved`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, structs

from recount import wire
from recount.compare.subjects.dates import TOLERANCE, as_of, events, in_order_of_date
from recount.compare.subjects.folding import folded
from recount.compare.subjects.joining import Cause, Event, event, joined
from recount.compare.subjects.keys import Key, conflict, key_of
from recount.compare.subjects.labels import label
from recount.compare.subjects.moved import Cluster, moved
from recount.compare.subjects.places import Ids, Spot, entries, neighbours
from recount.model import Join, Judged, Place, ResolvedClaim, Subject

__all__ = ["TOLERANCE", "Found", "as_of", "find_subjects", "folded", "in_order_of_date"]


class Found(Struct, frozen=True):
    """A subject, its claims in order of date, and the key that they or the first of them have."""

    subject: Subject
    claims: tuple[ResolvedClaim, ...]
    key: Key


def find_subjects(
    claims: Iterable[ResolvedClaim],
    originals: Mapping[str, str] | None = None,
    judgements: Iterable[Judged] = (),
) -> tuple[Found, ...]:
    """Each subject with its claims, by label then id, whatever the order of the claims given.

    `originals` is the claim that each copy goes back to; `judgements` are the merges and splits that stand.
    """
    held = {each.claim.id: each for each in claims}
    first = {copy: of for copy, of in (originals or {}).items() if copy in held and of in held and copy != of}
    own = sorted((each for each in held.values() if each.claim.id not in first), key=_id)
    ids = entries(place for each in own if (place := each.resolutions.place.value))
    told = _events(own, ids)
    clusters = [_cluster(together, causes) for together, causes in joined(told, neighbours(_spots(told)))]
    carried: defaultdict[str, list[ResolvedClaim]] = defaultdict(list)
    for copy in sorted(first):
        carried[first[copy]].append(held[copy])
    placed = moved([_with_copies(each, carried) for each in clusters], judgements, first)
    found = map(_found, placed)
    return tuple(sorted(found, key=lambda each: (each.subject.label, each.subject.id)))


_id = attrgetter("claim.id")


def _events(claims: Iterable[ResolvedClaim], ids: Ids) -> list[Event]:
    """The claims of each key, those on incidents parted into events."""
    alike: defaultdict[Key, list[ResolvedClaim]] = defaultdict(list)
    for each in claims:
        alike[key_of(each, ids)].append(each)
    told: list[Event] = []
    for key, members in alike.items():
        parts = events(members) if key.scope == "incident" else (members,)
        told.extend(
            event(_dated(key, part) if key.scope == "incident" else key, part, _where(part))
            for part in map(in_order_of_date, parts)
        )
    return told


def _dated(key: Key, part: Sequence[ResolvedClaim]) -> Key:
    """The key of an event: with the day it is said to begin by whoever told of it first, so that its id stays.

    Where that spans more than a week, with the last day too, as such spans may begin on one day and be apart.
    """
    time = part[0].resolutions.time.value
    if time is None:
        return key
    return structs.replace(key, since=time.first, until=time.last if (time.last - time.first).days >= 7 else None)


def _where(claims: Sequence[ResolvedClaim]) -> Place | None:
    """The place of claims told alike: as the first has it that knows a point."""
    places = [place for each in claims if (place := each.resolutions.place.value)]
    return next((place for place in places if place.lat is not None), places[0] if places else None)


def _spots(told: Iterable[Event]) -> Mapping[Spot, Place]:
    """Each place of short incidents, as the first claim by id has it that knows a point."""
    found: dict[Spot, tuple[str, Place]] = {}
    for each in told:
        if each.spot is not None and each.place is not None and each.place.lat is not None and each.days is not None:
            known = found.get(each.spot)
            if known is None or each.claims[0].claim.id < known[0]:
                found[each.spot] = each.claims[0].claim.id, each.place
    return {spot: place for spot, (_, place) in found.items()}


def _cluster(together: Sequence[Event], causes: Mapping[int, Cause]) -> Cluster:
    joins = {
        claim.claim.id: Join(claim=claim.claim.id, by=cause.by[0], reason=cause.reason)
        for number, cause in causes.items()
        for claim in together[number].claims
    }
    claims = tuple(claim for each in together for claim in each.claims)
    return Cluster(wire.content_id("sub", together[0].key), together[0].key, claims, joins)


def _with_copies(cluster: Cluster, carried: Mapping[str, Sequence[ResolvedClaim]]) -> Cluster:
    copies = [(of, copy) for of in cluster.claims for copy in carried.get(of.claim.id, ())]
    if not copies:
        return cluster
    joins = {
        copy.claim.id: Join(
            claim=copy.claim.id, by="copy", reason=f"carried over from another report's “{of.claim.quantity.exact}”"
        )
        for of, copy in copies
    }
    claims = *cluster.claims, *(copy for _, copy in copies)
    return structs.replace(cluster, claims=claims, joins={**cluster.joins, **joins})


def _found(cluster: Cluster) -> Found:
    """A cluster as a subject: told by the claims that belong to it by equality, else by its first."""
    claims, key = in_order_of_date(cluster.claims), cluster.key
    core = [each for each in claims if each.claim.id not in cluster.joins] or [claims[0]]
    names = Counter(place.name for each in core if (place := each.resolutions.place.value))
    commonest = min(names, key=lambda name: (name.isupper(), -names[name], name), default=None)
    times = [time for each in _own(cluster, claims) if (time := each.resolutions.time.value)]
    subject = Subject(
        id=cluster.id,
        label=label(key, commonest),
        effect=key.effect,
        group=key.group,
        party=key.party,
        place=commonest,
        country=key.country,
        claims=tuple(each.claim.id for each in claims),
        scope=key.scope,
        spot=key.place,
        since=key.since,
        first=min((time.first for time in times), default=None),
        last=max((time.last for time in times), default=None),
        conflict=conflict(core[0]),
        joins=tuple(cluster.joins[each.claim.id] for each in claims if each.claim.id in cluster.joins),
    )
    return Found(subject, claims, key)


def _own(cluster: Cluster, claims: Sequence[ResolvedClaim]) -> Sequence[ResolvedClaim]:
    """The claims that are no copies; where all are, these."""
    copies = {claim for claim, join in cluster.joins.items() if join.by == "copy"}
    return [each for each in claims if each.claim.id not in copies] or claims
