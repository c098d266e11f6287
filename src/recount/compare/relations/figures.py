"""How the figures of two claims stand to each other, with the reason in words."""

from __future__ import annotations

from recount.compare.speakers import body_of, interest, speaker, who
from recount.compare.subjects import TOLERANCE, as_of, folded
from recount.model import Bounds, Quantity, Relation, RelationKind, ResolvedClaim, Subject, bounds_of
from recount.resolve.origins.claims.figures import step
from recount.series.records import METHOD


def said(resolved: ResolvedClaim) -> str:
    """The words of a count, in quotation marks; "possibly" before what is only held possible."""
    may = "possibly " if resolved.claim.modality == "possible" else ""
    return f"{may}“{_written(resolved.claim.quantity)}”"


def _written(quantity: Quantity) -> str:
    """The words of a count; of a cell of a table, which holds no more than a number, with the qualifier of its column.

    >>> _written(Quantity(exact="18900", start=0, end=5, low=18900, high=18900, operator="about", approx=True))
    'about 18,900'
    """
    number = quantity.low if quantity.low is not None else quantity.high
    if not quantity.exact.isdecimal() or number is None:
        return quantity.exact
    qualifier = "about" if quantity.approx else quantity.operator.replace("_", " ")
    return f"{number:,}" if qualifier in ("exact", "between") else f"{qualifier} {number:,}"


