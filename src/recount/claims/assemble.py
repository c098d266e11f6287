"""A reading to its claims, exactly as worded."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.admissions import with_admissions
from recount.claims.clauses import Link
from recount.claims.context import Sentence, breaks_down, carried_source, sentences_of
from recount.claims.hearing import Hearing, heard_sentences, hints
from recount.claims.kinds import known_kind
from recount.claims.modality import modality
from recount.claims.parts import with_parents
from recount.claims.phrases import group_of
from recount.claims.scope import scope
from recount.claims.sources import Attribution, subject
from recount.language.analysis import Analysis, Backend
from recount.lexicon.lists import words
from recount.model import Claim, Evidence, Mention, Reading, Source, Span, Victims
from recount.wire import content_id

_BACK = 60
_REMEMBERED = 6


def find_claims(reading: Reading, backend: Backend | None = None) -> tuple[Claim, ...]:
    """The claims of a reading in order of their quantities; none from its furniture.

    >>> from recount.model import Passage, Report, Span
    >>> text = "At least 12 civilians were killed in Irpin on Sunday, the mayor said."
    >>> report = Report(id="rpt:1", url=None, publisher=None, title=None, byline=None, published_on=None,
    ...     published_at=None, published_from=None, fetched_at=None, language=None, text=text, digest="")
    >>> passage = Passage(kind="sentence", span=Span(0, len(text)), paragraph=0)
    >>> [claim] = find_claims(Reading(report=report, passages=(passage,)))
    >>> claim.quantity.exact, claim.effect, claim.source.mention.exact, claim.places[0].exact, claim.times[0].exact
    ('At least 12', 'killed', 'mayor', 'Irpin', 'on Sunday')
    """
    sentences = sentences_of(reading)
    hearing = Hearing.of(_heard(reading, sentences, backend) if backend is not None else Analysis())
    claims: list[Claim] = []
    for at, sentence in enumerate(sentences):
        ids: list[str | None] = []
        for link in sentence.links:
            quantity = link.count.quantity.span
            if link.future or (link.count.form == "article" and hearing.describes(quantity)):
                ids.append(None)
                continue
            parent = ids[link.parent] if link.parent is not None and link.parent < len(ids) else None
            claim = _claim(reading, sentences, at, link, parent, hearing)
            ids.append(claim.id)
            claims.append(claim)
    return with_admissions(with_parents(claims))


def _heard(reading: Reading, sentences: Sequence[Sentence], backend: Backend) -> Analysis:
    """The analysis of the sentences that count, and of those near them."""
    paragraphs = [sentence.passage.paragraph for sentence in sentences]
    wanted = heard_sentences([bool(sentence.links) for sentence in sentences], paragraphs)
    if not wanted:
        return Analysis()
    return backend.analyse(reading.report.text, [sentences[at].passage.span for at in wanted])


def _claim(
    reading: Reading, sentences: Sequence[Sentence], at: int, link: Link, parent: str | None, hearing: Hearing
) -> Claim:
    text, report = reading.report.text, reading.report.id
    sentence = sentences[at]
    holder, chain = _chain(sentences, at, link, hearing)
    sources = [source for one in chain if (source := _source(text, holder, one)) is not None]
    said = _said(sentence, chain) if holder is sentence else None
    times = _near(sentences, at, link, "times", said)
    places = _near(sentences, at, link, "places", None)
    here = [mention for mention in sentence.times if mention != said]
    first, last = sentence.passage.span.start, sentence.passage.span.end
    return Claim(
        id=content_id("clm", (report, link.count.quantity.start, link.count.quantity.end, link.effect)),
        report=report,
        quantity=link.count.quantity,
        effect=link.effect,
        victims=_victims(text, sentence, link),
        source=sources[0] if sources else None,
        via=tuple(reversed(sources[1:])),
        cue=_mention(text, holder, chain[0].cue.first, chain[0].cue.last) if sources else None,
        act=chain[0].cue.act if sources else None,
        modality=modality(sentence.tokens, link, chain if sources else ()),
        places=places,
        times=times,
        scope=scope(sentence.tokens, link, here),
        subset_of=parent,
        evidence=Evidence.at(text, first, last),
        said=said,
        speakers=_speakers(text, sentences, at, sources[0] if sources else None),
        hints=hints(hearing, link.count.quantity.span, sentence.passage.span, (*places, *times)),
    )


def _speakers(text: str, sentences: Sequence[Sentence], at: int, source: Source | None) -> tuple[Source, ...]:
    """The sources named before a pronoun or description, the last first, then what these sentences speak of."""
    before = source.mention.start if source else 0
    found = [
        _source(text, sentence, one)
        for sentence in sentences[max(0, at - _BACK) : at + 1]
        for one in sentence.attributions
        if one.source is not None and sentence.tokens[one.source[0]].start < before
    ]
    subjects = [
        Source(mention=mention, kind=known_kind(mention.exact) or "other")
        for sentence in reversed(sentences[max(0, at - 1) : at + 1])
        if (phrase := subject(sentence.tokens)) is not None
        and (mention := _mention(text, sentence, *phrase)).end <= before
        and known_kind(mention.exact) is not None
    ]
    named = [one for one in found if one is not None and one.mention.exact.lower() not in words("grammar", "pronouns")]
    worded: dict[str, Source] = {}
    for one in (*reversed(named), *subjects):
        worded.setdefault(one.mention.exact, one)
    return tuple(worded.values())[:_REMEMBERED]


def _chain(sentences: Sequence[Sentence], at: int, link: Link, hearing: Hearing) -> tuple[Sentence, list[Attribution]]:
    """Who states the count, nearest the facts first, and the sentence that says so."""
    sentence = sentences[at]
    covering = [
        one
        for one in sentence.covering(link.count.first)
        if one.source is not None and not _reduced(sentence, one, hearing)
    ]
    own = [one for one in covering if not _is_first_person(sentence, one)]
    if own:
        return sentence, own
    quantity = link.count.quantity.span
    goes_on = breaks_down(sentence) or hearing.stated_in(quantity) or not hearing.words(quantity)
    carried = carried_source(sentences, at) if goes_on else None
    return (carried[0], [carried[1]]) if carried is not None else (sentence, covering)


def _reduced(sentence: Sentence, attribution: Attribution, hearing: Hearing) -> bool:
    """Whether a verb taken for a cue was heard to describe a noun: ``an attack claimed by the group``."""
    cue = attribution.cue
    return cue.form == "finite" and hearing.reduced(_span(sentence, cue.first, cue.last))


def _is_first_person(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether a source is the "I" or "we" of a quotation, who is whom the report quotes."""
    first, last = attribution.source or (0, 0)
    return last == first + 1 and sentence.tokens[first].lower in {"i", "we"}


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _mention(text: str, sentence: Sentence, first: int, last: int) -> Mention:
    span = _span(sentence, first, last)
    return Mention.at(text, span.start, span.end)


