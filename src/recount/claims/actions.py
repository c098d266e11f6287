"""Sentences to acts of states and organisations: which PLOVER event, who acts on whom, and whether it was done.

What others deny, demand or are accused of is inside their statement and is no act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.claims.agents import is_actor
from recount.claims.contents import another_verb, content_end, trimmed
from recount.claims.nominals import QUOTES
from recount.claims.predicates import Predicate, of_speaker, predicate
from recount.claims.speech import Part
from recount.claims.verbs import Form, forms_of
from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, party_of
from recount.model import Event, Mode, Status

_OBJECT, _REACH = 10, 14
_MARKS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "--", "!", "?"})
_NAMELESS: frozenset[Event] = frozenset({"SANCTION"})


class Act(Struct, frozen=True):
    """An act within a sentence, in tokens: its verb, who acts, on whom, its clause."""

    event: Event
    mode: Mode | None
    status: Status
    verb: Part
    actor: Part | None
    recipient: Part | None
    content: Part


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    event: Event
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: Mode | None = None
    after: str = ""
    to: bool = False
    forces: bool = False

    @property
    def loose(self) -> bool:
        """Whether the act needs none of its `objects`."""
        return self.to or self.forces or "" in self.objects


@cache
def _forms() -> Mapping[str, tuple[tuple[_Entry, Form], ...]]:
    entries: Mapping[str, _Entry] = load("actions", Mapping[str, _Entry])
    found: dict[str, list[tuple[_Entry, Form]]] = {}
    for entry in entries.values():
        for word, forms in forms_of(entry.verbs).items():
            found.setdefault(word, []).extend((entry, form) for form in forms)
    return {word: tuple(forms) for word, forms in found.items()}


def find_acts(tokens: Sequence[Token], taken: Sequence[Part] = ()) -> list[Act]:
    """The acts of one sentence, in order, outside the stretches of tokens that are `taken`.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("The UN General Assembly suspended Libya from the Human Rights Council.")
    >>> [act] = find_acts(tokens)
    >>> act.event, act.mode, act.status, tokens[act.recipient[0]].text
    ('SANCTION', 'expel', 'done', 'Libya')
    """
    if tokens and tokens[-1].text == "?":
        return []
    found: list[Act] = []
    forms, lowered = _forms(), {token.lower for token in tokens}
    for at in [at for at, token in enumerate(tokens) if token.lower in forms]:
        if any(first <= at < last for first, last in taken):
            continue
        for entry, form in forms[tokens[at].lower]:
            if not (entry.loose or lowered.intersection(entry.objects)):
                continue
            act = _act(tokens, entry, form, at)
            if act is not None and not (found and found[-1].verb[1] > at) and not _governed(found, act):
                found.append(act)
                break
    return found


def _governed(found: Sequence[Act], act: Act) -> bool:
    """Whether an act stands in what another one refuses or threatens: ``refused to withdraw``."""
    return any(one.event in {"REJECT", "THREATEN"} and one.content[0] <= act.verb[0] < one.content[1] for one in found)


def _act(tokens: Sequence[Token], entry: _Entry, form: Form, at: int) -> Act | None:
    said = predicate(tokens, at, form)
    if said is None:
        return None
    if entry.mode == "disapprove":
        said = of_speaker(tokens, said)
    thing = said.subject if said.passive else _object(tokens, said.last)
    if not _fits(tokens, entry, said, thing):
        return None
    actor = _agent(tokens, said) if said.passive else said.subject
    if actor is not None and not is_actor(tokens, actor):
        return None
    if actor is None and not (said.passive and entry.event in _NAMELESS):
        return None
    content = (said.first if said.passive else said.verb, max(content_end(tokens, said.last), said.last))
    return Act(
        entry.event,
        entry.mode,
        said.status,
        (said.verb, said.last),
        actor,
        _recipient(tokens, entry, said, thing),
        content,
    )


def _fits(tokens: Sequence[Token], entry: _Entry, said: Predicate, thing: Part | None) -> bool:
    """Whether the verb has the object that makes it this act."""
    if entry.to and not said.passive and said.last + 1 < len(tokens) and tokens[said.last].lower == "to":
        return entry.event == "THREATEN" or _acts(tokens, said.last + 1)
    if entry.forces:
        free = thing is None or tokens[said.last - 1].lower in {"of", "from"}
        return free and not said.passive and _of_forces(tokens, said)
    if entry.after:
        return (thing is not None or "object" not in entry.recipient) and _brings(tokens, said.last, entry)
    if thing is None:
        return False
    inner = _lower(tokens, thing)
    sentenced = said.passive and entry.event == "ACCUSE"  # "he was condemned by the court"
    named = "" in entry.objects and not sentenced and _names_side(tokens, thing)
    return bool(inner & set(entry.objects)) or named


def _of_forces(tokens: Sequence[Token], said: Predicate) -> bool:
    """Whether the subject of a verb is of armed forces, or a pronoun in a sentence that names some before."""
    if said.subject is None:
        return False
    again = tokens[said.subject[0]].lower in {"it", "they"}
    inner = _lower(tokens, (0, said.first) if again else said.subject)
    return bool(inner & words("predicates", "forces"))


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb here, after "refused to", would be an act."""
    thing = _object(tokens, at + 1)
    inner = _lower(tokens, thing) if thing is not None else set()
    entries = [entry for entry, form in _forms().get(tokens[at].lower, ()) if form.name == "base"]
    return any(entry.forces or entry.after or inner & set(entry.objects) for entry in entries)


