"""Cues to attributions: who is said to state what, within one sentence.

A source stands before its cue ("the mayor said 12 died", "12 died, the mayor said"), after it (", said the mayor") or
after "according to". The stated content is the clause on the other side. In a chain the source nearest the facts counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.cues import Cue, find_cues
from recount.claims.harms import harm_words
from recount.language.tokens import Token
from recount.lexicon.lists import words

_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_JOINS = frozenset({"of", "for", "in", "at", "from", "with", "on", "'s", "and", "to", "&", "-", "/"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sen", "rep", "gov", "maj", "capt", "sgt", "st", "brig", "adm", "prof", "rev", "cmdr", "cpl", "sec", "supt"})
_LONGEST = 24


class Attribution(Struct, frozen=True):
    """A statement within a sentence: its cue, its source's tokens (None where none is named), and what tokens it covers."""

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
    cues = find_cues(tokens)
    found: list[Attribution] = []
    for at, cue in enumerate(cues):
        limit = cues[at + 1].first if at + 1 < len(cues) else len(tokens)
        one = _preposed(tokens, cue) if cue.form == "preposition" else _verbal(tokens, cue, limit)
        if one is not None:
            found.append(one)
    return found


def covering(attributions: Sequence[Attribution], tokens: Sequence[Token], position: int) -> list[Attribution]:
    """The attributions that cover a token, the one nearest the facts first, then outwards."""
    left = [one for one in attributions if one.covers(position) and one.cue.first < position]
    right = [one for one in attributions if one.covers(position) and one.cue.first >= position]
    left.sort(key=lambda one: -one.cue.first)
    right.sort(key=lambda one: one.cue.first)
    if left and right and _breaks(tokens, left[0].cue.last, position):
        return [*right, *left]
    return [*left, *right]


def _breaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether another clause opens between two tokens (``, while``, ``; ``)."""
    return any(
        tokens[at].lower == ";" or (tokens[at].lower == "," and tokens[at + 1].lower in {"while", "but", "although", "though", "as"})
        for at in range(first, min(last, len(tokens) - 1))
    )


def _preposed(tokens: Sequence[Token], cue: Cue) -> Attribution | None:
    """``according to SOURCE``, ``citing SOURCE``."""
    last = _right_end(tokens, cue.last)
    if last == cue.last:
        return None
    source = (_skip_determiner(tokens, cue.last), last)
    if cue.first <= 1:
        return Attribution(cue, source, ((last, len(tokens)),))
    return Attribution(cue, source, ((0, cue.first), (last, len(tokens))))


def _verbal(tokens: Sequence[Token], cue: Cue, limit: int) -> Attribution | None:
    """An attribution whose cue is a verb."""
    if cue.form == "gerund":
        subject = _quoted_source(tokens, cue) or _subject(tokens, cue.first)
        return Attribution(cue, subject, ((cue.last, len(tokens)),)) if subject else None
    before = tokens[cue.first - 1].lower if cue.first else ","
    inverted = before in _QUOTES | {","} and not _is_apposition(tokens, cue.first - 1)
    if inverted:
        last = _right_end(tokens, cue.last)
        if last > cue.last and not (cue.first and before == "," and _is_content(tokens, cue.last)):
            return Attribution(cue, (_skip_determiner(tokens, cue.last), last), ((0, cue.first), (last, len(tokens))))
    source = _left_source(tokens, cue.first)
    if source is None:
        return None
    closing = _trailing(tokens, cue)
    if closing and source[0] > 1:
        return Attribution(cue, source, ((0, source[0]), (cue.last, len(tokens))))
    content = [(cue.last, len(tokens))]
    if _quote_before(tokens, source[0]):
        content.insert(0, (0, source[0]))
    del limit
    return Attribution(cue, source, tuple(content))


def _quote_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation closes just before a source (``"…," he said, "…"``)."""
    return at >= 2 and (tokens[at - 1].lower in _QUOTES or tokens[at - 2].lower in _QUOTES)