def _source(text: str, sentence: Sentence, attribution: Attribution) -> Source | None:
    if attribution.source is None:
        return None
    mention = _mention(text, sentence, *attribution.source)
    return Source(mention=mention, kind=known_kind(mention.exact) or "other")


def _victims(text: str, sentence: Sentence, link: Link) -> Victims | None:
    """Whom the count counts; an elided noun takes the group of the noun it continues."""
    mention = None if link.phrase.empty else _mention(text, sentence, link.phrase.first, link.phrase.last)
    if link.effect == "destroyed":
        return Victims(mention=mention, group="unknown")
    if mention is not None and link.phrase.head not in words("groups", "again"):
        return Victims(mention=mention, group=group_of(sentence.tokens, link.phrase))
    before = [one for one in sentence.links if one.count.first < link.count.first]
    named = [one for one in before if not one.phrase.empty and one.phrase.head not in words("groups", "again")]
    return Victims(mention=mention, group=group_of(sentence.tokens, named[-1].phrase) if named else "unknown")


def _said(sentence: Sentence, chain: Sequence[Attribution]) -> Mention | None:
    """The words for when the statement was made: those just after its cue, or between source and cue."""
    for one in chain:
        cue = sentence.tokens[one.cue.last - 1]
        reach = sentence.tokens[min(len(sentence.tokens), one.cue.last + 4) - 1].end
        before = sentence.tokens[one.source[1] - 1].end if one.source and one.source[1] <= one.cue.first else cue.start
        for mention in sentence.times:
            if mention.exact.lower().startswith("since"):
                continue
            if any(0 < mention.start - other.end <= 2 for other in sentence.times):
                return mention  # "since the war began on February 24 on Thursday"
            if cue.end <= mention.start <= cue.end + 2 or before <= mention.start < cue.start:
                return mention
            if cue.end < mention.start < reach and one.cue.lemma in {"tell", "say", "report", "announce"}:
                between = [token for token in sentence.tokens if cue.end <= token.start < mention.start]
                if all(token.text[0].isupper() or token.lower in words("statements", "told") for token in between):
                    return mention
    return None


def _near(sentences: Sequence[Sentence], at: int, link: Link, what: str, said: Mention | None) -> tuple[Mention, ...]:
    """The mentions of places or times of the report, the nearest first: this sentence, those before, those after."""
    centre = (link.count.quantity.start + link.count.quantity.end) // 2
    own: tuple[Mention, ...] = getattr(sentences[at], what)
    ordered = sorted((one for one in own if one != said), key=lambda one: abs(one.start - centre))
    others = sorted((n for n in range(len(sentences)) if n != at), key=lambda n: (abs(n - at) + (n > at) * 0.5, n))
    for n in others:
        ordered.extend(getattr(sentences[n], what))
    return tuple(ordered)
