"""Counts to effects: which harm each count of a sentence belongs to.

Each pattern looks for the harm in one place: after the noun phrase ("13 people were killed"), before it ("killing 13"),
in its head noun ("13 deaths"), in its adjective ("13 dead Americans"), in a toll ("the toll rose to 13"). The nearest
and surest wins. A count with no harm of its own takes that of the count it is coordinated with or is a part of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from msgspec import structs

from recount.claims.clauses import Link, Sentence, of_them, prepare
from recount.claims.counts import Count
from recount.claims.elided import describes_part, states_figure
from recount.claims.harms import find_harms, said_of, unharmed
from recount.claims.meanings import fired_at, is_meant, readings
from recount.claims.moved import moves_figure
from recount.claims.nouns import (
    among,
    in_adjective,
    in_figure,
    in_head,
    in_list,
    in_number_of,
    in_pit,
    in_report,
    in_toll,
    in_total,
    inverted,
    with_wounds,
)
from recount.claims.objects import as_held, as_object, to_death
from recount.claims.phrases import NounPhrase, is_person, is_thing
from recount.claims.subjects import as_subject, outcome
from recount.claims.uncounted import is_age, is_day, is_one_family, is_share
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Effect

_Pattern = Callable[[Sentence, int], Link | None]

_REDUCED, _SURE, _INHERITED, _LIST, _OWNER, _SPEECH = 9.7, 8.0, 5.0, 14, 4, 9
_BODILY = frozenset({"killed", "injured", "captured"})
_PEOPLED = frozenset({"unit", "force", "village", "home", "house", "camp", "piece", "town"})
_FUGITIVES = frozenset({"gunman", "gunmen", "attacker", "assailant", "suspect", "thief", "driver"})


def link_counts(tokens: Sequence[Token], counts: Sequence[Count], before: Link | None = None) -> list[Link]:
    """The counts of one sentence that count people harmed or things destroyed, in order.

    `before` is the figure that the sentence goes on from, if any: what a bare number counts may be said there.

    >>> from recount.language.tokens import tokenise
    >>> from recount.claims.counts import find_counts
    >>> text = "The blast killed 13 people, including three children, and wounded 40 in two villages"
    >>> tokens = tokenise(text)
    >>> links = link_counts(tokens, find_counts(text, tokens))
    >>> [(link.count.quantity.exact, link.effect, link.parent) for link in links]
    [('13', 'killed', None), ('three', 'killed', 0), ('40', 'injured', None)]
    """
    counts = [one for one in counts if not (is_age(tokens, one) or is_day(tokens, one) or is_share(tokens, one))]
    harms = find_harms(tokens)
    if not harms and before is None:
        return []  # every pattern needs a word of harm
    sentence = prepare(tokens, counts, harms)
    own = [_own(sentence, at) for at in range(len(counts))]
    return _inherit(sentence, own, before)


def _own(sentence: Sentence, at: int) -> Link | None:
    """The best link of a count by itself."""
    patterns = _OF_WHOLES if _is_whole(sentence, at) else _PATTERNS
    found = [
        (reading, name)
        for name, pattern in patterns
        if (link := pattern(sentence, at)) is not None
        and (reading := next((one for one in readings(sentence, link) if _fits(sentence, at, one)), None)) is not None
    ]
    if not found:
        return None
    best, name = max(found, key=lambda one: one[0].score)
    effect = _effect(sentence, at, best)
    if best.harm is not None and best.harm.lemma == "dead" and in_pit(sentence, at):
        effect, name = "bodies", "what a grave holds"
    return structs.replace(best, effect=effect, pattern=name, future=best.future or _is_planned(sentence, best))


def _effect(sentence: Sentence, at: int, link: Link) -> Effect:
    """The effect of a link, by what is said after its harm too."""
    if link.harm is None:
        return link.effect
    last = outcome(sentence, at, link.harm) if link.harm.first >= link.phrase.last else None
    if last is None and said_of(link.harm, "firing") and link.effect == "casualties":
        return fired_at(sentence, link)
    return last or link.effect


def _is_planned(sentence: Sentence, link: Link) -> bool:
    """Whether a harm said after its count is only planned: ``vowed to take 50 soldiers captive``."""
    first = link.count.first
    if first < 3 or link.harm is None or link.harm.first < link.count.last or sentence.tokens[first - 2].lower != "to":
        return False
    return sentence.tokens[first - 3].lower in words("grammar", "planning")


def _described(sentence: Sentence, at: int) -> Link | None:
    """``one of at least 19 people killed``: a whole whose harm follows its noun at once."""
    link = as_subject(sentence, at)
    here = link is not None and link.harm is not None and link.harm.first == sentence.phrases[at].last
    return link if here else None


_PATTERNS: tuple[tuple[str, _Pattern], ...] = (
    ("subject of a harm", as_subject),
    ("object of a harm", as_object),
    ("taken or held", as_held),
    ("done to death", to_death),
    ("wounds borne", with_wounds),
    ("noun of harm", in_head),
    ("adjective of harm", in_adjective),
    ("word of no harm", in_report),
    ("toll", in_toll),
    ("figure of a harm", in_figure),
    ("number of those harmed", in_number_of),
    ("harm before its subject", inverted),
    ("list under a harm", in_list),
    ("among those harmed", among),
)
_OF_WHOLES: tuple[tuple[str, _Pattern], ...] = (
    ("noun of harm", in_head),
    ("adjective of harm", in_adjective),
    ("subject of a harm", _described),
)


def _is_whole(sentence: Sentence, at: int) -> bool:
    """Whether a count is the whole that another is taken from (``two of the nine``), whose fate is not its own."""
    between = sentence.tokens[sentence.counts[at - 1].last : sentence.counts[at].first] if at else ()
    if not 1 <= len(between) <= _OWNER or between[0].lower != "of":
        return False
    owners = words("grammar", "determiners") | {"'s"}
    return all(token.lower in owners or token.text[0].isupper() for token in between[1:])


def _fits(sentence: Sentence, at: int, link: Link) -> bool:
    """Whether people are harmed and things destroyed, not the other way about."""
    phrase, count = link.phrase, link.count
    if count.form == "article" and not _one_person(sentence, at, link):
        return False
    if is_one_family(sentence.tokens, count, phrase):
        return False
    if count.form == "zero" and link.score == _REDUCED:
        return False  # "none of those killed" is no count of none
    if count.form == "weight":
        return link.harm is not None and phrase.head in {"casualty", "losses", "loss", "toll"}
    if _is_unharmed(sentence, phrase) or (link.harm is not None and not is_meant(sentence, link, link.harm)):
        return False
    if phrase.empty and _is_of_unharmed(sentence, at):
        return False
    if link.effect == "destroyed":
        if phrase.empty:
            return link.score >= _SURE and any(is_thing(other) for other in sentence.phrases[:at])
        return is_thing(phrase) or (
            link.score >= _SURE and not is_person(sentence.tokens, phrase) and _only_destroys(sentence, link)
        )
    if link.harm is not None and link.harm.lemma == "flee" and phrase.head in _FUGITIVES:
        return False
    return not is_thing(phrase) or (phrase.head in _PEOPLED and link.effect in {"displaced", "affected"})


def _is_unharmed(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether the noun counted is of no people: attacks, districts, numbers."""
    last = "" if phrase.empty else sentence.tokens[phrase.last - 1].lower
    return bool({phrase.head, last, phrase.head + "s"} & unharmed())