def _brings(tokens: Sequence[Token], at: int, entry: _Entry) -> bool:
    """Whether the preposition an act needs follows, with one of its words: ``from the council``."""
    for position in range(at, min(len(tokens) - 1, at + _REACH)):
        word = tokens[position].lower
        if word == entry.after:
            phrase = _object(tokens, position + 1)
            return phrase is not None and bool(_lower(tokens, phrase) & set(entry.objects))
        if word in {";", "that", "who", "which", ","}:
            return False
    return False


def _lower(tokens: Sequence[Token], phrase: Part) -> set[str]:
    return {token.lower for token in tokens[slice(*phrase)]}


def _object(tokens: Sequence[Token], at: int) -> Part | None:
    """The noun phrase that begins at a token, past its article, up to what opens another phrase."""
    stops = (
        (words("grammar", "prepositions") - {"of"}) | words("grammar", "clause_ends") | words("grammar", "relatives")
    )
    stops = stops | (words("grammar", "auxiliaries") - {"'s"}) | {"to"}
    skipped = QUOTES | {"the", "all", "its"}
    while at < len(tokens) and (tokens[at].lower in skipped or tokens[at].lower.endswith("ly")):
        at += 1
    last = at
    while last < min(len(tokens), at + _OBJECT):
        word = tokens[last].lower
        if word in _stops() or word in _MARKS or (word in words("grammar", "times") and last > at):
            break
        if word in {"and", "or"} and not (last + 1 < len(tokens) and tokens[last + 1].text[:1].isalnum()):
            break
        if word == "of" and last > at and tokens[last - 1].lower == "out":
            break
        joined = word == "and" and (another_verb(tokens, last + 1) or tokens[last + 1].lower in _forms())
        clause = last > at and word in words("grammar", "determiners") - {"other", "same", "new", "more"}
        if joined or (clause and tokens[last - 1].lower not in {"of", "and"}):
            break
        last += 1
    last = trimmed(tokens, at, last)
    while last > at and tokens[last - 1].lower in words("predicates", "adverbs") | {"too"}:
        last -= 1
    return (at, last) if last > at else None


@cache
def _stops() -> frozenset[str]:
    """The words that open another phrase."""
    lists = [words("grammar", name) for name in ("prepositions", "clause_ends", "relatives", "auxiliaries")]
    return frozenset({"to", "less"}).union(*lists, words("predicates", "hypothetical")) - {"of", "'s"}


def _names_side(tokens: Sequence[Token], phrase: Part) -> bool:
    """Whether a state, a side, or another name stands in the phrase."""
    for at in range(*phrase):
        for size in range(1, min(4, phrase[1] - at) + 1):
            name = " ".join(token.text for token in tokens[at : at + size])
            if name in nation_of() or name in party_of():
                return True
    return False


def _agent(tokens: Sequence[Token], said: Predicate) -> Part | None:
    """Who a passive says acted: ``by the assembly``, ``with sanctions from the West``."""
    for position in range(said.last, min(len(tokens) - 1, said.last + _REACH)):
        word = tokens[position].lower
        hit = word == "from" and tokens[said.verb].lower in {"hit", "slapped", "targeted"}
        if hit or (word == "by" and not tokens[position + 1].lower.endswith("ing")):
            return _object(tokens, position + 1)
        if word in {";", "that", "while", "who"}:
            return None
    return None


def _recipient(tokens: Sequence[Token], entry: _Entry, said: Predicate, thing: Part | None) -> Part | None:
    """Whom an act is done to: its object, or what follows one of its prepositions."""
    if said.last < len(tokens) and tokens[said.last].lower == "to":
        return None
    for name in entry.recipient:
        if name == "by" and said.passive:
            continue
        if name == "object":
            if thing is not None:
                return thing
            continue
        start = thing[1] if thing is not None and not said.passive else said.last
        for position in range(max(said.last - 1, start - 1), min(len(tokens) - 1, start + _REACH)):
            if position >= said.verb + 1 and tokens[position].lower == name:
                phrase = _object(tokens, position + 1)
                if phrase is not None and not _dated(tokens, phrase):
                    return phrase
            closes = {";", ","} | ({"by"} if said.passive else set())
            if tokens[position].lower in closes | words("grammar", "relatives"):
                break
    return thing if said.passive and entry.after else None


def _dated(tokens: Sequence[Token], phrase: Part) -> bool:
    """Whether a phrase only says when: ``on Friday``."""
    return tokens[phrase[0]].lower in words("grammar", "times") or tokens[phrase[0]].text[:1].isdigit()
