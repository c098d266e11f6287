"""What a word of harm says by whom it befalls: a lost man died, a crowd that left fled, fighters who fell are dead."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from recount.claims.clauses import Link, Sentence
from recount.claims.harms import Harm, said_of
from recount.claims.phrases import NounPhrase, group_of, is_national, is_person, is_thing
from recount.lexicon.lists import words
from recount.model import Effect

_CROWD, _LIMB = 1000, 4


def fired_at(sentence: Sentence, link: Link) -> Effect:
    """What befell people shot: where a limb is named they were injured, else the words leave open whether they died."""
    reach = max(link.count.last, link.phrase.last, link.harm.last if link.harm else 0)
    after = {token.lower for token in sentence.tokens[reach : reach + _LIMB]}
    return "injured" if after & words("grammar", "limbs") else "casualties"


def readings(sentence: Sentence, link: Link) -> Iterator[Link]:
    """A link with each effect its word can say: a unit that lost men had them killed, one that lost tanks destroyed."""
    if link.harm is not None and _is_loss_of_people(sentence, link, link.harm):
        yield structs.replace(link, effect="killed")
    yield link
    if link.harm is None:
        return
    for other in sentence.harms.get(link.harm.first, ()):
        if other.effect != link.effect and other.forms & link.harm.forms:
            yield structs.replace(link, effect=other.effect, harm=other)
    if said_of(link.harm, "annihilation") and is_person(sentence.tokens, link.phrase):
        yield structs.replace(link, effect="killed")
    if said_of(link.harm, "loss") and is_thing(link.phrase):
        yield structs.replace(link, effect="destroyed")


def _is_loss_of_people(sentence: Sentence, link: Link, harm: Harm) -> bool:
    """``admitted the loss of eight fighters``, who died; "losses" may be wounded."""
    return (
        harm.lemma == "loss"
        and harm.last <= link.count.first
        and "action" in harm.forms
        and is_person(sentence.tokens, link.phrase)
    )


def is_meant(sentence: Sentence, link: Link, harm: Harm) -> bool:
    """Whether a word that is of harm only among some nouns stands among them: held people, civilians who remain."""
    if said_of(harm, "staying"):
        return group_of(sentence.tokens, link.phrase) == "civilians"
    if said_of(harm, "leaving"):
        return _is_crowd(link) and is_person(sentence.tokens, link.phrase) and harm.last not in sentence.harms
    if said_of(harm, "camping"):
        return is_person(sentence.tokens, link.phrase) and group_of(sentence.tokens, link.phrase) != "combatants"
    if said_of(harm, "falling"):
        return _is_fallen(sentence, link, harm)
    if not said_of(harm, "custody"):
        return True
    if harm.first and sentence.tokens[harm.first - 1].lower == "to":
        return False
    if link.phrase.empty:
        others = (other for harms in sentence.harms.values() for other in harms)
        return any(other.effect == "captured" and not said_of(other, "custody") for other in others)
    return is_person(sentence.tokens, link.phrase)


def _is_crowd(link: Link) -> bool:
    """Whether a count is of a thousand people or more, be it vague."""
    quantity = link.count.quantity
    named = max(quantity.low or 0, quantity.high or 0)
    return named >= _CROWD or any(word in quantity.exact.lower() for word in ("thousand", "million"))


def _is_fallen(sentence: Sentence, link: Link, harm: Harm) -> bool:
    """Whether fighters fell and died: they did not fall back, ill or into a trap."""
    following = sentence.tokens[harm.last].lower if harm.last < len(sentence.tokens) else "."
    after = following in words("grammar", "falling_after") or following in words("grammar", "times")
    phrases = [
        link.phrase,
        *(
            one
            for one in sentence.phrases
            if link.phrase.head in {"", "more", "other"} and one.last <= link.count.first
        ),
    ]
    return after and any(_may_fall(sentence, phrase) for phrase in phrases if not phrase.empty)


def _may_fall(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether a noun names those of whom it is said that they fell: fighters, or people of one nation."""
    return group_of(sentence.tokens, phrase) == "combatants" or is_national(sentence.tokens[phrase.last - 1])
