"""Mentions of a report to the places they are of: those of one name together, and what the text puts inside what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.lexicon.lists import words
from recount.model import Mention
from recount.resolve.geoparsing.spellings import Spelling, spelling
from recount.resolve.wording import kind_of

_REACH, _KIND_REACH = 60, 25
_COMMA = re.compile(r",\s+|\s*\(|,\s+in\s+(?:the\s+)?")
_LIST = re.compile(r"(?:,\s+|,?\s+(?:and|or)\s+)(?=[A-Z])")
_APPOSED = re.compile(
    r",?\s+(?:which\s+(?:is|lies)\s+|is\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,6}?(?:in|of|near|outside|from)"
    r"\s+(?:the\s+|(?:[a-z-]+\s+){0,3})(?:of\s+)?"
)
_IN = re.compile(r",?\s+in\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}?(?:of\s+)?")
_OWNER = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,4}(?:of\s+)?")
_HEAD = re.compile(r"\s+(?:[a-z-]+\s+){0,3}?(?P<kind>[a-z]+)\s+(?:of|called|named)\s+")
_KIND_BEFORE = re.compile(r"(?P<kind>[a-z]+)\s+(?:of|called|named)\s+(?:the\s+)?$")
_KIND_AFTER = re.compile(r"\s+(?P<kind>[A-Za-z]+)\b")
_LINKED = re.compile(r"(?: |-)(?:del|de la|de|du|des|sur|upon|on|am|al|el|di|do|da)(?: |-)(?=[A-Z])")
PLAIN, _FAIR, _WEAK = 6.0, 4.0, 2.5


class Link(Struct, frozen=True):
    """The text puts one mention inside another, both by number; `strength` says how plainly."""

    inner: int
    outer: int
    strength: float


class Referent(Struct, frozen=True):
    """A place that a report is about: its mentions by number, what its name can mean, the kind that its words say.

    `within` holds the links of its mentions that stand inside another place.
    """

    mentions: tuple[int, ...]
    spelling: Spelling
    asked: str | None


def links(text: str, mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """What the words between neighbouring mentions put inside what.

    >>> text = "In Dorno, Ga., and in Lukava, a town in Mali, the Syrian city of Hama"
    >>> spans = [text.index(name) for name in ("Dorno", "Ga", "Lukava", "Mali", "Syrian", "Hama")]
    >>> named = [Mention.at(text, at, at + size) for at, size in zip(spans, (5, 3, 6, 4, 6, 4))]
    >>> [(link.inner, link.outer) for link in links(text, named)]
    [(0, 1), (2, 3), (5, 4)]
    """
    return tuple(_links(text, mentions))


def _links(text: str, mentions: Sequence[Mention]) -> Iterator[Link]:
    for at in range(len(mentions) - 1):
        left, right = mentions[at], mentions[at + 1]
        between = text[left.end : right.start]
        if not between or len(between) > _REACH:
            continue
        if _COMMA.fullmatch(between):
            if not _listed(text, mentions, at):
                yield Link(at, at + 1, PLAIN)
        elif _OWNER.fullmatch(between):
            yield Link(at + 1, at, _FAIR)
        elif (head := _HEAD.fullmatch(between)) is not None and kind_of(head["kind"]) is not None:
            yield Link(at + 1, at, PLAIN)
        elif _APPOSED.fullmatch(between):
            yield Link(at, at + 1, PLAIN)
        elif _IN.fullmatch(between):
            yield Link(at, at + 1, _WEAK)


def _listed(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Whether two mentions with a comma between are items of a list: "Dorno, Lukava and Hama"."""
    if text[mentions[at].end : mentions[at + 1].start].strip() != ",":
        return False
    if mentions[at + 1].exact.endswith("."):
        return False
    after = at + 2 < len(mentions) and _LIST.fullmatch(text[mentions[at + 1].end : mentions[at + 2].start])
    before = at > 0 and _LIST.fullmatch(text[mentions[at - 1].end : mentions[at].start])
    return bool(after or before) and not (after and _alternates(mentions[at + 1]))


def _alternates(second: Mention) -> bool:
    """Whether a list is of places with their states: "Dalton, Ga., Lukava, Ala."; known by a short form."""
    return spelling(second.exact).form == "short"


def referents(text: str, mentions: Sequence[Mention], found: Sequence[Link]) -> tuple[Referent, ...]:
    """The places meant: mentions of one name are one place, unless the text puts them inside different ones.

    A mention that is put inside nothing is the last one of its name that is, or the first.
    """
    spelt = _in_full([_with_kind(text, mention) for mention in mentions])
    outer = {link.inner: spelt[link.outer].key for link in found if link.strength >= PLAIN}
    places: dict[tuple[str, str | None], list[int]] = {}
    latest: dict[str, str | None] = {}
    for at, one in enumerate(spelt):
        if at in outer or one.within:
            latest.setdefault(one.key, outer.get(at, one.within))
    for at, one in enumerate(spelt):
        if at in outer or one.within:
            latest[one.key] = outer.get(at, one.within)
        places.setdefault((one.key, latest.get(one.key)), []).append(at)
    return tuple(
        Referent(
            tuple(at),
            _plainest([spelt[one] for one in at]),
            next((kind for one in at if (kind := _asked(text, mentions[one], spelt[one]))), None),
        )
        for at in places.values()
    )


def _in_full(spelt: Sequence[Spelling]) -> list[Spelling]:
    """Spellings, with the full form of those that the report shortens: "Dorno del Lago", then "Dorno"."""
    full = {
        one.key[: split.start()]: one
        for one in spelt
        if one.form == "name" and one.entries and (split := _LINKED.search(one.key)) is not None
    }
    return [full.get(one.key, one) if one.form == "name" else one for one in spelt]


def _with_kind(text: str, mention: Mention) -> Spelling:
    """What a mention can mean, first with the kind that stands after it: "San Martin department"."""
    own = spelling(mention.exact)
    after = _KIND_AFTER.match(text[mention.end : mention.end + _KIND_REACH])
    if own.form != "name" or after is None or after["kind"].lower() not in words("toponyms", "divisions"):
        return own
    whole = spelling(mention.exact + after.group())
    if whole.form != "name" or not whole.entries:
        return own
    entries = (*whole.entries, *(entry for entry in own.entries if entry not in whole.entries))
    return Spelling(own.key, entries, "name", after["kind"].lower())


def _plainest(spelt: Sequence[Spelling]) -> Spelling:
    """The spelling of a place that says most: a whole name before a part of one."""
    return min(spelt, key=lambda one: (one.form == "part", one.form == "people"))


def _asked(text: str, mention: Mention, spelt: Spelling) -> str | None:
    """The kind of place that the words of a mention, or those beside it, say: "the town of", "province"."""
    if spelt.asked is not None or spelt.form == "people":
        return spelt.asked
    before = _KIND_BEFORE.search(text[max(0, mention.start - 30) : mention.start])
    if before is not None and kind_of(before["kind"]) is not None:
        return before["kind"]
    after = _KIND_AFTER.match(text[mention.end : mention.end + _KIND_REACH])
    if after is not None and after["kind"].lower() in words("toponyms", "divisions"):
        return after["kind"].lower()
    return None
