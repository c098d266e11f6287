"""How two claims on one subject stand to each other: agree, differ, deny; which is part of, revises or copies which.

Compared are claims of different speakers, or of one speaker in different reports: two figures that one speaker gives
in one report are two figures. A claim on a part (``three of them children``) is compared with a claim on a part named
alike only; running totals only where they were made at most two days apart, since a later toll may be higher.
A figure and the older one that it revises are not compared: the one takes the other's place. A copy is compared with
nothing: that it says what its original says corroborates nothing, and what it says otherwise is no second voice.
Whatever gives no number (``dozens``) neither agrees nor differs. A denial contests every other claim on its subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from recount.compare.bounds import Bounds, bounds_of
from recount.compare.subjects import TOLERANCE, as_of, folded
from recount.model import Change, ClaimLink, Relation, ResolvedClaim, Subject
from recount.model.descent import originals


def speaker(resolved: ResolvedClaim) -> str | None:
    """The name of who states a claim, as resolved, else as worded; None where the reporter does."""
    who = resolved.resolutions.source.value
    if who:
        return who.name
    return resolved.claim.source.mention.exact if resolved.claim.source else None


def find_relations(
    subject: Subject, claims: Sequence[ResolvedClaim], carried: Mapping[str, ClaimLink], homes: Mapping[str, str]
) -> Iterator[Relation]:
    """The relations between the claims of one subject, which come in order of date.

    `carried` is the link by which a claim was carried into its report, `homes` the report of each claim, by its id.
    """
    for left, right in _comparable(_voices(claims, carried), originals(carried), homes):
        if "denied" in (left.claim.modality, right.claim.modality):
            relation = _denial(subject, left, right)
        else:
            relation = _agreement(subject, left, right)
        if relation:
            yield relation


def find_parts(subjects: Mapping[str, Subject], claims: Sequence[ResolvedClaim]) -> Iterator[Relation]:
    """A `subset` relation from each claim that is part of another to that other, on the whole's subject.

    `subjects` gives the subject of each claim id. A part whose whole is not among the claims has no relation.
    """
    wholes = {each.claim.id: each.claim for each in claims}
    for each in claims:
        whole = wholes.get(each.claim.subset_of or "")
        if whole:
            reason = f"{_said(each)} is part of “{whole.quantity.exact}”, as the report says"
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
            reason = f"{_said(each)} revises {_said(revised)}, as the report says"
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
        reason = (
            f"{_said(held[copy])} is a newer version of {_said(original)}, in a later copy of the same report"
            if link.revises
            else f"the same claim, carried over {_changed(link.changes)}"
        )
        yield Relation(
            kind="supersedes" if link.revises else "copies",
            subject=subjects[original.claim.id].id,
            left=copy,
            right=original.claim.id,
            reason=reason,
        )


def _changed(changes: Sequence[Change]) -> str:
    """What a copy changed, in words."""
    told = [
        f"{change.aspect} “{change.before}” left out"
        if change.after is None
        else f"{change.aspect} “{change.after}” put in"
        if change.before is None
        else f"{change.aspect} “{change.before}” became “{change.after}”"
        for change in changes
    ]
    return f"with changes: {', '.join(told)}" if told else "as it was"


def _voices(claims: Sequence[ResolvedClaim], carried: Mapping[str, ClaimLink]) -> tuple[ResolvedClaim, ...]:
    """The claims without the copies of one that is there; a newer figure is no copy."""
    version = originals({copy: link for copy, link in carried.items() if not link.revises})
    held = {each.claim.id for each in claims}
    told: dict[str, ResolvedClaim] = {}
    for each in claims:
        original = version.get(each.claim.id, each.claim.id)
        if original not in held or original == each.claim.id:
            told.setdefault(original, each)
    return tuple(told.values())


def _comparable(
    claims: Sequence[ResolvedClaim], first: Mapping[str, str], homes: Mapping[str, str]
) -> Iterator[tuple[ResolvedClaim, ResolvedClaim]]:
    """Each two claims of which neither revises the other, and that do not both say again what one report said."""
    for place, left in enumerate(claims):
        for right in islice(claims, place + 1, None):
            if left.claim.scope == "total" and not _same_days(left, right):
                break  # in order of date, all that follow lie further off
            revised = left.claim.id == right.claim.supersedes or right.claim.id == left.claim.supersedes
            one_voice = left.claim.report == right.claim.report and folded(_who(left)) == folded(_who(right))
            if not (revised or one_voice or _copied(left, right, first, homes)) and _part(left) == _part(right):
                yield left, right


def _copied(left: ResolvedClaim, right: ResolvedClaim, first: Mapping[str, str], homes: Mapping[str, str]) -> bool:
    """Whether two claims go back to one report, and one of them by way of a copy."""
    ours, theirs = first.get(left.claim.id, left.claim.id), first.get(right.claim.id, right.claim.id)
    copied = ours != left.claim.id or theirs != right.claim.id
    return copied and homes.get(ours, ours) == homes.get(theirs, theirs)


def _same_speaker(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    one, other = speaker(left), speaker(right)
    return one is not None and other is not None and folded(one) == folded(other)


def _same_days(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    one, other = as_of(left), as_of(right)
    return one is not None and other is not None and abs(one - other) <= TOLERANCE


def _part(resolved: ResolvedClaim) -> str | None:
    """Which part of a larger count a claim is on, by its noun; None where it is a whole."""
    if resolved.claim.subset_of is None:
        return None
    victims = resolved.claim.victims
    return folded(victims.mention.exact) if victims and victims.mention else ""


def _denial(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> Relation | None:
    if left.claim.modality == right.claim.modality:
        return None
    denial, other = (left, right) if left.claim.modality == "denied" else (right, left)
    reason = f"{_who(denial)} denies {_said(denial)}; {_who(other)} states {_said(other)}"
    return Relation(kind="deny", subject=subject.id, left=denial.claim.id, right=other.claim.id, reason=reason)


def _agreement(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> Relation | None:
    one, other = bounds_of(left.claim.quantity), bounds_of(right.claim.quantity)
    if one is None or other is None:
        return None
    both = one.meets(other)
    if both is None:
        reason = f"{_said(left)} and {_said(right)} are {one.gap(other):,} apart"
        return Relation(kind="differ", subject=subject.id, left=left.claim.id, right=right.claim.id, reason=reason)
    reason = _how_they_agree(left, right, one, other, both)
    if _same_speaker(left, right):
        reason += " (one speaker in two reports)"
    return Relation(kind="agree", subject=subject.id, left=left.claim.id, right=right.claim.id, reason=reason)


def _how_they_agree(left: ResolvedClaim, right: ResolvedClaim, one: Bounds, other: Bounds, both: Bounds) -> str:
    if one == other:
        same = _said(left) == _said(right)
        return f"both say {_said(left)}" if same else f"{_said(left)} and {_said(right)} are the same"
    if one == both:
        return f"{_said(left)} lies in {_said(right)}"
    if other == both:
        return f"{_said(right)} lies in {_said(left)}"
    return f"{_said(left)} and {_said(right)} both allow {both.low:,} to {both.high:,}"


def _who(resolved: ResolvedClaim) -> str:
    return speaker(resolved) or "the report"


def _said(resolved: ResolvedClaim) -> str:
    may = "possibly " if resolved.claim.modality == "possible" else ""
    return f"{may}“{resolved.claim.quantity.exact}”"
