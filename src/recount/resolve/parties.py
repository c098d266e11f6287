"""The people counted to the country, side or armed group they belong to, as far as the words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from recount.claims.phrases import singular
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, nations, party_of
from recount.model import Claim, Place, Report, Resolution
from recount.resolve.sides import sides_in

_WORD = re.compile(r"[\w’'.-]+")
_OWNER = re.compile(r"\s+(?:of|from|loyal\s+to)\s+(?:the\s+)?(?P<owner>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})")
_NOUN_BEFORE = re.compile(r"(?P<owner>(?:[\w’'.-]+\s+){1,4})(?:losses|casualties|deaths|dead|toll)\b[^.]{0,30}$")
_LOST = re.compile(
    r"(?P<owner>(?:[\w’'.-]+\s+){1,4})(?:(?:has|have|had)\s+)?(?:also\s+)?"
    r"(?:lost|loses?|suffered|suffers?|suffering|sustained|losing)\s+(?:the\s+\w+\s+of\s+)?$"
)
_INFLICTED = re.compile(
    r"\s+(?:casualties|losses)\s+(?:on|upon|to)\s+(?:the\s+)?(?P<owner>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})"
)
_DEAD = re.compile(r"\s+(?:dead|killed|wounded|captured|missing)\s+(?P<owner>[A-Z][\w’'-]+)")
_NUMBER_OF = re.compile(r"\s+(?:is\s+)?the\s+number\s+of\s+(?P<owner>(?:[\w’'-]+\s+){1,3})")
_NUMBER_BEFORE = re.compile(r"number\s+of\s+(?P<owner>(?:[\w’'-]+\s+){1,4})[^.;]{0,50}$")
_PREDICATE = re.compile(r"\s+(?:were|are|was|is)\s+(?:all\s+)?(?P<owner>[A-Z][\w’'-]+)")
_PASSIVE = re.compile(
    r"\s+(?:(?:who\s+)?(?:were|was|had\s+been|have\s+been|has\s+been)\s+|(?:had\s+|have\s+)?died|killed|lost\s+their)"
)
_REACH, _MOSTLY, _OFTEN, _ALONE = 60, 0.6, 2, 0.8


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
    shares = _shares(report.text) if any(map(_are_forces, claims)) else Counter()
    rebels = _rebels(report.text) if any(map(_are_rebels, claims)) else None
    decided: dict[str, Resolution[str]] = {}
    for at, claim in enumerate(claims):
        found = _worded(report.text, claim) or _own(report.text, claim, sides[at].value)
        found = found or _losing(report.text, claim)
        if found is None and at and _continues(claim) and claims[at - 1].evidence == claim.evidence:
            found = decided[claims[at - 1].id].value, "continued", 0.7
        if found is None and (name := _admitting(claim, sides[at].value)) is not None:
            found = name, "admission", 0.7
        if found is None and (name := _forces(claim, places[at].value, shares)) is not None:
            found = name, "forces of the country", 0.5
        if found is None and (name := _speaking(report.text, claim, sides[at].value)) is not None:
            found = name, "forces of the speaker", 0.5
        if found is None and rebels is not None and _are_rebels(claim):
            found = rebels, "the armed group of the report", 0.5
        value, method, confidence = found or (None, "unstated", 0.6)
        decided[claim.id] = Resolution(value=value, method=method, confidence=confidence)
    named = _by_noun(claims, decided)
    return tuple(_of_whole(claim, decided, named) for claim in claims)


def _by_noun(claims: Sequence[Claim], decided: Mapping[str, Resolution[str]]) -> dict[str, str]:
    """Nouns of people that a report uses of one named side only (``refugees``, after ``Rwandan refugees``)."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        value = decided[claim.id]
        if value.value is not None and value.method in {"worded", "of"} and not _continues(claim):
            found.setdefault(_noun(claim), set()).add(value.value)
    return {
        noun: next(iter(names)) for noun, names in found.items() if len(names) == 1 and noun in words("groups", "bound")
    }


def _noun(claim: Claim) -> str:
    mention = claim.victims.mention if claim.victims else None
    return singular(mention.exact.split()[-1].lower()) if mention else ""


