"""A speaker to the side it speaks for, and a claim to whether its speaker owns up to something.

An admission against interest is a statement that costs the one who makes it (law of evidence: declaration against
interest): a side's own fighters or equipment lost, or civilians harmed by the side itself. What a side says of its own
civilians harmed by the enemy, and of the enemy's losses, is in its interest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from recount.claims.harms import harm_words
from recount.claims.kinds import known_kind
from recount.claims.phrases import singular
from recount.lexicon.lists import words
from recount.lexicon.peoples import nations
from recount.model import Claim, Place, Report, Resolution, SourceKind, Speaker
from recount.resolve.names import person_in
from recount.resolve.sides import sides_in

_PARTISAN: frozenset[SourceKind] = frozenset({"government", "military", "police", "armed_group", "medical"})
_WORD = re.compile(r"[\w’'.-]+")
_OWN = re.compile(r"\b(?:its|their|our|his|my|whose)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:it|they|we|he|she)\s*(?:(?:had|have|has|also|then)\s+)*$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|in)\s+(?P<agent>[^,;.“”\"]{2,60})", re.IGNORECASE)
_BOUND = re.compile(r"\s*(?:at least|more than|up to|about|some|as many as|over|nearly|around)?\s*$", re.IGNORECASE)
_OFFICIAL = re.compile(r"\b(?:ministry|minister|department|authority|directorate|government)\b", re.IGNORECASE)
_CUT = re.compile(r"\b(?:who|which|that|whose|after|during|convicted|charged|accused|killed|wounded|captured)\b")
_TITLE, _APPOSITION, _AGENT = 70, 90, 8
_REMEMBERED = 64  # names whose titles are known: a report's claims ask for the same ones again and again


def speaker_party(report: Report, claim: Claim, speaker: Speaker | None, place: Place | None) -> Resolution[str]:
    """The state, armed group or side that a claim's source speaks for; None where neither words nor gazetteer say so.

    Words are those of the source, then of the speaker's name, title and apposition anywhere in the report; an office of
    the place of harm ("the mayor of Irpin") is of that place's country. Witnesses, monitors, media and the United
    Nations speak for no side.
    """
    source = claim.source
    kind = speaker.kind if speaker is not None else source.kind if source is not None else None
    if source is None or kind not in _PARTISAN:
        return Resolution(value=None, method="no side", confidence=0.9 if source is None else 0.8)
    if kind == "medical" and not _OFFICIAL.search(source.mention.exact):
        return Resolution(value=None, method="no side", confidence=0.8)
    if (name := _side(source.mention.exact)) is not None:
        return Resolution(value=name, method="worded", confidence=0.9)
    if speaker is not None:
        if (name := _side(speaker.name)) is not None:
            return Resolution(value=name, method="name", confidence=0.85)
        named = person_in(speaker.name)
        if named is not None and (name := _titled(report.text, named.group())) is not None:
            return Resolution(value=name, method="title", confidence=0.75)
    if place is not None and place.country is not None and _sits_in(source.mention.exact, place.name):
        name = next((one.name for one in nations() if one.code == place.country), None)
        return Resolution(value=name, method="seat of office", confidence=0.7)
    return Resolution(value=None, method="unstated", confidence=0.6)


def _sits_in(exact: str, place: str) -> bool:
    """Whether a source is an office of a place: ``mayor of Irpin``, ``police in Irpin``; no group that fights there."""
    said = {word.group().lower() for word in _WORD.finditer(exact)}
    seated = re.search(
        rf"\b(?:of|in|for)\s+(?:the\s+)?(?:\w+\s+){{0,3}}{re.escape(place)}\b|\b{re.escape(place)}['’]s\b", exact
    )
    return seated is not None and said.isdisjoint(words("speakers", "insurgents"))


def _side(phrase: str) -> str | None:
    """The first side that some words name; a state only where they name nobody who fights it."""
    name = next(sides_in(phrase), None)
    said = {word.group().lower() for word in _WORD.finditer(phrase)}
    fought = name in {one.name for one in nations()} and not said.isdisjoint(words("speakers", "insurgents"))
    return None if fought else name


@lru_cache(_REMEMBERED)
def _titled(text: str, name: str) -> str | None:
    """The side that a title before a name, or an apposition after it, gives; of the first that gives one."""
    for match in re.finditer(rf"{re.escape(name)}\b", text):
        before = re.search(r"[^.,;:“”\"\n]{2,70}(?=,?\s*$)", text[max(0, match.start() - _TITLE) : match.start()])
        title = _office(before.group()) if before is not None else ""
        after = re.match(
            r"\s*(?:,|\(|is|was)\s*(?P<office>[^,.;)“”\"\n]{3,90})", text[match.end() : match.end() + _APPOSITION]
        )
        for words_ in (title, after["office"] if after is not None else ""):
            office = _CUT.split(words_, maxsplit=1)[0]
            if office and known_kind(office) in _PARTISAN and (found := _side(office)) is not None:
                return found
    return None


def _office(before: str) -> str:
    """The title that ends some words before a name: from the last preposition, article or verb on."""
    taken: list[str] = []
    for word in reversed(before.split()):
        if word.lower() in words("grammar", "clause_ends") | words("grammar", "auxiliaries") | words(
            "grammar", "verbs"
        ):
            break
        taken.append(word)
    last = taken[0].lower() if taken else ""
    office = last in words("speakers", "roles") | words("speakers", "titles")
    return " ".join(reversed(taken)) if office else ""


def against_interest(claim: Claim, party: str | None, speaking: Resolution[str]) -> bool:
    """Whether a claim owns up to a loss of its speaker's side, or to harm that this side did.

    `party` is whose the people or things harmed are. The harmed are the side's own where `party` is the speaker's, or
    the words say so ("its soldiers"). The side did it where its own forces, or itself, are the subject or the agent of
    the harm; people of no known kind then count only where the act is an admission or the words own a mistake.
    """
    source = claim.source
    if source is None or claim.modality == "denied" or claim.quantity.high == 0:  # who says "nobody" owns up to nothing
        return False
    side = speaking.value
    partisan = side is not None or source.kind in _PARTISAN
    own = partisan and (_of_own(claim) or (side is not None and party == side))
    armed = claim.effect == "destroyed" or (claim.victims is not None and claim.victims.group == "combatants")
    if own and (armed or _is_loss(claim)):
        return True
    author = _author(claim, side)
    if claim.act == "admits":
        return author is not False
    if author is not True or armed or claim.victims is None:
        return False
    return claim.victims.group in {"civilians", "mixed"} or _mistaken(claim)


def _of_own(claim: Claim) -> bool:
    """Whether the words call the people or things the speaker's own: ``six of its soldiers``."""
    mention = claim.victims.mention if claim.victims else None
    if mention is None:
        return False
    start = claim.evidence.start
    between = claim.evidence.exact[claim.quantity.end - start : max(0, mention.start - start)]
    return _OWN.search(between) is not None or _OWN.match(mention.exact) is not None


