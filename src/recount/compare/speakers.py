"""Who states a claim, from where, and whether two claims come from one mouth."""

from __future__ import annotations

from recount.compare.subjects import folded
from recount.lexicon.conflicts import opposed
from recount.model import Interest, ResolvedClaim, SourceKind
from recount.resolve.names import person_in

_BODIES: frozenset[SourceKind] = frozenset({"government", "military", "police", "armed_group"})


def speaker(resolved: ResolvedClaim) -> str | None:
    """The name of who states a claim, as resolved, else as worded; None where the reporter does."""
    who = resolved.resolutions.source.value
    if who:
        return who.name
    return resolved.claim.source.mention.exact if resolved.claim.source else None


def who(resolved: ResolvedClaim) -> str:
    """Who states a claim, in words."""
    return speaker(resolved) or "the report"


def teller(resolved: ResolvedClaim) -> tuple[str, str]:
    """What tells those apart who state claims: the name; of reporters, who have none here, the report."""
    name = speaker(resolved)
    return (folded(name), "") if name else ("", resolved.claim.report)


def body_of(resolved: ResolvedClaim) -> str | None:
    """The side for which a state's or an armed group's body states a claim; None of persons and of others."""
    side, source = resolved.resolutions.speaker_party.value, resolved.claim.source
    decided = resolved.resolutions.source.value
    kind = decided.kind if decided else source.kind if source else None
    name = speaker(resolved)
    if side is None or kind not in _BODIES or name is None or person_in(name):
        return None
    return side


def interest(resolved: ResolvedClaim, conflict: str | None) -> Interest:
    """Whether a claim owns up to a loss of the speaker's side, or tells of a loss of its enemy in a war.

    Civilians are nobody's loss in this: that one's own were killed is no admission.
    """
    claim, decided = resolved.claim, resolved.resolutions
    side, party = decided.speaker_party.value, decided.party.value
    if claim.modality == "denied":
        return "neither"
    if decided.against_interest or (claim.act == "admits" and side is not None and party in (None, side)):
        return "own loss"
    if side is None or party is None or (claim.victims is not None and claim.victims.group == "civilians"):
        return "neither"
    if side == party:
        return "own loss"
    return "enemy's loss" if opposed(conflict, side, party) else "neither"
