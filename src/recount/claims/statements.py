"""A report's sentences to its statements without a figure: denials, admissions, accusations, appeals, actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from recount.claims.actions import Act, find_acts
from recount.claims.agents import is_speaker
from recount.claims.answers import Figures, answers
from recount.claims.context import Sentence, carried_source
from recount.claims.relevance import of_conflict
from recount.claims.speech import Part, Speech, find_speech, joined
from recount.claims.voices import mention_of, source_of, speakers_before
from recount.model import (
    Accusation,
    Action,
    Admission,
    Appeal,
    Claim,
    Denial,
    Evidence,
    Mention,
    Reading,
    Source,
    Statement,
)
from recount.wire import content_id

_READ = frozenset({"headline", "sentence", "quotation"})
_SPEAKING = frozenset({"i", "we"})


class _Fields(TypedDict):
    """What the four kinds of speech share."""

    id: str
    report: str
    source: Source | None
    cue: Mention
    content: Mention
    answers: tuple[str, ...]
    said: Mention | None
    evidence: Evidence
    speakers: tuple[Source, ...]


def find_statements(reading: Reading, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> tuple[Statement, ...]:
    """The statements of a report in order of its text; `claims` are its counts, which statements may answer.

    >>> from recount.claims.context import sentences_of
    >>> from recount.model import Passage, Report, Span
    >>> text = "Moscow had previously denied attacking civilians."
    >>> report = Report(id="rpt:1", url=None, publisher=None, title=None, byline=None, published_on=None,
    ...     published_at=None, published_from=None, fetched_at=None, language=None, text=text, digest="")
    >>> reading = Reading(report=report, passages=(Passage(kind="sentence", span=Span(0, len(text)), paragraph=0),))
    >>> [denial] = find_statements(reading, sentences_of(reading), ())
    >>> type(denial).__name__, denial.source.mention.exact, denial.content.exact
    ('Denial', 'Moscow', 'attacking civilians')
    """
    found: list[Statement] = []
    figures = Figures.of(sentences, claims)
    for at, sentence in enumerate(sentences):
        if sentence.passage.kind not in _READ:
            continue
        speech = find_speech(sentence.tokens)
        taken = [part for one in speech for part in (one.cue, one.content)]
        acts = [act for act in find_acts(sentence.tokens, taken) if not _counted(sentence, act)]
        if not speech and not acts:
            continue
        spoken = (_said(reading, sentences, at, one, figures) for one in joined(sentence.tokens, speech))
        done = (_action(reading, sentences, at, act) for act in acts)
        found.extend(sorted((one for one in (*spoken, *done) if one is not None), key=_position))
    return tuple(found) if found and of_conflict(reading.report) else ()


def _position(statement: Statement) -> int:
    return statement.verb.start if isinstance(statement, Action) else statement.cue.start


def _counted(sentence: Sentence, act: Act) -> bool:
    """Whether the harm an act does is counted, so that a claim tells it."""
    return any(
        link.harm is not None and link.harm.first < act.verb[1] and act.verb[0] < link.harm.last
        for link in sentence.links
    )


def _said(
    reading: Reading, sentences: Sequence[Sentence], at: int, speech: Speech, figures: Figures
) -> Statement | None:
    """The statement of an act of speech, None where its "we" is nobody the report names."""
    text, sentence = reading.report.text, sentences[at]
    source = _spoken(text, sentences, at, speech.source, speech.cue) if speech.source else None
    if speech.source is not None and source is None:
        return None
    cue, content = mention_of(text, sentence, *speech.cue), mention_of(text, sentence, *speech.content)
    other = mention_of(text, sentence, *speech.other) if speech.other else None
    fields = _Fields(
        id=content_id("stm", (reading.report.id, speech.kind, cue.start, content.start, content.end)),
        report=reading.report.id,
        source=source,
        cue=cue,
        content=content,
        answers=answers(sentences, at, speech, content, figures),
        said=_when(sentence, cue, content),
        evidence=Evidence.at(text, sentence.passage.span.start, sentence.passage.span.end),
        speakers=speakers_before(text, sentences, at, source.mention.start if source else cue.start),
    )
    match speech.kind:
        case "denial":
            return Denial(**fields)
        case "admission":
            return Admission(**fields)
        case "accusation":
            return Accusation(**fields, accused=other)
        case "appeal":
            return Appeal(**fields, asked=other)


def _action(reading: Reading, sentences: Sequence[Sentence], at: int, act: Act) -> Action | None:
    """The record of an act, None where others deny it or its "we" is nobody the report names."""
    text, sentence = reading.report.text, sentences[at]
    actor = _spoken(text, sentences, at, act.actor, act.verb) if act.actor else None
    if act.actor is not None and actor is None:
        return None
    chain = [one for one in sentence.covering(act.verb[0]) if one.source is not None]
    if any(one.cue.act in {"denies", "accuses"} for one in chain):
        return None
    told = [
        source_of(text, sentence, one.source)
        for one in chain
        if one.source is not None and is_speaker(sentence.tokens, one.source)
    ]
    reporter = next((one for one in told if one.mention.exact.lower() not in _SPEAKING and not _same(one, actor)), None)
    verb = mention_of(text, sentence, *act.verb)
    before = actor.mention.start if actor else verb.start
    return Action(
        id=content_id("stm", (reading.report.id, act.event, verb.start, verb.end)),
        report=reading.report.id,
        event=act.event,
        mode=act.mode,
        status=act.status,
        actor=actor,
        recipient=mention_of(text, sentence, *act.recipient) if act.recipient else None,
        verb=verb,
        content=mention_of(text, sentence, *act.content),
        source=reporter,
        times=tuple(sorted(sentence.times, key=lambda one: abs(one.start - verb.start))),
        evidence=Evidence.at(text, sentence.passage.span.start, sentence.passage.span.end),
        speakers=speakers_before(text, sentences, at, before),
    )


def _same(one: Source, other: Source | None) -> bool:
    return other is not None and one.mention.span.overlaps(other.mention.span)


def _spoken(text: str, sentences: Sequence[Sentence], at: int, phrase: Part, cue: Part) -> Source | None:
    """Who a phrase is as a source; the "we" of a quotation is whom the report quotes."""
    sentence = sentences[at]
    if phrase[1] != phrase[0] + 1 or sentence.tokens[phrase[0]].lower not in _SPEAKING:
        return source_of(text, sentence, phrase)
    for one in sentence.covering(cue[0]):
        if one.source is not None and sentence.tokens[one.source[0]].lower not in _SPEAKING:
            return source_of(text, sentence, one.source)
    carried = carried_source(sentences, at) if sentence.opens_quoted else None
    if carried is None or carried[1].source is None:
        return None
    return source_of(text, carried[0], carried[1].source)


def _when(sentence: Sentence, cue: Mention, content: Mention) -> Mention | None:
    """The words for when something was stated: those of its sentence outside what is stated, the nearest to the cue."""
    outside = [
        one for one in sentence.times if not one.span.overlaps(content.span) and not one.exact.startswith("since")
    ]
    return min(outside, key=lambda one: abs(one.start - cue.start), default=None)
