"""Sentences to relative places as worded, by the grammar of `rules`; no gazetteer is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct, structs

from recount.language.casing import lowered
from recount.lexicon.lists import words
from recount.model import Mention, RelativeKind
from recount.resolve.relative.lengths import Length, length, travelled
from recount.resolve.relative.masks import Masked, counted, masked
from recount.resolve.relative.rules import rules, signs
from recount.resolve.relative.vocabulary import alternatives, degrees_of, listed, phrases_of

_WORD = re.compile("[a-z]+")
_WITHIN = re.compile(r"\s*,\s+(?:in|on)\s+(?:\w+\s+){0,3}")
_APPOSED = re.compile(r"\s*,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}")
_SUBURB = re.compile(r"the\s+(?:\S+\s+)?suburb\s+of\s")
_HALF_WIND, _HALF_SUB = 22.5, 11.25


class Phrase(Struct, frozen=True):
    """A relative place as worded: nothing is looked up yet.

    `subject` is the name that the words are about ("Lukava, some 15 miles from Dorno"), None where they stand for a
    place without one ("a village near Dorno"); `lower` is whether a part's compass word begins with a small letter.
    """

    kind: RelativeKind
    wording: Mention
    anchors: tuple[Mention, ...]
    length: Length | None = None
    bearing: float | None = None
    spread: float | None = None
    subject: Mention | None = None
    lower: bool = True


def phrases(
    text: str, mentions: Sequence[Mention], start: int, end: int, shown: frozenset[str] | None = None
) -> tuple[Phrase, ...]:
    """The relative places that the sentence of `text` from `start` to `end` words, by the names that it mentions.

    `shown` are the signs that it shows (`signs_in`), where they have been read before.

    Each name anchors the first rule alone that takes it. A distance from a place told before ("Lukava, 15 miles away")
    has no anchors.

    >>> text = "Shells fell on Lukava, some 15 miles north-west of Dorno."
    >>> (found,) = phrases(text, [Mention.at(text, 15, 21), Mention.at(text, 51, 56)], 0, len(text))
    >>> found.kind, found.wording.exact, found.subject.exact, found.bearing
    ('distance', 'some 15 miles north-west of Dorno', 'Lukava', 315.0)
    >>> round(found.length.low, 1), round(found.length.high, 1)
    (19.3, 29.0)
    """
    inside = [one for one in mentions if start <= one.start < end]
    if not inside:
        return ()
    shown = signs_in(text[start:end]) if shown is None else shown
    if not shown:
        return ()
    hidden = masked(text, inside, start, end, measured="counted" in shown)
    taken: list[Phrase] = []
    for rule in (rule for rule in rules() if rule.sign in shown and rule.mark in hidden.text):
        for match in rule.pattern.finditer(hidden.text):
            phrase = _phrase(text, rule.kind, match, hidden)
            if phrase is not None and not any(_clash(phrase, other) for other in taken):
                taken.append(phrase)
    found: list[Phrase] = []
    for phrase in sorted(taken, key=lambda phrase: phrase.wording.start):
        subject = _subject(text, phrase, inside, start)
        # "15 miles from Dorno, 20 miles from Lukava" are two distances of one place.
        last = next((one for one in found if subject is not None and one.wording.end == subject.end), None)
        both = last is not None and last.length is not None and phrase.length is not None
        before = last if last is not None and (both or last.subject is not None) else None
        found.append(structs.replace(phrase, subject=subject if before is None else before.subject))
    return tuple(phrase for phrase in found if phrase.anchors or phrase.subject is not None)


def signs_in(sentence: str) -> frozenset[str]:
    """The signs (`rules.signs`) that a sentence shows: without one it tells no place by another.

    >>> sorted(signs_in("Fighting on the outskirts of Dorno")), sorted(signs_in("Six died in Dorno"))
    (['edges'], [])
    """
    said = lowered(sentence)
    by_word = _signs_of()
    shown = frozenset(name for word in by_word.keys() & _WORD.findall(said) for name in by_word[word])
    shown = shown if "winds" in shown else shown - {"parts"}
    return shown - {"counted"} if "counted" in shown and counted().search(said) is None else shown


@cache
def _signs_of() -> Mapping[str, tuple[str, ...]]:
    """The signs by the words that show them."""
    told = frozenset[str]().union(*signs().values())
    return {word: tuple(name for name, own in signs().items() if word in own) for word in told}


def _phrase(text: str, kind: RelativeKind, match: re.Match[str], sentence: Masked) -> Phrase | None:
    """What a match of a rule words; None where it is no place after all."""
    groups = match.groupdict()
    if not all(_adjectives().issuperset(re.findall(r"[\w-]+", groups.get(f"before_{name}") or "")) for name in "abc"):
        return None
    anchors = tuple(_name(sentence, match.start(name)) for name in ("a", "b", "c") if groups.get(name))
    far = length(sentence, match) if groups.get("length") else None
    far = travelled(sentence, match) if groups.get("travel") else far
    if far is None and (groups.get("length") or groups.get("travel")):
        return None
    before = sentence.said[: match.start()]
    if kind == "between" and _of_parties(before):
        return None
    if kind == "edge" and _SUBURB.match(match[0]):
        return None  # "the suburb of Dorno" is Dorno
    if kind == "part" and groups.get("to"):
        kind = "direction"  # "to the north of" is beyond, "in the north of" within
    at = next((name for name in ("wind", "side", "toward") if groups.get(name)), None)
    bearing = _bearing(groups[at]) if at is not None else None
    spread = None if bearing is None else _HALF_WIND if bearing % 45 == 0 else _HALF_SUB
    off = sentence.start
    return Phrase(
        kind=kind,
        wording=Mention.at(text, off + match.start(), off + match.end()),
        anchors=anchors,
        length=far,
        bearing=bearing,
        spread=spread,
        subject=_name(sentence, match.start("subject")) if groups.get("subject") else None,
        lower=at is None or text[off + match.start(at)].islower(),
    )


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word.strip(",") for phrase in listed("adjectives") for word in phrase.split())


def _name(sentence: Masked, at: int) -> Mention:
    """The name that begins at an offset of a masked sentence."""
    return next(name for name in sentence.names if name.start == at + sentence.start)


def _bearing(wind: str) -> float | None:
    """The direction of a compass word; None of "central", "left", which name none."""
    try:
        return degrees_of(wind.rstrip("."))
    except KeyError:
        return None


def _of_parties(before: str) -> bool:
    """Whether what holds "between" two names is between two parties: "the talks between"."""
    last = re.findall(r"[\w’'-]+", before)[-2:]
    return any(word in listed("parties") for word in last)


def _clash(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases take the same name, or overlap."""
    shared = {anchor.start for anchor in one.anchors} & {anchor.start for anchor in other.anchors}
    return bool(shared) or one.wording.span.overlaps(other.wording.span)


