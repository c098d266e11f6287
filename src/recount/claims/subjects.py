"""Counts that are the subject of a harm: ``13 people were killed``, ``13 died``, ``13 dead``, ``13 people shot in``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from recount.claims.clauses import REACH, Link, Sentence, finite, linked, object_follows, of_them
from recount.claims.harms import Harm, said_of
from recount.claims.phrases import known_noun
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Effect

_VERBAL = frozenset({"past", "active", "gerund", "base"})
_LIFTED = frozenset({"displaced", "affected"})  # forecasts of displacement are claims, forecasts of death are not

_ASTRAY, _NEXT = 18, 12
_WHERE = frozenset({"mass grave", "mass graves", "under the rubble", "without power", "without water", "in need"})


class _Verb(Struct, frozen=True):
    """The auxiliaries met between a noun phrase and its verb: a form of "be", of "have", a modal."""

    be: bool = False
    have: bool = False
    modal: bool = False

    @property
    def begun(self) -> bool:
        return self.be or self.have

    def after(self, word: str) -> _Verb:
        return _Verb(
            self.be or word in words("grammar", "be"),
            self.have or word in words("grammar", "have"),
            self.modal or word in words("grammar", "modals"),
        )


def as_subject(sentence: Sentence, at: int) -> Link | None:
    """``count noun … be harmed``, ``count noun died``, ``count dead``, ``count people killed in``."""
    tokens, phrase, verb = sentence.tokens, sentence.phrases[at], _Verb()
    starts = {count.first: count.form for count in sentence.counts}
    position = base = phrase.last
    while position < min(len(tokens), phrase.last + REACH):
        word = tokens[position].lower
        if position in starts and tokens[position - 1].lower == "of" and starts[position] != "article":
            return None
        if (link := _predicated(sentence, at, position, base, verb)) is not None:
            return link
        if not verb.begun and _is_verb(sentence, position, position - base):
            return None
        if word in words("grammar", "auxiliaries") or (word == "left" and verb.be):
            verb, position = verb.after(word), position + 1
        elif word in {",", "and"} and (jump := _past_coordination(sentence, position, begun=verb.begun)) > 0:
            position = base = jump
        elif (position := _onward(sentence, position, verb)) < 0:
            return _past_other_verb(sentence, at)
    return None


def _predicated(sentence: Sentence, at: int, position: int, base: int, verb: _Verb) -> Link | None:
    """The link of a count to a harm that opens at a token and is predicated of it."""
    for harm in sentence.harms.get(position, ()):
        score = _predicate(sentence, harm, position - base, be=verb.be, have=verb.have)
        if score:
            future = verb.modal and not verb.have and harm.effect not in _LIFTED and "state" not in harm.forms
            return linked(sentence, at, harm, score, future=future, effect=_joint_effect(sentence, harm))
    return None


def _onward(sentence: Sentence, position: int, verb: _Verb) -> int:
    """Where reading for the verb goes on after a token; -1 where the clause ends with it."""
    word = sentence.tokens[position].lower
    if verb.begun:
        if position + 1 in sentence.harms and (word == "since" or word in words("grammar", "quotes")):
            return position + 1  # had been “neutralised”, have since died
        if word not in _may_part() and not word.endswith("ly"):
            return position + 1 if _verb_goes_on(sentence, position) else -1
        if finite(word):
            return position + 1  # "are said to have been carried off"
    elif word in words("grammar", "quotes") and _opens_verb(sentence, position + 1):
        return position + 1
    if word == ",":
        return _past_comma(sentence, position)
    return -1 if _ends_clause(sentence, position) else position + 1


def _opens_verb(sentence: Sentence, position: int) -> bool:
    """Whether a verb of harm, or what leads to one, stands here."""
    auxiliary = position < len(sentence.tokens) and sentence.tokens[position].lower in words("grammar", "auxiliaries")
    return auxiliary or position in sentence.harms


def _past_other_verb(sentence: Sentence, at: int) -> Link | None:
    """The harm of a count after another verb of its own: ``Two ran in and were shot``, ``a man who hid died``."""
    tokens, start = sentence.tokens, sentence.phrases[at].last
    if start >= len(tokens) or sentence.phrases[at].empty:
        return None
    relative = tokens[start].lower in words("grammar", "relatives")
    starts = {count.first for count in sentence.counts if count.form != "article"}
    for position in range(start + 1, min(len(tokens), start + _ASTRAY)):
        word = tokens[position].lower
        if word in _closed() or position in starts:
            return None
        lead = [token.lower for token in tokens[position - 2 : position]]
        joined = lead[-1] in {"and", "then"} or (lead[0] == "and" and lead[-1] in {"was", "were"})
        if not (relative or joined):
            continue
        for harm in sentence.harms.get(position, ()):
            before = [token.lower for token in tokens[start + 1 : position]]
            be = _be_before(before)
            alone = "intransitive" in harm.forms and harm.lemma == "die"
            if alone or (be and harm.forms & {"participle", "state"}):
                return linked(sentence, at, harm, 7.5, effect=_joint_effect(sentence, harm))
    return None


_LEADS_ON = frozenset({"captured", "injured", "casualties", "displaced", "affected", "missing"})


def outcome(sentence: Sentence, at: int, harm: Harm) -> Effect | None:
    """What is said next of those harmed: ``abducted and killed``, ``civilians who hid there were shot dead``."""
    if harm.effect not in _LEADS_ON:
        return None
    tokens, starts = sentence.tokens, {count.first for count in sentence.counts}
    aside = tokens[sentence.phrases[at].last].lower in words("grammar", "relatives")
    reduced = aside or harm.first == sentence.phrases[at].last
    for position in range(harm.last, min(len(tokens), harm.last + _NEXT)):
        if tokens[position].lower in _closed() or position in starts:
            return None
        for other in sentence.harms.get(position, ()):
            before = [token.lower for token in tokens[harm.last : position]]
            led = before[-1:] in (["and"], ["then"]) or before[-2:-1] == ["and"] or (reduced and _be_before(before))
            if not led or object_follows(sentence, other.last):
                continue
            dies = other.effect == "killed" and (other.forms & {"participle", "state"} or other.lemma == "die")
            if dies or (other.effect == "injured" and harm.effect == "casualties" and "participle" in other.forms):
                return other.effect
    return None


def _be_before(before: Sequence[str]) -> bool:
    """Whether a passive leads to a verb, adverbs between: ``and were later``."""
    words_ = [word for word in before if not (word.endswith("ly") or word in words("grammar", "adverbs"))]
    return words_[-1:] in (["was"], ["were"], ["been"])


@cache
def _closed() -> frozenset[str]:
    """Words beyond which another clause has a subject of its own."""
    clauses = words("grammar", "clause_ends") | words("grammar", "closers") | words("grammar", "saying")
    return (clauses | {"where", ","}) - {"as", "that"}


@cache
def _may_part() -> frozenset[str]:
    return words("grammar", "adverbs") | words("grammar", "between")


def _ends_clause(sentence: Sentence, position: int) -> bool:
    """Whether the clause of the count ends at a token: another clause, a quotation, another verb."""
    word = sentence.tokens[position].lower
    if word == "that":
        following = sentence.tokens[position + 1].lower if position + 1 < len(sentence.tokens) else ""
        return following not in words("grammar", "auxiliaries") and position + 1 not in sentence.harms
    return word in _clause_enders() or finite(word)


@cache
def _clause_enders() -> frozenset[str]:
    return words("grammar", "closers") | (words("grammar", "clause_ends") - {"as"})


def _is_verb(sentence: Sentence, position: int, distance: int) -> bool:
    """Whether a harm met on the way is a verb of the count's own, no adjective (``in the besieged city``)."""
    if not any(harm.forms & _VERBAL for harm in sentence.harms.get(position, ())):
        return False
    return distance == 0 or sentence.tokens[position - 1].lower not in _before_nouns()


