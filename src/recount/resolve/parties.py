"""The people counted to the country, side or armed group they belong to, as far as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.lexicon.peoples import nation_of, party_of
from recount.model import Claim, Report, Resolution

_WORD = re.compile(r"[\w’'.-]+")
_STATE_FORCES = frozenset({"soldier", "soldiers", "troops", "policeman", "policemen", "police", "officers", "servicemen", "marines"})
_REACH = 40


def party(report: Report, claim: Claim) -> Resolution[str]:
    """The party of the people a claim counts: named in the counted words, else just before them; None where not said."""
    victims = claim.victims
    if victims is None:
        return Resolution(value=None, method="unstated", confidence=0.6)
    if victims.mention is not None:
        start = claim.quantity.end
        for name in _names(report.text[start : victims.mention.end]):
            return Resolution(value=name, method="worded", confidence=0.9)
        after = report.text[victims.mention.end : victims.mention.end + _REACH]
        owner = re.match(r"\s+(?:of|from)\s+(?:the\s+)?(?P<owner>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})", after)
        if owner is not None and victims.group == "combatants":
            for name in _names(owner["owner"]):
                return Resolution(value=name, method="of", confidence=0.8)
    return Resolution(value=None, method="unstated", confidence=0.6)


def _names(words: str) -> Iterator[str]:
    """The parties that stand in some words, the longest name first at each place."""
    tokens = [match.group().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(words)]
    at = 0
    while at < len(tokens):
        for size in range(min(6, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            if phrase in party_of():
                yield party_of()[phrase].name
                return
            if phrase in nation_of():
                yield nation_of()[phrase].name
                return
        at += 1
