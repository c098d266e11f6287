"""Cues to attributions: who is said to state what, within one sentence.

A source stands before its cue ("the mayor said 12 died", "12 died, the mayor said"), after it (", said the mayor") or
after "according to". The stated content is the clause on the other side. In a chain the one nearest the facts counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from recount.claims.cues import Cue, find_cues
from recount.claims.harms import harm_words
from recount.claims.kinds import known_kind
from recount.claims.nominals import (
    QUOTES,
    is_apposition,
    left_phrase,
    right_end,
    right_phrase,
    skip_determiner,
)
from recount.language.tokens import Token
from recount.lexicon.lists import words

_ASIDE = 14
_CLAUSE = 4


class Attribution(Struct, frozen=True):
    """A statement within a sentence: its cue, its source's tokens (None where none is named), what tokens it covers."""

    cue: Cue
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]

    def covers(self, position: int) -> bool:
        """Whether the token at `position` belongs to what is stated."""
        return any(first <= position < last for first, last in self.content)


def find_attributions(tokens: Sequence[Token]) -> list[Attribution]:
    """The attributions of one sentence, in order of their cues.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Twelve people died, the mayor of Irpin said on Monday.")
    >>> [found] = find_attributions(tokens)
    >>> [token.text for token in tokens[slice(*found.source)]], found.covers(0)
    (['mayor', 'of', 'Irpin'], True)
    """
    found: list[Attribution] = []
    for cue in find_cues(tokens):
        one = _attribution(tokens, cue, found)
        if one is not None and not (one.source and _is_nobody(tokens, cue, one.source)):
            found.append(one)
    return [_until_next(tokens, one, found[at + 1 :]) for at, one in enumerate(found)]


def covering(attributions: Sequence[Attribution], tokens: Sequence[Token], position: int) -> list[Attribution]:
    """The attributions that cover a token, the one nearest the facts first, then outwards.

    Whom another cites comes first; a paper ("estimates", "a statement") stands back behind those who are named, and so
    does who will not say ("declined to confirm"), and who passes it on ("said, according to the agency,").
    """
    left = [one for one in attributions if one.covers(position) and one.cue.first < position]
    right = [
        one
        for one in attributions
        if one.covers(position) and one.cue.first >= position and not (left and _parted(tokens, position, one))
    ]
    left.sort(key=lambda one: -one.cue.first)
    breaks = bool(left and right) and _breaks(tokens, left[0].cue.last, position)
    ordered = [*right, *left] if breaks else [*left, *right]
    return sorted(
        ordered,
        key=lambda one: (
            one.cue.lemma not in {"citing", "quoting"},
            not is_passive_denial(tokens, one),
            one.cue.negated and one.cue.act == "confirms",
            one.source is not None and is_paper(tokens, one.source),
            _is_aside(tokens, one, ordered),
        ),
    )


def _parted(tokens: Sequence[Token], position: int, one: Attribution) -> bool:
    """Whether a semicolon parts a token from those who speak after it."""
    opens = min(one.source[0], one.cue.first) if one.source else one.cue.first
    return any(tokens[at].lower == ";" for at in range(position, opens))


def is_passive_denial(tokens: Sequence[Token], one: Attribution) -> bool:
    """Whether a whole sentence tells that a statement was denied: ``claims to have killed 200 were dismissed by``."""
    passive = tokens[one.cue.first - 1].lower in words("statements", "copulas") if one.cue.first else False
    return passive and one.cue.act == "denies" and one.cue.form == "participle"


