"""A verb in its sentence to its predicate: who its subject is, and whether it was done, planned, possible or denied.

A predicate is read only where its clause is asserted: under "if", "until" or "fears that" there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from recount.claims.kinds import known_kind
from recount.claims.nominals import QUOTES, left_phrase
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, party_of
from recount.model import Status

FormName = Literal["base", "third", "gerund", "past", "participle"]
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve"})
_DO = frozenset({"do", "does", "did", "didn", "don", "doesn"})
_JOINS = frozenset({"and", "or", "but", "then", ","})
_OPENING, _BACK = 4, 60


class Form(Struct, frozen=True):
    """A form of a verb: its lemma, which form, and the particle that must follow it."""

    lemma: str
    name: FormName
    particle: tuple[str, ...]


class Predicate(Struct, frozen=True):
    """A verb, tokens `verb` to `last` with its particle; `first` is where its auxiliaries begin.

    `subject` are the tokens of its subject, None where none was found.
    """

    first: int
    verb: int
    last: int
    form: FormName
    status: Status
    passive: bool
    subject: tuple[int, int] | None


def forms_of(lines: Iterable[str]) -> Mapping[str, tuple[Form, ...]]:
    """Every word of some verbs, each given as a line of its forms, to the forms it can be.

    >>> [(form.lemma, form.name, form.particle) for form in forms_of(["call calls calling called + for"])["called"]]
    [('call', 'past', ('for',)), ('call', 'participle', ('for',))]
    """
    found: dict[str, dict[Form, None]] = {}
    for line in sorted(lines):
        forms, _, particle = line.partition(" + ")
        base, third, gerund, past, *other = forms.split()
        named: tuple[tuple[FormName, str], ...] = (
            ("base", base),
            ("third", third),
            ("gerund", gerund),
            ("past", past),
            ("participle", (other or [past])[0]),
        )
        for name, word in named:
            found.setdefault(word, {})[Form(base, name, tuple(particle.split()))] = None
    return {word: tuple(sorted(forms, key=lambda form: -len(form.particle))) for word, forms in found.items()}


def predicate(tokens: Sequence[Token], at: int, form: Form) -> Predicate | None:
    """The predicate that a form of a verb makes at a token; None where it makes none, or none that is asserted.

    >>> from recount.language.tokens import tokenise
    >>> [refuse] = forms_of(["withdraw withdraws withdrawing withdrew withdrawn"])["withdrawn"]
    >>> found = predicate(tokenise("Kigali has not withdrawn its troops"), 3, refuse)
    >>> found.status, found.passive, found.subject
    ('denied', False, (0, 1))
    """
    last = at + 1 + len(form.particle)
    if tuple(token.lower for token in tokens[at + 1 : last]) != form.particle:
        return None
    first = _group(tokens, at)
    group = [token.lower for token in tokens[first:at]]
    if form.name == "gerund":
        return _of_gerund(tokens, at, last, form, first)
    if form.name == "base" and first and tokens[first - 1].lower == "to":
        return _of_infinitive(tokens, at, last, first)
    passive = bool(_last_of(group, _BE | _HAVE) in _BE)
    if not _agrees(tokens, form.name, group, first, at, passive=passive):
        return None
    return _asserted(tokens, Predicate(first, at, last, form.name, "done", passive, None), group)


def agent(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of the verbal group that begins at `first`, of a joined one that of the verb before.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Oslo closed its embassy and expelled the envoy")
    >>> agent(tokens, 5)
    (0, 1)
    """
    if first <= 0:
        return None
    before = tokens[first - 1].lower
    if before in {"who", "which"} and first > 1:
        antecedent = left_phrase(tokens, first - 1 - (tokens[first - 2].lower == ","))
        return _own_subject(tokens, antecedent) if antecedent is not None else None
    phrase = left_phrase(tokens, first) if before not in _JOINS - {","} else None
    if phrase is not None:
        return _own_subject(tokens, phrase)
    return _joined_subject(tokens, first) if before in _JOINS else None


