"""What is stated from a token on: how far it runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.verbs import forms_of
from recount.language.tokens import Token
from recount.lexicon.lists import words

VERBS = (
    "denial", "rebuttal", "labelling", "saying", "admission", "accusation", "allegation", "urging", "calling",
)  # fmt: skip
"""The lists of ``speech.toml`` that hold verbs."""
CLOSED = frozenset({".", "!", "?", ";", ",", ":", "—", "–", "--"})
_SOURCE, _LONGEST = 12, 60


def content_end(tokens: Sequence[Token], at: int) -> int:
    """Where what is stated from a token on ends: at another clause, a verb of speech, the end of the quotation."""
    quoted = 0
    end = min(len(tokens), at + _LONGEST)
    for position in range(at, end):
        mark, before = tokens[position].text, tokens[max(at, position - 1)].text
        doubled = mark == before and position > at  # `` and '' are two tokens each
        apart = doubled and position > at + 1 and tokens[position - 1].start > tokens[position - 2].end
        opens = mark in {"“", "«"} or (mark == "`" and doubled) or (mark == "'" and apart)
        closes = (
            mark in {"”", "»"}
            or (mark == "'" and doubled and not apart)
            or (mark == '"' and before in {",", ".", "!", "?"})
        )
        quoted += opens - closes
        if position > at and (mark in {";", "—", "–"} or quoted < 0 or (quoted == 0 and _turns(tokens, position))):
            return trimmed(tokens, at, position)
    return trimmed(tokens, at, end)


def trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where tokens end without the marks that close them."""
    while last > first and tokens[last - 1].text in CLOSED | {","}:
        last -= 1
    marks = [token.text for token in tokens[first:last]]
    while last > first and (
        (marks[-1] in {"”", "''", "»"} and not {"“", "``", "«"} & set(marks))
        or (marks[-1] in {'"', "'"} and marks.count(marks[-1]) % 2 == 1)
        or marks[-1] in CLOSED
    ):
        last -= 1
        marks.pop()
    return last


def another_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether another finite verb stands here: an auxiliary, or past its adverbs one of speech."""
    if at < len(tokens) and tokens[at].lower in {"has", "have", "had", "was", "were", "is", "are", "will"}:
        return True
    skipped = {"also", "later", "then", "instead", "subsequently"}
    while at < len(tokens) and (tokens[at].lower in skipped or tokens[at].lower.endswith("ly")):
        at += 1
    if at >= len(tokens):
        return False
    return tokens[at].lower in _spoken() | words("grammar", "saying") | words("predicates", "turning")


def _turns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma or "and" here opens something that belongs to the statement no more."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if tokens[at].lower in {"and", "but"}:
        return another_verb(tokens, at + 1)
    if tokens[at].lower != ",":
        return False
    if following == "and":
        return another_verb(tokens, at + 2) or (at + 2 < len(tokens) and tokens[at + 2].lower.endswith("ed"))
    main = at + 2 < len(tokens) and tokens[at + 2].lower in {"has", "have", "had", "was", "were", "is", "are", "did"}
    if main and tokens[at + 1].text[:1].isupper():
        return True
    verbal = following.endswith(("ing", "ed")) and following not in words("speech", "kept")
    return verbal or following in words("speech", "ends") or _saying(tokens, at + 1)


def _saying(tokens: Sequence[Token], at: int) -> bool:
    """Whether a parenthetic ``officials said`` begins here."""
    for position in range(at, min(len(tokens), at + _SOURCE)):
        if tokens[position].lower in {"said", "says", "told"}:
            return position > at
        if tokens[position].text in CLOSED or tokens[position].lower in {"that", "who"}:
            return False
    return False


@cache
def _spoken() -> frozenset[str]:
    """The finite forms of the verbs of speech."""
    forms = (form for name in VERBS for form in forms_of(words("speech", name)).items())
    return frozenset(word for word, named in forms if any(form.name in {"past", "third"} for form in named))