@cache
def _before_nouns() -> frozenset[str]:
    return words("grammar", "determiners") | words("grammar", "prepositions") | {"that", "this", "a", "an"}


def _verb_goes_on(sentence: Sentence, position: int) -> bool:
    """After another verb: whether ``and [be] harmed`` follows soon (``were caught in crossfire and killed``)."""
    tokens = sentence.tokens
    starts = {count.first for count in sentence.counts}
    for ahead in range(position, min(position + 7, len(tokens) - 1)):
        if tokens[ahead].lower in {",", ";", ":"} or ahead in starts:
            return False
        if tokens[ahead].lower in {"and", "or"}:
            following = sentence.harms.get(ahead + 1, ()) or sentence.harms.get(ahead + 2, ())
            return any(harm.forms & {"participle", "state"} for harm in following)
    return False


def _predicate(sentence: Sentence, harm: Harm, distance: int, *, be: bool, have: bool) -> float:
    """How sure the harm is predicated of the noun phrase `distance` tokens before it; 0 where it is not."""
    nearness = 0.08 * distance
    if "intransitive" in harm.forms:
        return (5.5 if said_of(harm, "leaving") else 9.6) - nearness
    if said_of(harm, "moving") and (be or have):
        return 5.8 - 0.1 * nearness
    if harm.lemma in {"hostage", "captive", "prisoner"} and not (be or have):
        return 0
    if "state" in harm.forms and (be or have or (distance <= 1 and not object_follows(sentence, harm.last))):
        return 10 - nearness
    if harm.lemma in _WHERE and distance <= 3:
        return 8  # "as many as 90 may be in a mass grave"
    if "participle" not in harm.forms:
        return 0
    if be:
        return 9.8 - nearness
    if have or object_follows(sentence, harm.last):
        return 0
    if distance == 0:
        return 9.7
    before = sentence.tokens[harm.first - 1].lower
    return 7 - nearness if distance <= 6 and before not in words("grammar", "determiners") else 0


