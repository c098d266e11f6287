"""Which claims are about the same thing.

Claims share a subject when they count the same effect on the same group of the same party in the same place, and:

- *incidents*, when the days overlap, or lie at most two days apart, for every pair of them;
- *periods* (``in the last 24 hours``), when first and last day are the same;
- *running totals*, always: a subject of totals is a series.

What is not known is not taken to be the same: a claim without a place, or an incident or a period without a time, is
set beside claims of its own report only. People of whom the text does not say whether they are civilians (``unknown``)
are kept apart from civilians; things destroyed are told apart by their noun (``jets``, ``tanks``).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from recount import wire
from recount.model import Effect, Group, Interval, Place, ResolvedClaim, Scope, Subject

TOLERANCE = timedelta(days=2)
"""How far apart two days may lie and still be told of the same event: reports date an event by when it was learnt."""

_COUNTRY_PRECISION = 6


class Key(Struct, frozen=True, kw_only=True):
    """What the claims of one subject have in common.

    `within` is the one report that claims are compared in, where too little is known to look further; `since` is the
    first day of an incident or a period, `until` the last of a period.
    """

    effect: Effect
    group: Group
    party: str | None
    things: str | None
    place: str | None
    country: str | None
    scope: Scope
    within: str | None
    since: date | None = None
    until: date | None = None


def folded(name: str) -> str:
    """A name without case, accents and doubled spaces, for comparing.

    >>> folded("Kharkiv ") == folded("KHARKÍV")
    True
    """
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).casefold().split())


def in_order_of_date(claims: Iterable[ResolvedClaim]) -> tuple[ResolvedClaim, ...]:
    """Claims by the day they were made (else the last day they count), then by id; undated ones last."""
    return tuple(sorted(claims, key=lambda each: (as_of(each) or date.max, each.claim.id)))


def as_of(resolved: ResolvedClaim) -> date | None:
    """The day that a claim was made, else the last day it counts; None where neither is known."""
    time = resolved.resolutions.time.value
    return resolved.resolutions.said_on or (time.last if time else None)


def find_subjects(claims: Iterable[ResolvedClaim]) -> Iterator[tuple[Subject, tuple[ResolvedClaim, ...]]]:
    """Each subject with its claims in order of date, by label then id, whatever the order of the claims given."""
    alike: defaultdict[Key, list[ResolvedClaim]] = defaultdict(list)
    for each in claims:
        alike[_key(each)].append(each)
    found = [
        _subject(key, in_order_of_date(event))
        for common, members in alike.items()
        for key, event in _events(common, members)
    ]
    yield from sorted(found, key=lambda each: (each[0].label, each[0].id))


def _key(resolved: ResolvedClaim) -> Key:
    claim = resolved.claim
    place = resolved.resolutions.place.value
    time = resolved.resolutions.time.value
    victims = claim.victims
    periods = {"since": time.first, "until": time.last} if time and claim.scope == "period" else {}
    return Key(
        effect=claim.effect,
        group=victims.group if victims else "unknown",
        party=resolved.resolutions.party.value,
        things=folded(victims.mention.exact) if claim.effect == "destroyed" and victims and victims.mention else None,
        place=_name(place),
        country=place.country if place else None,
        scope=claim.scope,
        within=claim.report if place is None or (time is None and claim.scope != "total") else None,
        **periods,
    )


def _name(place: Place | None) -> str | None:
    """What to tell a place by: its name, or nothing beside the country where it is no more than that."""
    if place is None or (place.country and place.precision == _COUNTRY_PRECISION):
        return None
    return folded(place.name)


def _events(common: Key, members: list[ResolvedClaim]) -> Iterator[tuple[Key, list[ResolvedClaim]]]:
    """The claims of one key; those on incidents parted into events whose days all touch."""
    timed = [(time, each) for each in members if (time := each.resolutions.time.value)]
    if common.scope != "incident" or not timed:
        yield common, members
        return
    timed.sort(key=lambda pair: (pair[0].first, pair[0].last))
    event: list[tuple[Interval, ResolvedClaim]] = []
    for time, each in timed:
        if event and time.first - min(other.last for other, _ in event) > TOLERANCE:
            yield _dated(common, event)
            event = []
        event.append((time, each))
    yield _dated(common, event)


def _dated(common: Key, event: list[tuple[Interval, ResolvedClaim]]) -> tuple[Key, list[ResolvedClaim]]:
    return structs.replace(common, since=event[0][0].first), [each for _, each in event]


def _subject(key: Key, claims: Sequence[ResolvedClaim]) -> tuple[Subject, tuple[ResolvedClaim, ...]]:
    names = Counter(place.name for each in claims if (place := each.resolutions.place.value))
    commonest = min(names, key=lambda name: (-names[name], name), default=None)
    times = [time for each in claims if (time := each.resolutions.time.value)]
    subject = Subject(
        id=wire.content_id("sub", key),
        label=_label(key, commonest),
        effect=key.effect,
        group=key.group,
        party=key.party,
        place=commonest,
        country=key.country,
        claims=tuple(each.claim.id for each in claims),
        scope=key.scope,
        first=min((time.first for time in times), default=None),
        last=max((time.last for time in times), default=None),
    )
    return subject, tuple(claims)


def _label(key: Key, place: str | None) -> str:
    """A title for people: ``civilians (Ukraine) killed, Mariupol, running total``."""
    victims = (key.things or "things") if key.effect == "destroyed" else _PEOPLE.get(key.group, key.group)
    whose = f"{victims} ({key.party})" if key.party else victims
    when = {"incident": key.since, "period": f"{key.since} to {key.until}" if key.since else None}
    parts = (_WORDING.get(key.effect, "{} " + key.effect).format(whose), place, when.get(key.scope, "running total"))
    return ", ".join(str(part) for part in parts if part)


_PEOPLE = {"unknown": "people", "mixed": "civilians and combatants"}
_WORDING = {"casualties": "casualties among {}", "bodies": "bodies of {}"}
