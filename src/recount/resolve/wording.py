"""How a report words a place: the kind of place its name says, and the words before and after that show its part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Mention

Kind = Literal["sites", "settlements", "divisions"]
Role = Literal["within", "upon", "away", "towards", "office", "offset", "none"]

_KINDS: tuple[Kind, ...] = ("sites", "settlements", "divisions")
_LEADS: tuple[Role, ...] = ("within", "away", "towards", "upon")
_REACH, _STEPS = 120, 9
_WORD = re.compile(r"[\w.’'-]*\w[.’']?|[^\w\s]")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,}?(?:, [A-Z][\w. ]{2,25}?)?\s*(?:\([A-Z][\w. ]{1,24}\)|--|—|–|_|-\s)"
    r"|[A-Z][\w .'’-]{2,30}(?:, [A-Z][\w. ]{2,25})?\s*\((?:AP|Reuters|AFP|CNN|UPI|Xinhua)\)"
)


class Wording(Struct, frozen=True):
    """The words around a mention: its part by the preposition before, the kind named before it, and other traits."""

    role: Role
    named: Kind | None
    traits: frozenset[str]


@lru_cache(maxsize=4096)
def kind_of(word: str) -> Kind | None:
    """The list of ``toponyms.toml`` that a word for a kind of place stands in.

    >>> kind_of("mosque"), kind_of("villages"), kind_of("soldier")
    ('sites', 'settlements', None)
    """
    lower = word.lower()
    forms = {lower, lower.removesuffix("ies") + "y" if lower.endswith("ies") else lower.removesuffix("s")}
    return next((kind for kind in _KINDS if words("toponyms", kind) & forms), None)


@lru_cache(maxsize=4096)
def bare(exact: str) -> tuple[str, Kind | None]:
    """A mention without compass words, possessive and kind of place; and that kind.

    >>> bare("northern Mandera County"), bare("Hotel Miramar"), bare("United States")
    (('Mandera', 'divisions'), ('Miramar', 'sites'), ('United States', None))
    """
    tokens = exact.replace("’", "'").removesuffix("'s").split()
    kind: Kind | None = None
    if (name := " ".join(tokens)) in nation_of():
        return name, None
    while len(tokens) > 1 and tokens[0].lower() in words("toponyms", "directions"):
        tokens = tokens[1:]
    while len(tokens) > 1 and (found := kind_of(tokens[-1])) is not None:
        kind, tokens = kind if kind == "sites" else found, tokens[:-1]
    if len(tokens) > 1 and tokens[0].lower() in words("toponyms", "heads"):
        kind, tokens = "sites", tokens[1:]
    return " ".join(tokens), kind


def worded(text: str, mention: Mention, start: int) -> Wording:
    """The words around a mention, read back no further than `start`, where its sentence starts.

    >>> text = "Shells hit the town of Dorno, the mayor said in Lukava."
    >>> worded(text, Mention.at(text, 23, 28), 0).named, worded(text, Mention.at(text, 48, 54), 0).role
    ('settlements', 'office')
    """
    tokens = _WORD.findall(text[max(start, mention.start - _REACH) : mention.start])[::-1]
    role, named, at = _governor(tokens)
    governing = {token.lower() for token in tokens[at + 1 : at + 2]}
    struck = role == "none" and at < len(tokens) and tokens[at].lower() in words("toponyms", "struck")
    heading = mention.start == start and text[mention.end : mention.end + 1] in {".", ":"}
    if struck or heading or (role == "upon" and governing & words("toponyms", "events")):
        role = "within"
    elif role in {"within", "upon"} and {token.lower() for token in tokens[at + 1 : at + 3]} & words(
        "toponyms", "offices"
    ):
        role = "office"
    traits = set(_after(text[mention.end : mention.end + 30]))
    if role != "none":
        before = {token.lower() for token in tokens[at + 1 : at + 5]}
        traits |= {trait for trait in ("events", "harms") if before & words("toponyms", trait)}
        if before & words("stance", "strife"):
            traits.add("strife")
    if {token.lower() for token in tokens[: at + 1]} & {"across", "throughout", "around"}:
        traits.add("throughout")
    line = text.rfind("\n", 0, mention.start) + 1
    dateline = _DATELINE.match(text, line)
    if dateline is not None and mention.start < dateline.end():
        traits.add("dateline")
    return Wording(role, named, frozenset(traits))


def _governor(tokens: Sequence[str]) -> tuple[Role, Kind | None, int]:
    """The part of the preposition before a name, the kind of place said just before it, and where the preposition is.

    `tokens` run backwards from the name: "in the besieged port city of" Dorno is read up to "in".
    """
    named: Kind | None = None
    at = 0
    while at < min(len(tokens), _STEPS):
        lower = tokens[at].lower()
        following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        if lower == "of" and following in words("toponyms", "directions"):
            return "offset", named, at
        if lower == "of" and following in words("toponyms", "offices"):
            return "office", named, at
        if lower in {"of", ","} and (kind_of(following) or following in {"capital", "outskirts"}):
            named, at = kind_of(following) or "settlements", at + 2
            continue
        if not (lower == "of" and following in words("toponyms", "fillers")):
            for role in _LEADS:
                if lower in words("toponyms", role):
                    return role, named, at
        if not _filler(tokens[at]):
            break
        if at == 0 and lower not in {"state", "border"} and kind_of(lower) in {"settlements", "divisions"}:
            named = kind_of(lower)
        at += 1
    return "none", named, at


def _filler(token: str) -> bool:
    """Whether a word may stand between a preposition of place and the name."""
    lower = token.lower()
    known = (
        lower in words("toponyms", "fillers") or lower in words("toponyms", "directions") or kind_of(lower) is not None
    )
    return known or token.replace("’", "'").removesuffix("'s") in nation_of()


def _after(after: str) -> Iterator[str]:
    """What the words just after a mention show: people who act for the place, or something that the place owns."""
    if after.startswith(("'s", "’s")):
        after = after[2:]
        if after.strip()[:1].isupper():
            yield "owner"
    if after.startswith(", where"):
        yield "where"
    tokens = _WORD.findall(after)
    if tokens and tokens[0].lower() in words("toponyms", "actors"):
        yield "actor"
