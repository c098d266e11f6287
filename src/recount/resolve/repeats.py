"""Statements told twice in a report, as by its headline and its text, to the fullest telling of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from recount.lexicon.lists import words
from recount.model import Action, Mention, ResolvedStatement

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM, _SHARE, _BACK = 5, 0.5, 40


def each_once(statements: Sequence[ResolvedStatement]) -> tuple[ResolvedStatement, ...]:
    """The statements in their order, of those that repeat one another only the fullest, with the answers of all."""
    kept: dict[int, ResolvedStatement] = {}
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(statements):
        near = alike.setdefault(_kind(one), [])
        at = next((at for at in near[-_BACK:] if _repeats(one, kept[at])), None)
        if at is None or _length(one) > _length(kept[at]):
            near.append(number)
            kept[number] = one if at is None else _with_answers(one, kept.pop(at))
        else:
            kept[at] = _with_answers(kept[at], one)
        if at is not None and at not in kept:
            near.remove(at)
    return tuple(kept[number] for number in sorted(kept))


def _kind(resolved: ResolvedStatement) -> tuple[str, ...]:
    """What repeats of one another share: the kind of act, and the side or name of the agent."""
    statement = resolved.statement
    agent = resolved.party.value or (resolved.agent.value.name.lower() if resolved.agent.value else "")
    if isinstance(statement, Action):
        return "action", statement.event, statement.mode or "", statement.status, agent
    return type(statement).__name__, agent


def _repeats(one: ResolvedStatement, other: ResolvedStatement) -> bool:
    """Whether two statements of one kind and agent are about the same, in much the same words."""
    first, then = one.time.value, other.time.value
    if isinstance(one.statement, Action) and first is not None and then is not None and first.first != then.first:
        return False
    to, also = one.recipient.value, other.recipient.value
    if to is not None and also is not None and to != also:
        return False
    return _alike(one.statement.content, other.statement.content)


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