def _joint_effect(sentence: Sentence, harm: Harm) -> Effect | None:
    """The effect of two harms of one count: ``killed or wounded`` is casualties, ``stabbed to death`` is killed."""
    tokens = sentence.tokens
    ahead = [token.lower for token in tokens[harm.last : harm.last + 2]]
    if ahead == ["to", "death"] or (ahead[:1] == ["alive"] and harm.lemma in {"burn", "bury"}):
        return "killed"
    if harm.effect not in {"killed", "injured"}:
        return None
    position = harm.last
    joins = {"or", "and", "/", ",", "seriously", "were", "badly", "either"}
    while position < len(tokens) - 1 and tokens[position].lower in joins:
        position += 1
        for other in sentence.harms.get(position, ()):
            apart = {harm.effect, other.effect} == {"killed", "injured"} and not said_of(harm, "care")
            if apart and other.forms & {"participle", "state", "strong"}:
                return None if object_follows(sentence, other.last) else "casualties"
    return None


def _past_coordination(sentence: Sentence, comma: int, *, begun: bool) -> int:
    """Past a coordinated noun phrase, counted or not (``three soldiers, two guards and civilians``); 0 if none is."""
    tokens = sentence.tokens
    following = comma + 1
    starts = {count.first: index for index, count in enumerate(sentence.counts)}
    if following < len(tokens) and tokens[following].lower in words("grammar", "subsets") and following not in starts:
        return 0
    if following in starts:
        index = starts[following]
        if of_them(sentence, index) and tokens[comma].lower == ",":
            return 0
        if not begun and sentence.phrases[index].empty and sentence.counts[index].last in sentence.harms:
            return 0  # "killed 28, 16 of them guards, and about 40 wounded"
        last = max(sentence.phrases[index].last, following + 1)
        return last + 2 if [token.lower for token in tokens[last : last + 2]] == ["among", "them"] else last
    for ahead in range(following, min(following + 3, len(tokens))):
        word = tokens[ahead].lower
        if any("gerund" in harm.forms for harm in sentence.harms.get(ahead, ())):
            return 0
        if known_noun(word) and ahead not in sentence.harms:
            goes_on = tokens[comma].lower == "and" or (
                ahead + 1 < len(tokens) and tokens[ahead + 1].lower in {",", "and"}
            )
            return ahead + 1 if goes_on else 0
        ends = word in words("grammar", "auxiliaries") or word in words("grammar", "relatives") or finite(word)
        if ends or not word.isalpha():
            return 0
    return 0


def _past_comma(sentence: Sentence, comma: int) -> int:
    """Past a comma: beyond a parenthesis or apposition; -1 where the clause ends."""
    tokens = sentence.tokens
    following = comma + 1
    if following >= len(tokens):
        return -1
    if (listed := _past_names(tokens, following)) > 0:
        return listed
    word = tokens[following].lower
    if word in {"and", "or"} or word in words("grammar", "auxiliaries"):
        return following
    closing = next((i for i in range(following, min(len(tokens), following + 22)) if tokens[i].lower == ","), None)
    if closing is None:
        return -1
    opens = word in words("grammar", "subsets") or word in words("grammar", "relatives")
    after = tokens[closing + 1].lower if closing + 1 < len(tokens) else ""
    if opens or after in words("grammar", "auxiliaries") or closing + 1 in sentence.harms:
        return closing + 1
    return -1


def _past_names(tokens: Sequence[Token], start: int) -> int:
    """Past the rest of a list of names that begins before a comma (``from Niger, Chad and Togo``); 0 if it is none."""
    position = start
    while position + 1 < len(tokens) and tokens[position].text[:1].isupper():
        if tokens[position + 1].lower == ",":
            position += 2
        elif tokens[position + 1].lower == "and" and position + 2 < len(tokens):
            return position + 3 if tokens[position + 2].text[:1].isupper() else 0
        else:
            return 0
    return 0
