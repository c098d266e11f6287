"""Counts that are the object of a harm: ``killing 13``, ``killed A, B and 13 others``, ``the deaths of 13``."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from recount.claims.clauses import REACH, Link, Sentence, finite, linked
from recount.claims.harms import Harm, releases, said_of
from recount.claims.phrases import is_person
from recount.lexicon.lists import words
from recount.model import Effect

_BOUND = frozenset({"of", "including", "between", "off", "out", "up", "down"})


def as_object(sentence: Sentence, at: int) -> Link | None:
    """``killing count noun``, ``killed A, B and count noun``, ``the deaths of count noun``."""
    tokens, count = sentence.tokens, sentence.counts[at]
    position = count.first - 1
    joined = _is_others(sentence, at) or _of_whom(sentence, at)
    inside = {place: other.first for other in sentence.counts for place in range(other.first, other.last)}
    while position >= max(0, count.first - REACH):
        distance = count.first - 1 - position
        for harm in sentence.ends.get(position, ()):
            score = _governs(sentence, harm, count.first, distance, joined=joined)
            if score:
                planned, effect = _planned(sentence, harm), _joint_effect(sentence, harm, count.last)
                return linked(sentence, at, harm, score, future=planned, effect=effect)
        if position in inside and inside[position] > 0:
            position = inside[position] - 1  # "lost up to 90 men and four howitzers"
            continue
        pair = (tokens[position - 1].lower if position else "", tokens[position].lower)
        if pair in {("along", "with"), ("well", "as"), ("together", "with"), ("addition", "to")}:
            joined, position = True, position - 2
            continue
        if pair[1] in releases() or _other_verb(sentence, position):
            return None
        if pair[1] in words("grammar", "quotes") and distance == 0 and position - 1 in sentence.ends:
            position -= 1
            continue
        if pair[1] == "." and len(pair[0]) <= 4 and tokens[position + 1].text[0].isupper():
            position -= 1  # "Brig. Gen. X and two others"
            continue
        if pair[1] in _walls() or finite(pair[1]) or (not joined and pair[1] in _prepositions()):
            return None
        position -= 1
    return None


@cache
def _walls() -> frozenset[str]:
    """Words that no object is reached across."""
    clauses = words("grammar", "clause_ends") | words("grammar", "relatives") | words("grammar", "closers")
    return clauses | (words("grammar", "auxiliaries") - {"'s"})


@cache
def _prepositions() -> frozenset[str]:
    return words("grammar", "prepositions") - _BOUND


def to_death(sentence: Sentence, at: int) -> Link | None:
    """``hacked count noun to death``."""
    last = sentence.phrases[at].last
    after = [token.lower for token in sentence.tokens[last : last + 2]]
    if after != ["to", "death"] or not is_person(sentence.tokens, sentence.phrases[at]):
        return None
    return linked(sentence, at, Harm("killed", frozenset({"state"}), last, last + 2, "to death"), 9.4)


def as_held(sentence: Sentence, at: int) -> Link | None:
    """``took count noun hostage``."""
    tokens, phrase, first = sentence.tokens, sentence.phrases[at], sentence.counts[at].first
    if phrase.empty or not first or tokens[first - 1].lower not in words("grammar", "taking"):
        return None
    held = (harm for harm in sentence.harms.get(phrase.last, ()) if harm.lemma in words("grammar", "held"))
    return next((linked(sentence, at, harm, 9) for harm in held), None)


def _is_others(sentence: Sentence, at: int) -> bool:
    """``the envoy to Libya and three others``: the last of several victims, whatever parts them from the verb."""
    tokens, count = sentence.tokens, sentence.counts[at]
    after = {token.lower for token in tokens[count.last : count.last + 1]}
    return tokens[count.first - 1].lower == "and" and bool(after & {"other", "others"})


def _of_whom(sentence: Sentence, at: int) -> bool:
    """``the exodus from Goma of 300 nurses``: where from stands between the deed and whom it befell."""
    first = sentence.counts[at].first
    if sentence.tokens[first - 1].lower != "of":
        return False
    return any("action" in harm.forms for place in range(first - 5, first - 1) for harm in sentence.ends.get(place, ()))


def _other_verb(sentence: Sentence, position: int) -> bool:
    """Whether a verb of no harm opens a clause of its own here (``killing four and freeing 126``)."""
    word = sentence.tokens[position].lower
    lead = sentence.tokens[position - 1].lower if position else ""
    verbal = word.endswith("ing") or (word.endswith("ed") and not word.endswith("eed"))
    return verbal and lead in {"and", ",", "also", "then", "but"} and position not in sentence.ends


def _governs(sentence: Sentence, harm: Harm, first: int, distance: int, *, joined: bool) -> float:
    """How sure the harm before a count governs it; 0 where it does not."""
    tokens = sentence.tokens
    nearness = 0.15 * distance
    following = tokens[harm.last].lower if harm.last < len(tokens) else ""
    if "action" in harm.forms:
        whose = tokens[first - 1].lower == "of" and distance <= 4  # "the exodus from Goma of 250 nurses"
        if (following != "of" and not whose) or distance > 12 or (harm.first and tokens[harm.first - 1].lower == "to"):
            return 0
        return 10.2 if distance <= 2 else 9 - nearness
    if "intransitive" in harm.forms and not harm.forms & {"past", "active", "gerund", "base"}:
        return 7 - 0.5 * nearness if joined and distance < 16 else 0
    if harm.forms & {"strong", "weak", "toll"} or not harm.forms & {"past", "active", "gerund", "base", "participle"}:
        return 0
    if _is_passive(sentence, harm):
        return 7 - 0.5 * nearness if joined and distance < 16 else 0
    if distance > 1 and not joined and following in _prepositions() - {"as"}:
        return 0
    if harm.last != first and following in {".", "?", "!"}:
        return 0
    return 9.2 - nearness


def _is_passive(sentence: Sentence, harm: Harm) -> bool:
    """Whether a past form stands in the passive (``were killed``)."""
    if not harm.forms & {"past", "participle"}:
        return False
    position = harm.first - 1
    passed = words("grammar", "adverbs") | {"and", "or", "killed", "wounded", "injured"}
    while position >= 0 and sentence.tokens[position].lower in passed:
        position -= 1
    return position >= 0 and sentence.tokens[position].lower in words("grammar", "be")


def _planned(sentence: Sentence, harm: Harm) -> bool:
    """Whether an active verb of harm is only planned or possible (``to kill``, ``could kill``)."""
    if harm.first == 0:
        return False
    before = sentence.tokens[harm.first - 1].lower
    if before == "to" and harm.first > 1 and sentence.tokens[harm.first - 2].lower in {"helped", "managed"}:
        return False
    if before == "have" and sentence.tokens[harm.first - 2].lower == "would":
        return True
    if "base" not in harm.forms:
        return False
    return before in words("grammar", "modals") or before in {"not", "n't", "go"}


def _joint_effect(sentence: Sentence, harm: Harm, last: int) -> Effect | None:
    """The effect of two harms on one count: ``killing or wounding`` is casualties, ``stabbed … to death`` killed."""
    tokens = sentence.tokens
    ahead = [token.lower for token in tokens[last : last + 7]]
    if harm.effect in {"injured", "casualties"}:
        for word, following in pairwise(ahead):
            if (word, following) in {("to", "death"), ("shot", "dead")}:
                return "killed"
        if harm.effect == "casualties" and "dead" in [token.lower for token in tokens[harm.last : harm.last + 1]]:
            return "killed"
    if harm.effect in {"killed", "injured"} and harm.first > 1 and tokens[harm.first - 1].lower in {"or", "and"}:
        for other in sentence.ends.get(harm.first - 2, ()):
            apart = {harm.effect, other.effect} == {"killed", "injured"} and not said_of(other, "care")
            if apart and other.forms & harm.forms:
                return "casualties"
    return None
