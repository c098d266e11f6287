"""Which claims an estimate looks at, and which are set aside before any figure is weighed, and why.

A copy counts as its original. A claim that reviewers reject and none accepts is no claim. A denial contests, and counts
nobody; so does a side that says that none were harmed by it. A part of a count is not added to the count; it is a
figure of its own where its whole is of another group ("50 dead, 12 of them civilians"). What a newer figure revises has
given its place to that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.compare.conventions import Convention, range_of
from recount.compare.estimates.reviewed import rejecters
from recount.compare.events import Event
from recount.compare.provenance import Tracing
from recount.compare.subjects import as_of, find_subjects
from recount.lexicon.peoples import nations
from recount.model import Figure, Group, Judged, Lineage, Range, ResolvedClaim, Rule, Subject
from recount.model.descent import carried, originals

Cell = tuple[Group, str | None]
"""A group and its party: what is counted apart from the rest of an event."""


class Told(Struct, frozen=True):
    """A claim that stands, what is counted in it, and the numbers that its words give."""

    claim: ResolvedClaim
    subject: Subject
    range: Range

    @property
    def cell(self) -> Cell:
        """The group and party that it counts."""
        return cell_of(self.subject)


class Sifted(Struct, frozen=True):
    """The claims of one event that stand, and the figures of those that do not."""

    told: tuple[Told, ...]
    aside: tuple[Figure, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of all its claims."""
        return (*(each.claim.claim.id for each in self.told), *(each.claim for each in self.aside))


def cell_of(subject: Subject) -> Cell:
    """The group and party that a subject counts; a mixed group is one of which it is not known."""
    return ("unknown" if subject.group == "mixed" else subject.group), subject.party