def _is_of_unharmed(sentence: Sentence, at: int) -> bool:
    """Whether a bare number is of a number of what is no people: ``lost four of their last 29 matches``."""
    if at + 1 >= len(sentence.counts):
        return False
    between = sentence.tokens[sentence.counts[at].last : sentence.counts[at + 1].first]
    of = 1 <= len(between) <= _OWNER and between[0].lower == "of"
    return of and _is_unharmed(sentence, sentence.phrases[at + 1])


def _one_person(sentence: Sentence, at: int, link: Link) -> bool:
    """Whether an article counts one person harmed, rather than describing someone already named (``X, a teacher``)."""
    phrase, tokens, first = link.phrase, sentence.tokens, link.count.first
    if phrase.empty:
        object_ = link.harm is not None and link.harm.last == first  # "wounded another"
        return tokens[first].lower == "another" and (link.score >= 9.5 or object_)
    if is_thing(phrase) or link.harm is None:
        return False
    if first > 1 and tokens[first - 1].lower in {"was", "is"} and tokens[first - 2].lower != "there":
        described = at > 0 and sentence.counts[at - 1].quantity.high == 1  # "one of the dead was a nurse"
        return (
            link.harm.last <= first and not described
        )  # "among the dead was a nurse" counts one, "he was a nurse who was shot" none
    if "strong" in link.harm.forms and link.harm.first > first:
        return False
    sure = link.score > 8.5 and link.score != _REDUCED
    if first > 1 and tokens[first - 1].lower == ",":
        named = tokens[first - 2].text[0].isupper() and tokens[first - 2].lower not in words("grammar", "times")
        named = named and tokens[0].lower not in words("grammar", "prepositions")
        if named or not sure or at > 0:
            return False
    if tokens[phrase.first].lower in words("grammar", "ordinals"):
        return False  # "a second hostage" goes on counting
    lead = tokens[first - 1].lower if first else ""
    aside = lead in words("grammar", "prepositions") - {"of", "including", "like"} or (
        lead.endswith("ing") and link.harm.first > first  # "two guards minding a bank were shot"
    )
    bodily = sure and link.effect in _BODILY and phrase.head.isalpha() and not aside
    return is_person(tokens, phrase) or (bodily and not phrase.head.endswith(tuple(words("grammar", "abstract"))))


