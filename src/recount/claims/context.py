"""A reading to its sentences as claims are found in them: tokens, linked counts, attributions, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from recount.claims.clauses import Link
from recount.claims.counts import find_counts
from recount.claims.harms import find_harms
from recount.claims.headlines import marked_source
from recount.claims.links import link_counts
from recount.claims.mentions import place_mentions
from recount.claims.relevance import of_conflict, political
from recount.claims.sources import Attribution, covering, find_attributions
from recount.claims.timex.wording import time_mentions
from recount.language.tokens import Token, tokenise
from recount.lexicon.lists import words
from recount.model import Mention, Passage, Reading

_READ = frozenset({"headline", "dateline", "sentence", "quotation", "caption"})
_OPENING = frozenset({"“", "``", "«"})
_CLOSING = frozenset({"”", "''", "»"})


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a report, analysed; `opens_quoted` is whether it begins inside or with a quotation.

    Most sentences of the world's news count nobody, so what is asked of those that do is found when it is asked.
    """

    text: str
    passage: Passage
    tokens: tuple[Token, ...]
    links: tuple[Link, ...]
    opens_quoted: bool
    ends_quoted: bool

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who is said to state what; a headline without a cue may have one by a colon or dash."""
        found = find_attributions(self.tokens)
        marked = marked_source(self.tokens) if self.passage.kind == "headline" and not found else None
        return tuple(found) if marked is None else (marked,)

    @cached_property
    def times(self) -> tuple[Mention, ...]:
        """The words for when."""
        return tuple(time_mentions(self.text, self.passage.span.start, self.passage.span.end))

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        """The names that may be places, without those of days."""
        return tuple(one for one in place_mentions(self.text, self.tokens) if not _of_a_day(one, self.times))

    def covering(self, position: int) -> list[Attribution]:
        """The attributions that cover a token, the one nearest the facts first."""
        return covering(self.attributions, self.tokens, position)


def sentences_of(reading: Reading) -> list[Sentence]:
    """The sentences of a reading, furniture left out, in order."""
    text = reading.report.text
    found: list[Sentence] = []
    inside, paragraph = False, -1
    relevant = of_conflict(reading.report)
    for passage in reading.passages:
        if passage.kind not in _READ:
            continue
        if passage.paragraph != paragraph:
            inside, paragraph = False, passage.paragraph
        tokens = tokenise(text, passage.span.start, passage.span.end)
        if not tokens:
            continue
        opens = inside or tokens[0].text in _OPENING | {'"'}
        inside = _quoted_after(tokens, inside=inside)
        links = _links(text, tokens, _figure_before(found, passage)) if relevant else ()
        found.append(Sentence(text, passage, tuple(tokens), links, opens_quoted=opens, ends_quoted=inside))
    return found


def _links(text: str, tokens: Sequence[Token], before: Link | None) -> tuple[Link, ...]:
    """The counts of a sentence that count people harmed; figures are read only where there is a word of harm."""
    if not (find_harms(tokens) or before is not None) or not political(tokens):
        return ()
    return tuple(link_counts(tokens, find_counts(text, tokens), before))


def _of_a_day(place: Mention, times: Sequence[Mention]) -> bool:
    """Whether a name is that of a day, "Good" of "on Good Friday": words for when hold it and only the day after it."""
    rests = [one.exact[place.end - one.start :].split() for one in times if one.span.contains(place.span)]
    return any(len(rest) == 1 and rest[0].lower().endswith(("day", "eve")) for rest in rests)


def _figure_before(found: Sequence[Sentence], passage: Passage) -> Link | None:
    """The chief figure of the sentence just before, in the same paragraph; none where it states none."""
    if not found or found[-1].passage.paragraph != passage.paragraph:
        return None
    return next((link for link in found[-1].links if link.parent is None and link.count.form != "article"), None)


def _quoted_after(tokens: Sequence[Token], *, inside: bool) -> bool:
    """Whether a quotation is still open after these tokens."""
    for token in tokens:
        if token.text in _OPENING:
            inside = True
        elif token.text in _CLOSING:
            inside = False
        elif token.text == '"':
            inside = not inside
    return inside


def carried_source(sentences: Sequence[Sentence], at: int) -> tuple[Sentence, Attribution] | None:
    """The sentence and attribution that plainly still hold for a sentence without one of its own.

    Inside a quotation it is the one that follows or precedes in the paragraph; a breakdown ("the dead include") keeps
    that of the figure before it; else the speaker must be the same before and after, within the paragraph.
    """
    before = _nearest(sentences, at, -1)
    after = _nearest(sentences, at, 1)
    if sentences[at].opens_quoted:
        return after if after is not None and sentences[at].ends_quoted else before or after
    if before is None or _is_passive_report(sentences[at]):
        return None
    if breaks_down(sentences[at]):
        return before
    return before if after is not None and _same_speaker(before, after) else None


def _nearest(sentences: Sequence[Sentence], at: int, step: int) -> tuple[Sentence, Attribution] | None:
    """The attribution of the neighbouring sentence of the same paragraph, if it has one with a source."""
    position = at + step
    if not 0 <= position < len(sentences) or sentences[position].passage.paragraph != sentences[at].passage.paragraph:
        return None
    sentence = sentences[position]
    named = [
        one
        for one in sentence.attributions
        if one.source is not None and sentence.tokens[one.source[0]].lower not in {"i", "we"}
    ]
    if not named:
        carries = sentence.opens_quoted or (step < 0 and breaks_down(sentence))
        return _nearest(sentences, position, step) if carries else None
    return (sentence, named[-1] if step < 0 else named[0])


def breaks_down(sentence: Sentence) -> bool:
    """Whether a sentence divides the figure of the one before: ``The dead include``, ``Two million of them``."""
    opening = [token.lower for token in sentence.tokens[:8]]
    parts = words("statements", "parts")
    return any(f" {part} " in f" {' '.join(opening)} " for part in parts)


def _is_passive_report(sentence: Sentence) -> bool:
    """Whether a sentence says that its figure "was reported", by nobody in particular."""
    text = f" {' '.join(token.lower for token in sentence.tokens)} "
    return any(f" {words_} " in text for words_ in ("were reported", "was reported", "is believed", "are believed"))


def _same_speaker(before: tuple[Sentence, Attribution], after: tuple[Sentence, Attribution]) -> bool:
    """Whether two attributions name one speaker: the second by a pronoun, or by words of the first."""
    first, second = (
        {token.lower for token in sentence.tokens[slice(*(one.source or (0, 0)))] if token.text[0].isalnum()}
        for sentence, one in (before, after)
    )
    return bool(second & words("grammar", "pronouns")) or bool(
        first & second - {"the", "of", "a", "in", "for", "and", "'s"}
    )