def _quoted_source(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """``quoted SOURCE as saying``: the one quoted, not the one who quotes."""
    if cue.first < 2 or tokens[cue.first - 1].lower != "as":
        return None
    for at in range(cue.first - 2, max(-1, cue.first - 16), -1):
        if tokens[at].lower in {"quoted", "quotes", "cited", "cites"}:
            if at + 1 < cue.first - 1:
                return (_skip_determiner(tokens, at + 1), cue.first - 1)
            return _left_source(tokens, at)
    return None


def _trailing(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether nothing but when, where and to whom follows the cue, so that what is stated stands before."""
    rest = [token.lower for token in tokens[cue.last :]]
    if cue.lemma == "tell":
        rest = rest[1:]
    while rest and rest[-1] in {".", '"', "”", "''", "!", "?", ")"}:
        rest.pop()
    verbs = words("grammar", "auxiliaries") | harm_words() | {"that"}
    return len(rest) <= 14 and not any(word in verbs for word in rest) and not (rest and rest[0] in {"the", "no"} and len(rest) > 4)


def _is_content(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows a cue opens a statement rather than naming its source."""
    word = tokens[at].lower if at < len(tokens) else ""
    if word in words("grammar", "pronouns") | {"that", "at", "more", "some", "about", "no", "on", "in", "to"} or word[:1].isdigit():
        return True
    end = _right_end(tokens, at)
    return end < len(tokens) and tokens[end].lower in words("grammar", "auxiliaries")


def _right_end(tokens: Sequence[Token], at: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    end = at
    stops = words("grammar", "relatives") | words("grammar", "clause_ends") | (words("grammar", "auxiliaries") - {"'s"})
    while end < min(len(tokens), at + _LONGEST):
        word = tokens[end].lower
        if word == "." and end > at and (tokens[end - 1].lower in _TITLES or len(tokens[end - 1].text) == 1):
            end += 1
            continue
        if word in _QUOTES or word in {",", ".", ";", ":", "(", ")", "—", "–", "--", "!", "?"} or word in stops:
            break
        if word in words("grammar", "times") or (word in {"on", "in", "to", "by"} and _time_or_end(tokens, end + 1)):
            break
        if word in {"said", "told", "saying", "adding", "who", "speaking", "citing", "quoted", "reported"} or (word in harm_words() and end > at):
            break
        end += 1
    while end > at and tokens[end - 1].lower in _JOINS:
        end -= 1
    return end


def _time_or_end(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower in words("grammar", "times") | {"a", "an", "reporters"}


def _skip_determiner(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at + 1 < len(tokens) and tokens[at].lower == "the" else at


def _is_apposition(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma here closes an apposition or an aside rather than a clause (``X, the mayor of Y, said``)."""
    if comma < 1 or tokens[comma].lower != ",":
        return False
    opening = next((at for at in range(comma - 1, -1, -1) if tokens[at].lower == ","), None)
    if opening is None or opening == 0 or tokens[opening - 1].lower in _QUOTES:
        return False
    inner = [token.lower for token in tokens[opening + 1 : comma]]
    if inner[:1] and inner[0] in {"who", "speaking", "citing", "which", "whose", "in", "however", "meanwhile", "quoting"}:
        return True
    verbal = (words("grammar", "auxiliaries") - {"'s"}) | harm_words()
    return bool(inner) and not any(word in verbal or word[0].isdigit() for word in inner)


def _left_source(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that ends just before a token, past adverbs, times, asides and appositions."""
    end = at
    while end > 0 and (tokens[end - 1].lower in words("grammar", "adverbs") | words("grammar", "times") | {"has", "have", "had", "on", "did", "not", "however"}):
        end -= 1
    if end > 0 and tokens[end - 1].lower == ")":
        end = next((k for k in range(end - 1, -1, -1) if tokens[k].lower == "("), end)
    if end > 0 and tokens[end - 1].lower == ",":
        if not _is_apposition(tokens, end - 1):
            return None
        end = next(k for k in range(end - 2, -1, -1) if tokens[k].lower == ",")
    first = end
    while first > max(0, end - _LONGEST) and _in_source(tokens, first - 1, end):
        first -= 1
    first = _trim(tokens, first, end)
    return (first, end) if first < end else None


def _in_source(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the token here may belong to a source that ends at `end`."""
    token = tokens[at]
    word = token.lower
    if word == ".":
        return at > 0 and (tokens[at - 1].lower in _TITLES or len(tokens[at - 1].text) == 1)
    if word in _JOINS:
        return True
    if not token.text[0].isalnum():
        return False
    stops = words("grammar", "clause_ends") | words("grammar", "relatives") | (words("grammar", "auxiliaries") - {"'s", "lay"})
    if word in stops or (word in words("grammar", "pronouns") and at != end - 1):
        return False
    return not (word in harm_words() or word in words("grammar", "verbs") - {"lead", "work", "fire", "fighting"})


def _trim(tokens: Sequence[Token], first: int, end: int) -> int:
    """Without what cannot open a source: conjunctions, a leading time or place, an article before a name."""
    moved = True
    while moved and first < end:
        moved = False
        word = tokens[first].lower
        if word in {"and", "to", "'s", "also", "but", "or", "&", "-", "/", "earlier", "meanwhile", "later", "."} or word in words("grammar", "times") or word in words("grammar", "adverbs"):
            first, moved = first + 1, True
        elif word in words("grammar", "prepositions"):
            inside = [k for k in range(first + 1, end) if tokens[k].lower in {"the", "a", "an"}]
            first, moved = (inside[-1] if inside else first + 1), True
    return _skip_determiner(tokens, first) if first + 1 < end else first


def _subject(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The subject of the clause in which a gerund cue stands: the noun phrase before its first finite verb."""
    opening = 0
    for position in range(opening, at):
        word = tokens[position].lower
        finite = word in words("grammar", "auxiliaries") - {"'s"} or word in words("grammar", "verbs")
        if finite or (word.endswith("ed") and position > opening):
            return _left_source(tokens, position)
    return None