def related(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> Relation | None:
    """How two claims on one subject stand to each other, the one told first on the left; None where nothing is said."""
    if "denied" in (left.claim.modality, right.claim.modality):
        return _denial(subject, left, right)
    if is_one_statement(left, right):
        first, again = (right, left) if _is_row(right) and as_of(left) == as_of(right) else (left, right)
        return _relation("same statement", subject, again, first, _heard_twice(first, again))
    one, other = bounds_of(left.claim.quantity), bounds_of(right.claim.quantity)
    if one is None or other is None:
        return _admitted(subject, left, right)
    if _of_one_mouth(subject, left, right) and _later(left, right) and (subject.scope == "total" or one != other):
        return _newer(subject, left, right, one, other)
    both = one.meets(other)
    if both is None and subject.scope == "total" and _risen(left, right, one, other):
        return None
    if both is None:
        gap = one.gap(other)
        reason = f"{said(left)} and {said(right)} are {gap:,} apart"
        return _relation("differ", subject, left, right, reason + _sides(subject, left, right), gap)
    told = " (one speaker in two reports)" if _same_speaker(left, right) else _sides(subject, left, right)
    wider = other if both == one else one
    kind: RelationKind = "agree" if both in (one, other) and (wider.low is not None or one == other) else "overlap"
    return _relation(kind, subject, left, right, _how_they_agree(left, right, one, other, both) + told)


def is_one_statement(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    """Whether two reports tell one figure of one side: of one speaker, or bodies of a side, at most two days apart.

    Each row of a series states its figure anew.
    """
    if left.claim.report == right.claim.report or "denied" in (left.claim.modality, right.claim.modality):
        return False
    side = body_of(left)
    if not _same_speaker(left, right) and (side is None or side != body_of(right)):
        return False
    one, other = as_of(left), as_of(right)
    near = one is not None and other is not None and abs(one - other) <= TOLERANCE
    if one != other and _is_row(left) and _is_row(right):
        return False
    return (
        near and not left.claim.quantity.vague and step(left.claim.quantity, right.claim.quantity) in ("same", "bound")
    )


def _is_row(each: ResolvedClaim) -> bool:
    return each.resolutions.source.method == METHOD


def _heard_twice(first: ResolvedClaim, again: ResolvedClaim) -> str:
    """That two claims are one statement, and what became of its words since an earlier day, or since a body's table."""
    tellers = who(first) if _same_speaker(first, again) else f"{who(first)} and {who(again)}, of one side,"
    heard = f"one figure of {tellers} in two reports"
    if step(first.claim.quantity, again.claim.quantity) != "bound":
        return f"{heard}, {said(first)}"
    if as_of(first) != as_of(again) or _is_row(first):
        return f"{heard}: {said(first)} became {said(again)}"
    other, nearly = sorted((first, again), key=lambda each: (each.claim.quantity.approx, each.claim.id))
    return f"{heard}: {said(nearly)} in one is {said(other)} in the other"


def _denial(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> Relation | None:
    if left.claim.modality == right.claim.modality:
        return None
    denial, other = (left, right) if left.claim.modality == "denied" else (right, left)
    reason = f"{who(denial)} denies {said(denial)}; {who(other)} states {said(other)}"
    return _relation("deny", subject, denial, other, reason)


def _admitted(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> Relation | None:
    """A vague admission beside the enemy's figure of the same: they fit, and no number is made of it."""
    for own, theirs in ((left, right), (right, left)):
        if admits(own, theirs, subject.conflict):
            return admission(subject, own, theirs)
    return None


def admits(own: ResolvedClaim, theirs: ResolvedClaim, conflict: str | None) -> bool:
    """Whether one claim owns up to what another tells of as its enemy's loss, and no number of theirs is against it."""
    if interest(own, conflict) != "own loss" or interest(theirs, conflict) != "enemy's loss":
        return False
    admitted, figure = bounds_of(own.claim.quantity), bounds_of(theirs.claim.quantity)
    if figure is None:
        return False
    return admitted is None or admitted.high is None or figure.low is None or admitted.high >= figure.low


def admission(subject: Subject, own: ResolvedClaim, theirs: ResolvedClaim) -> Relation:
    """The relation of an admission to the enemy's figure, on that one's subject."""
    harm = own.claim.effect if own.claim.effect != theirs.claim.effect else f"{own.claim.effect} too"
    told = "says no number" if own.claim.quantity.vague else "gives its own figure"
    reason = (
        f"{who(own)} owns up to {said(own)} {harm} of its own side and {told}; {said(theirs)} {theirs.claim.effect}, "
        f"by its enemy {who(theirs)}, fits that"
    )
    return Relation(
        kind="admit",
        subject=subject.id,
        left=own.claim.id,
        right=theirs.claim.id,
        reason=reason,
        between=("own loss", "enemy's loss"),
    )


def _newer(subject: Subject, left: ResolvedClaim, right: ResolvedClaim, one: Bounds, other: Bounds) -> Relation | None:
    """A later figure of one mouth: it takes the older one's place, of a running total only where that falls."""
    if subject.scope == "total" and (other.high is None or one.low is None or other.high >= one.low):
        return None
    fell = " though a running total does not fall" if subject.scope == "total" else ""
    reason = f"{who(right)} says {said(right)} later than {said(left)}{fell}"
    return _relation("supersedes", subject, right, left, reason)


def _same_speaker(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    one, other = speaker(left), speaker(right)
    return one is not None and other is not None and folded(one) == folded(other)


def _of_one_mouth(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> bool:
    """Whether one speaker gives both; of a running total, whether bodies of one side do."""
    side = body_of(left)
    return _same_speaker(left, right) or (subject.scope == "total" and side is not None and side == body_of(right))


def _later(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    """Whether the second was made on a later day than the first."""
    one, other = as_of(left), as_of(right)
    return one is not None and other is not None and one < other and left.claim.report != right.claim.report


def _risen(left: ResolvedClaim, right: ResolvedClaim, one: Bounds, other: Bounds) -> bool:
    """Whether the second is a later, higher running total: the dead of two days are no contradiction."""
    return _later(left, right) and one.high is not None and other.low is not None and one.high < other.low


def _sides(subject: Subject, left: ResolvedClaim, right: ResolvedClaim) -> str:
    """From where two claims are told, where these are two sides of a war."""
    between = interest(left, subject.conflict), interest(right, subject.conflict)
    if set(between) != {"own loss", "enemy's loss"}:
        return ""
    own, theirs = (left, right) if between[0] == "own loss" else (right, left)
    return f": {who(own)} of its own loss, {who(theirs)} of its enemy's"


def _how_they_agree(left: ResolvedClaim, right: ResolvedClaim, one: Bounds, other: Bounds, both: Bounds) -> str:
    if one == other:
        same = said(left) == said(right)
        return f"both say {said(left)}" if same else f"{said(left)} and {said(right)} are the same"
    if one == both:
        return f"{said(left)} lies in {said(right)}"
    if other == both:
        return f"{said(right)} lies in {said(left)}"
    return f"{said(left)} and {said(right)} both allow {both.low:,} to {both.high:,}"


def _relation(
    kind: RelationKind, subject: Subject, left: ResolvedClaim, right: ResolvedClaim, reason: str, gap: int | None = None
) -> Relation:
    return Relation(
        kind=kind,
        subject=subject.id,
        left=left.claim.id,
        right=right.claim.id,
        reason=reason,
        gap=gap,
        between=(interest(left, subject.conflict), interest(right, subject.conflict)),
    )
