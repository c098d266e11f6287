"""Sentences to what people deny, admit, accuse others of and appeal for: whose words, about whom, what is stated.

A noun is no act (``amid calls for a truce``), and no act stands under "if", "will" or "not" (``has not denied``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct, structs

from recount.claims.agents import is_actor, is_speaker
from recount.claims.contents import CLOSED, VERBS, content_end
from recount.claims.nominals import QUOTES, right_phrase
from recount.claims.predicates import Predicate, of_speaker, predicate
from recount.claims.verbs import Form, forms_of
from recount.language.tokens import Token
from recount.lexicon.lists import words

Kind = Literal["denial", "admission", "accusation", "appeal"]
Part = tuple[int, int]
_OBJECT, _ACCUSED, _ASKED, _NEAR = 9, 24, 16, 5
_NEEDS = {"saying": ("contrary", "falsehoods"), "labelling": ("falsehoods",), "rebuttal": ("charges",)}


class Speech(Struct, frozen=True):
    """An act of speech within a sentence, in tokens: its cue, whose it is, what is stated, and whom it is about."""

    kind: Kind
    cue: Part
    source: Part | None
    content: Part
    other: Part | None = None


_Reading = Callable[[Sequence[Token], Predicate], Speech | None]


def find_speech(tokens: Sequence[Token]) -> list[Speech]:
    """The acts of speech of one sentence, in order; none inside the content of another.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Moscow had previously denied attacking civilians, while Kyiv urged its allies to send aid.")
    >>> [(one.kind, tokens[one.content[0]].text) for one in find_speech(tokens)]
    [('denial', 'attacking'), ('appeal', 'to')]
    """
    if tokens and tokens[-1].text == "?":
        return []
    found: list[Speech] = []
    verbs, lowered = _forms(), {token.lower for token in tokens}
    for at in [at for at, token in enumerate(tokens) if token.lower in verbs]:
        for list_, form in verbs[tokens[at].lower]:
            if list_ in _NEEDS and not any(lowered & words("speech", name) for name in _NEEDS[list_]):
                continue
            if any(one.content[0] <= at < one.content[1] for one in found):
                continue
            said = predicate(tokens, at, form)
            if said is None or said.status != "done":
                continue
            said = of_speaker(tokens, said)
            if form.particle == ("that",):
                said = structs.replace(said, last=said.last - 1)  # "that" belongs to what is stated
            speech = _READINGS[list_](tokens, said)
            if speech is not None and (speech.source is None or is_speaker(tokens, speech.source)):
                found.append(speech)
                break
    return found


@cache
def _forms() -> Mapping[str, tuple[tuple[str, Form], ...]]:
    found: dict[str, list[tuple[str, Form]]] = {}
    for name in VERBS:
        for word, forms in forms_of(words("speech", name)).items():
            found.setdefault(word, []).extend((name, form) for form in forms)
    return {word: tuple(forms) for word, forms in found.items()}


def _objects(tokens: Sequence[Token], at: int) -> list[str]:
    """The words of the object that begins here, up to what opens another phrase."""
    found: list[str] = []
    stops = (words("grammar", "prepositions") - {"of"}) | words("grammar", "clause_ends") | {"to", "which", "who"}
    for token in tokens[at : at + _OBJECT]:
        if token.lower in stops or token.text in CLOSED:
            break
        if token.text not in QUOTES:
            found.append(token.lower)
    return found


def _agent_after(tokens: Sequence[Token], at: int) -> Part | None:
    """Who a passive says did it: ``by the ministry``."""
    for position in range(at, min(len(tokens) - 1, at + _ASKED)):
        word = tokens[position].lower
        if word == "by" and not tokens[position + 1].lower.endswith("ing"):
            return right_phrase(tokens, position + 1)
        if word in {";", "that", "while", "but"}:
            return None
    return None


def _content(tokens: Sequence[Token], said: Predicate, at: int) -> Part | None:
    """What is stated from a token on; of an aside (``, who denies it,``) no further than its comma."""
    while at < len(tokens) and tokens[at].lower in words("speech", "days") | {",", ":"}:
        at += 1
    end = content_end(tokens, at) if at < len(tokens) else at
    if said.first > 1 and tokens[said.first - 1].lower in {"who", "which"} and tokens[said.first - 2].text == ",":
        end = next((position for position in range(at, end) if tokens[position].text == ","), end)
    return (at, end) if end > at else None


def _plain(kind: Kind, tokens: Sequence[Token], said: Predicate, at: int) -> Speech | None:
    """An act of the verb's subject whose content begins at a token."""
    content = _content(tokens, said, at)
    if content is None or said.subject is None:
        return None
    return Speech(kind, (said.verb, said.last), said.subject, content)


