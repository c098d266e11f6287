"""Forms of verbs, and where in a sentence the auxiliaries and adverbs of a verb begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from recount.language.tokens import Token
from recount.lexicon.lists import words

FormName = Literal["base", "third", "gerund", "past", "participle"]
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"})
HAVE = frozenset({"has", "have", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did", "didn", "don", "doesn"})
_GROUP = BE | HAVE | DO | {"'", "’", "t"}


class Form(Struct, frozen=True):
    """A form of a verb: its lemma, which form, and the particle that must follow it."""

    lemma: str
    name: FormName
    particle: tuple[str, ...]


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


def group_start(tokens: Sequence[Token], at: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    first = at
    while first > 0 and _in_group(tokens, first - 1):
        first -= 1
    while first < at and tokens[first].lower in {"in", "turn", "both", "all", "since", "once"}:
        first += 1
    return first


def _in_group(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].lower
    if word in _GROUP or word in words("predicates", "negations", "possible", "demanded", "planned_modals", "adverbs"):
        return True
    return word.endswith("ly") and tokens[at].text.islower() and word not in words("statements", "ly_nouns")


def looks_finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token looks like a finite verb: an auxiliary, a known verb, or a word in -ed."""
    word = tokens[at].lower
    finite = word in words("grammar", "auxiliaries", "verbs") and word != "'s"
    return finite or word.endswith("ed") or word in {"denies", "admits", "accuses", "urges", "condemns"}