def _of_whole(claim: Claim, decided: Mapping[str, Resolution[str]], named: Mapping[str, str]) -> Resolution[str]:
    """What was decided; a part of no named party has that of its whole (``67 Israelis, three of them children``)."""
    mine, whole = decided[claim.id], decided.get(claim.subset_of or "")
    if mine.value is None and whole is not None and whole.value is not None and claim.effect != "destroyed":
        return Resolution(value=whole.value, method="of its whole", confidence=0.6)
    if mine.value is None and (name := named.get(_noun(claim))) is not None and claim.effect != "destroyed":
        return Resolution(value=name, method="same noun", confidence=0.5)
    return mine


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
    for pattern in (_DEAD, _NUMBER_OF) if mention is None else (_PREDICATE,) if _continues(claim) else ():
        stands = pattern.match(text, mention.end if mention else claim.quantity.end)
        if stands is not None:
            for name in sides_in(stands["owner"]):
                return name, "worded", 0.8
    before = _NOUN_BEFORE.search(text[max(claim.evidence.start, claim.quantity.start - _REACH) : claim.quantity.start])
    if before is not None and (mention is None or _continues(claim)):
        for name in reversed(list(sides_in(before["owner"]))):
            return name, "worded", 0.8
    number = _NUMBER_BEFORE.search(
        text[max(claim.evidence.start, claim.quantity.start - _REACH) : claim.quantity.start]
    )
    if number is not None and mention is None:
        for name in sides_in(number["owner"]):
            return name, "worded", 0.8
    return None


def _losing(text: str, claim: Claim) -> tuple[str, str, float] | None:
    """The side said to have lost or suffered the count, or to have had it inflicted on."""
    before = _LOST.search(text[max(claim.evidence.start, claim.quantity.start - _REACH) : claim.quantity.start])
    if before is not None:
        for name in reversed(list(sides_in(before["owner"]))):
            return name, "loser", 0.8
    after = _INFLICTED.match(text, claim.quantity.end, min(len(text), claim.quantity.end + _REACH))
    if after is not None:
        for name in sides_in(after["owner"]):
            return name, "loser", 0.8
    return None


def _speaking(text: str, claim: Claim, side: str | None) -> str | None:
    """The side whose army or ministry tells of the deaths of soldiers of no other side, in the passive."""
    mention = claim.victims.mention if claim.victims else None
    if claim.source is None or claim.source.kind not in {"military", "government"} or mention is None:
        return None
    if claim.effect not in {"killed", "injured", "casualties"} or not _are_forces(claim):
        return None
    if not _PASSIVE.match(text, mention.end):
        return None
    return side


def _are_forces(claim: Claim) -> bool:
    """Whether the people counted are soldiers or police of a state, by their words."""
    mention = claim.victims.mention if claim.victims else None
    if mention is None:
        return False
    named = mention.exact.lower().split()
    head = singular(named[-1])
    return head in words("groups", "state_forces") or (
        head in {"personnel", "member", "chief", "guard"}
        and bool(set(named[:-1]) & {"service", "security", "police", "army", "military"})
        and "coalition" not in named
    )


def _rebels(text: str) -> str | None:
    """The one armed group that a report names, at least twice; None where it names several."""
    named = Counter(name for name in sides_in(text) if name in _armed())
    if not named:
        return None
    name, often = named.most_common(1)[0]
    return name if often >= _OFTEN and often >= _ALONE * sum(named.values()) else None


@cache
def _armed() -> frozenset[str]:
    """The names of all armed groups and sides."""
    return frozenset(party.name for party in party_of().values())


def _are_rebels(claim: Claim) -> bool:
    """Whether the people counted are fighters of an armed group, by their noun."""
    mention = claim.victims.mention if claim.victims else None
    return mention is not None and singular(mention.exact.split()[-1].lower()) in words("groups", "rebels")


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
    told = Counter(word.removesuffix("'s").removesuffix("’s").strip(".") for word in _WORD.findall(text))
    shares: Counter[str] = Counter()
    for word in told.keys() & named.keys():
        shares[named[word].code] += told[word]
    return shares


def _forces(claim: Claim, place: Place | None, shares: Counter[str]) -> str | None:
    """The country whose soldiers or police they are: the one they were harmed in, where the report is of no other's.

    In a report of two countries at war the place tells nothing of the side.
    """
    mention = claim.victims.mention if claim.victims else None
    if mention is None or place is None or place.country is None:
        return None
    if not _are_forces(claim) or claim.effect == "destroyed":
        return None
    if shares[place.country] < _MOSTLY * sum(shares.values()):
        return None
    return next((nation.name for nation in nations() if nation.code == place.country), None)