def _is_aside(tokens: Sequence[Token], one: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether ``according to`` follows the cue of another between commas: ``said, according to the agency, that``."""
    at = one.cue.first
    return (
        one.cue.lemma == "according to"
        and at > 1
        and tokens[at - 1].lower == ","
        and any(other.cue.last == at - 1 for other in others)
    )


def _until_next(tokens: Sequence[Token], one: Attribution, later: Sequence[Attribution]) -> Attribution:
    """An attribution whose content ends where a joined clause has a speaker of its own (``…, but a medic said``)."""
    joints = [
        at
        for other in later
        if other.source is not None and other.cue.form == "finite" and other.source[0] < other.cue.first
        for at in (other.source[0] - 1, other.source[0] - 2)
        if at > one.cue.last
        and tokens[at].lower in {"but", "while", "whereas", "although", "though", ";", "and"}
        and (tokens[at].lower != "and" or at - one.cue.last >= _CLAUSE)
        and (at == other.source[0] - 1 or tokens[at + 1].lower == "the")
    ]
    if not joints or one.cue.form != "finite":
        return one
    end = min(joints)
    kept = tuple((first, min(last, end)) for first, last in one.content if first < end)
    return structs.replace(one, content=kept)


def _attribution(tokens: Sequence[Token], cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """The attribution that a cue makes; `before` are those of the cues before it."""
    if cue.form in {"preposition", "participle"}:
        return _preposed(tokens, cue)
    if cue.form == "noun":
        return _nominal(tokens, cue)
    if cue.form == "gerund":
        quoted = quoted_source(tokens, cue)
        said = [one.source for one in before if one.cue.form == "finite" and one.source is not None]
        speaking = quoted or (said[-1] if said and cue.lemma == "add" else subject(tokens[: cue.first]))
        quote = [(0, quoted[0])] if quoted and _quote_before(tokens, quoted[0]) else []
        if quoted and not quote and _trailing(tokens, cue):
            quote = [(0, quoted[0])]
        return Attribution(cue, speaking, (*quote, (cue.last, len(tokens)))) if speaking else None
    return _verbal(tokens, cue)


def _breaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether another clause opens between two tokens (``, while``, ``; ``)."""
    return any(
        tokens[at].lower == ";"
        or (tokens[at].lower == "," and tokens[at + 1].lower in {"while", "but", "although", "though", "as"})
        for at in range(first, min(last, len(tokens) - 1))
    )


def _preposed(tokens: Sequence[Token], cue: Cue) -> Attribution | None:
    """``according to SOURCE``, ``citing SOURCE``, ``reported by SOURCE``."""
    source = _issuer(tokens, right_phrase(tokens, cue.last))
    if source is None:
        return None
    if cue.form == "participle" and known_kind(" ".join(token.text for token in tokens[slice(*source)])) is None:
        return None
    last = source[1]
    if cue.first <= 1:
        return Attribution(cue, source, ((last, len(tokens)),))
    return Attribution(cue, source, ((0, cue.first), (last, len(tokens))))


def _nominal(tokens: Sequence[Token], cue: Cue) -> Attribution | None:
    """``rebel claims that``, ``by police count``: whose it is, or the reports themselves."""
    if cue.lemma == "count":
        opening = next(k for k in range(cue.first, -1, -1) if tokens[k].lower == "by")
        source = (skip_determiner(tokens, opening + 1), cue.first)
        while source[1] > source[0] + 1 and (tokens[source[1] - 1].lower in {"'s", "official", "own", "latest"}):
            source = (source[0], source[1] - 1)
        return Attribution(cue, source, ((0, opening), (cue.last, len(tokens))))
    owned = tokens[cue.first - 1].lower not in {"a", "an", "the", "any"} if cue.first else False
    owner = left_phrase(tokens, cue.first) if owned else None
    if owner is not None and tokens[owner[1] - 1].text.islower() and tokens[owner[0] - 1].lower == "as":
        owner = None  # "dismissed as propaganda rebel claims"
    if owner is not None and known_kind(" ".join(token.text for token in tokens[slice(*owner)])) is None:
        owner = None
    return Attribution(cue, owner or (cue.first, cue.last), ((cue.last, len(tokens)),))


def _verbal(tokens: Sequence[Token], cue: Cue) -> Attribution | None:
    """An attribution whose cue is a finite verb."""
    if cue.negated and cue.act == "says":
        return None  # "did not say whether", "refused to comment on"
    if cue.act == "denies" and not cue.negated and _only_blame(tokens, cue):
        return None
    before = tokens[cue.opens - 1].lower if cue.opens else ","
    inverted = before in QUOTES | {","} and not is_apposition(tokens, cue.opens - 1)
    if inverted and not (cue.first and before == "," and _is_content(tokens, cue.last)):
        after = right_phrase(tokens, cue.last)
        if after is not None:
            return Attribution(cue, after, ((0, cue.first), (after[1], len(tokens))))
    joined = subject(tokens[: cue.opens]) if before == "and" else None
    phrase = joined or left_phrase(tokens, cue.opens)
    if phrase is None or phrase[1] > cue.opens:
        return None
    source = _issuer(tokens, phrase) or phrase
    if cue.act == "says" and any(token.lower in {"estimate", "estimates"} for token in tokens[phrase[0] : cue.first]):
        cue = structs.replace(cue, act="estimates")
    opening = min(source[0], phrase[0])
    parenthetic = (
        opening >= 2
        and tokens[opening - 1].lower in {",", "the"}
        and cue.last < len(tokens)
        and tokens[cue.last].lower == ","
    )
    if parenthetic:
        return Attribution(cue, source, ((0, opening), (cue.last, len(tokens))))
    if opening > 1 and _trailing(tokens, cue):
        return Attribution(cue, source, ((0, opening), (source[1], cue.first), (cue.last, len(tokens))))
    content = [(cue.last, _content_end(tokens, cue))]
    if _quote_before(tokens, opening):
        content.insert(0, (0, opening))
    return Attribution(cue, source, tuple(content))


def _only_blame(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a denial is of having done it, not that it was done: ``denied any role in the raid that killed 12``."""
    for at in range(cue.last, min(len(tokens) - 2, cue.last + 4)):
        if tokens[at].lower in words("statements", "answerability"):
            named = tokens[at + 2].lower
            return not (named in harm_words() and named.endswith("ing"))
    return False


def _content_end(tokens: Sequence[Token], cue: Cue) -> int:
    """Where what is stated after a cue ends: an accusation ends where its speaker does something else."""
    for at in range(cue.last, len(tokens) - 2):
        if tokens[at].lower == "," and tokens[at + 1].lower in (
            {"and", "but"} if cue.act == "accuses" else {"referring"}
        ):
            return at
    return len(tokens)


def _issuer(tokens: Sequence[Token], phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    """Of a paper its author: ``a statement from the army``, ``figures released by the ministry``."""
    if phrase is None or not is_paper(tokens, phrase):
        return phrase
    for at in range(phrase[0] + 1, min(len(tokens) - 1, phrase[1] + 4)):
        if tokens[at].lower in {"from", "by", "of"}:
            last = right_end(tokens, at + 1)
            issuer = (skip_determiner(tokens, at + 1), last)
            if last > at + 1 and known_kind(" ".join(token.text for token in tokens[slice(*issuer)])) is not None:
                return issuer
        elif at >= phrase[1] and tokens[at].lower not in words("grammar", "times") | {
            "issued",
            "released",
            "published",
            "compiled",
            "on",
        }:
            return phrase
    return phrase


def is_paper(tokens: Sequence[Token], source: tuple[int, int]) -> bool:
    """Whether a source is a bare statement, report or figure: it has no author of its own."""
    inner = [token.lower if token.text.islower() or at == 0 else "" for at, token in enumerate(tokens[slice(*source)])]
    head = next((at for at, word in enumerate(inner) if word in {"from", "by", "of", "issued", "in", "on"}), len(inner))
    return bool(inner) and inner[head - 1] in words("statements", "documents") and head <= 2 + (inner[0] in {"a", "an"})


def _is_nobody(tokens: Sequence[Token], cue: Cue, source: tuple[int, int]) -> bool:
    """Whether a source states nothing by itself: footage, a poll, a figure that "brings" another, nobody one knows."""
    inner = [token.lower for token in tokens[slice(*source)]]
    if inner[:1] and (inner[0] in words("statements", "nobody") or inner[:2] == ["no", "one"]):
        return True
    spoken = " ".join(token.text for token in tokens[slice(*source)])
    if cue.counts and known_kind(spoken) is None and spoken.islower() and not set(inner) & words("grammar", "pronouns"):
        return not inner or inner[-1] not in words("statements", "documents")
    wide = cue.lemma == "show" or cue.form == "participle"
    seen = [token.lower for token in tokens[: source[1]]] if wide else inner
    return (
        any(word in words("statements", "pictures") for word in seen)
        or not inner
        or inner[-1] in {"deaths", "dead", "casualties", "losses"}
    )


def _quote_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation closes just before a source (``"…," he said, "…"``)."""
    return at >= 2 and (tokens[at - 1].lower in QUOTES or tokens[at - 2].lower in QUOTES)


def quoted_source(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """``quoted SOURCE as saying``: the one quoted, not the one who quotes."""
    if cue.first < 2 or tokens[cue.first - 1].lower != "as":
        return None
    for at in range(cue.first - 2, max(-1, cue.first - 16), -1):
        if tokens[at].lower in {"quoted", "quotes", "cited", "cites", "quoting", "citing"}:
            if at + 1 < cue.first - 1 and tokens[at + 1].lower not in {"by", "in", "on"}:
                return (skip_determiner(tokens, at + 1), cue.first - 1)
            passive = tokens[at - 1].lower in words("statements", "copulas")
            return left_phrase(tokens, at - 1 if passive else at)
    return None


def _trailing(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether nothing but when, where and to whom follows the cue, so that what is stated stands before."""
    rest = [token.lower for token in tokens[cue.last :]]
    if cue.lemma == "tell":
        rest = rest[1:]
    while rest and rest[-1] in {".", '"', "”", "''", "!", "?", ")"}:
        rest.pop()
    return (
        len(rest) <= _ASIDE
        and not any(word in words("grammar", "auxiliaries") or word in harm_words() or word == "that" for word in rest)
        and not (rest and rest[0] in {"the", "no"} and len(rest) > 4)
    )


def _is_content(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows a cue opens a statement rather than naming its source."""
    word = tokens[at].lower if at < len(tokens) else ""
    opens = word in {"that", "at", "more", "some", "about", "no", "on", "in", "to"} or word[:1].isdigit()
    if opens or word in words("grammar", "pronouns"):
        return True
    end = right_end(tokens, at)
    return end < len(tokens) and tokens[end].lower in words("grammar", "auxiliaries")


def subject(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The subject of a clause: the noun phrase before its first finite verb."""
    for position in range(len(tokens)):
        word = tokens[position].lower
        finite = word in words("grammar", "auxiliaries", "verbs") and word != "'s"
        if finite or (word.endswith("ed") and position > 0):
            return left_phrase(tokens, position)
    return None