def _only_destroys(sentence: Sentence, link: Link) -> bool:
    """Whether the word of harm says destruction alone."""
    return link.harm is not None and all(harm.effect == "destroyed" for harm in sentence.harms[link.harm.first])


def _inherit(sentence: Sentence, own: Sequence[Link | None], before: Link | None) -> list[Link]:
    """The links in order, with those that counts take from the one they are coordinated with or a part of."""
    links: list[Link] = []
    position: dict[int, int] = {}
    for at, link in enumerate(own):
        if link is None and links and in_total(sentence, at):
            link = _sharing(sentence, at, links, len(links) - 1, "new total")
        parent = _set_of(sentence, at, position, links)
        if link is None and _may_inherit(sentence, at):
            giver = parent if parent is not None else _coordinated(sentence, at, position)
            if giver is not None and _suits(sentence, at, links[giver]):
                pattern = "joined to a count" if parent is None else "part of a count"
                link = _sharing(sentence, at, links, giver, pattern)
                link = structs.replace(link, effect=_shared(links[giver], link.phrase), parent=links[giver].parent)
        if link is None:
            link = _stated(sentence, at, links, before)
        if link is None:
            continue
        if parent is not None and links[parent].effect == link.effect:
            link = structs.replace(link, parent=parent)
        position[at] = len(links)
        links.append(link)
    return links


def _stated(sentence: Sentence, at: int, links: Sequence[Link], before: Link | None) -> Link | None:
    """The link of a bare number to the harm of the figure before it, where it is only stated or its people told."""
    count, phrase = sentence.counts[at], sentence.phrases[at]
    own = next((place for place, one in enumerate(links) if one.parent is None), None)
    giver = before if own is None else links[own]
    if giver is None or giver.future or count.form in {"article", "zero", "weight"}:
        return None
    if not (states_figure(sentence, at) or describes_part(sentence.tokens, count.first, phrase)):
        return None
    return Link(count, phrase, giver.effect, None, None, False, _INHERITED, "goes on from a count", own)


def _sharing(sentence: Sentence, at: int, links: Sequence[Link], giver: int, pattern: str) -> Link:
    """The link of a count that shares the harm of another's."""
    effect, future = links[giver].effect, links[giver].future
    return Link(sentence.counts[at], sentence.phrases[at], effect, None, None, future, _INHERITED, pattern, giver)


def _may_inherit(sentence: Sentence, at: int) -> bool:
    """Whether a count with no harm of its own can share another's: of people or things, or of a noun left out."""
    if _is_whole(sentence, at):
        return False
    phrase, tokens, count = sentence.phrases[at], sentence.tokens, sentence.counts[at]
    following = tokens[phrase.last].lower if phrase.last < len(tokens) else ""
    said = following in words("grammar", "saying") or following in words("grammar", "verbs")
    if count.form in {"weight", "zero"} or said:
        return False
    if phrase.empty:
        return count.form != "article" and following not in {"as", "-"} and tokens[count.first - 1].lower != "as"
    if _is_unharmed(sentence, phrase):
        return False
    if count.form == "article":
        lead = tokens[count.first - 1].lower
        opens = lead in {"including", "include", "included"} or (
            lead == "them" and tokens[count.first - 2].lower == "among"
        )
        if _goes_on_to_speak(tokens, phrase.last):
            return False
        return is_person(tokens, phrase) and (opens or (lead in {"and", "or", ","} and not _aside(sentence, at)))
    return is_person(tokens, phrase) or is_thing(phrase)


