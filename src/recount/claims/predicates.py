"""A verb in its sentence to its predicate: who its subject is, and whether it was done, planned, possible or denied.

A predicate is read only where its clause is asserted: under "if", "until" or "fears that" there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from recount.claims.agents import JOINS, agent, describes, joined_subject
from recount.claims.nominals import QUOTES
from recount.claims.verbs import BE, DO, HAVE, Form, FormName, group_start
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Status

_OPENING = 4


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


def predicate(tokens: Sequence[Token], at: int, form: Form) -> Predicate | None:
    """The predicate that a form of a verb makes at a token; None where it makes none, or none that is asserted.

    >>> from recount.claims.verbs import forms_of
    >>> from recount.language.tokens import tokenise
    >>> [refuse] = forms_of(["withdraw withdraws withdrawing withdrew withdrawn"])["withdrawn"]
    >>> found = predicate(tokenise("Kigali has not withdrawn its troops"), 3, refuse)
    >>> found.status, found.passive, found.subject
    ('denied', False, (0, 1))
    """
    last = at + 1 + len(form.particle)
    if tuple(token.lower for token in tokens[at + 1 : last]) != form.particle:
        return None
    first = group_start(tokens, at)
    group = [token.lower for token in tokens[first:at]]
    if form.name == "gerund":
        return _of_gerund(tokens, at, last, form, first)
    if form.name == "base" and first and tokens[first - 1].lower == "to":
        return _of_infinitive(tokens, at, last, first)
    if first and tokens[first - 1].lower == "to":
        return None  # "is said to have withdrawn"
    passive = bool(_last_of(group, BE | HAVE) in BE)
    if not _agrees(tokens, form.name, group, first, at, passive=passive):
        return None
    return _asserted(tokens, Predicate(first, at, last, form.name, "done", passive, None), group)


def of_speaker(tokens: Sequence[Token], found: Predicate) -> Predicate:
    """The predicate of a verb of speech: joined by "and", it is of who speaks, not of whom is spoken.

    >>> from recount.claims.verbs import forms_of
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
    outer = joined_subject(tokens, before + 1)
    return found if outer is None else structs.replace(found, subject=outer)


def _agrees(
    tokens: Sequence[Token], name: FormName, group: Sequence[str], first: int, at: int, *, passive: bool
) -> bool:
    """Whether a finite form fits the auxiliaries before it, and is no noun or reduced participle."""
    modal = any(word in words("predicates", kind) for word in group for kind in ("demanded", "planned_modals"))
    modal = modal or bool(set(group) & {"may", "might", "could", "can", "cannot", *DO})
    auxiliary = bool(set(group) & (BE | HAVE))
    before = tokens[first - 1] if first else None
    if before is None or before.lower in words("grammar", "determiners") | {"a", "an", "no", "of", "'s", "some"}:
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if name == "base":
        return modal or (
            not auxiliary and before.lower not in JOINS and _plural(tokens, first) and not _noun_too(tokens, at, first)
        )
    if name == "third":
        return not modal and not auxiliary and not _noun_too(tokens, at, first)
    if name == "participle":
        return auxiliary and not (modal and not passive and not set(group) & HAVE)
    bare = not auxiliary and not modal
    return not passive and not set(group) & HAVE and bare and after != "by"


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
    named = before.text in nation_of() and not describes(before.text)
    pronoun = before.lower in {"he", "she", "it", "they", "we", "i", "who", "which"}
    body = before.lower in words("predicates", "actors") and not before.lower.endswith("s")
    known = before.text[:1].isupper() and before.text not in nation_of() and first > 1
    return not (named or pronoun or body or before.text.isupper() or known)


def _asserted(tokens: Sequence[Token], found: Predicate, group: Sequence[str]) -> Predicate | None:
    """The predicate with its status and subject; None where its clause is not asserted."""
    if _last_of(group, HAVE) and set(group) & {"would", "could", "should", "might"}:
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
    start = group_start(tokens, governor + 1 if word in BE else governor)
    before = tokens[start - 1] if start else None
    noun = before is None or before.lower in words("grammar", "determiners") | {"a", "an", "no", "of", "'s"}
    if noun or (_noun_too(tokens, governor, start) and start == governor):
        return None
    group = [token.lower for token in tokens[start:governor]]
    return _asserted(tokens, Predicate(start, at, last, "base", status, False, None), group)


def _of_gerund(tokens: Sequence[Token], at: int, last: int, form: Form, first: int) -> Predicate | None:
    """``responded by withdrawing``, ``is withdrawing``, ``considers expelling``, ``, expelling 12 envoys``."""
    group = [token.lower for token in tokens[first:at]]
    if _last_of(group, BE):
        return _asserted(tokens, Predicate(first, at, last, form.name, "done", False, None), group)
    before = tokens[first - 1].lower if first else ""
    if before in words("predicates", "considered"):
        ruled = before == "out"
        governor = first - 2 if ruled else first - 1
        if ruled and not tokens[governor].lower.startswith(("rule", "ruling")):
            return None
        start = group_start(tokens, governor)
        negated = {token.lower for token in tokens[start:governor]} & words("predicates", "negations")
        status: Status = "denied" if ruled and not negated else "possible"
        return Predicate(start, at, last, form.name, status, False, agent(tokens, start))
    if before not in {"by", ","} or first < 2:
        return None
    main = joined_subject(tokens, first + 1)
    if main is None or main[1] > first:
        return None
    between = {token.lower for token in tokens[main[1] : first]}
    open_ = between & (
        words("predicates", "possible") | words("predicates", "planned_modals") | {"to", "should", "must"}
    )
    status = "possible" if open_ or between & words("predicates", "negations") else "done"
    return Predicate(first, at, last, form.name, status, False, main)


def _last_of(group: Sequence[str], among: frozenset[str]) -> str:
    """The last word of a group that is among some words."""
    return next((word for word in reversed(group) if word in among), "")
