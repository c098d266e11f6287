"""Claims to the statement each rests on: claims with one key are one statement, however many reports carry them.

A claim taken from another rests on what that one rests on. A claim of somebody who can be told again, a person or a
body, rests on what they said that day; of people who cannot ("residents"), on what the report that first had it heard.
What a report states itself rests on the report that its family comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from recount.model import Evidence, Family, Lineage, Link, ResolvedClaim, SourceKind
from recount.resolve.gazetteer.folding import fold
from recount.resolve.origins.courses import first, sources
from recount.resolve.origins.figures import step
from recount.resolve.origins.voices import Voice, is_somebody, likeness, voice_of

_OFFICIAL: frozenset[SourceKind] = frozenset({"government", "military", "police"})


def rests_on(claims: Iterable[ResolvedClaim], lineage: Lineage) -> dict[str, str]:
    """The key of what each claim rests on, by claim id; the same for every order of the claims.

    A key begins ``said`` where a statement is known, ``report`` where only the report is.

    >>> rests_on([], Lineage())
    {}
    """
    given = {each.claim.id: each for each in claims}
    came = sources(lineage.claims)
    origins = _origins(lineage.families)
    named = _names(given.values())
    own = {claim: _key(each, named, origins) for claim, each in given.items()}
    joined = _Joined()
    for one, other in _heard_alike(given.values(), lineage.utterances):
        joined.join(own[one], own[other])
    roots = {claim: first(claim, came) for claim in sorted(given)}
    for claim, root in roots.items():
        own.setdefault(root, own[claim])  # where the first claim is not among those given, the first copy stands for it
    return {claim: joined.of(own[root]) for claim, root in roots.items()}


class _Joined:
    """Keys that are one, each told by the least of them."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The key that stands for this one."""
        while key in self._of:
            key = self._of[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make two keys one: a statement stands before a report, else the first in order of letters."""
        least, most = sorted((self.of(one), self.of(other)), key=lambda key: (not key.startswith("said"), key))
        if least != most:
            self._of[most] = least


def _origins(families: Iterable[Family]) -> Mapping[str, str]:
    """What each report of a family goes back to: its origin, else the outlet credited, else the family."""
    return {
        report: family.origin.value or (family.outside.outlet if family.outside else family.id)
        for family in families
        for report in family.reports
    }


def _voice(resolved: ResolvedClaim) -> Voice | None:
    decided = resolved.resolutions
    return voice_of(resolved.claim.source, decided.source, decided.speaker_party)


def _key(resolved: ResolvedClaim, named: Mapping[tuple[Voice, date], str], origins: Mapping[str, str]) -> str:
    """What a claim rests on by itself."""
    voice, day = _voice(resolved), resolved.resolutions.said_on
    report = origins.get(resolved.claim.report, resolved.claim.report)
    if voice is None:
        return f"report {report}"
    if day is None:
        return f"said {fold(voice.told)} in {report}"
    if is_somebody(voice):
        return f"said {named[voice, day]} on {day}"
    place = resolved.resolutions.place.value
    if voice.kind in _OFFICIAL and place is not None:
        return f"said {fold(voice.told)} at {fold(place.name)} on {day}"
    return f"said {fold(voice.told)} on {day} in {report}"


def _names(claims: Iterable[ResolvedClaim]) -> Mapping[tuple[Voice, date], str]:
    """One name for every voice that is one with others on its day: the longest, then the first in order of letters."""
    days: defaultdict[date, set[Voice]] = defaultdict(set)
    for each in claims:
        voice, day = _voice(each), each.resolutions.said_on
        if voice is not None and day is not None and is_somebody(voice):
            days[day].add(voice)
    found: dict[tuple[Voice, date], str] = {}
    for day, voices in days.items():
        joined = _Joined()
        names = {voice: fold(voice.name or "") for voice in voices}
        for one, other in combinations(sorted(voices, key=lambda voice: (voice.name or "", voice.wording)), 2):
            if names[one] != names[other] and likeness(one, other) == "same":
                joined.join(names[one], names[other])
        found.update({(voice, day): joined.of(name) for voice, name in names.items()})
    return found


def _heard_alike(claims: Iterable[ResolvedClaim], utterances: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """The claims that stand in the passages of one statement in two reports, with one figure."""
    told: defaultdict[str, list[ResolvedClaim]] = defaultdict(list)
    for each in claims:
        told[each.claim.report].append(each)
    for link in utterances:
        for parallel in link.parallels:
            for one in _within(told[link.left], parallel.left):
                for other in _within(told[link.right], parallel.right):
                    if _one_figure(one, other):
                        yield one.claim.id, other.claim.id


def _within(claims: Sequence[ResolvedClaim], evidence: Evidence) -> list[ResolvedClaim]:
    return [
        each
        for each in claims
        if each.claim.source is not None
        and evidence.start <= each.claim.quantity.start
        and each.claim.quantity.end <= evidence.end
    ]


def _one_figure(one: ResolvedClaim, other: ResolvedClaim) -> bool:
    """Whether two claims in one statement are one: effect and figure are the same, and who states them may be."""
    ours, theirs = _voice(one), _voice(other)
    return (
        one.claim.effect == other.claim.effect
        and step(one.claim.quantity, other.claim.quantity) in {"same", "bound"}
        and (ours is None or theirs is None or likeness(ours, theirs) != "different")
    )