def _joined_subject(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of the last finite verb before a token that has one which can speak or act."""
    for at in range(first - 2, max(0, first - _BACK), -1):
        if tokens[at].lower == ";":
            return None
        if not _looks_finite(tokens, at):
            continue
        start = _group(tokens, at)
        if start and tokens[start - 1].lower not in _JOINS | {"to"}:
            phrase = left_phrase(tokens, start)
            if phrase is not None and is_speaker(tokens, _own_subject(tokens, phrase)):
                return _own_subject(tokens, phrase)
    return None


def of_speaker(tokens: Sequence[Token], found: Predicate) -> Predicate:
    """The predicate of a verb of speech: joined by "and", it is of who speaks, not of whom is spoken.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Oslo said that Minsk has a duty to help and condemned the raid")
    >>> [condemn] = [form for form in forms_of(["condemn condemns condemning condemned"])["condemned"][:1]]
    >>> of_speaker(tokens, predicate(tokens, 10, condemn)).subject
    (0, 1)
    """
    if found.subject is None or tokens[found.first - 1].lower not in {"and", "but"}:
        return found
    before = found.subject[0] - 1
    while before > 0 and tokens[before].lower in {"the", "a", "an"}:
        before -= 1
    if before < 1 or tokens[before].lower != "that":
        return found
    outer = _joined_subject(tokens, before + 1)
    return found if outer is None else structs.replace(found, subject=outer)


def _own_subject(tokens: Sequence[Token], phrase: tuple[int, int]) -> tuple[int, int]:
    """A phrase without the clause it runs on from: ``the office announced it`` before "had withdrawn" is "it"."""
    first, last = phrase
    if first and tokens[first - 1].text == "US":  # no pronoun
        first -= 1
    while last > first + 1 and tokens[last - 1].lower in words("grammar", "prepositions"):
        last -= 1
    if tokens[last - 1].lower in {"it", "they", "he", "she", "we"}:
        return last - 1, last
    for at in range(last - 2, first - 1, -1):
        word, following = tokens[at].lower, tokens[at + 1]
        if word == "to" and following.text.islower() and at + 2 < last and following.lower != "the":
            return at + 2, last
        told = (
            word.endswith("ed") and tokens[at].text.islower() and at > first and following.lower in {"the", "a", "an"}
        )
        if told or word in {"saying", "adding", "said"}:
            return at + 1 + (following.lower == "the"), last
        inner = (
            at > first
            and tokens[at - 1].text[0].isalpha()
            and tokens[at - 1].lower not in words("grammar", "prepositions")
        )
        if word == "the" and inner and tokens[at - 1].lower not in {"of", "and", "or"}:
            return at + 1, last
        if word == "and" and at > first and not is_speaker(tokens, (first, at)):
            return at + 1, last
    if first < last - 1 and tokens[first].lower.endswith("ly") and tokens[first + 1].text[:1].isupper():
        first += 1
    return first, last


def is_actor(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase names a state, an organisation, its forces, or a person who may act for one.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("the UN General Assembly, new sanctions")
    >>> is_actor(tokens, (1, 4)), is_actor(tokens, (5, 7))
    (True, False)
    """
    first, last = phrase[0], head_end(tokens, phrase)
    if first >= last:
        return False
    head = tokens[last - 1]
    if head.lower in words("predicates", "actors") or (last - first == 1 and head.lower in {"it", "they", "he", "she"}):
        return True
    text = " ".join(token.text for token in tokens[first:last])
    bare = text.removeprefix("The ").removeprefix("the ")
    if bare in nation_of() or bare in party_of() or head.text in party_of():
        return True
    if head.text in nation_of() and not _describes(head.text):
        return True
    titled = any(token.lower.rstrip(".") in words("speakers", "titles") for token in tokens[first : last - 1])
    if titled and head.text[:1].isupper() and tokens[last - 2].text[:1].isupper():
        return True
    kind = known_kind(text)
    return kind in {"government", "military", "police", "un", "armed_group", "ngo"} and head.text[:1].isalpha()


def is_speaker(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase names somebody who can speak: an actor, a person, people, a body."""
    last = head_end(tokens, phrase)
    inner = tokens[phrase[0] : last]
    if not inner or inner[0].lower in {"no", "none", "nobody", "neither", "few"} or inner[-1].lower == "the":
        return False
    if len(inner) > 1 and inner[0].text.islower() and inner[0].lower.endswith("ed"):
        return False
    lower = inner[-1].lower
    if lower in {"he", "she", "they", "it", "we", "i", "who", "both", "others"} or is_actor(tokens, phrase):
        return True
    if any(lower in words("speakers", name) for name in ("roles", "bodies", "plurals")):
        return True
    known = known_kind(" ".join(token.text for token in inner)) not in {None, "other"}
    return known or (inner[-1].text[:1].isupper() and lower not in words("grammar", "times"))


def head_end(tokens: Sequence[Token], phrase: tuple[int, int]) -> int:
    """Where the head of a phrase ends, before ``of``, ``for`` and the like."""
    for at in range(phrase[0] + 1, phrase[1]):
        if tokens[at].lower in words("grammar", "prepositions") | {"of", ","}:
            return at
    return phrase[1]


def _describes(word: str) -> bool:
    """Whether the name of a nation stands as an adjective (``Russian``), which needs a noun."""
    nation = nation_of()[word]
    return word in nation.demonyms and not word.endswith("s") and word not in (*nation.names, *nation.metonyms)


def _group(tokens: Sequence[Token], at: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    first = at
    while first > 0 and _in_group(tokens, first - 1):
        first -= 1
    while first < at and tokens[first].lower in {"in", "turn", "both", "all", "since", "once"}:
        first += 1
    return first


def _in_group(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].lower
    modal = any(word in words("predicates", name) for name in ("negations", "possible", "demanded", "planned_modals"))
    adverb = word in words("predicates", "adverbs") or (
        tokens[at].text.islower() and word.endswith("ly") and word not in words("statements", "ly_nouns")
    )
    return word in _BE | _HAVE | _DO | {"'", "’", "t"} or modal or adverb


def _last_of(group: Sequence[str], among: frozenset[str]) -> str:
    """The last word of a group that is among some words."""
    return next((word for word in reversed(group) if word in among), "")


def _agrees(
    tokens: Sequence[Token], name: FormName, group: Sequence[str], first: int, at: int, *, passive: bool
) -> bool:
    """Whether a finite form fits the auxiliaries before it, and is no noun or reduced participle."""
    modal = any(word in words("predicates", kind) for word in group for kind in ("demanded", "planned_modals"))
    modal = modal or bool(set(group) & {"may", "might", "could", "can", "cannot", *_DO})
    auxiliary = bool(set(group) & (_BE | _HAVE))
    before = tokens[first - 1] if first else None
    if before is None or before.lower in words("grammar", "determiners") | {"a", "an", "no", "of", "'s", "some"}:
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if name == "base":
        return modal or (
            not auxiliary and before.lower not in _JOINS and _plural(tokens, first) and not _noun_too(tokens, at, first)
        )
    if name == "third":
        return not modal and not auxiliary and not _noun_too(tokens, at, first)
    if name == "participle":
        return auxiliary and not (modal and not passive and not set(group) & _HAVE)
    bare = not auxiliary and not modal
    return not passive and not set(group) & _HAVE and bare and after != "by"


def _plural(tokens: Sequence[Token], first: int) -> bool:
    """Whether the word before a bare form is plural, so that the form is of the present."""
    word = tokens[first - 1].lower
    joined = any(token.lower == "and" for token in tokens[max(0, first - 4) : first])
    return word.endswith("s") or word in {"they", "we", "i", "police", "people", "troops", "who"} or joined


def _noun_too(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether the word here may be a noun: it has its form and no name or pronoun before it."""
    if tokens[at].lower not in words("predicates", "nouns_too"):
        return False
    before = tokens[first - 1]
    named = before.text in nation_of() and not _describes(before.text)
    pronoun = before.lower in {"he", "she", "it", "they", "we", "i", "who", "which"}
    body = before.lower in words("predicates", "actors") and not before.lower.endswith("s")
    known = before.text[:1].isupper() and before.text not in nation_of() and first > 1
    return not (named or pronoun or body or before.text.isupper() or known)


def _looks_finite(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].lower
    finite = word in words("grammar", "auxiliaries") - {"'s"} or word in words("grammar", "verbs") | {"responded"}
    return finite or word.endswith("ed") or word in {"denies", "admits", "accuses", "urges", "condemns"}


def _asserted(tokens: Sequence[Token], found: Predicate, group: Sequence[str]) -> Predicate | None:
    """The predicate with its status and subject; None where its clause is not asserted."""
    if _last_of(group, _HAVE) and set(group) & {"would", "could", "should", "might"}:
        return None
    subject = agent(tokens, found.first)
    inside = subject is not None and any(token.lower in {"if", "whether"} for token in tokens[slice(*subject)])
    if inside or _hypothetical(tokens, subject[0] if subject is not None else found.first):
        return None
    return Predicate(
        found.first, found.verb, found.last, found.form, _status(group, found.status), found.passive, subject
    )


def _status(group: Iterable[str], status: Status) -> Status:
    """What auxiliaries and adverbs make of a status."""
    inner = set(group)
    if inner & words("predicates", "possible") - {"cannot"}:
        return "possible"
    if inner & words("predicates", "negations"):
        return "denied"
    if inner & words("predicates", "demanded"):
        return "demanded"
    return "planned" if inner & words("predicates", "planned_modals") and status == "done" else status


def _hypothetical(tokens: Sequence[Token], first: int) -> bool:
    """Whether the clause whose subject begins at a token opens with what takes its assertion away."""
    for at in range(first - 1, max(-1, first - _OPENING), -1):
        word = tokens[at].lower
        if word in {",", ";", ":", "“", "”", '"'}:
            return False
        if word in words("predicates", "hypothetical"):
            return True
        if word == "that":
            before = [token.lower for token in tokens[max(0, at - 2) : at] if token.text not in QUOTES]
            return before[-1:] != [] and before[-1] in words("predicates", "hearsay")
    return False


def _of_infinitive(tokens: Sequence[Token], at: int, last: int, first: int) -> Predicate | None:
    """``plans to expel``, ``failed to withdraw``: the verb before "to" says what became of it."""
    governor = first - 2
    if governor < 1 or "not" in {token.lower for token in tokens[first:at]}:
        return None
    word = tokens[governor].lower
    kinds: tuple[tuple[str, Status], ...] = (("begun", "done"), ("planned", "planned"), ("withheld", "denied"))
    status = next((status for name, status in kinds if word in words("predicates", name)), None)
    if status is None or word == "not":
        return None
    start = _group(tokens, governor + 1 if word in _BE else governor)
    before = tokens[start - 1] if start else None
    noun = before is None or before.lower in words("grammar", "determiners") | {"a", "an", "no", "of", "'s"}
    if noun or (_noun_too(tokens, governor, start) and start == governor):
        return None
    group = [token.lower for token in tokens[start:governor]]
    return _asserted(tokens, Predicate(start, at, last, "base", status, False, None), group)


def _of_gerund(tokens: Sequence[Token], at: int, last: int, form: Form, first: int) -> Predicate | None:
    """``responded by withdrawing``, ``is withdrawing``, ``considers expelling``, ``, expelling 12 envoys``."""
    group = [token.lower for token in tokens[first:at]]
    if _last_of(group, _BE):
        return _asserted(tokens, Predicate(first, at, last, form.name, "done", False, None), group)
    before = tokens[first - 1].lower if first else ""
    if before in words("predicates", "considered"):
        ruled = before == "out"
        governor = first - 2 if ruled else first - 1
        if ruled and not tokens[governor].lower.startswith(("rule", "ruling")):
            return None
        start = _group(tokens, governor)
        negated = {token.lower for token in tokens[start:governor]} & words("predicates", "negations")
        status: Status = "denied" if ruled and not negated else "possible"
        return Predicate(start, at, last, form.name, status, False, agent(tokens, start))
    if before not in {"by", ","} or first < 2:
        return None
    main = _joined_subject(tokens, first + 1)
    if main is None or main[1] > first:
        return None
    between = {token.lower for token in tokens[main[1] : first]}
    open_ = between & (
        words("predicates", "possible") | words("predicates", "planned_modals") | {"to", "should", "must"}
    )
    status = "possible" if open_ or between & words("predicates", "negations") else "done"
    return Predicate(first, at, last, form.name, status, False, main)
