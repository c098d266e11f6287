"""Tokens to cues: the words by which a report says that somebody states something, and the act they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import words
from recount.model import Act

CueForm = Literal["finite", "gerund", "preposition"]
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


class Cue(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that report a statement, the act, and how they take their source."""

    act: Act
    form: CueForm
    first: int
    last: int
    lemma: str


class _Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    verbs: tuple[str, ...]


@cache
def _verbs() -> Mapping[str, tuple[Act, CueForm, str]]:
    found: dict[str, tuple[Act, CueForm, str]] = {}
    lists = load("cues", Mapping[Act, _Verbs])  # type: ignore[type-abstract]
    for act, entry in lists.items():
        for verb in entry.verbs:
            base, third, gerund, past = verb.split()
            found[gerund] = (act, "gerund", base)
            for word in (base, third, past):
                found[word] = (act, "finite", base)
    return found


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens of one sentence, left to right.

    >>> from recount.language.tokens import tokenise
    >>> [(cue.act, cue.form) for cue in find_cues(tokenise("Police said 12 died, according to the agency"))]
    [('says', 'finite'), ('says', 'preposition')]
    """
    cues = []
    for at, token in enumerate(tokens):
        word = token.lower
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if word == "according" and following == "to":
            cues.append(Cue("says", "preposition", at, at + 2, "according to"))
        elif word in {"citing", "quoting"}:
            cues.append(Cue("says", "preposition", at, at + 1, word))
        elif word in _verbs() and _reports(tokens, at):
            act, form, lemma = _verbs()[word]
            cues.append(Cue(act, form, at, at + 1, lemma))
    return cues


def _reports(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb here reports a statement: it is active, and no noun or adjective of the same form."""
    word = tokens[at].lower
    act, form, lemma = _verbs()[word]
    before = tokens[at - 1].lower if at else ""
    ahead = [token.lower for token in tokens[at + 1 : at + 8]]
    if lemma == "claim" and {"lives", "life"} & set(ahead):
        return False
    if lemma in {"put", "record", "count", "document"} and not {"toll", "number", "deaths", "death", "figure", "at"} & set(ahead[:6]):
        return False
    if form == "gerund":
        return lemma not in {"show", "believe", "fear", "count", "record", "post", "project", "document", "relate", "put", "observe"}
    if before in words("grammar", "determiners") | {"a", "an", "no", "of", "in", "by", "to", "for", "some", "'s", "many"}:
        return False
    if word == lemma and tokens[at].lower in {"report", "claim", "count", "state", "record", "post", "project", "estimate", "note", "document", "fear", "show"}:
        return before.endswith("s") or before in {"they", "we", "i"}
    if word in {"reports", "claims", "estimates", "states", "counts", "records", "posts", "projects", "notes", "documents", "fears", "shows"}:
        return not before.endswith("s") and (not ahead or ahead[0] not in {"of", "that" if word == "reports" else "of", "from", ",", "."} or tokens[at - 1].text[:1].isupper())
    position = at - 1
    while position >= 0 and tokens[position].lower in words("grammar", "adverbs"):
        position -= 1
    return not (position >= 0 and tokens[position].lower in _PASSIVE)
