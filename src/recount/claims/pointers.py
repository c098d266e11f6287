"""The words round a count that point to what it is a part of, or away from it: cues, by name."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.counted import Counted, gap, listed
from recount.claims.moved import sums
from recount.claims.phrases import is_national
from recount.lexicon.lists import words

_RUN, _LEAD = 9, 4
_FILLERS = frozenset({"also", "both", "at", "least"})


def cues(counted: Sequence[Counted], at: int) -> frozenset[str]:
    """What the words round a count say of its being a part of something."""
    part = counted[at]
    count, lower = part.link.count, [token.lower for token in part.tokens]
    before, after = lower[: count.first], lower[count.last : count.last + 8]
    lead = f" {' '.join(before[-_LEAD:])}"
    noun = part.claim.victims.mention if part.claim.victims else None
    shown = {
        "including": any(lead.endswith(f" {phrase}") for phrase in words("parts", "including")) or _in_list(before),
        "of them": " ".join(after[:2]) in words("parts", "partly") or after[:1] == ["them"] or _themselves(after),
        "of the dead": _of(after, words("parts", "counted")) or _opens_with_whole(before),
        "of the": after[:1] == ["of"] and len(after) > 2 and after[1] in {"the", "those", "these"},
        "sum": sums(before),
        "of number": _counted_next(counted, at),
        "among": _among(counted, at),
        "all": bool({*before[-1:]} & {"all", "both"}),
        "besides": bool({*before[-2:], *after[:3]} & words("parts", "besides")),
        "beside": any(lead.endswith(f" {phrase}") for phrase in words("parts", "beside")),
        "elsewhere": bool({*lower[:3]} & words("parts", "elsewhere")),
        "definite": bool(before) and before[-1] in words("parts", "definite"),
        "one": count.form == "article" or part.claim.quantity.low == part.claim.quantity.high == 1,
        "alone": "alone" in after,
        "also": "also" in lower,
        "vague": part.claim.quantity.vague,
        "no noun": noun is None,
        "national": noun is not None and is_national(part.tokens[part.link.phrase.last - 1]),
        "things": part.claim.effect == "destroyed",
        "listed": listed(counted, at - 1, at),
        "lists": listed(counted, at, at + 1),
    }
    return frozenset(cue for cue, holds in shown.items() if holds)


def _of(after: Sequence[str], nouns: frozenset[str]) -> bool:
    """Whether a count is followed by "of the dead" or the like, "of" left out or not."""
    words_ = list(after[:6])
    if words_[:1] == ["of"]:
        words_ = words_[1:]
    if words_[:1] and words_[0] in words("parts", "definite"):
        return any(word in nouns for word in words_[1:3])
    return False


def _themselves(after: Sequence[str]) -> bool:
    """Whether a count's noun is said to be among those just counted: ``two children among them``."""
    for at in range(1, len(after) - 1):
        if (after[at], after[at + 1]) == ("among", "them"):
            return at + 2 == len(after) or after[at + 2] in {",", ".", ";", ")", "and", "were", "was"}
        if after[at] in {",", ";", "and"}:
            return False
    return False


def _in_list(before: Sequence[str]) -> bool:
    """Whether a count stands further on in a list that "including" opens: ``including Iranians and also three``."""
    bars = (
        words("grammar", "verbs") | words("grammar", "auxiliaries") | words("grammar", "clause_ends") | {";", "(", ")"}
    )
    for at in range(len(before) - 1, max(-1, len(before) - _RUN), -1):
        if before[at] in {"including", "include", "included", "includes"}:
            return True
        if before[at] in bars or before[at].isdigit():
            return False
    return False


def _opens_with_whole(before: Sequence[str]) -> bool:
    """Whether the sentence begins with what the count is of: ``Of the dead, 41``."""
    opening = [word for word in before[:6] if word not in words("grammar", "quotes")]
    return opening[:1] == ["of"] and opening[1:2] != [] and opening[1] in words("parts", "definite") | {"them"}


def _among(counted: Sequence[Counted], at: int) -> bool:
    """Whether a count opens what a sentence says is among those counted, or is itself said to be."""
    lower = [token.lower for token in counted[at].tokens]
    here = [
        one for one in (at - 1, at + 1) if 0 <= one < len(counted) and counted[one].sentence == counted[at].sentence
    ]
    left = max((counted[one].link.count.last for one in here if one < at), default=0)
    right = min((counted[one].link.count.first for one in here if one > at), default=len(lower))
    before = f" {' '.join(word for word in lower[left : counted[at].link.count.first] if word not in _FILLERS)} "
    after = f" {' '.join(lower[counted[at].link.count.last : right])} "
    return any(f" {phrase} " in before for phrase in words("parts", "among")) or any(
        f" among {which} " in after for which in ("the", "those", "its", "their")
    )


def _counted_next(counted: Sequence[Counted], at: int) -> bool:
    """Whether the next count is what this one is of: ``one of 18 hostages``, ``145,000, among 224,000 refugees``."""
    between = gap(counted, at, at + 1)
    if not between:
        return False
    return (between[0] == "of" and len(between) <= 3) or between[-1] == "among"
