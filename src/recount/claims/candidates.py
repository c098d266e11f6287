"""The claims that a claim may be a part of, and what speaks for and against each: traits, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.claims.counted import Counted, gap, listed, size
from recount.claims.moved import REACH, sums
from recount.claims.phrases import known_noun, singular
from recount.claims.pointers import cues
from recount.lexicon.lists import words
from recount.model import Effect, Mention

_AHEAD, _OPENING, _RUN, _SPREAD, _CHANCE = 4, 3, 9, 2, 8
_FAR = 60  # claims between a part and its whole: a report with more of them is a list, and would take for ever
_NAMING = frozenset({"of them", "of the dead", "of the", "of number", "among", "alone"})
_POINTING = frozenset(
    {
        "including",
        "of them",
        "of the dead",
        "of the",
        "among",
        "besides",
        "definite",
        "one",
        "alone",
        "also",
        "no noun",
        "national",
        "vague",
        "beside",
        "elsewhere",
    }
)
_MEMBERS: Mapping[str, frozenset[str]] = {
    "casualties": frozenset({"killed", "injured", "bodies", "missing"}),
    "killed": frozenset({"bodies"}),
    "bodies": frozenset({"killed"}),
    "missing": frozenset({"captured", "killed"}),
    "captured": frozenset({"missing", "injured", "killed"}),
    "displaced": frozenset({"affected"}),
    "affected": frozenset({"displaced"}),
}


class Whole(Struct, frozen=True):
    """A claim that another may be a part of, by its place in the report, or none; with the traits that decide."""

    at: int | None
    traits: Mapping[str, float]


def wholes(counted: Sequence[Counted], at: int, parents: Mapping[int, int], revised: Mapping[int, int]) -> list[Whole]:
    """What the claim at a place may be a part of: nothing, and each claim whose effect and size allow it.

    `parents` holds what was decided for the claims before it: places in the report of part and whole; `revised` those
    of newer figures and the older ones they revise, which are no parts of each other.
    """
    part = counted[at]
    shown = cues(counted, at) | ({"older"} if at in revised.values() else frozenset())
    unbound = {"none": 1.0, **{f"none, {cue}": 1.0 for cue in shown}}
    found = [Whole(None, unbound | ({"none, named": 1.0} if shown & _NAMING else {}))]
    near = range(max(0, at - _FAR), min(len(counted), at + _FAR + 1))
    rivals = [
        (n, counted[n].claim.effect, counted[n].claim.quantity.exact.lower(), size(counted[n].claim))
        for n in near
        if n not in parents and _allows(counted[n], part, frozenset(), ahead=False)
    ]
    alike = [n for n in near if n < at and n in parents and size(counted[n].claim) == size(part.claim) is not None]
    for other in near:
        if other == at or revised.get(at) == other or revised.get(other) == at or _within(other, at, parents):
            continue
        if _allows(counted[other], part, shown, ahead=other > at):
            traits = _traits(counted, at, other, shown, revised) | _rivals(counted, at, other, parents, rivals, alike)
            found.append(Whole(other, {name: value for name, value in traits.items() if value}))
    return found


def _within(other: int, at: int, parents: Mapping[int, int]) -> bool:
    """Whether a claim was found to be a part of another, by however many steps."""
    while other in parents:
        other = parents[other]
        if other == at:
            return True
    return False


def _allows(whole: Counted, part: Counted, shown: frozenset[str], *, ahead: bool) -> bool:
    """Whether effect and size let one claim be a part of another."""
    if ahead and whole.sentence - part.sentence > _AHEAD:
        return False
    if part.claim.quantity.high == 0 or whole.claim.quantity.high == 0:
        return False
    same = whole.claim.effect == part.claim.effect
    named = "of them" in shown and whole.sentence == part.sentence and not ahead
    if not same and not named and part.claim.effect not in _MEMBERS.get(whole.claim.effect, frozenset()):
        return False
    large, small = size(whole.claim), size(part.claim)
    if whole.claim.quantity.operator == "exact" and whole.claim.quantity.low == 1:
        return False
    return large is None or small is None or large > small


def _traits(
    counted: Sequence[Counted],
    at: int,
    other: int,
    shown: frozenset[str],
    revised: Mapping[int, int],
) -> dict[str, float]:
    """What speaks for and against a claim being part of another."""
    part, whole = counted[at], counted[other]
    where = _where(part, whole, at, other)
    found = {f"at {where}": 1.0, "apart": min(abs(part.sentence - whole.sentence), 10) / 10}
    for name, holds in _sizes(counted, at, other).items():
        found[name] = float(holds)
    if part.within == whole.claim.id:
        found["within"] = 1.0
    for cue in shown & _POINTING:
        found[f"{cue}, {where}"] = 1.0
    if (other == at + 1 and "of number" in shown) or (where == "own" and _opens_of(whole)):
        found["of number"] = 1.0
    if where == "own" and ":" in (gap(counted, other, at) or ()):
        found["colon"] = 1.0
    if found.get("sums") and where == "own":
        found["sums, own"] = 1.0
    summed = _sums_up(counted, at, other, revised)
    if summed:
        found[f"sum, {where}"] = 1.0
    for name, holds in _kin(part, whole).items():
        found[name] = float(holds)
    if (
        not shown & _NAMING and not found.get("of its noun") and not found["sums"] and not summed
    ):  # what the words or the sum say outweighs where and when
        for name, holds in _setting(part, whole).items():
            found[name] = float(holds)
    if part.paragraph == whole.paragraph and where == "back":
        found["same paragraph"] = 1.0
    found["older"] = float(other in revised.values())
    return found


def _opens_of(whole: Counted) -> bool:
    """Whether a sentence opens with what the counts after it are of: ``Of 276 girls seized in April, 219``."""
    first = whole.link.count.first
    return 1 <= first <= _OPENING and whole.tokens[first - 1].lower == "of"


def _where(part: Counted, whole: Counted, at: int, other: int) -> str:
    """Where the whole stands, seen from the part."""
    if part.sentence == whole.sentence:
        return "own" if other < at else "own ahead"
    return "ahead" if other > at else "back"


def _sizes(counted: Sequence[Counted], at: int, other: int) -> dict[str, bool]:
    part, whole = counted[at].claim, counted[other].claim
    large, small = size(whole), size(part)
    run = _run(counted, at, other)
    spread = abs(counted[run[-1]].sentence - counted[run[0]].sentence) if run else 0
    return {
        "whole vague": large is None,
        "both vague": large is None and small is None,
        "most of it": bool(large and small and small * 2 > large),
        "tiny": bool(large and small and small * 50 < large),
        "sums": bool(run) and spread <= _SPREAD,
        "sums, spread": bool(run) and spread > _SPREAD,
    }


def _run(counted: Sequence[Counted], at: int, other: int) -> list[int]:
    """The claims next to a whole, a claim among them, whose figures add up to it; none where they do not."""
    whole = counted[other].claim
    total = size(whole)
    if total is None or total < 2:
        return []
    step = 1 if other < at else -1
    run: list[int] = []
    summed, place = 0, other + step
    while 0 <= place < len(counted) and summed < total and len(run) < _RUN:
        claim, value = counted[place].claim, size(counted[place].claim) or 0
        if claim.effect == whole.effect or claim.effect in _MEMBERS.get(whole.effect, ()):
            if claim.quantity.operator not in {"exact", whole.quantity.operator}:
                break
            if 0 < value < total:
                run.append(place)
                summed += value
        place += step
    singly = total < _CHANCE and any(counted[one].link.count.form == "article" for one in run)
    apart = counted[run[0]].sentence != counted[run[-1]].sentence if run else False
    return run if summed == total and at in run and len(run) > 1 and not (singly and apart) else []


def _sums_up(counted: Sequence[Counted], at: int, other: int, revised: Mapping[int, int]) -> bool:
    """Whether a count just ahead is the sum that a claim adds to: ``17 more, which brings the total to 40``."""
    whole = counted[other]
    if other <= at or other in revised or not _is_sum(whole):
        return False
    return not any(counted[n].claim.effect == whole.claim.effect and _is_sum(counted[n]) for n in range(at + 1, other))


def _is_sum(whole: Counted) -> bool:
    """Whether the words before a count make it a sum."""
    first = whole.link.count.first
    return sums([token.lower for token in whole.tokens[max(0, first - REACH) : first]])


def _kin(part: Counted, whole: Counted) -> dict[str, bool]:
    """How the two claims are alike."""
    mine, its = part.claim, whole.claim
    nouns, named = (_noun(part), _noun(whole)), _partitive(part)
    groups = (mine.victims.group if mine.victims else "unknown", its.victims.group if its.victims else "unknown")
    return {
        "other effect": mine.effect != its.effect,
        f"{mine.effect} of {its.effect}": mine.effect != its.effect,
        "same noun": nouns[0] == nouns[1] != "",
        "of its noun": bool(nouns[1]) and nouns[1] in named,
        "of another noun": bool(nouns[1]) and nouns[1] not in named and any(known_noun(word) for word in named),
        "of the general": groups[0] != "unknown" == groups[1],
        "other group": "unknown" not in groups and groups[0] != groups[1] and groups[1] != "mixed",
        "general of group": groups[0] == "unknown" != groups[1] and nouns[0] != "",
        "denied": "denied" in (mine.modality, its.modality),
    }


def _setting(part: Counted, whole: Counted) -> dict[str, bool]:
    """Whether the two claims tell of one event, by who says so, when and where."""
    mine, its = part.claim, whole.claim
    times, others = _own(part, mine.times), _own(whole, its.times)
    places, elsewhere = _own(part, mine.places), _own(whole, its.places)
    return {
        f"{mine.scope} of {its.scope}": mine.scope != its.scope,
        "same source": bool(mine.source and its.source and mine.source.mention.exact == its.source.mention.exact),
        "other source": bool(mine.source and its.source and mine.source.mention.exact != its.source.mention.exact),
        "other time": bool(times) and bool(others) and not times & others,
        "other place": bool(places) and bool(elsewhere) and not places & elsewhere,
        "dated": bool(times) and part.sentence != whole.sentence,
    }


def _partitive(part: Counted) -> list[str]:
    """The nouns that a count is said to be of: ``thirteen of the pupils``."""
    after = part.tokens[part.link.count.last : part.link.count.last + 5]
    if len(after) < 3 or after[0].lower != "of" or after[1].lower not in words("parts", "definite"):
        return []
    return [singular(token.lower) for token in after[2:]]


def _noun(counted: Counted) -> str:
    return "" if counted.link.phrase.empty else counted.link.phrase.head


def _own(counted: Counted, mentions: Sequence[Mention]) -> set[str]:
    evidence = counted.claim.evidence
    return {m.exact.lower() for m in mentions if evidence.start <= m.start < evidence.end}


def _rivals(
    counted: Sequence[Counted],
    at: int,
    other: int,
    parents: Mapping[int, int],
    rivals: Sequence[tuple[int, Effect, str, int | None]],
    alike: Sequence[int],
) -> dict[str, float]:
    """What the claims between the two, and the decisions before, say.

    `rivals` may be the whole as well, each with its effect, words and size; `alike` are parts before this one that are
    of its size.
    """
    whole = counted[other].claim
    lo, hi = min(at, other), max(at, other)
    part = counted[at]
    between = [(exact, number) for n, effect, exact, number in rivals if lo < n < hi and effect == whole.effect]
    words_, number_ = whole.quantity.exact.lower(), size(whole)
    same = any(exact == words_ or number == number_ for exact, number in between)
    parent = parents.get(at - 1)
    return {
        "between": float(min(len(between), 4)),
        "repeated": float(same),
        "is a part": float(other in parents),
        "as its like": float(any(parents[n] == other and counted[n].sentence != part.sentence for n in alike)),
        "as before, listed": float(parent == other and listed(counted, at - 1, at)),
        "as before": float(parent == other and not listed(counted, at - 1, at)),
        "as before, sentence": float(parent == other and counted[at - 1].sentence == part.sentence),
        "not as before, listed": float(other < at - 1 and parent is None and listed(counted, at - 1, at)),
        "joined": float(listed(counted, lo, hi) if hi - lo == 1 else 0),
        "before it, listed": float(hi - lo == 1 and listed(counted, lo, hi) and parent is not None),
    }