def _subject(text: str, phrase: Phrase, mentions: Sequence[Mention], start: int) -> Mention | None:
    """The name just before the words, with nothing between that takes them elsewhere: "Lukava, which lies"."""
    if phrase.subject is not None:
        return phrase.subject
    before = [one for one in mentions if start <= one.start and one.end <= phrase.wording.start]
    last = max(before, key=lambda one: one.end, default=None)
    if last is None or any(last.start == anchor.start for anchor in phrase.anchors):
        return None
    gap = text[last.end : phrase.wording.start].lower()
    if not _settled().fullmatch(gap):
        return None
    outer = max((one for one in before if one.end <= last.start), key=lambda one: one.end, default=None)
    if outer is None:
        return last
    # "Lukava, in the Dorn valley, 15 miles from", "Lukava, a Dornish town 15 miles from"
    join = text[outer.end : last.start]
    apposed = _APPOSED.fullmatch(join) is not None and "," not in gap
    return outer if apposed or ("," in gap and _WITHIN.fullmatch(join) is not None) else last


@cache
def _settled() -> re.Pattern[str]:
    """``setting = [ "," | "(" ] , { "which" | "lies" | "a" | "village" | … } ;``."""
    kinds = phrases_of(tuple(words("toponyms", "sites", "settlements", "divisions")))
    apposed = rf"\s*,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,5}}{kinds}\s+"
    return re.compile(rf"(?:{apposed}|\s*[,(–—-]?\s*)(?:(?:{alternatives('settings')}|{kinds})\b[\s,]*){{0,7}}")
