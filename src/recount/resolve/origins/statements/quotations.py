"""A report to what it quotes: the words in quotation marks of each sentence, and who says them.

The speaker of a quotation is who its own sentence says speaks, else a sentence beside it in its paragraph; where a
paragraph is all quotation and names nobody, who was quoted just before goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.claims.cues import may_cue
from recount.claims.kinds import known_kind
from recount.claims.sources import find_attributions
from recount.language.tokens import tokenise
from recount.lexicon.lists import words
from recount.model import Evidence, Mention, Passage, Reading, Report, Source, Span
from recount.reports.quotations import quoted
from recount.resolve.origins.statements.gist import Gist, gist
from recount.resolve.origins.statements.voices import Voice, voice_of
from recount.resolve.speakers import speaker

_READ = frozenset({"sentence", "quotation"})
_REMEMBERED = 6
# Single marks quote where nothing touches them from outside; an apostrophe has a letter on both sides.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(?:[^‘’'\n]|(?<=\w)[’'](?=\w))+[’'](?!\w)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MARKS = "“”„«»\"‘’'` ,"


class Quotation(Struct, frozen=True):
    """What one sentence of a report quotes: the stretches in quotation marks, their words, and who says them.

    `speaker` is None where nobody is named. A sentence that tells what somebody says without quotation marks has no
    `spans`; its `words` are all of it.
    """

    spans: tuple[Span, ...]
    words: str
    gist: Gist
    speaker: Voice | None
    evidence: Evidence


class _Line(Struct, frozen=True):
    """A sentence with what it quotes, and the sources that it names outside its quotations."""

    passage: Passage
    spans: tuple[Span, ...]
    sources: tuple[Source, ...]


class _Spoken(Struct, frozen=True):
    """What `recount.resolve.speakers` asks of a claim."""

    source: Source | None
    speakers: tuple[Source, ...]


def quotations(reading: Reading) -> tuple[Quotation, ...]:
    """What a report quotes, in order of its text.

    >>> from recount.reports import read_text
    >>> text = 'Shells hit Bor. “We counted 40 graves,” said Ana Ruiz, the mayor. “They were fresh.”'
    >>> [(one.words, one.speaker.name) for one in quotations(read_text(text))]
    [('We counted 40 graves', 'Ana Ruiz'), ('They were fresh.', 'Ana Ruiz')]
    """
    return tuple(one for one in sayings(reading) if one.spans)


def sayings(reading: Reading) -> tuple[Quotation, ...]:
    """What a report quotes, and the sentences that tell without quotation marks what somebody says, in order."""
    report = reading.report
    lines = list(_lines(reading))
    found: list[Quotation] = []
    heard: list[Source] = []
    for at, line in enumerate(lines):
        before = tuple(reversed(heard[-_REMEMBERED:]))
        heard += [one for one in line.sources if one.mention.exact.lower() not in words("grammar", "pronouns")]
        source = _source(lines, at) if line.spans else line.sources[0] if line.sources else None
        if source is not None:
            found.append(_quotation(report, line, voice_of(source, speaker(report, _Spoken(source, before)))))
        elif line.spans:
            goes_on = at > 0 and found and found[-1].evidence.start == lines[at - 1].passage.span.start
            found.append(_quotation(report, line, found[-1].speaker if goes_on else None))
    return tuple(found)


def _quotation(report: Report, line: _Line, who: Voice | None) -> Quotation:
    span = line.passage.span
    told = " … ".join(one.of(report.text).strip(_MARKS) for one in line.spans) if line.spans else span.of(report.text)
    return Quotation(line.spans, told, gist(told), who, Evidence.at(report.text, span.start, span.end))


def _lines(reading: Reading) -> Iterator[_Line]:
    """The sentences of a report with what they quote; a quotation may run on through a paragraph."""
    text = reading.report.text
    own = [passage for passage in reading.passages if passage.kind in _READ]
    paragraph, marks = -1, [Span(0, 0)]
    for at, passage in enumerate(own):
        if passage.paragraph != paragraph:
            paragraph = passage.paragraph
            last = next((one for one in reversed(own[at:]) if one.paragraph == paragraph), passage)
            marks = _marked(text, passage.span.start, last.span.end)
        spans = tuple(
            Span(max(mark.start, passage.span.start), min(mark.end, passage.span.end))
            for mark in marks
            if mark.overlaps(passage.span) and not _is_name(mark.of(text))
        )
        yield _Line(passage, spans, tuple(_sources(text, passage, spans)))


def _marked(text: str, start: int, end: int) -> list[Span]:
    """The stretches in quotation marks, double ones or, outside these, single ones."""
    double = quoted(text, start, end)
    single = (Span(match.start(), match.end()) for match in _SINGLE.finditer(text, start, end))
    return sorted((*double, *(one for one in single if not any(one.overlaps(mark) for mark in double))))


def _is_name(exact: str) -> bool:
    """Whether marks hold no words said but a name or title: a newspaper, an operation, “Voice of the Valley”."""
    said = [
        word
        for word in _WORD.findall(exact)
        if word.lower() not in words("grammar", "prepositions", "determiners") | {"of", "and"}
    ]
    return all(word[0].isupper() for word in said) and not all(word.isupper() for word in said)


def _sources(text: str, passage: Passage, spans: Sequence[Span]) -> Iterator[Source]:
    """The sources that a sentence names in words of the report's own."""
    if not may_cue(passage.span.of(text)):
        return
    tokens = tokenise(text, passage.span.start, passage.span.end)
    for one in find_attributions(tokens):
        if one.source is None:
            continue
        mention = Mention.at(text, tokens[one.source[0]].start, tokens[one.source[1] - 1].end)
        if not any(mention.span.overlaps(span) for span in spans):
            yield Source(mention=mention, kind=known_kind(mention.exact) or "other")


def _source(lines: Sequence[_Line], at: int) -> Source | None:
    """Who says what a sentence quotes: whom it names nearest, else the sentence after or before in the paragraph."""
    line = lines[at]
    if line.sources:
        return min(line.sources, key=lambda one: min(_apart(one.mention.span, span) for span in line.spans))
    for near in (at + 1, at - 1):
        if 0 <= near < len(lines) and lines[near].passage.paragraph == line.passage.paragraph and lines[near].sources:
            return lines[near].sources[0 if near > at else -1]
    return None


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
