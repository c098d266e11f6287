"""Counts to effects: which harm each count of a sentence belongs to.

Each pattern looks for the harm in one place: after the noun phrase ("13 people were killed"), before it ("killing 13"),
in its head noun ("13 deaths"), in its adjective ("13 dead Americans"), in a toll ("the toll rose to 13"). The nearest and
surest wins. A count with no harm of its own takes that of the count it is coordinated with or is a part of.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.counts import Count
from recount.claims.harms import Harm, find_harms, harm_words, releases, unharmed
from recount.claims.phrases import NounPhrase, is_person, is_thing, noun_phrase
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Effect

_REACH = 30
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets", "'re", "remain", "remained", "lay"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_MODALS = frozenset({"would", "could", "might", "may", "will", "can", "should", "to"})
_CLOSERS = frozenset({";", ":", "“", "”", '"', "``", "''", "(", ")", "—", "–", "--"})
_SUBSETS = frozenset({"including", "among", "mostly", "many", "most", "some", "half", "all", "both", "at", "several", "one", "two", "three"})

_SAYS = frozenset({"said", "says", "say", "told", "added", "recalled", "reported", "described"})


class Link(Struct, frozen=True):
    """A count with the noun phrase it counts and the effect it has; `harm` is the word that says so, if its own.

    `parent` is the position, in the same list, of the link this one is a part of; `future` marks a harm that was only
    planned, threatened or possible; `score` says how sure the pattern is.
    """

    count: Count
    phrase: NounPhrase
    effect: Effect
    harm: Harm | None
    parent: int | None
    future: bool
    score: float


class Sentence(Struct, frozen=True):
    """What linking looks at: tokens, counts, the phrase of each, and harms by first token."""

    tokens: tuple[Token, ...]
    counts: tuple[Count, ...]
    phrases: tuple[NounPhrase, ...]
    harms: dict[int, tuple[Harm, ...]]
    ends: dict[int, tuple[Harm, ...]]


def link_counts(tokens: Sequence[Token], counts: Sequence[Count]) -> list[Link]:
    """The counts of one sentence that count people harmed or things destroyed, in order.

    >>> from recount.language.tokens import tokenise
    >>> from recount.claims.counts import find_counts
    >>> text = "The blast killed 13 people, including three children, and wounded 40 in two villages"
    >>> tokens = tokenise(text)
    >>> [(link.count.quantity.exact, link.effect, link.parent) for link in link_counts(tokens, find_counts(text, tokens))]
    [('13', 'killed', None), ('three', 'killed', 0), ('40', 'injured', None)]
    """
    sentence = _prepare(tokens, counts)
    own = [_own(sentence, at) for at in range(len(counts))]
    return _inherit(sentence, own)


def _prepare(tokens: Sequence[Token], counts: Sequence[Count]) -> Sentence:
    starts: dict[int, tuple[Harm, ...]] = {}
    ends: dict[int, tuple[Harm, ...]] = {}
    for harm in find_harms(tokens):
        starts[harm.first] = (*starts.get(harm.first, ()), harm)
        ends[harm.last - 1] = (*ends.get(harm.last - 1, ()), harm)
    phrases = tuple(noun_phrase(tokens, count.last, harm_words()) for count in counts)
    return Sentence(tuple(tokens), tuple(counts), phrases, starts, ends)


def _own(sentence: Sentence, at: int) -> Link | None:
    """The best link of a count by itself."""
    found = [
        link
        for pattern in (_after, _before, _in_head, _in_adjective, _in_toll, _in_number_of, _inverted)
        if (link := pattern(sentence, at)) is not None and _fits(sentence, at, link)
    ]
    return max(found, key=lambda link: link.score, default=None)


def _link(sentence: Sentence, at: int, harm: Harm, score: float, *, future: bool = False, effect: Effect | None = None) -> Link:
    return Link(sentence.counts[at], sentence.phrases[at], effect or harm.effect, harm, None, future, score)


def _fits(sentence: Sentence, at: int, link: Link) -> bool:
    """Whether people are harmed and things destroyed, not the other way about."""
    phrase, count = link.phrase, link.count
    if count.form == "article" and not _one_person(sentence, at, link):
        return False
    if count.form == "zero" and link.score == 9.7:
        return False  # "none of those killed" is no count of none
    if count.form == "weight":
        return link.harm is not None and phrase.head in {"casualty", "losses", "loss", "toll"}
    if phrase.head in unharmed() or (not phrase.empty and sentence.tokens[phrase.last - 1].lower in unharmed()):
        return False
    if link.effect == "destroyed":
        return is_thing(phrase) or (link.score >= 8 and not phrase.empty and not is_person(sentence.tokens, phrase) and _only(sentence, link))
    return not is_thing(phrase) or phrase.head in {"unit", "force", "village", "home", "house", "camp", "piece"} and link.effect in {"displaced", "affected"}


def _one_person(sentence: Sentence, at: int, link: Link) -> bool:
    """Whether an article counts one person harmed, rather than describing someone already named (``X, a teacher``)."""
    phrase, tokens, first = link.phrase, sentence.tokens, link.count.first
    if phrase.empty or is_thing(phrase) or (link.harm is not None and "strong" in link.harm.forms):
        return False
    sure = link.score > 8.5 and link.score != 9.7
    if first and tokens[first - 1].lower == "," and not (sure and at == 0):
        return False
    return is_person(tokens, phrase) or (sure and link.effect in {"killed", "injured", "captured"} and phrase.head.isalpha())


def _only(sentence: Sentence, link: Link) -> bool:
    """Whether the word of harm says destruction alone."""
    assert link.harm is not None
    return all(harm.effect == "destroyed" for harm in sentence.harms.get(link.harm.first, ()))


def _after(sentence: Sentence, at: int) -> Link | None:
    """``count noun … be harmed``, ``count noun died``, ``count dead``, ``count people killed in``."""
    tokens, phrase = sentence.tokens, sentence.phrases[at]
    position, be, have, modal = phrase.last, False, False, False
    while position < min(len(tokens), phrase.last + _REACH):
        word = tokens[position].lower
        distance = position - phrase.last
        for harm in sentence.harms.get(position, ()):
            score = _predicate(sentence, harm, distance, be=be, have=have)
            if score:
                effect = _joint_effect(sentence, harm)
                future = modal and not have and harm.effect not in {"displaced", "affected"} and "state" not in harm.forms
                return _link(sentence, at, harm, score, future=future, effect=effect)
        if position in sentence.harms and any(harm.forms & {"past", "active", "gerund", "base"} for harm in sentence.harms[position]):
            if not be and not have and not _passes(sentence, position, distance):
                return None
        if word in words("grammar", "auxiliaries"):
            be, have, modal = be or word in _BE, have or word in _HAVE, modal or word in _MODALS
        elif (be or have) and word not in words("grammar", "adverbs") | {"to", "not", ",", "in", "as", "and", "or", "by", "among", "wounded", "those", "the"}:
            if not _verb_goes_on(sentence, position):
                return None
        elif word == ",":
            position = _past_commas(sentence, at, position)
            if position < 0:
                return None
            continue
        elif word in _CLOSERS or word in words("grammar", "clause_ends") - {"as", "that"} or _finite(word):
            return None
        position += 1
    return None


def _passes(sentence: Sentence, position: int, distance: int) -> bool:
    """Whether a harm word met on the way is only an adjective there (``in the besieged city``)."""
    before = sentence.tokens[position - 1].lower
    return distance > 0 and (before in words("grammar", "determiners") or before in words("grammar", "prepositions"))


def _finite(word: str) -> bool:
    return word in words("grammar", "verbs") and not word.endswith("ing") and word != "aged"


def _verb_goes_on(sentence: Sentence, position: int) -> bool:
    """After another verb: whether ``and [be] harmed`` follows soon (``were caught in crossfire and killed``)."""
    tokens = sentence.tokens
    for ahead in range(position, min(position + 7, len(tokens) - 1)):
        if tokens[ahead].lower in {",", ";", ":"} or ahead in {count.first for count in sentence.counts}:
            return False
        if tokens[ahead].lower in {"and", "or"}:
            following = sentence.harms.get(ahead + 1, ()) or sentence.harms.get(ahead + 2, ())
            return any(harm.forms & {"participle", "state"} for harm in following)
    return False


def _predicate(sentence: Sentence, harm: Harm, distance: int, *, be: bool, have: bool) -> float:
    """How sure the harm is predicated of the noun phrase `distance` tokens before it; 0 where it is not."""
    nearness = 0.08 * distance
    if "intransitive" in harm.forms:
        return 9.6 - nearness
    if "state" in harm.forms and (be or have or (distance <= 1 and not _object_follows(sentence, harm.last))):
        return 10 - nearness
    if "participle" not in harm.forms:
        return 0
    if be:
        return 9.8 - nearness
    if have or _object_follows(sentence, harm.last):
        return 0
    if distance == 0:
        return 9.7
    before = sentence.tokens[harm.first - 1].lower
    return 7 - nearness if before in {"reported", "reportedly", "others", ",", "also", "and", "or"} or distance <= 6 and before not in words("grammar", "determiners") else 0


def _object_follows(sentence: Sentence, at: int) -> bool:
    """Whether an object stands here, which makes the verb before it active."""
    if at >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    if any(count.first == at for count in sentence.counts):
        return True
    if token.lower in {"the", "its", "their", "his", "her", "them", "him", "civilians", "people", "themselves"}:
        return True
    return token.text[0].isupper() and token.lower not in words("grammar", "times") and token.text[0].isalpha() and len(token.text) > 2


def _joint_effect(sentence: Sentence, harm: Harm) -> Effect | None:
    """``killed or wounded`` and ``killed and injured`` of one count are casualties."""
    if harm.effect not in {"killed", "injured"}:
        return None
    tokens = sentence.tokens
    position = harm.last
    while position < len(tokens) and tokens[position].lower in {"or", "and", "and/or", "/", ",", "seriously", "were", "badly", "either"}:
        for other in sentence.harms.get(position + 1, ()):
            if other.effect in {"killed", "injured"} and other.effect != harm.effect and other.forms & {"participle", "state", "strong"}:
                return None if _object_follows(sentence, other.last) else "casualties"
        position += 1
    return None


def _past_commas(sentence: Sentence, at: int, comma: int) -> int:
    """Past a comma: into a coordinated count, or beyond a parenthesis; -1 where the clause ends."""
    tokens = sentence.tokens
    following = comma + 1
    if following >= len(tokens):
        return -1
    word = tokens[following].lower
    starts = {count.first: index for index, count in enumerate(sentence.counts)}
    closing = next((i for i in range(following, min(len(tokens), following + 22)) if tokens[i].lower == ","), None)
    opens = word in _SUBSETS or word in words("grammar", "relatives") or word in {"aged", "ages", "along", "as", "plus", "according"}
    if following in starts and not (closing is not None and _of_them(sentence, starts[following])):
        return max(sentence.phrases[starts[following]].last, following + 1)
    if word in {"and", "or"}:
        return following
    if closing is None:
        return -1
    after = tokens[closing + 1].lower if closing + 1 < len(tokens) else ""
    if opens or after in words("grammar", "auxiliaries") or closing + 1 in sentence.harms:
        return closing + 1
    return -1


def _of_them(sentence: Sentence, at: int) -> bool:
    """``three of them``, ``two of whom``: a part of the count before."""
    last = sentence.counts[at].last
    pair = tuple(token.lower for token in sentence.tokens[last : last + 2])
    return pair in {("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those")} or pair[:1] == ("them",)


def _before(sentence: Sentence, at: int) -> Link | None:
    """``killing count noun``, ``killed A, B and count noun``, ``the deaths of count noun``."""
    tokens, count = sentence.tokens, sentence.counts[at]
    position = count.first - 1
    joined = False
    while position >= max(0, count.first - _REACH):
        word = tokens[position].lower
        distance = count.first - 1 - position
        for harm in sentence.ends.get(position, ()):
            score = _governs(sentence, harm, count.first, distance, joined=joined)
            if score:
                return _link(sentence, at, harm, score, future=_planned(sentence, harm), effect=_left_joint(sentence, harm))
        if word in {"along", "well", "addition", "including"}:
            joined = True
        if word in releases() or _other_verb(sentence, position):
            return None
        blocked = (word in _CLOSERS and distance > 0) or word in words("grammar", "clause_ends") - {"as"} or word in words("grammar", "relatives")
        if blocked or word in words("grammar", "auxiliaries") - {"'s"} or _finite(word):
            return None
        if word in words("grammar", "prepositions") - {"of", "as", "along", "with", "including", "between", "off", "out", "up", "down"}:
            return None
        position -= 1
    return None


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
        if following != "of" or distance > 12:
            return 0
        return 10.2 if distance <= 2 else 9 - nearness
    if harm.forms & {"strong", "weak", "toll"} or not harm.forms & {"past", "active", "gerund", "base", "participle"}:
        return 0
    passive = _is_passive(sentence, harm)
    if passive:
        return 7 - nearness if joined and distance < 12 else 0
    if distance > 1 and following in words("grammar", "prepositions") - {"of", "off", "out", "up", "down", "as"}:
        return 0
    if harm.last != first and following in {".", "?", "!"}:
        return 0
    return 9.2 - nearness


def _is_passive(sentence: Sentence, harm: Harm) -> bool:
    """Whether a past form stands in the passive (``were killed``) or as an adjective before a noun."""
    if "past" not in harm.forms and "participle" not in harm.forms:
        return False
    position = harm.first - 1
    tokens = sentence.tokens
    while position >= 0 and tokens[position].lower in words("grammar", "adverbs") | {"and", "or", "killed", "wounded", "injured"}:
        position -= 1
    return position >= 0 and tokens[position].lower in _BE


def _planned(sentence: Sentence, harm: Harm) -> bool:
    """Whether an active verb of harm is only planned or possible (``to kill``, ``could kill``)."""
    if not harm.forms & {"base"} or harm.first == 0:
        return False
    before = sentence.tokens[harm.first - 1].lower
    return before in _MODALS or before in {"not", "n't"}


def _left_joint(sentence: Sentence, harm: Harm) -> Effect | None:
    """``killing or wounding count``: casualties."""
    tokens = sentence.tokens
    if harm.effect in {"killed", "injured"} and harm.first > 1 and tokens[harm.first - 1].lower in {"or", "and"}:
        for other in sentence.ends.get(harm.first - 2, ()):
            if other.effect in {"killed", "injured"} and other.effect != harm.effect and other.forms & harm.forms:
                return "casualties"
    return None


def _in_head(sentence: Sentence, at: int) -> Link | None:
    """``count deaths``, ``count hostages``; "refugees" yields to a verb and to a release."""
    phrase, tokens = sentence.phrases[at], sentence.tokens
    where = [phrase.last - 1] if not phrase.empty else [sentence.counts[at].last]
    where += [sentence.counts[at].last] if phrase.empty is False and phrase.first == sentence.counts[at].last else []
    for position in where:
        for harm in sentence.harms.get(position, ()):
            if "strong" in harm.forms and position == where[0]:
                return _link(sentence, at, harm, 10.5 if harm.lemma not in {"lives", "dead", "wounded", "injured"} else 8.8)
            if "weak" in harm.forms and position == where[0]:
                near = {token.lower for token in tokens[max(0, sentence.counts[at].first - 4) : sentence.counts[at].first]}
                ahead = {token.lower for token in tokens[phrase.last : phrase.last + 4]}
                return None if (near | ahead) & releases() or ahead & _SAYS else _link(sentence, at, harm, 5)
    return None


def _in_adjective(sentence: Sentence, at: int) -> Link | None:
    """``count kidnapped schoolgirls``, ``count dead Americans``."""
    phrase = sentence.phrases[at]
    for position in range(sentence.counts[at].last, max(phrase.last - 1, sentence.counts[at].last)):
        for harm in sentence.harms.get(position, ()):
            if harm.forms & {"state", "participle"}:
                return _link(sentence, at, harm, 6)
    return None


def _in_toll(sentence: Sentence, at: int) -> Link | None:
    """``the death toll rose to count``, ``a toll of count``, ``the toll from 5 to 12``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if first == 0 or not sentence.phrases[at].empty and not is_person(tokens, sentence.phrases[at]):
        return None
    for position in range(first - 1, max(-1, first - 16), -1):
        word = tokens[position].lower
        if word in {".", ";", "that", "when", "while", "where"}:
            return None
        for harm in sentence.harms.get(position, ()):
            if "toll" in harm.forms and (tokens[position - 1].lower != "body" or position):
                near = tokens[first - 1].lower
                linked = {"to", "at", "of", "from", "is", "was", "reached", "topped", "passed", "exceeded", "exceeds", "than", "above", "by", "near", ":", "be", "rises", "hits", "hit"}
                return _link(sentence, at, harm, 8 if near in linked else 6.5)
    return None


