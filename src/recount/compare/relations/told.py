"""Relations that reports tell themselves, that copies make, and that statements and admissions bear on figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import get_args

from recount.compare.relations.figures import admission, admits, said
from recount.compare.speakers import interest, teller
from recount.compare.subjects import as_of
from recount.lexicon.effects import taken_in
from recount.model import (
    ClaimLink,
    Denial,
    Effect,
    Relation,
    ResolvedClaim,
    ResolvedStatement,
    Scope,
    Subject,
)

_Loss = tuple[str | None, str | None, Effect, Scope, date | None]
"""Whose loss and in which country, the effect and scope of the claim, and the day it was made."""

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

    A denial contests claims and makes none; one that answers no claim contests nothing here, and the figure that it
    denies in its own words is no claim of others.
    """
    held = {each.claim.id: each for each in claims}
    for each in {one.statement.id: one for one in statements}.values():
        if isinstance(each.statement, Denial):
            speaks = each.agent.value.name if each.agent.value else "somebody not named"
            for claim in each.statement.answers:
                if claim in held and held[claim].claim.modality != "denied":
                    reason = f"{speaks} denies “{each.statement.content.exact}”, which answers {said(held[claim])}"
                    yield Relation(
                        kind="deny", subject=subjects[claim].id, left=each.statement.id, right=claim, reason=reason
                    )


def find_admissions(subjects: Mapping[str, Subject], voices: Sequence[ResolvedClaim]) -> Iterator[Relation]:
    """An `admit` relation from each admission of a loss to the enemy's figures of it, where the one takes in the other.

    `voices` are claims in order of date, without copies. The figures are those of the same party and country, made at
    most two days apart, one of each speaker and the nearest first, `_MOST` at the most. A vague admission bears on
    figures of any scope, and counts once for each side in a report.
    """
    enemies: defaultdict[_Loss, dict[tuple[str, str], ResolvedClaim]] = defaultdict(dict)
    for each in voices:
        day = as_of(each)
        if day is not None and interest(each, subjects[each.claim.id].conflict) == "enemy's loss":
            enemies[(*_whose(each), each.claim.effect, each.claim.scope, day)].setdefault(teller(each), each)
    admitted: set[tuple[str, str | None]] = set()
    for own in voices:
        subject, mouth = subjects[own.claim.id], (own.claim.report, own.resolutions.speaker_party.value)
        if interest(own, subject.conflict) != "own loss" or (own.claim.quantity.vague and mouth in admitted):
            continue
        if own.claim.quantity.vague:
            admitted.add(mouth)
        for theirs in islice(_nearest(own, enemies), _MOST):
            there = subjects[theirs.claim.id]
            if there.id != subject.id and admits(own, theirs, there.conflict):
                yield admission(there, own, theirs)


def _whose(each: ResolvedClaim) -> tuple[str | None, str | None]:
    """Whose losses a claim tells of, and in which country."""
    place = each.resolutions.place.value
    return each.resolutions.party.value, place.country if place else None


def _nearest(
    own: ResolvedClaim, enemies: Mapping[_Loss, Mapping[tuple[str, str], ResolvedClaim]]
) -> Iterator[ResolvedClaim]:
    """The claims told about the day of an admission that count what it takes in, one a speaker, the nearest first."""
    day = as_of(own)
    scopes = get_args(Scope) if own.claim.quantity.vague else (own.claim.scope,)
    seen: set[tuple[str, str]] = set()
    for away in (0, 1, -1, 2, -2) if day is not None else ():
        for effect in taken_in(own.claim.effect):
            for scope in scopes:
                on = day + timedelta(days=away) if day is not None else None
                for mouth, each in enemies.get((*_whose(own), effect, scope, on), {}).items():
                    if mouth not in seen:
                        seen.add(mouth)
                        yield each
