"""Sentences to relative places as worded, by a written grammar over names and words; no gazetteer is asked.

::

    place    = length , [ away ] , [ wind ] , [ away ] , from , name        "some 15 miles from Dorno"
             | travel , [ wind ] , from , name                              "a two-hour drive from Dorno"
             | wind , "of" , name                                           "north of Dorno"
             | near , name | outside , name                                 "just outside Dorno"
             | [ wind ] , edge , "of" , name | name , "'s" , edge           "on the northern outskirts of Dorno"
             | [ midway ] , "between" , name , "and" , name                 "between Dorno and Lukava"
             | road , from , name , "to" , name                             "on the road from Dorno to Lukava"
             | [ length , from ] , border , "with" , name , [ "and" , name ] | name , "border"
             | length , "inside" , name                                     "10 miles inside Dornland"
             | [ length ] , "off" , coast , "of" , name                     "off the coast of Dornland"
             | wind , bank , "of" , name                                    "the west bank of the Dorn"
             | [ length ] , "upstream" , "of" , name
             | wind , [ part , "of" ] , name ;                              "the eastern region of Dornland"

A name may have an article, an adjective or a kind of place before it ("the besieged city of Dorno").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct, structs

from recount.model import Mention, RelativeKind
from recount.resolve.relative.lengths import Length, length, length_pattern, travel_pattern, travelled
from recount.resolve.relative.masks import NAME, QUANTITY, Masked, masked
from recount.resolve.relative.vocabulary import ADJECTIVE, NOUN, SHORT, alternatives, degrees_of, listed

_HALF_WIND, _HALF_SUB = 22.5, 11.25
_A, _B = rf"(?P<a>{NAME}+)", rf"(?P<b>{NAME}+)"
_OWNS = r"(?:['’]s?)?"


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


def phrases(text: str, mentions: Sequence[Mention], start: int, end: int) -> tuple[Phrase, ...]:
    """The relative places that the sentence of `text` from `start` to `end` words, by the names that it mentions.

    Each name anchors the first rule alone that takes it. A mention that is only a subject anchors nothing.

    >>> text = "Shells fell on Lukava, some 15 miles north-west of Dorno."
    >>> (found,) = phrases(text, [Mention.at(text, 15, 21), Mention.at(text, 51, 56)], 0, len(text))
    >>> found.kind, found.wording.exact, found.subject.exact, found.bearing
    ('distance', 'some 15 miles north-west of Dorno', 'Lukava', 315.0)
    >>> round(found.length.low, 1), round(found.length.high, 1)
    (19.3, 29.0)
    """
    inside = [one for one in mentions if start <= one.start < end]
    if not inside or not _opens(text[start:end]):
        return ()
    hidden = masked(text, inside, start, end)
    taken: list[Phrase] = []
    for kind, pattern in _rules():
        for match in pattern.finditer(hidden.text):
            phrase = _phrase(text, kind, match, hidden)
            if phrase is not None and not any(_clash(phrase, other) for other in taken):
                taken.append(phrase)
    ordered = sorted(taken, key=lambda phrase: phrase.wording.start)
    return tuple(structs.replace(phrase, subject=_subject(text, phrase, inside, start)) for phrase in ordered)


@cache
def _opener() -> re.Pattern[str]:
    words = ("near", "outside", "edges", "borders", "coasts", "roads", "streams", "banks", "midway")
    return re.compile(rf"\b(?:between|off|inside|{ADJECTIVE}|{NOUN}|central|{alternatives(*words)}|from|of|into)\b")


def _opens(said: str) -> bool:
    """Whether any word of a relative place is there at all."""
    return _opener().search(said.lower()) is not None


@cache
def _rules() -> tuple[tuple[RelativeKind, re.Pattern[str]], ...]:
    """The rules, the most telling first: a name goes to the first that takes it."""
    pre = rf"(?:{alternatives('adjectives')}\s+){{0,4}}"
    a, b, c = (rf"\s+{pre}{name}" for name in (_A, _B, rf"(?P<c>{NAME}+)"))
    way = rf"(?P<wind>{NOUN}|{SHORT}\b\.?)"
    away = rf"(?:[\s,]+{alternatives('away')})"
    measured = length_pattern()
    far = rf"{measured}{away}{{0,2}}(?:[\s,-]+(?:to\s+the\s+|due\s+)?{way})?{away}?"
    border, links = alternatives("borders"), alternatives("border_links")
    the = r"(?:(?:the|its|their|a|country['’]s|\w+ern|disputed|porous|common|international|land|shared|main)\s+){0,3}"
    of_border = rf"{the}{border}\s+{links}{a}{_OWNS}(?:\s*(?:and|with|to|[-–—/])\s*{pre}{_B})?"
    own_border = rf"{the}{_A}(?:\s*(?:[-–—/]|and|to)\s*{_B})?{_OWNS}\s+(?:\w+ern\s+)?{border}(?:\s+with{c})?"
    at = r"(?:(?:near|at|on|along|by|astride|across|over|from|close\s+to|not\s+far\s+from|next\s+to)\s+)?"
    from_border = rf"{far}\s+{alternatives('from')}\s+"
    between = rf"between{a}{_OWNS}(?:\s*\([^)]*\))?,?\s+and{b}"
    to = rf"(?:\s+(?:to|and|with|towards?)|\s*[-–—/])\s*{pre}{_B}"
    road, edge, part = alternatives("roads"), alternatives("edges"), alternatives("parts")
    side = rf"(?:(?P<side>{ADJECTIVE}|{NOUN}|central|left|right)\s+)"
    coast, at_sea = alternatives("coasts"), rf"(?:{far}\s+)?off\s+"
    rules: tuple[tuple[RelativeKind, str], ...] = (
        ("border", from_border + own_border),
        ("border", from_border + of_border),
        ("inside", rf"{measured}{away}{{0,2}}\s+{alternatives('inward')}{a}"),
        ("coast", rf"{at_sea}(?:the\s+)?{side}?{coast}\s+of{a}"),
        ("coast", rf"{at_sea}{pre}{_A}{_OWNS}(?:\s+{side}?{coast})?"),
        ("stream", rf"(?:{measured}\s+)?{alternatives('streams')}\s+(?:of|from){a}"),
        ("distance", rf"{far}\s+{alternatives('from')}{a}"),
        ("travel", rf"{travel_pattern()}{away}?(?:\s+(?:to\s+the\s+)?{way})?{away}?\s+{alternatives('from')}{a}"),
        ("midway", rf"{alternatives('midway')}\s+{between}"),
        ("midway", rf"{alternatives('midway')}\s+(?:along\s+(?:the\s+)?{road}\s+)?from{a}{to}"),
        ("border", at + own_border),
        ("border", at + of_border),
        ("between", rf"(?:{road}\s+)?{between}"),
        ("between", rf"{road}\s+{alternatives('road_links')}{a}{_OWNS}{to}"),
        ("between", rf"{_A}\s*(?:[-–—/]|to)\s*{_B}\s+(?:\w+\s+)?{road}"),
        ("edge", rf"(?:the\s+|a\s+|its\s+)?{side}?{edge}\s+(?:of|to){a}"),
        ("edge", rf"{_A}['’]s?\s+{side}?{edge}"),
        ("edge", rf"{_A}\s+{side}?(?:suburb|outskirts|suburbs)\b(?!\s+of\s+{NAME})"),
        ("edge", rf"{_A}\s+suburb\s+of\s+(?P<subject>{NAME}+)"),
        ("bank", rf"(?:the\s+)?{side}?{alternatives('banks')}\s+of{a}"),
        ("part", rf"(?:the\s+)?(?:far\s+)?{side}{part}\s+of{a}"),
        ("part", rf"the\s+(?:\w+\s+)?(?P<toward>{NOUN}|cent(?:er|re)|heart)\s+of{a}"),
        ("part", rf"{_A}['’]s?\s+(?:\w+\s+)?(?:{side}{part}|(?P<toward>{NOUN}))\b"),
        ("direction", rf"(?:to\s+the\s+|just\s+|due\s+|further\s+|immediately\s+)?{way}\s+(?:of|from){a}"),
        ("part", rf"(?:far\s+)?(?P<side>{ADJECTIVE}(?:most)?|{NOUN}|central)\s+(?:and\s+\w+\s+)?{_A}"),
        ("edge", rf"{alternatives('outside')}{a}"),
        ("near", rf"{alternatives('near')}{a}"),
    )
    return tuple((kind, re.compile(rf"(?<![\w{NAME}{QUANTITY}])(?:{pattern})")) for kind, pattern in rules)


def _phrase(text: str, kind: RelativeKind, match: re.Match[str], sentence: Masked) -> Phrase | None:
    """What a match of a rule words; None where it is no place after all."""
    groups = match.groupdict()
    anchors = tuple(_name(sentence, match.start(name)) for name in ("a", "b", "c") if groups.get(name))
    far = length(sentence, match) if groups.get("length") else None
    far = travelled(sentence, match) if groups.get("travel") else far
    if far is None and (groups.get("length") or groups.get("travel")):
        return None
    before = sentence.said[: match.start()]
    if kind == "between" and _of_parties(before):
        return None
    if kind == "part" and groups.get("toward") and before.endswith("to "):
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
    return last if _settled().fullmatch(gap) else None


@cache
def _settled() -> re.Pattern[str]:
    """``setting = [ "," | "(" ] , { "which" | "lies" | "a" | "village" | … } ;``."""
    return re.compile(rf"\s*[,(–—-]?\s*(?:{alternatives('settings')}\b[\s,]*){{0,7}}")
