"""Counts whose harm is a noun or adjective: ``13 deaths``, ``13 dead men``, ``a toll of 13``, ``the dead were 13``."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.claims.clauses import Link, Sentence, linked
from recount.claims.harms import Harm, harm_words, releases, wounds
from recount.claims.phrases import is_person, noun_phrase, singular
from recount.lexicon.lists import words

_BORNE, _NAMED = 14, 10
_ALSO_STATES = frozenset({"lives", "dead", "wounded", "injured", "killed", "missing"})


def in_head(sentence: Sentence, at: int) -> Link | None:
    """``count deaths``, ``count hostages``; "hostages" and "refugees" yield to a verb and to a release."""
    phrase, tokens, count = sentence.phrases[at], sentence.tokens, sentence.counts[at]
    head = count.last if phrase.empty else phrase.last - 1
    for harm in sentence.harms.get(head, ()):
        if "strong" in harm.forms:
            if phrase.empty and any(one.first == harm.last for one in sentence.counts):
                return None  # "One killed a guard"
            return linked(sentence, at, harm, 8.8 if harm.lemma in _ALSO_STATES else 10.5)
        if "weak" in harm.forms:
            near = {token.lower for token in tokens[max(0, count.first - 4) : count.first]}
            ahead = {token.lower for token in tokens[phrase.last : phrase.last + 4]}
            let_go = (near | ahead) & releases() or ahead & words("grammar", "saying")
            return None if let_go else linked(sentence, at, harm, 5)
    return None


def in_adjective(sentence: Sentence, at: int) -> Link | None:
    """``count kidnapped schoolgirls``, ``count dead Americans``."""
    for position in range(sentence.counts[at].last, sentence.phrases[at].last - 1):
        for harm in sentence.harms.get(position, ()):
            if harm.forms & {"state", "participle"}:
                dead = harm.lemma in _ALSO_STATES  # whatever else befalls dead men
                return linked(sentence, at, harm, 10.2 if dead and harm.effect == "killed" else 6)
    return None


def in_toll(sentence: Sentence, at: int) -> Link | None:
    """``the death toll rose to count``, ``a toll of count``, ``the toll from 5 to 12``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if first == 0 or (not sentence.phrases[at].empty and not is_person(tokens, sentence.phrases[at])):
        return None
    if tokens[first - 1].lower not in words("grammar", "toll_links"):
        return None
    for position in range(first - 1, max(-1, first - 16), -1):
        if tokens[position].lower in {".", ";", "that", "when", "while", "where"}:
            return None
        for harm in sentence.harms.get(position, ()):
            if "toll" in harm.forms:
                return linked(sentence, at, harm, 8)
    return None


def in_figure(sentence: Sentence, at: int) -> Link | None:
    """``put Russian deaths at count``, ``losses of about count``, ``casualties of at least count people``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if first < 2 or tokens[first - 1].lower not in words("grammar", "figure_links"):
        return None
    if not sentence.phrases[at].empty and not is_person(tokens, sentence.phrases[at]):
        return None
    for position in range(first - 2, max(-1, first - _NAMED), -1):
        if tokens[position].lower in {",", ".", ";", "that"} | words("grammar", "auxiliaries"):
            return None
        for harm in sentence.harms.get(position, ()):
            put = "weak" in harm.forms and tokens[first - 1].lower in {"at", "as"}  # "puts the displaced at 40,000"
            if ("strong" in harm.forms and harm.lemma != "lives") or put:
                return linked(sentence, at, harm, 7.8)
    return None


def in_report(sentence: Sentence, at: int) -> Link | None:
    """``no immediate reports of casualties``: a stated absence of word of harm."""
    tokens, count = sentence.tokens, sentence.counts[at]
    if count.form != "zero":
        return None
    for position in range(count.last + 1, min(count.last + 4, len(tokens) - 1)):
        if tokens[position].lower == "of" and tokens[position - 1].lower in words("grammar", "word"):
            phrase = noun_phrase(tokens, position + 1, harm_words())
            for harm in sentence.harms.get(phrase.last - 1, ()):
                if "strong" in harm.forms and not phrase.empty:
                    return structs.replace(linked(sentence, at, harm, 8), phrase=phrase)
    return None


def in_number_of(sentence: Sentence, at: int) -> Link | None:
    """``the number of refugees … was count``; ``raise to count the number of people killed``."""
    tokens, count = sentence.tokens, sentence.counts[at]
    spans = [(max(0, count.first - 26), count.first), (count.last, min(len(tokens), count.last + 10))]
    numbers = [
        place
        for left, right in spans
        for place in range(left, right - 1)
        if tokens[place].lower in {"number", "numbers"} and tokens[place + 1].lower == "of"
    ]
    lowered = [token.lower for token in tokens] if numbers and sentence.phrases[at].empty else []
    if not lowered or _lets_go(lowered):
        return None
    counted = {position for other in sentence.counts for position in range(other.first, other.last)}
    for position in numbers:
        for ahead in range(position + 2, min(position + 7, len(tokens))):
            for harm in sentence.harms.get(ahead, ()):
                things = harm.effect != "destroyed" and any(
                    singular(word) in words("groups", "things") for word in lowered[position + 2 : ahead]
                )
                if harm.forms & {"strong", "weak", "participle", "state"} and ahead not in counted and not things:
                    return linked(sentence, at, harm, 7)
    return None


def _lets_go(lowered: Sequence[str]) -> bool:
    """Whether a sentence speaks of people let go; rescue workers let nobody go."""
    return any(
        word in releases() and not (word == "rescue" and following in words("grammar", "crews"))
        for word, following in zip(lowered, [*lowered[1:], ""], strict=True)
    )


def inverted(sentence: Sentence, at: int) -> Link | None:
    """``Also killed were count``, ``the dead include count``, ``among the dead were count``, ``Of the dead, count``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if tokens[0].lower == "of" and first <= 24:
        for harm in (harm for place in range(1, 4) for harm in sentence.harms.get(place, ())):
            if harm.forms & {"strong", "weak", "state"}:
                return linked(sentence, at, harm, 7)
    if first == 0 or tokens[first - 1].lower not in words("grammar", "amounts_to"):
        return None
    if sentence.counts[at].form == "article" and tokens[first - 2].lower == "victim":
        return None  # "the third victim was a nurse" describes, and counts nobody
    for position in range(first - 2, max(-1, first - 9), -1):
        if tokens[position].lower in {",", ".", ";"}:
            return None
        for harm in sentence.ends.get(position, ()):
            who = "intransitive" in harm.forms and tokens[position - 1].lower == "who"  # "those who died are 1,000"
            if who or harm.forms & {"participle", "strong", "weak", "state"}:
                return linked(sentence, at, harm, 7.5)
    return None