def _is_loss(claim: Claim) -> bool:
    """Whether the figure counts a side's losses as such: ``heavy losses``, ``casualties``."""
    mention = claim.victims.mention if claim.victims else None
    if mention is None:
        return claim.effect == "casualties"
    return singular(mention.exact.split()[-1].lower()) in words("groups", "losses")


def _author(claim: Claim, side: str | None) -> bool | None:
    """Whether the speaker's side did the harm, as the sentence tells; None where it tells of nobody who did."""
    start, text = claim.evidence.start, claim.evidence.exact
    before = text[: claim.quantity.start - start]
    cue = claim.cue
    if cue is not None and start <= cue.start and cue.end <= claim.quantity.start:
        before = text[cue.end - start : claim.quantity.start - start]
    bound = _BOUND.search(before)
    agent = _active(before[: bound.start()] if bound is not None else before)
    if agent is None:
        passive = _BY.search(text, claim.quantity.end - start)
        agent = passive["agent"] if passive is not None and _does(passive["agent"]) else None
    if agent is None:
        return None
    if _OWN.search(agent) or _SELF.search(agent):
        return True
    found = list(sides_in(agent))
    if found and side is not None:
        return found[0] == side
    return None if not found and side is None else False if found else None


def _active(before: str) -> str | None:
    """The subject of the verb of harm that a count directly follows: ``its strike`` in ``its strike killed``."""
    tokens = list(_WORD.finditer(before))
    lowered = [token.group().lower() for token in tokens]
    at = len(tokens) - 1
    while at >= 0 and lowered[at] in {"dead", "the", "a", "an", "down", "another", "also"}:
        at -= 1
    if at < 0 or lowered[at] not in harm_words() | {"left", "shot", "killing"}:
        return None
    first = max(0, at - _AGENT)
    return before[tokens[first].start() : tokens[at].start()].strip() if at else None


def _does(agent: str) -> bool:
    """Whether a phrase after "by" or "in" names a force or a blow: ``by its troops``, ``in a US strike``."""
    said = {token.group().lower() for token in _WORD.finditer(agent)}
    return not (said | {singular(word) for word in said}).isdisjoint(words("stance", "blows"))


def _mistaken(claim: Claim) -> bool:
    """Whether the words own a mistake: ``mistakenly shot dead three hostages``."""
    said = {token.group().lower() for token in _WORD.finditer(claim.evidence.exact)}
    return not said.isdisjoint(words("stance", "mistakes"))


def standings(
    report: Report,
    claims: Sequence[Claim],
    speakers: Sequence[Resolution[Speaker]],
    places: Sequence[Resolution[Place]],
) -> tuple[Resolution[str], ...]:
    """The side that the source of each claim speaks for."""
    return tuple(
        speaker_party(report, claim, who.value, where.value)
        for claim, who, where in zip(claims, speakers, places, strict=True)
    )