def _in_number_of(sentence: Sentence, at: int) -> Link | None:
    """``the number of refugees … was count``; ``raise to count the number of people killed``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    if not sentence.phrases[at].empty or {token.lower for token in tokens} & releases():
        return None
    lowered = [token.lower for token in tokens]
    spans = [(max(0, first - 18), first), (sentence.counts[at].last, min(len(tokens), first + 10))]
    for left, right in spans:
        for position in range(left, right - 1):
            if lowered[position] in {"number", "numbers"} and lowered[position + 1] == "of":
                for ahead in range(position + 2, min(position + 7, len(tokens))):
                    for harm in sentence.harms.get(ahead, ()):
                        if harm.forms & {"strong", "weak", "participle", "state"} and not any(c.first <= ahead < c.last for c in sentence.counts):
                            return _link(sentence, at, harm, 7)
    return None


def _inverted(sentence: Sentence, at: int) -> Link | None:
    """``Also killed were count``, ``the dead include count``, ``among the dead were count``."""
    tokens, first = sentence.tokens, sentence.counts[at].first
    verbs = {"were", "was", "are", "is", "include", "includes", "included", "including", ":"}
    if first == 0 or tokens[first - 1].lower not in verbs:
        return None
    for position in range(first - 2, max(-1, first - 9), -1):
        if tokens[position].lower in {",", ".", ";"}:
            return None
        for harm in sentence.ends.get(position, ()):
            if harm.forms & {"participle", "strong", "weak", "state"}:
                return _link(sentence, at, harm, 7.5)
    return None


def _inherit(sentence: Sentence, own: Sequence[Link | None]) -> list[Link]:
    """The links in order, with those that counts take from the one they are coordinated with or a part of."""
    links: list[Link] = []
    position: dict[int, int] = {}
    for at, link in enumerate(own):
        parent = _set_of(sentence, at, position, links)
        if link is None and parent is not None and _may_inherit(sentence, at):
            link = Link(sentence.counts[at], sentence.phrases[at], links[parent].effect, None, None, links[parent].future, 5.5)
        if link is None and (partner := _coordinated(sentence, at, position)) is not None and _may_inherit(sentence, at):
            fellow = links[partner]
            link = Link(sentence.counts[at], sentence.phrases[at], fellow.effect, None, fellow.parent, fellow.future, 5)
        if link is None or (link.count.form == "article" and link.score < 5):
            continue
        if parent is not None and links[parent].effect == link.effect:
            link = Link(link.count, link.phrase, link.effect, link.harm, parent, link.future, link.score)
        position[at] = len(links)
        links.append(link)
    return links


def _may_inherit(sentence: Sentence, at: int) -> bool:
    """Whether a count with no harm of its own can share another's: it counts people, or leaves the noun out."""
    phrase, tokens = sentence.phrases[at], sentence.tokens
    if sentence.counts[at].form in {"weight", "zero"}:
        return False
    if phrase.empty:
        return sentence.counts[at].form != "article"
    if phrase.head in unharmed() or tokens[phrase.last - 1].lower in unharmed():
        return False
    return is_person(tokens, phrase) or is_thing(phrase)


