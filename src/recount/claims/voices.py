"""Tokens of a sentence to mentions and sources, and those who spoke in a report before a given place."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.context import Sentence
from recount.claims.kinds import known_kind
from recount.claims.sources import subject
from recount.lexicon.lists import words
from recount.model import Mention, Source

_BACK = 60
_REMEMBERED = 6


def mention_of(text: str, sentence: Sentence, first: int, last: int) -> Mention:
    """The words of tokens `first` to `last` (exclusive) of a sentence of `text`."""
    return Mention.at(text, sentence.tokens[first].start, sentence.tokens[last - 1].end)


def source_of(text: str, sentence: Sentence, phrase: tuple[int, int]) -> Source:
    """The source that some tokens of a sentence name, with the kind that its words show."""
    mention = mention_of(text, sentence, *phrase)
    return Source(mention=mention, kind=known_kind(mention.exact) or "other")


def speakers_before(text: str, sentences: Sequence[Sentence], at: int, before: int) -> tuple[Source, ...]:
    """Who spoke before code point `before` of sentence `at`, the last first, then what these sentences speak of."""
    found = [
        source_of(text, sentence, one.source)
        for sentence in sentences[max(0, at - _BACK) : at + 1]
        for one in sentence.attributions
        if one.source is not None and sentence.tokens[one.source[0]].start < before
    ]
    subjects = [
        Source(mention=mention, kind=known_kind(mention.exact) or "other")
        for sentence in reversed(sentences[max(0, at - 1) : at + 1])
        if (phrase := subject(sentence.tokens)) is not None
        and (mention := mention_of(text, sentence, *phrase)).end <= before
        and known_kind(mention.exact) is not None
    ]
    named = [one for one in found if one.mention.exact.lower() not in words("grammar", "pronouns")]
    worded: dict[str, Source] = {}
    for one in (*reversed(named), *subjects):
        worded.setdefault(one.mention.exact, one)
    return tuple(worded.values())[:_REMEMBERED]