def _by_another(kind: Kind, tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """A passive: what is its subject is stated by its agent."""
    source = _agent_after(tokens, said.last)
    if source is None or said.subject is None:
        return None
    return Speech(kind, (said.verb, said.last), source, said.subject)


def _denial(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    if said.subject is not None and tokens[said.subject[1] - 1].lower in words("speech", "courts"):
        return None
    if set(_objects(tokens, said.last)) & words("speech", "withheld"):
        return None
    return _by_another("denial", tokens, said) if said.passive else _plain("denial", tokens, said, said.last)


def _rebuttal(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``dismissed suggestions that``: what is rejected must be something that others say."""
    if said.passive:
        return None
    objects = _objects(tokens, said.last)
    head = objects[: objects.index("of")] if "of" in objects else objects
    return _plain("denial", tokens, said, said.last) if set(head) & words("speech", "charges") else None


def _labelling(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``called the images a hoax``, ``dismissed it as propaganda``."""
    content = _content(tokens, said, said.last)
    if content is None or said.passive:
        return None
    inner = [token.lower for token in tokens[slice(*content)]]
    needs_as = not tokens[said.verb].lower.startswith(("call", "brand", "label"))
    if needs_as and "as" not in inner:
        return None
    at = inner.index("as") if needs_as else 1
    near = inner[at : at + (_NEAR if needs_as else _OBJECT)]
    if not set(near) & words("speech", "falsehoods") or set(inner[:at]) & {"for", "on"}:
        return None
    return _plain("denial", tokens, said, said.last)


def _saying_false(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``said the footage was staged``, ``said it was not behind the blast``."""
    content = _content(tokens, said, said.last)
    if content is None or said.passive:
        return None
    inner = [token.lower for token in tokens[slice(*content)] if token.text not in QUOTES]
    text = f" {' '.join(inner)} "
    disclaimed = any(f" {phrase} " in text for phrase in words("speech", "disclaimers"))
    own = set(inner[:3]) & {"it", "they", "he", "she", "its", "their", "we", "there", "our"}
    if disclaimed and own:
        return _plain("denial", tokens, said, said.last)
    false = any(_is_false(inner, at) for at in range(len(inner)))
    return _plain("denial", tokens, said, said.last) if false else None


def _is_false(inner: Sequence[str], at: int) -> bool:
    """Whether a word says of what stands before that it is false: ``was staged``, not ``a fake victory``."""
    if inner[at] not in words("speech", "falsehoods"):
        return False
    before, after = set(inner[max(0, at - _NEAR) : at]), inner[at + 1] if at + 1 < len(inner) else "."
    follows = words("grammar", "prepositions") | words("speech", "charges") | words("speech", "after_falsehoods")
    copula = before & {"is", "are", "was", "were", "as", "being"}
    return bool(copula) and not before & words("speech", "undoing") and (not after.isalpha() or after in follows)


def _admission(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``admitted shelling``, ``admitted to the killings``, ``acknowledged its losses``: something of one's own."""
    at = said.last
    word = tokens[at].lower if at < len(tokens) else ""
    if word == "to":
        at += 1
    objects = _objects(tokens, at)
    clause = _objects(tokens, at + 1) if word == "that" else []
    gerund = bool(objects) and objects[0].endswith("ing")
    owned = gerund or bool(set((*objects, *clause)[:_NEAR]) & words("predicates", "owned"))
    needs = word == "to" or tokens[said.verb].lower.startswith(("acknowledg", "conced"))
    let_in = {token.lower for token in tokens[at : at + _OBJECT]} & words("speech", "let_in")
    if said.passive or (let_in and not gerund and word != "that") or (needs and not owned):
        return None
    return _plain("admission", tokens, said, at)


def _accusation(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``accused Moscow of shelling``, ``was accused of war crimes``, ``blamed the raid on rebels``."""
    blames = tokens[said.verb].lower.startswith("blam")
    links = {"for", "on"} if blames else {"of"}
    near = [at for at in range(said.last, min(len(tokens) - 1, said.last + _ACCUSED)) if tokens[at].lower in links]
    link = next((at for at in near if tokens[at + 1].lower.endswith("ing")), near[0] if near else None)
    if link is None or any(tokens[at].lower in {";", "on"} for at in range(said.last, link)):
        return None
    content = _content(tokens, said, link + 1)
    cue = (said.verb, said.last)
    if content is None:
        return None
    if said.passive:
        source = _agent_after(tokens[:link], said.last)
        return Speech("accusation", cue, source, content, said.subject) if said.subject else None
    if said.subject is None or link == said.last:
        return None
    other = _phrase(tokens, said.last, link)
    if other is not None and tokens[other[0]].lower in {"us", "me", "you"}:
        return None
    if blames and tokens[link].lower == "on":
        blamed = right_phrase(tokens, link + 1)
        if blamed is None or other is None or not is_speaker(tokens, blamed):
            return None
        return Speech("accusation", cue, said.subject, other, blamed)
    if blames and (other is None or not is_speaker(tokens, other)):
        return None
    return Speech("accusation", cue, said.subject, content, other)


def _allegation(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    return None if said.passive else _plain("accusation", tokens, said, said.last)


def _urging(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``urged its allies to stop``, ``was urged to withdraw``."""
    at = _request_after(tokens, said.last, _ASKED)
    content = _content(tokens, said, at) if at is not None else None
    if at is None or content is None or said.subject is None:
        return None
    cue, source = (said.verb, said.last), _agent_after(tokens[:at], said.last) if said.passive else said.subject
    other = said.subject if said.passive else _phrase(tokens, said.last, at)
    near = {token.lower for token in tokens[slice(*other)]} - {"who"} if other is not None else set()
    if other is None or (near | {tokens[content[0] + 1].lower}) & words("speech", "courtesy"):
        return None
    asks = tokens[said.verb].lower.startswith(("ask", "press"))
    if (asks or said.passive) and (not is_actor(tokens, other) or (asks and source is None)):
        return None
    return Speech("appeal", cue, source, content, other)


def _request_after(tokens: Sequence[Token], first: int, reach: int) -> int | None:
    """Where ``to stop`` or ``not to`` begins after whom it is asked of; None where it does not."""
    for at in range(first, min(len(tokens) - 1, first + reach)):
        word = tokens[at].lower
        following = next((token for token in tokens[at + 1 : at + 3] if token.text not in QUOTES), tokens[at + 1])
        article = following.lower in words("grammar", "determiners") | {"a", "an"}
        if (word == "to" and following.text.islower() and not article) or (word == "not" and following.lower == "to"):
            return at
        if word in {";", ":"}:
            return None
    return None


def _calling(tokens: Sequence[Token], said: Predicate) -> Speech | None:
    """``called for a truce``, ``demanded that troops leave``, ``urged restraint``, ``called for people to leave``."""
    objects = _objects(tokens, said.last)
    opens = tokens[said.last].lower if said.last < len(tokens) else ""
    urged = right_phrase(tokens, said.last) if tokens[said.verb].lower.startswith("urg") else None
    if urged is not None and is_actor(tokens, urged):
        return None
    if said.passive or not (objects or opens == "that") or set(objects[:2]) & words("speech", "courtesy"):
        return None
    asked = _request_after(tokens, said.last + 1, _NEAR) if tokens[said.last - 1].lower == "for" else None
    other = _phrase(tokens, said.last, asked) if asked is not None else None
    content = _content(tokens, said, asked) if asked is not None else None
    if other is not None and content is not None and said.subject is not None:
        head = tokens[other[1] - 1].lower
        if is_actor(tokens, other) or head in words("speakers", "plurals"):
            return Speech("appeal", (said.verb, said.last), said.subject, content, other)
    return _plain("appeal", tokens, said, said.last)


def _phrase(tokens: Sequence[Token], first: int, last: int) -> Part | None:
    """The tokens between two places, without article and marks; None where nothing is left."""
    while first < last and (tokens[first].lower == "the" or tokens[first].text in CLOSED | QUOTES):
        first += 1
    over = {"on", "again"} | words("grammar", "times")
    while last > first and (tokens[last - 1].text in CLOSED | QUOTES or tokens[last - 1].lower in over):
        last -= 1
    return (first, last) if last > first else None


_READINGS: Mapping[str, _Reading] = {
    "denial": _denial,
    "rebuttal": _rebuttal,
    "labelling": _labelling,
    "saying": _saying_false,
    "admission": _admission,
    "accusation": _accusation,
    "allegation": _allegation,
    "urging": _urging,
    "calling": _calling,
}


def joined(tokens: Sequence[Token], found: Sequence[Speech]) -> Iterator[Speech]:
    """The acts of a sentence, one speaker's denials told as one: ``denied the raid and called the images a fake``."""
    held: Speech | None = None
    for one in found:
        same = held is not None and held.kind == one.kind == "denial" and held.source == one.source
        if held is not None and same and not any(token.text == ";" for token in tokens[held.content[1] : one.cue[0]]):
            held = Speech(held.kind, held.cue, held.source, (held.content[0], one.content[1]), held.other)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
