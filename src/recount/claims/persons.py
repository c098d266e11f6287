"""A reading to the people it says were harmed, whether it counts them, names them, or only says who they were.

A claim is a count (`recount.claims.assemble`); most reports of a killing count nobody: *the magistrate was murdered*,
*the deaths of Ana Ruiz and her driver*. Who suffered is read from the tree of the sentence that the language model
hears. A report in capitals is read in small letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from recount.claims.counts import Count, find_counts
from recount.claims.harms import Harm, find_harms
from recount.claims.links import link_counts
from recount.claims.naming import Names, identified, listed
from recount.claims.phrases import NounPhrase, group_of, singular
from recount.claims.scope import scope
from recount.claims.sufferers import sufferers, unreal
from recount.claims.trees import Tree
from recount.language.analysis import Analysis, Backend
from recount.language.casing import capitalised, lowered
from recount.language.tokens import Token, tokenise
from recount.lexicon.lists import words
from recount.model import Effect, Group, Reading, Scope, Span

Kind = Literal["counted", "named", "single", "several"]

_EFFECTS = frozenset({"killed", "injured", "bodies", "casualties"})
_READ = frozenset({"headline", "dateline", "sentence", "quotation", "caption"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"})
_INSIDE = ("nummod", "det", "amod", "compound", "flat", "advmod", "nmod:poss")
_TITLE = 5


class Person(Struct, frozen=True, kw_only=True):
    """People harmed, as one mention says.

    `kind` tells how: ``counted`` (with `low`, `high` or `vague`), ``named`` (one, by `name`), ``single`` (one, by a
    noun: *a guard*), ``several`` (a plural without a number: *the priests*). `words` is the noun phrase in lower case,
    titles before a name with it, `head` its noun in the singular ("" where it is left out). `unreal` marks a harm that
    is only planned, possible or denied.
    """

    effect: Effect
    kind: Kind
    low: int | None = 1
    high: int | None = 1
    vague: bool = False
    name: str | None = None
    words: str
    head: str
    group: Group
    start: int
    sentence: Span
    unreal: bool = False
    scope: Scope | None = None


class _Scene(Struct, frozen=True):
    """One sentence: its tokens, counts and tree, and the names of persons in it."""

    text: str
    sentence: Span
    tokens: tuple[Token, ...]
    counts: tuple[Count, ...]
    harms: tuple[Harm, ...]
    tree: Tree
    names: Names


def find_persons(reading: Reading, backend: Backend) -> tuple[Person, ...]:
    """Everybody whom the sentences of a reading say was killed, hurt or found dead, mention by mention, in order.

    The same person told twice is there twice; `words` and `head` say what a reader needs to tell them apart.
    """
    text = reading.report.text
    capitals = text.isupper()
    even = lowered(text) if capitals else text
    spans = [
        passage.span
        for passage in reading.passages
        if passage.kind in _READ and find_harms(tokenise(even, passage.span.start, passage.span.end))
    ]
    analysis = backend.analyse(even, spans) if spans else Analysis()
    if capitals:
        even = capitalised(even, [Span(entity.start, entity.end) for entity in analysis.entities])
    full = Names.full(even, analysis)
    return tuple(person for span in spans for person in _in_sentence(_scene(even, span, analysis, full)))


def _scene(text: str, span: Span, analysis: Analysis, full: Mapping[str, str]) -> _Scene:
    tokens = tokenise(text, span.start, span.end)
    return _Scene(
        text=text,
        sentence=span,
        tokens=tuple(tokens),
        counts=tuple(find_counts(text, tokens)),
        harms=tuple(find_harms(tokens)),
        tree=Tree.of(text, analysis, span),
        names=Names.of(text, analysis, span, full),
    )


def _in_sentence(scene: _Scene) -> list[Person]:
    found = _counted(scene)
    taken = {person.start for person in found}
    for harm in scene.harms:
        place = scene.tree.at(scene.tokens[harm.first].start)
        if harm.effect not in _EFFECTS or place is None:
            continue
        heads = scene.tree.joined(sufferers(scene.tree, harm, place))
        doubtful = unreal(scene.tree, harm, place)
        if harm.effect != "casualties":
            found += [_named(scene, span, harm.effect, doubtful) for span in scene.names.hanging(scene.tree, heads)]
        for head in heads:
            person = _person(scene, harm, head, doubtful, taken)
            if person is not None:
                taken.add(person.start)
                found.append(person)
    return _with_lists(scene, found)


def _with_lists(scene: _Scene, found: list[Person]) -> list[Person]:
    """The persons found, with the names listed after a name or a count, and those given for *the victims*."""
    known = [person.start for person in found if person.kind == "named"]
    barred = {scene.tokens[place].start for harm in scene.harms for place in range(harm.first, harm.last)}
    for person in tuple(found):
        if person.effect != "casualties" and (person.kind == "named" or _is_many(person)):
            for span in listed(scene.tokens, scene.names, person.start, barred):
                if not any(span.start <= start < span.end for start in known):
                    known.append(span.start)
                    found.append(_named(scene, span, person.effect, person.unreal))
    effect, spans = identified(scene.tokens, scene.names)
    for span in spans:
        if not any(span.start <= start < span.end for start in known):
            found.append(_named(scene, span, effect or (found[-1].effect if found else "killed"), False))
    return found


def _is_many(person: Person) -> bool:
    return person.kind == "counted" and (person.low or 0) > 1


def _counted(scene: _Scene) -> list[Person]:
    """The people whom the sentence counts by the rules that claims follow."""
    found: list[Person] = []
    before = NounPhrase(0, 0, "", False)
    for link in link_counts(scene.tokens, scene.counts):
        elided = link.phrase.empty or link.phrase.head in words("groups", "again")
        phrase = before if elided and not before.empty else link.phrase
        before = before if elided else link.phrase
        if link.effect not in _EFFECTS or link.future:
            continue
        quantity = link.count.quantity
        person = Person(
            effect=link.effect,
            kind="single" if link.count.form == "article" else "counted",
            low=quantity.low,
            high=quantity.high,
            vague=bool(quantity.vague),
            words=" ".join(token.lower for token in scene.tokens[phrase.first : phrase.last]),
            head=phrase.head,
            group=group_of(scene.tokens, phrase),
            start=quantity.start,
            sentence=scene.sentence,
            scope=scope(scene.tokens, link, ()).scope,
        )
        found.append(person)
    return found


def _person(scene: _Scene, harm: Harm, head: int, doubtful: bool, taken: set[int]) -> Person | None:
    """The person or people that a noun of the tree says; None for things, pronouns, and counts that are taken."""
    tree = scene.tree
    noun, form = tree.words[head], tree.forms[head]
    if noun.pos not in _NOMINAL:
        return None
    one = singular(form)
    inside = [head, *tree.below(head, *_INSIDE)]
    count = next((each for each in scene.counts if any(_within(tree, place, each) for place in inside)), None)
    name = scene.names.over(tree, head)
    said, group = _phrase(scene, inside, one)
    person = Person(
        effect=harm.effect, kind="single", words=said, head=one, group=group,
        start=noun.start if count is None else count.quantity.start, sentence=scene.sentence, unreal=doubtful,
    )  # fmt: skip
    if count is not None and count.form != "article":
        number = count.quantity
        if number.start in taken or number.high == 0 or one in words("groups", "things"):
            return None
        return structs.replace(person, kind="counted", low=number.low, high=number.high, vague=bool(number.vague))
    if name is not None:
        titled = f"{_title(scene, noun.start)} {form}".strip()
        return structs.replace(person, kind="named", name=name, words=titled, start=noun.start)
    if form in words("grammar", "pronominal") or one in words("groups", "things") or person.start in taken:
        return None
    several = count is None and (one != form or form in words("groups", "plurals"))
    return structs.replace(person, kind="several", low=2, high=None, vague=True) if several else person


def _within(tree: Tree, place: int, count: Count) -> bool:
    return count.quantity.start <= tree.words[place].start < count.quantity.end


def _phrase(scene: _Scene, inside: Sequence[int], one: str) -> tuple[str, Group]:
    """The words of a noun phrase in lower case, and the group they name."""
    first = min(scene.tree.words[place].start for place in inside)
    last = max(scene.tree.words[place].end for place in inside)
    own = [place for place, token in enumerate(scene.tokens) if first <= token.start < last]
    if not own:
        return one, "unknown"
    phrase = NounPhrase(own[0], own[-1] + 1, one, False)
    return " ".join(token.lower for token in scene.tokens[own[0] : own[-1] + 1]), group_of(scene.tokens, phrase)


def _named(scene: _Scene, span: Span, effect: Effect, doubtful: bool) -> Person:
    name = " ".join(span.of(scene.text).lower().split())
    return Person(
        effect=effect, kind="named", name=name, words=_title(scene, span.start), head=name.split()[-1], group="unknown",
        start=span.start, sentence=scene.sentence, unreal=doubtful,
    )  # fmt: skip


def _title(scene: _Scene, start: int) -> str:
    """The last few words before a name that nothing parts from it: ``army colonel``."""
    before: list[str] = []
    for token in reversed([token for token in scene.tokens if token.end <= start][-_TITLE:]):
        if not token.text[0].isalnum() or token.lower in {"and", "by", "of"}:
            break
        before.insert(0, token.lower)
    return " ".join(before)
