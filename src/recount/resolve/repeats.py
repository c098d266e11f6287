"""Statements told twice in a report, as by its headline and its text, to the fullest telling of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from recount.lexicon.lists import words
from recount.model import Action, Mention, ResolvedStatement

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM, _SHARE = 5, 0.5


def each_once(statements: Sequence[ResolvedStatement]) -> tuple[ResolvedStatement, ...]:
    """The statements in their order, of those that repeat one another only the fullest, with the answers of all."""
    kept: list[ResolvedStatement] = []
    for one in statements:
        at = next((at for at, other in enumerate(kept) if _repeats(one, other)), None)
        if at is None:
            kept.append(one)
        elif _length(one) > _length(kept[at]):
            kept.append(_with_answers(one, kept.pop(at)))
        else:
            kept[at] = _with_answers(kept[at], one)
    return tuple(kept)


def _repeats(one: ResolvedStatement, other: ResolvedStatement) -> bool:
    """Whether two statements are one act of one agent upon one recipient, in much the same words."""
    left, right = one.statement, other.statement
    if type(left) is not type(right) or not _same_agent(one, other):
        return False
    if isinstance(left, Action) and isinstance(right, Action):
        if (left.event, left.mode, left.status) != (right.event, right.mode, right.status):
            return False
        if (
            one.time.value is not None
            and other.time.value is not None
            and one.time.value.first != other.time.value.first
        ):
            return False
    to, also = one.recipient.value, other.recipient.value
    if to is not None and also is not None and to != also:
        return False
    return _alike(left.content, right.content)


def _same_agent(one: ResolvedStatement, other: ResolvedStatement) -> bool:
    """Whether two agents are the same, or of one side; nobody named is the same as nobody."""
    if one.party.value is not None or other.party.value is not None:
        return one.party.value == other.party.value
    left = one.agent.value.name.lower() if one.agent.value else None
    right = other.agent.value.name.lower() if other.agent.value else None
    return left == right


def _alike(left: Mention, right: Mention) -> bool:
    """Whether the shorter content shares half its words, and more than one, with the longer."""
    first, second = _stems(left.exact), _stems(right.exact)
    shorter = min(len(first), len(second))
    shared = len(first & second)
    return shared >= _SHARE * shorter and shared >= min(2, shorter) and shorter > 0


def _stems(content: str) -> set[str]:
    """The beginnings of the words of a content that carry its sense."""
    light = (
        words("grammar", "prepositions")
        | words("grammar", "conjunctions")
        | words("grammar", "auxiliaries")
        | words("grammar", "determiners")
        | words("grammar", "pronouns")
    )
    found = (match.group().lower() for match in _WORD.finditer(content))
    return {word[:_STEM] for word in found if word not in light}


def _length(resolved: ResolvedStatement) -> int:
    return len(resolved.statement.content.exact)


def _with_answers(kept: ResolvedStatement, dropped: ResolvedStatement) -> ResolvedStatement:
    """The statement that stays, with what the one that goes answers."""
    if isinstance(kept.statement, Action) or isinstance(dropped.statement, Action):
        return kept
    answers = tuple(dict.fromkeys((*dropped.statement.answers, *kept.statement.answers)))
    return structs.replace(kept, statement=structs.replace(kept.statement, answers=answers))
