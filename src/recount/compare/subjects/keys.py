"""What a claim is about, facet by facet, as it is compared with others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from msgspec import Struct

from recount.claims.phrases import singular
from recount.compare.subjects.folding import folded
from recount.compare.subjects.places import Ids, place_key
from recount.lexicon.conflicts import conflict_of
from recount.lexicon.eras import wars
from recount.model import Effect, Group, ResolvedClaim, Scope

_BEGINNING, _SPAN = timedelta(days=7), timedelta(days=7)


class Key(Struct, frozen=True, kw_only=True):
    """What the claims of one subject have in common.

    `within` is the one report that claims are compared in, where too little is known to look further; `since` is the
    first day of an incident or a period, and of a running total that counts from another day than the war began;
    `until` the last day of a period. `conflict` tells totals of one war from those of another in the same country.
    """

    effect: Effect
    group: Group
    party: str | None
    things: str | None
    place: str | None
    country: str | None
    scope: Scope
    within: str | None
    conflict: str | None = None
    since: date | None = None
    until: date | None = None


def conflict(resolved: ResolvedClaim) -> str | None:
    """The war that a claim is told of, by its id: of the country and the days, else the day it was made."""
    decided = resolved.resolutions
    place, time = decided.place.value, decided.time.value
    first, last = (time.first, time.last) if time else (decided.said_on, decided.said_on)
    if place is None or place.country is None or first is None or last is None:
        return None
    war = conflict_of(place.country, first, last, frozenset(filter(None, (decided.party.value,))))
    return war.id if war else None


def key_of(resolved: ResolvedClaim, ids: Ids) -> Key:
    """What a claim is about; `ids` are the entries of the gazetteer that names of places stand for."""
    claim, decided = resolved.claim, resolved.resolutions
    place, time, victims = decided.place.value, decided.time.value, claim.victims
    periods: Mapping[str, date] = {"since": time.first, "until": time.last} if time and claim.scope == "period" else {}
    war = conflict(resolved) if claim.scope == "total" else None
    begins = _beginning(resolved, war)
    return Key(
        effect=claim.effect,
        group=victims.group if victims else "unknown",
        party=decided.party.value,
        things=things(victims.mention.exact) if claim.effect == "destroyed" and victims and victims.mention else None,
        place=place_key(place, ids),
        country=place.country if place else None,
        scope=claim.scope,
        within=claim.report if place is None or (time is None and claim.scope not in _STANDING) else None,
        conflict=war,
        **({"since": begins} if begins else periods),
    )


_STANDING = frozenset({"total", "revision"})


@lru_cache(1 << 14)
def things(noun: str) -> str:
    """What things are called, one or many alike.

    >>> things("Combat Jets") == things("combat jet")
    True
    """
    *before, head = folded(noun).split() or ("",)
    return " ".join((*before, singular(head)))


def _beginning(resolved: ResolvedClaim, war: str | None) -> date | None:
    """The day that a running total counts from, where that is told and is not the beginning of its war."""
    time = resolved.resolutions.time.value
    if war is None or time is None or time.last - time.first < _SPAN:
        return None
    return None if abs(time.first - _began()[war]) <= _BEGINNING else time.first


@cache
def _began() -> Mapping[str, date]:
    return {war.id: war.began for war in wars()}