class Sieve:
    """What sets claims aside, worked out once over all the claims of a comparison."""

    def __init__(
        self, subjects: Iterable[Subject], known: Tracing, lineage: Lineage, judgements: Iterable[Judged]
    ) -> None:
        self.claims = known.claims
        links = carried(link for link in lineage.claims if {link.original, link.copy} <= known.claims.keys())
        self.newer = tuple((link.original, copy) for copy, link in links.items() if link.revises)
        self.original = originals({copy: link for copy, link in links.items() if not link.revises})
        self.rejected = rejecters(judgements)
        self.subject_of = _placed(subjects, known, self.original)

    def sift(self, events: Sequence[Event], convention: Convention) -> Iterator[tuple[Event, Sifted]]:
        """Each event with its claims sifted; a copy goes with the event of its original."""
        home = {subject.id: event.id for event in events for subject in event.subjects}
        by_event: dict[str, list[str]] = {event.id: [] for event in events}
        for claim in sorted(self.subject_of):
            first = self.original.get(claim, claim)
            where = home.get(self.subject_of.get(first, self.subject_of[claim]).id)
            if where is not None:
                by_event[where].append(claim)
        found = {where: tuple(self._sorted(claims, convention)) for where, claims in by_event.items()}
        revised = self._revised(each for many in found.values() for each in many if isinstance(each, Told))
        for event in events:
            yield event, self._settled(found[event.id], revised)

    def _settled(self, found: Sequence[Told | Figure], revised: Mapping[str, ResolvedClaim]) -> Sifted:
        """What stands of an event, once newer figures and larger parts have taken the places of others."""
        aside = [each for each in found if isinstance(each, Figure)]
        told = [each for each in found if isinstance(each, Told)]
        largest = self._largest_parts(told)
        stand = []
        for each in told:
            newer = revised.get(each.claim.claim.id)
            whole = self._whole(each.claim)
            larger = None if whole is None else largest[each.cell, whole.claim.id]
            if newer is not None:
                aside.append(self._aside(each.claim.claim.id, "superseded", f"revised by {_said(newer)}"))
            elif larger is not None and larger is not each:
                reason = f"of several parts of one count the largest counts, {_said(larger.claim)}"
                aside.append(self._aside(each.claim.claim.id, "part", reason))
            else:
                stand.append(each)
        return Sifted(tuple(stand), tuple(aside))

    def _largest_parts(self, told: Iterable[Told]) -> Mapping[tuple[Cell, str], Told]:
        """The largest part of each whole, group by group, by the id of the whole."""
        found: dict[tuple[Cell, str], Told] = {}
        for each in told:
            whole = self._whole(each.claim)
            if whole is not None:
                key = each.cell, whole.claim.id
                found[key] = max(found.get(key, each), each, key=_size)
        return found

    def _sorted(self, claims: Iterable[str], convention: Convention) -> Iterator[Told | Figure]:
        for claim in claims:
            held = self.claims[claim]
            subject = self.subject_of[claim]
            numbers = range_of(held.claim.quantity, convention, battle=subject.group == "combatants")
            why = self._out(held, numbers, convention)
            yield self._aside(claim, *why) if why else Told(held, subject, numbers)

    def _out(self, held: ResolvedClaim, numbers: Range, convention: Convention) -> tuple[Rule, str] | None:
        """Why a claim is set aside by itself."""
        claim = held.claim
        first = self.original.get(claim.id)
        if first is not None:
            return "copy", f"a copy of {_said(self.claims[first])} in {self.claims[first].claim.report[:12]}"
        if claim.id in self.rejected:
            return "rejected", f"rejected by {', '.join(self.rejected[claim.id])}"
        if claim.modality == "denied":
            return "denied", "a denial contests what others say, and counts nobody"
        if _denies(held):
            return "denied", "a side's word that it harmed nobody is a denial, and no count"
        if self._is_part(held):
            whole = self._whole(held)
            return "part", f"part of {_said(whole)}, which counts as a whole" if whole else "part of a larger count"
        if numbers.empty:
            return "vague", f"{_said(held)} is no number to {convention.title}"
        if numbers.low is None and convention.takes in ("least", "floor"):
            return "no number", f"gives no lower bound, and {convention.title} takes the least"
        return None

    def _whole(self, held: ResolvedClaim) -> ResolvedClaim | None:
        whole = held.claim.subset_of
        return None if whole is None else self.claims.get(self.original.get(whole, whole))

    def _is_part(self, held: ResolvedClaim) -> bool:
        """Whether a claim is part of a count of the same people, so that it adds nothing to it."""
        if held.claim.subset_of is None:
            return False
        whole = self._whole(held)
        if whole is None:
            return True
        ours, theirs = self.subject_of[held.claim.id], self.subject_of[whole.claim.id]
        return ours.effect == theirs.effect and cell_of(ours) == cell_of(theirs)

    def _revised(self, told: Iterable[Told]) -> Mapping[str, ResolvedClaim]:
        """The newer figure that took the place of each claim that one revises."""
        standing = {each.claim.claim.id: each.claim for each in told}
        by_words = ((each.claim.supersedes, each) for each in standing.values())
        by_copy = ((old, standing[new]) for old, new in self.newer if new in standing)
        found: dict[str, ResolvedClaim] = {}
        for old, new in (*by_words, *by_copy):
            if old is not None and new.claim.modality == "asserted":
                original = self.original.get(old, old)
                found[original] = max(found.get(original, new), new, key=lambda each: each.claim.id)
        return found

    def _aside(self, claim: str, rule: Rule, reason: str) -> Figure:
        return Figure(
            claim=claim,
            subject=self.subject_of[claim].id,
            source=None,
            made_on=as_of(self.claims[claim]),
            range=Range(),
            weight="set aside",
            rule=rule,
            reason=reason,
        )


def _placed(subjects: Iterable[Subject], known: Tracing, original: Mapping[str, str]) -> Mapping[str, Subject]:
    """The subject of each claim; of one that is in none, as it is rejected, that of those it would stand beside."""
    placed = {claim: each for each in subjects for claim in each.claims}
    if placed.keys() < known.claims.keys():
        for found in find_subjects(known.claims.values(), original):
            beside = [placed[claim] for claim in found.subject.claims if claim in placed]
            home = min(beside, key=lambda each: each.id, default=found.subject)
            placed.update((claim, home) for claim in found.subject.claims if claim not in placed)
    return placed


def _size(told: Told) -> tuple[int, str]:
    return told.range.low or 0, told.claim.claim.id


def _denies(held: ResolvedClaim) -> bool:
    """Whether a side says that it harmed nobody; who speaks of its own people, or of its own land, counts them."""
    decided = held.resolutions
    side, party, place = decided.speaker_party.value, decided.party.value, decided.place.value
    if held.claim.quantity.high != 0 or side is None or side == party:
        return False
    at_home = place is not None and place.country is not None and place.country == _countries().get(side)
    return party is not None or not at_home


@cache
def _countries() -> Mapping[str, str]:
    """The country of each nation, by its name: ISO 3166 alpha-2."""
    return {one.name: one.code for one in nations() if one.code is not None}


def _said(held: ResolvedClaim) -> str:
    return f"“{held.claim.quantity.exact}”"
