"""Tokens to harms: every word or phrase that says people were hurt or things destroyed, and how it takes its count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.model import Effect

Form = Literal[
    "active", "past", "participle", "gerund", "base", "intransitive", "state", "strong", "weak", "action", "toll"
]

Kind = Literal[
    "annihilation", "loss", "custody", "staying", "leaving", "falling", "care", "camping", "moving", "firing"
]

_NOUNS: frozenset[Form] = frozenset({"strong", "weak", "action", "toll"})


class Harm(Struct, frozen=True):
    """A harm said by tokens `first` to `last` (exclusive).

    `forms` tells what the words can be: "past" may be active ("killed 13") or, as "participle", passive ("were
    killed"); "intransitive" takes its count before it, "state" too; "strong", "weak", "action" and "toll" are nouns.
    """

    effect: Effect
    forms: frozenset[Form]
    first: int
    last: int
    lemma: str


class _Effect(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    transitive: tuple[str, ...]
    intransitive: tuple[str, ...]
    states: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    actions: tuple[str, ...]


class _Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    killed: tuple[str, ...]
    captured: tuple[str, ...]
    displaced: tuple[str, ...]
    injured: tuple[str, ...]
    affected: tuple[str, ...]
    missing: tuple[str, ...]
    bodies: tuple[str, ...]
    destroyed: tuple[str, ...]


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    killed: _Effect
    injured: _Effect
    casualties: _Effect
    missing: _Effect
    captured: _Effect
    displaced: _Effect
    bodies: _Effect
    affected: _Effect
    destroyed: _Effect
    toll: WordList
    phrases: _Phrases
    releases: WordList
    unharmed: WordList
    annihilation: WordList
    loss: WordList
    custody: WordList
    staying: WordList
    leaving: WordList
    falling: WordList
    care: WordList
    camping: WordList
    moving: WordList
    firing: WordList
    wounds: WordList
    endured: WordList
    inflicted: WordList


class _Word(Struct, frozen=True):
    effect: Effect
    forms: frozenset[Form]
    lemma: str


@cache
def _lexicon() -> _Lexicon:
    lexicon: _Lexicon = load("harms", _Lexicon)
    return lexicon


@cache
def _words() -> Mapping[str, tuple[_Word, ...]]:
    """Every single word that says a harm, with each effect it can say, in the order of the effects."""
    found: dict[str, dict[Effect, _Word]] = {}
    for effect in get_args(Effect):
        for word, lemma, forms in _forms(getattr(_lexicon(), effect)):
            before = found.setdefault(word, {}).get(effect)
            found[word][effect] = _Word(effect, forms | (before.forms if before else frozenset()), lemma)
    for word in _lexicon().toll.words:
        found.setdefault(word, {})["killed"] = _Word("killed", frozenset({"toll"}), word)
    return {word: tuple(entries.values()) for word, entries in found.items()}


def _forms(entry: _Effect) -> Iterator[tuple[str, str, frozenset[Form]]]:
    """The words of one effect, each with its lemma and the forms it can be."""
    for verb in entry.transitive:
        base, third, gerund, past, *participle = verb.split()
        passive: frozenset[Form] = frozenset({"participle"})
        yield base, base, frozenset({"active", "base"})
        yield third, base, frozenset({"active"})
        yield gerund, base, frozenset({"gerund"})
        yield past, base, frozenset({"past"} if participle else {"past", "participle"})
        yield from ((word, base, passive) for word in participle)
    alone: frozenset[Form] = frozenset({"intransitive"})
    for verb in entry.intransitive:
        yield from ((word, verb.split()[0], alone) for word in verb.split())
    lists: tuple[tuple[Form, tuple[str, ...]], ...] = (
        ("state", entry.states), ("strong", entry.strong), ("weak", entry.weak), ("action", entry.actions),
    )  # fmt: skip
    for form, names in lists:
        yield from ((word, word, frozenset({form})) for word in names)


@cache
def _phrases() -> Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], Effect], ...]]:
    """Every phrase that says a harm, by its first two words, the longest first; a second word may be lacking."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Effect]]] = {}
    for effect in get_args(Effect):
        for phrase in getattr(_lexicon().phrases, effect, ()):
            parts = tuple(phrase.split())
            found.setdefault((parts[0], parts[1] if len(parts) > 1 else ""), []).append((parts, effect))
    return {pair: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for pair, entries in found.items()}


@cache
def _openers() -> frozenset[str]:
    """Every word that says a harm or opens a phrase that does."""
    return frozenset(_words()) | {first for first, _ in _phrases()}


@cache
def harm_words() -> frozenset[str]:
    """Every verb, participle or adjective of harm: words that end the noun phrase before them.

    >>> "wounded" in harm_words()
    True
    """
    verbal = {"active", "past", "participle", "gerund", "base", "intransitive", "state"}
    said = frozenset(word for word, entries in _words().items() if any(entry.forms & verbal for entry in entries))
    return said - {"hostage", "captive", "prisoner"}


def find_harms(tokens: Sequence[Token]) -> list[Harm]:
    """All harms among the tokens of one sentence, left to right; one word may say several effects.

    >>> from recount.language.tokens import tokenise
    >>> [(harm.effect, harm.lemma) for harm in find_harms(tokenise("The shelling kills 13; two vanished; homes burn"))]
    [('killed', 'kill'), ('missing', 'vanish'), ('injured', 'burn'), ('destroyed', 'burn')]
    """
    harms: list[Harm] = []
    openers, goes_on = _openers(), 0
    for at in [at for at, token in enumerate(tokens) if token.lower in openers]:
        if at < goes_on:
            continue
        phrase = _phrase_at(tokens, at)
        if phrase is not None:
            harms.append(phrase)
            goes_on = phrase.last
            continue
        for entry in _words().get(tokens[at].lower, ()):
            split = (entry.forms & _NOUNS, entry.forms - _NOUNS)
            harms.extend(Harm(entry.effect, forms, at, at + 1, entry.lemma) for forms in split if forms)
    return harms


def _phrase_at(tokens: Sequence[Token], at: int) -> Harm | None:
    first, second = tokens[at].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
    phrases = _phrases()
    for parts, effect in (*phrases.get((first, second), ()), *phrases.get((first, ""), ())):
        if parts == tuple(token.lower for token in tokens[at : at + len(parts)]):
            return Harm(effect, _phrase_forms(parts[0]), at, at + len(parts), " ".join(parts))
    return None


def _phrase_forms(opening: str) -> frozenset[Form]:
    """A phrase that opens with a verb of harm can be active as that verb can; any takes its count before it."""
    if opening in _lexicon().endured.words:
        return frozenset({"state", "intransitive"})
    verbal: frozenset[Form] = frozenset({"past", "participle", "state"})
    return verbal if opening in _lexicon().inflicted.words else frozenset({"state"})


def said_of(harm: Harm, kind: Kind) -> bool:
    """Whether a harm's word is of a list whose effect depends on whether people or things suffer it."""
    return harm.lemma in getattr(_lexicon(), kind).words


@cache
def wounds() -> frozenset[str]:
    """Nouns for what the injured bear."""
    return frozenset(_lexicon().wounds.words)


@cache
def releases() -> frozenset[str]:
    """Words that say held people were let go."""
    return frozenset(_lexicon().releases.words)


@cache
def unharmed() -> frozenset[str]:
    """Nouns counted beside harm words that are no people harmed: attacks, targets, districts."""
    return frozenset(_lexicon().unharmed.words)
