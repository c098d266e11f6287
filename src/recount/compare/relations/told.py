"""Relations that reports tell themselves, that copies make, and that statements and admissions bear on figures."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from recount.compare.relations.figures import admission, admits, said
from recount.compare.speakers import interest, teller
from recount.compare.subjects import TOLERANCE, as_of
from recount.lexicon.effects import contains
from recount.model import (
    ClaimLink,
    Denial,
    Relation,
    ResolvedClaim,
    ResolvedStatement,
    Subject,
)

_MOST = 8


def find_parts(subjects: Mapping[str, Subject], claims: Sequence[ResolvedClaim]) -> Iterator[Relation]:
    """A `subset` relation from each claim that is part of another to that other, on the whole's subject.

    `subjects` gives the subject of each claim id. A part whose whole is not among the claims has no relation.
    """
    wholes = {each.claim.id: each.claim for each in claims}
    for each in claims:
        whole = wholes.get(each.claim.subset_of or "")
        if whole:
            reason = f"{said(each)} is part of “{whole.quantity.exact}”, as the report says"
            yield Relation(
                kind="subset", subject=subjects[whole.id].id, left=each.claim.id, right=whole.id, reason=reason
            )


def find_revisions(subjects: Mapping[str, Subject], claims: Sequence[ResolvedClaim]) -> Iterator[Relation]:
    """A `supersedes` relation from each claim that revises an older figure to that one, on the older one's subject.

    `subjects` gives the subject of each claim id. One whose older figure is not among them has none.
    """
    older = {each.claim.id: each for each in claims}
    for each in claims:
        revised = older.get(each.claim.supersedes or "")
        if revised:
            reason = f"{said(each)} revises {said(revised)}, as the report says"
            yield Relation(
                kind="supersedes",
                subject=subjects[revised.claim.id].id,
                left=each.claim.id,
                right=revised.claim.id,
                reason=reason,
            )


def find_copies(
    subjects: Mapping[str, Subject], claims: Sequence[ResolvedClaim], carried: Mapping[str, ClaimLink]
) -> Iterator[Relation]:
    """A relation from each claim that was carried into its report to its original, on the original's subject.

    `subjects` gives the subject of each claim id, `carried` the link of each copy. It `supersedes` where the copy gives
    a newer figure, else it `copies`.
    """
    held = {each.claim.id: each for each in claims}
    for copy, link in carried.items():
        original = held[link.original]
        changes = ", ".join(change.told for change in link.changes)
        reason = (
            f"{said(held[copy])} is a newer version of {said(original)}, in a later copy of the same report"
            if link.revises
            else f"the same claim, carried over {f'with changes: {changes}' if changes else 'as it was'}"
        )
        yield Relation(
            kind="supersedes" if link.revises else "copies",
            subject=subjects[original.claim.id].id,
            left=copy,
            right=original.claim.id,
            reason=reason,
        )


def find_denials(
    subjects: Mapping[str, Subject], claims: Sequence[ResolvedClaim], statements: Iterable[ResolvedStatement]
) -> Iterator[Relation]:
    """A `deny` relation from each denial to each claim that it answers, on that claim's subject.

    A denial contests claims and makes none; one that answers no claim contests nothing here.
    """
    held = {each.claim.id: each for each in claims}
    for each in {one.statement.id: one for one in statements}.values():
        if isinstance(each.statement, Denial):
            speaks = each.agent.value.name if each.agent.value else "somebody not named"
            for claim in each.statement.answers:
                if claim in held:
                    reason = f"{speaks} denies “{each.statement.content.exact}”, which answers {said(held[claim])}"
                    yield Relation(
                        kind="deny", subject=subjects[claim].id, left=each.statement.id, right=claim, reason=reason
                    )


def find_admissions(subjects: Mapping[str, Subject], voices: Sequence[ResolvedClaim]) -> Iterator[Relation]:
    """An `admit` relation from each admission of a loss to the enemy's figures of it, where the one takes in the other.

    `voices` are claims in order of date, without copies. The figures are those of the same party and country, made at
    most `TOLERANCE` apart, one of each speaker and the nearest first, `_MOST` at the most.
    """
    enemies: defaultdict[tuple[str | None, str | None], list[tuple[date, str, ResolvedClaim]]] = defaultdict(list)
    for each in voices:
        day = as_of(each)
        if day is not None and interest(each, subjects[each.claim.id].conflict) == "enemy's loss":
            enemies[_whose(each)].append((day, each.claim.id, each))
    admitted: set[tuple[str, tuple[str, str]]] = set()
    for own in voices:
        subject, day = subjects[own.claim.id], as_of(own)
        if day is None or (own.claim.report, teller(own)) in admitted or interest(own, subject.conflict) != "own loss":
            continue
        if own.claim.quantity.vague:
            admitted.add((own.claim.report, teller(own)))
        for theirs in _nearest(own, day, enemies.get(_whose(own), ())):
            there = subjects[theirs.claim.id]
            if there.id != subject.id and admits(own, theirs, there.conflict):
                yield admission(there, own, theirs)


def _whose(each: ResolvedClaim) -> tuple[str | None, str | None]:
    """Whose losses a claim tells of, and in which country."""
    place = each.resolutions.place.value
    return each.resolutions.party.value, place.country if place else None


def _nearest(own: ResolvedClaim, day: date, told: Sequence[tuple[date, str, ResolvedClaim]]) -> Iterator[ResolvedClaim]:
    """The claims told about a day that count what an admission takes in, one a speaker."""
    near: dict[tuple[str, str], tuple[int, ResolvedClaim]] = {}
    for on, _, each in told[bisect_left(told, day - TOLERANCE, key=lambda one: one[0]) :]:
        if on > day + TOLERANCE:
            break
        if contains(own.claim.effect, each.claim.effect) and _one_scope(own, each):
            away = abs((on - day).days)
            if teller(each) not in near or away < near[teller(each)][0]:
                near[teller(each)] = away, each
    ordered = sorted(near.values(), key=lambda one: (one[0], one[1].claim.id))
    yield from (each for _, each in ordered[:_MOST])


def _one_scope(own: ResolvedClaim, theirs: ResolvedClaim) -> bool:
    """Whether an admission with a number counts over as long as the other; a vague one bears on any."""
    return own.claim.quantity.vague or own.claim.scope == theirs.claim.scope