def _goes_on_to_speak(tokens: Sequence[Token], start: int) -> bool:
    """Whether whom a noun names says something: ``killed 26 people, a nurse at the clinic told us``."""
    for token in tokens[start : start + _SPEECH]:
        if token.lower in {",", ";", ".", "and"}:
            return False
        if token.lower in words("grammar", "saying"):
            return True
    return False


def _aside(sentence: Sentence, at: int) -> bool:
    """Whether an article after a comma opens an apposition: no count stands just before, nor does a list go on."""
    if sentence.tokens[sentence.counts[at].first - 1].lower != ",":
        return False
    return at == 0 or sentence.counts[at].first - sentence.phrases[at - 1].last > 1


def _suits(sentence: Sentence, at: int, giver: Link) -> bool:
    """Whether things inherit destruction and people what people suffer."""
    phrase = sentence.phrases[at]
    return phrase.empty or phrase.head == "them" or (_shared(giver, phrase) == "destroyed") == is_thing(phrase)


def _shared(giver: Link, phrase: NounPhrase) -> Effect:
    """The effect that a count takes from another's harm: among losses, people are casualties and things destroyed."""
    lost = giver.harm is not None and said_of(giver.harm, "loss")
    return "destroyed" if lost and is_thing(phrase) else giver.effect


def _set_of(sentence: Sentence, at: int, position: dict[int, int], links: Sequence[Link]) -> int | None:
    """The link a count is a part of: it follows "including" or "among them", or says "of them"."""
    tokens, count = sentence.tokens, sentence.counts[at]
    if not links:
        return None
    lead = [token.lower for token in tokens[max(0, count.first - 5) : count.first]]
    lead = (lead[:-2] if lead[-2:] == ["those", "of"] else lead)[-3:]
    after = sentence.phrases[at].last
    trailing = [token.lower for token in tokens[after : after + 2]] == ["among", "them"]
    inside = (
        trailing
        or "including" in lead[-2:]
        or "among them" in " ".join(lead)
        or lead[-1:] in (["include"], ["included"])
    )
    inside = inside or lead[-2:] in (["of", "whom"], ["of", "which"], ["of", "these"], ["of", "them"])
    if inside or of_them(sentence, at):
        tops = [index for index, link in enumerate(links) if link.parent is None]
        return tops[-1] if tops else None
    previous = position.get(at - 1)
    if previous is not None and links[previous].parent is not None and _only_joins(sentence, at):
        return links[previous].parent
    return None


def _only_joins(sentence: Sentence, at: int) -> bool:
    """Whether only a comma or "and" parts a count from the phrase of the one before it."""
    left, right = sentence.phrases[at - 1].last, sentence.counts[at].first
    between = [token.lower for token in sentence.tokens[left:right]]
    return bool(between) and all(word in words("grammar", "joining") for word in between)


def _coordinated(sentence: Sentence, at: int, position: dict[int, int]) -> int | None:
    """The link of the count just before, where a comma or "and" joins this one to it, places in between allowed."""
    before = [token.lower for token in sentence.tokens[: sentence.counts[at].first]]
    if position and sentence.phrases[at].empty and moves_figure(before):
        return position[max(position)]
    previous = position.get(at - 1)
    if previous is None:
        return None
    left, right = sentence.phrases[at - 1].last, sentence.counts[at].first
    between = [token.lower for token in sentence.tokens[left:right]]
    if not between or len(between) > _LIST or between[-1] not in words("grammar", "joining"):
        return None
    joined = all(word in words("grammar", "joining") for word in between)
    if _is_gapped(sentence, at) and not any(word in words("grammar", "closers") for word in between):
        return previous
    return previous if joined or not any(word in _bars() for word in between[:-1]) else None


def _is_gapped(sentence: Sentence, at: int) -> bool:
    """``ten were killed in Konna, eight in Gao``: a count of which only the place is said anew."""
    last = sentence.counts[at].last
    after = sentence.tokens[last : last + 2]
    placed = len(after) == 2 and after[0].lower in {"in", "at", "near", "outside"} and after[1].text[0].isupper()
    return sentence.phrases[at].empty and placed


@cache
def _bars() -> frozenset[str]:
    """Words that no coordination reaches across."""
    clauses = (words("grammar", "clause_ends") - {"as"}) | words("grammar", "verbs") | words("grammar", "closers")
    return clauses | (words("grammar", "auxiliaries") - {"'s"})
