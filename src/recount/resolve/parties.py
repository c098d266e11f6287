"""The people counted to the country, side or armed group they belong to, as far as the words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from recount.claims.phrases import singular
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, nations
from recount.model import Claim, Place, Report, Resolution
from recount.resolve.sides import sides_in

_WORD = re.compile(r"[\w’'.-]+")
_OWNER = re.compile(r"\s+(?:of|from|loyal\s+to)\s+(?:the\s+)?(?P<owner>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})")
_NOUN_BEFORE = re.compile(r"(?P<owner>(?:[\w’'.-]+\s+){1,4})(?:losses|casualties|deaths|dead|toll)\b[^.]{0,30}$")
_REACH, _MOSTLY = 60, 0.6


def parties(
    report: Report,
    claims: Sequence[Claim],
    places: Sequence[Resolution[Place]],
    sides: Sequence[Resolution[str]],
) -> tuple[Resolution[str], ...]:
    """The party of the people each claim counts, None where the words do not say.

    It is named in the counted words ("Rwandan refugees"), after them ("members of Hamas") or before the figure
    ("Russian losses at 498"); the speaker's own are of the side it speaks for, one of `sides`; soldiers
    and police of no named side are of the country they were harmed in; an elided
    noun continues the party of the claim before it in its sentence.
    """
    shares = _shares(report.text)
    decided: list[Resolution[str]] = []
    for at, claim in enumerate(claims):
        found = _worded(report.text, claim) or _own(report.text, claim, sides[at].value)
        if found is None and at and _continues(claim) and claims[at - 1].evidence == claim.evidence:
            found = decided[at - 1].value, "continued", 0.7
        if found is None and (name := _admitting(claim, sides[at].value)) is not None:
            found = name, "admission", 0.7
        if found is None and (name := _forces(claim, places[at].value, shares)) is not None:
            found = name, "forces of the country", 0.5
        value, method, confidence = found or (None, "unstated", 0.6)
        decided.append(Resolution(value=value, method=method, confidence=confidence))
    return tuple(decided)


def _continues(claim: Claim) -> bool:
    """Whether the claim leaves its noun out, or says "others", "more"."""
    mention = claim.victims.mention if claim.victims else None
    return mention is None or singular(mention.exact.split()[-1].lower()) in words("groups", "again")


def _worded(text: str, claim: Claim) -> tuple[str | None, str, float] | None:
    """The party that the words of the claim name."""
    mention = claim.victims.mention if claim.victims else None
    if mention is not None:
        for name in sides_in(text[claim.quantity.end : mention.end]):
            return name, "worded", 0.9
        owner = _OWNER.match(text, mention.end, min(len(text), mention.end + _REACH))
        if owner is not None and claim.victims is not None and claim.victims.group == "combatants":
            for name in sides_in(owner["owner"]):
                return name, "of", 0.8
    before = _NOUN_BEFORE.search(text[max(claim.evidence.start, claim.quantity.start - _REACH) : claim.quantity.start])
    if before is not None and (mention is None or _continues(claim)):
        for name in reversed(list(sides_in(before["owner"]))):
            return name, "worded", 0.8
    return None


def _admitting(claim: Claim, side: str | None) -> str | None:
    """The side that admits a loss, which is its own."""
    if claim.act != "admits" or claim.source is None or claim.effect == "destroyed":
        return None
    mention = claim.victims.mention if claim.victims else None
    if mention is not None and singular(mention.exact.split()[-1].lower()) not in words("groups", "losses"):
        return None
    return side


def _own(text: str, claim: Claim, side: str | None) -> tuple[str | None, str, float] | None:
    """The speaker's own people ("1,351 of its servicemen"), whose side the source's words name."""
    if claim.source is None or claim.victims is None or claim.victims.mention is None:
        return None
    between = text[claim.quantity.end : claim.victims.mention.start].lower().split()
    if not {"its", "their", "our", "his", "own"} & set(between):
        return None
    return side, "the speaker's own", 0.7


def _shares(text: str) -> Counter[str]:
    """How often a text names each nation, in any way."""
    named = nation_of()
    words_of = (match.group().removesuffix("'s").removesuffix("’s").strip(".") for match in _WORD.finditer(text))
    return Counter(named[word].code for word in words_of if word in named)


def _forces(claim: Claim, place: Place | None, shares: Counter[str]) -> str | None:
    """The country whose soldiers or police they are: the one they were harmed in, where the report is of no other's.

    In a report of two countries at war the place tells nothing of the side.
    """
    mention = claim.victims.mention if claim.victims else None
    if mention is None or place is None or place.country is None:
        return None
    head = singular(mention.exact.split()[-1].lower())
    if head not in words("groups", "state_forces") or claim.effect == "destroyed":
        return None
    if shares[place.country] < _MOSTLY * sum(shares.values()):
        return None
    return next((nation.name for nation in nations() if nation.code == place.country), None)
