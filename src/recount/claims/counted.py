"""A claim with where it was counted, and how counts of one sentence stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.clauses import Link
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Claim

_RUN = 9


class Counted(Struct, frozen=True):
    """A claim and where it was counted: its sentence's number, paragraph and tokens, and its link in it.

    `within` is the claim that the sentence itself makes it a part of, by the words between them.
    """

    claim: Claim
    sentence: int
    paragraph: int
    tokens: tuple[Token, ...]
    link: Link
    within: str | None


def size(claim: Claim) -> int | None:
    """The number that a claim names, the lower of two; None where the words give none."""
    return claim.quantity.low if claim.quantity.low is not None else claim.quantity.high


def gap(counted: Sequence[Counted], left: int, right: int) -> list[str] | None:
    """The words between two counts of one sentence."""
    if left < 0 or right >= len(counted) or counted[left].sentence != counted[right].sentence:
        return None
    tokens = counted[left].tokens
    return [token.lower for token in tokens[counted[left].link.count.last : counted[right].link.count.first]]


def listed(counted: Sequence[Counted], left: int, right: int) -> bool:
    """Whether two counts of one sentence stand in one list."""
    if left < 0 or right >= len(counted) or counted[left].sentence != counted[right].sentence:
        return False
    tokens, first, last = counted[left].tokens, counted[left].link.phrase.last, counted[right].link.count.first
    between = [token.lower for token in tokens[max(first, counted[left].link.count.last) : last]]
    bars = words("grammar", "verbs") | words("grammar", "auxiliaries") | words("grammar", "clause_ends")
    return (
        0 < len(between) <= _RUN and between[-1] in words("grammar", "joining") and not set(between) & (bars - {"as"})
    )