def _set_of(sentence: Sentence, at: int, position: dict[int, int], links: Sequence[Link]) -> int | None:
    """The link a count is a part of: it follows "including" or "among them", or says "of them"."""
    tokens, count = sentence.tokens, sentence.counts[at]
    earlier = [links[position[before]] for before in range(at) if before in position]
    if not earlier:
        return None
    lead = [token.lower for token in tokens[max(0, count.first - 3) : count.first]]
    inside = "including" in lead[-2:] or lead[-2:] == ["among", "them"] or (lead[-3:-1] == ["among", "them"])
    inside = inside or "include" in lead[-1:] or lead[-1:] == ["included"]
    if not inside and _of_them(sentence, at):
        inside = True
    if not inside:
        previous = position.get(at - 1)
        if previous is not None and links[previous].parent is not None and _only_joins(sentence, at):
            return links[previous].parent
        return None
    tops = [index for index, link in enumerate(links) if link.parent is None]
    return tops[-1] if tops else None


def _only_joins(sentence: Sentence, at: int) -> bool:
    """Whether only a comma or "and" parts a count from the phrase of the one before it."""
    left, right = sentence.phrases[at - 1].last, sentence.counts[at].first
    between = [token.lower for token in sentence.tokens[left:right]]
    return bool(between) and all(word in {",", "and", "or", "another", "plus", "as", "well"} for word in between)


def _coordinated(sentence: Sentence, at: int, position: dict[int, int]) -> int | None:
    """The link of the count just before, where this one is joined to it by a comma or "and", places in between allowed."""
    previous = position.get(at - 1)
    if previous is None:
        return None
    left, right = sentence.phrases[at - 1].last, sentence.counts[at].first
    between = [token.lower for token in sentence.tokens[left:right]]
    if not between or len(between) > 14 or between[-1] not in {",", "and", "or", "another", "with", "as"}:
        return None
    barred = words("grammar", "clause_ends") - {"as"} | words("grammar", "verbs") | _CLOSERS
    barred = barred | (words("grammar", "auxiliaries") - {"'s"})
    return None if any(word in barred for word in between[1:-1]) else previous
