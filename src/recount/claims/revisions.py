"""Claims to the older claims whose figures they revise: ``up from five``, ``corrected its figure to 471``.

The words round the older figure say that it is one, or those round the newer that it was moved; the other of the two is
the nearest figure for the same harm. Both stay claims (claims codebook).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.claims.counted import Counted, size
from recount.claims.moved import ends_in_older
from recount.lexicon.lists import words
from recount.model import Mention

_REACH, _BACK, _AHEAD, _TIMES = 9, 3, 1, 12
_LIKE = frozenset(
    {frozenset({"killed", "bodies"}), frozenset({"captured", "missing"}), frozenset({"killed", "casualties"})}
)


class Revision(Struct, frozen=True):
    """The places, among a report's claims, of a figure and of the older one it revises, and which words say so."""

    newer: int
    older: int
    rule: str
    words: Mention
    confidence: float


def revisions(counted: Sequence[Counted]) -> tuple[Revision, ...]:
    """The revised figures of a report, each newer figure once, in the order of the text."""
    found: dict[int, Revision] = {}
    for at in range(len(counted)):
        for rule, confidence, cue in _older(counted[at]):
            newer = _newer(counted, at)
            if newer is not None and newer not in found:
                found[newer] = Revision(newer, at, rule, _mention(counted[at], cue), confidence)
            break
    revised = {one.older for one in found.values()}
    for at in range(len(counted)):
        verb = _moved(counted[at])
        if verb is None or at in found or at in revised:
            continue
        first = bisect_left(counted, counted[at].sentence - 1, key=lambda one: one.sentence)
        older = next((n for n in range(at - 1, first - 1, -1) if _alike(counted[n], counted[at])), None)
        if older is not None and not _adds(counted[older]) and older not in found:
            found[at] = Revision(at, older, "moved to", _mention(counted[at], verb), 0.6)
            revised.add(older)
    return tuple(found[newer] for newer in sorted(found))


def _older(one: Counted) -> Iterator[tuple[str, float, str]]:
    """Which words before a count say that it is an older figure, with the rule's name and how sure it is."""
    lead = _lead(one)
    if (phrase := ends_in_older(lead)) is not None:
        yield "up from", 0.9, phrase.split()[-1]
    moved = [word for word in lead if word in words("revisions", "moves")]
    if lead[-1:] == ["from"] and moved:
        yield "moved from", 0.9, moved[-1]
    earlier = [word for word in lead if word in words("revisions", "earlier")]
    if not earlier or _adds(one):
        return
    nouns = set(lead) & words("revisions", "figures")
    given = "had" in lead and any(word in words("revisions", "said") for word in lead[lead.index("had") :][1:5])
    past = earlier[-1] != "had" or {"earlier", "first", "already"} & set(lead) or (given and nouns)
    named = past and nouns and lead[-1] not in {"and", ","} and earlier[-1] not in {"had", "before", "until"}
    if named and _names_figure(lead, nouns):
        yield "an earlier figure", 0.8, earlier[-1]
    if past and earlier[-1] != "ago" and any(word in words("revisions", "said") for word in lead):
        yield "said earlier", 0.7, earlier[-1]


def _names_figure(lead: Sequence[str], nouns: set[str]) -> bool:
    """Whether a noun for a figure leads straight to the count: ``toll of``, ``number of dead at``, ``count gave``."""
    last = max(at for at, word in enumerate(lead) if word in nouns)
    return len(lead) - last <= 6


def _moved(one: Counted) -> str | None:
    """The verb that says a figure was put right or has risen to this one, where a noun for it stands by."""
    lead = _lead(one)
    if lead[-1:] != ["to"]:
        return None
    moved = [word for word in lead if word in words("revisions", "amends")]
    return moved[-1] if moved and set(lead) & words("revisions", "figures") else None


def _lead(one: Counted) -> list[str]:
    """The words before a count, the nearest last, as far as its clause and some way back."""
    before = [token.lower for token in one.tokens[: one.link.count.first]]
    stop = max((at + 1 for at, word in enumerate(before) if word in {";", ":", "but", "while"}), default=0)
    return before[max(stop, len(before) - _REACH) :]


def _adds(one: Counted) -> bool:
    """Whether a count is of people besides others, which revises nothing."""
    near = {token.lower for token in one.tokens[max(0, one.link.count.first - 1) : one.link.count.last + 2]}
    return bool(near & words("parts", "besides"))


def _newer(counted: Sequence[Counted], at: int) -> int | None:
    """The figure that takes an older one's place: before it in its sentence, after it there, before it, just after."""
    older = counted[at]
    first = bisect_left(counted, older.sentence - _BACK, key=lambda one: one.sentence)
    last = bisect_right(counted, older.sentence + _AHEAD, key=lambda one: one.sentence)
    alike = [n for n in range(first, last) if n != at and _alike(counted[n], older)]
    here = [n for n in alike if counted[n].sentence == older.sentence]
    before = [n for n in alike if n < at and 0 < older.sentence - counted[n].sentence <= _BACK]
    after = [n for n in alike if n > at and 0 < counted[n].sentence - older.sentence <= _AHEAD]
    ahead = [n for n in here if n > at]
    behind = [n for n in here if n < at]
    moved = [n for n in (*ahead, *after) if _moved(counted[n]) is not None or _lead(counted[n])[-1:] == ["to"]]
    for places in (behind[-1:], moved[:1], ahead[:1], before[-1:], after[:1]):
        if places:
            return places[0]
    return None


def _alike(one: Counted, other: Counted) -> bool:
    """Whether two figures may be of one harm: the same effect, and not the same number."""
    same = one.claim.effect == other.claim.effect or frozenset({one.claim.effect, other.claim.effect}) in _LIKE
    sizes = size(one.claim), size(other.claim)
    if None not in sizes and not _comparable(sizes[0] or 0, sizes[1] or 0):
        return False
    partitive = one.link.phrase.partitive
    return (
        same
        and not partitive
        and not _adds(one)
        and one.claim.quantity.high != 0
        and sizes[0] != sizes[1]
        and one.within is None
    )


def _comparable(one: int, other: int) -> bool:
    """Whether two numbers are of one size, as far as tolls are revised; a single person is no toll."""
    return min(one, other) > 1 and max(one, other) <= _TIMES * min(one, other)


def _mention(one: Counted, cue: str) -> Mention:
    """The words of a cue before a count."""
    token = next(token for token in reversed(one.tokens[: one.link.count.first]) if token.lower == cue)
    return Mention(token.text, token.start, token.end)