def among(sentence: Sentence, at: int) -> Link | None:
    """``a priest was among the dead``, ``count nurses were one of 28 people killed``."""
    tokens, position = sentence.tokens, sentence.phrases[at].last
    if (
        sentence.phrases[at].empty
        or position + 2 >= len(tokens)
        or tokens[position].lower not in words("grammar", "be")
    ):
        return None
    after = [token.lower for token in tokens[position + 1 : position + 3]]
    if after[0] != "among" and after != ["one", "of"]:
        return None
    for ahead in range(position + 2, min(position + 12, len(tokens))):
        if tokens[ahead].lower in words("grammar", "closers") | {","}:
            return None
        found = [harm for harm in sentence.harms.get(ahead, ()) if harm.forms & {"participle", "strong", "state"}]
        if found:
            return linked(sentence, at, min(found, key=lambda harm: "strong" in harm.forms), 8.6)
    return None


def with_wounds(sentence: Sentence, at: int) -> Link | None:
    """``count people were brought in with burns``: told by the wounds they bear."""
    tokens, start = sentence.tokens, max(sentence.phrases[at].last, sentence.counts[at].last)
    if sentence.counts[at].form == "zero":
        return None
    starts = {count.first for count in sentence.counts}
    for position in range(start, min(len(tokens) - 1, start + _BORNE)):
        word = tokens[position].lower
        if word in words("grammar", "clause_ends") | {";", ":", "."} or position in starts:
            return None
        if word != "with":
            continue
        borne = range(position + 1, min(len(tokens), position + 4))
        place = next((one for one in borne if tokens[one].lower in wounds()), None)
        if place is not None and is_person(tokens, sentence.phrases[at]):
            harm = Harm("injured", frozenset({"state"}), position, place + 1, "with wounds")
            return linked(sentence, at, harm, 6)
    return None


def in_list(sentence: Sentence, at: int) -> Link | None:
    """``Equipment destroyed: 211 tanks, 862 carriers``: a list after a colon has the effect named before it."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if sentence.counts[at].form == "zero":
        return None
    colon = next((place for place in range(first - 1, 0, -1) if tokens[place].lower == ":"), None)
    if colon is None or any(tokens[place].lower in {".", ";"} for place in range(colon, first)):
        return None
    for position in range(colon - 1, max(-1, colon - 12), -1):
        for harm in sentence.ends.get(position, ()):
            if harm.forms & {"participle", "strong", "state"}:
                return linked(sentence, at, harm, 6)
    return None


def in_total(sentence: Sentence, at: int) -> bool:
    """``bringing the total to count``: whether a count is the new total of the figure before it."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if first < 3 or tokens[first - 1].lower not in {"to", "at"}:
        return False
    before = [token.lower for token in tokens[max(0, first - 8) : first - 1]]
    total = words("grammar", "figures") | {"toll"}
    return any(word in total for word in before) and any(word in words("grammar", "raising") for word in before)


def in_pit(sentence: Sentence, at: int) -> bool:
    """``a trench that could hold count dead``: whether a count is of what a grave holds."""
    first = sentence.counts[at].first
    before = [token.lower for token in sentence.tokens[max(0, first - 4) : first]]
    return any(word in words("grammar", "containing") for word in before)
