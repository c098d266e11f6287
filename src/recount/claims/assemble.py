"""A reading to its claims, exactly as worded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct

from recount.claims.admissions import with_admissions
from recount.claims.chains import Chain, chain_of
from recount.claims.clauses import Link
from recount.claims.context import Sentence, sentences_of
from recount.claims.counted import Counted
from recount.claims.hearing import Hearing, heard_sentences, hints, leanings
from recount.claims.modality import Stance, stance, unsure
from recount.claims.parts import related
from recount.claims.reasons import Decided, reasons
from recount.claims.scope import scope
from recount.claims.victims import continues, victims
from recount.claims.voices import source_of, speakers_before
from recount.claims.wholes import with_stance_of_wholes
from recount.language.analysis import Analysis, Backend
from recount.model import Claim, Evidence, Mention, Reading, Victims
from recount.wire import content_id

_MOST_NEAR = 400  # mentions of places, or of times: the longest of 576 reports has half as many


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
    return claims_in(reading, sentences_of(reading), backend)


def claims_in(reading: Reading, sentences: Sequence[Sentence], backend: Backend | None = None) -> tuple[Claim, ...]:
    """The claims of a reading whose sentences are at hand, as `find_claims` gives them."""
    return with_admissions(with_stance_of_wholes(related(count(reading, sentences, backend))))


def count(reading: Reading, sentences: Sequence[Sentence], backend: Backend | None = None) -> tuple[Counted, ...]:
    """The claims of a reading, each by itself, with where it was counted: not yet set beside the others."""
    around = _Around(sentences)
    hearing = Hearing.of(_heard(reading, sentences, backend) if backend is not None else Analysis())
    found: list[Counted] = []
    for at, sentence in enumerate(sentences):
        ids: list[str | None] = []
        for link in sentence.links:
            quantity = link.count.quantity.span
            described = link.count.form == "article" and link.parent is None and hearing.describes(quantity)
            if link.future or described:
                ids.append(None)
                continue
            parent = ids[link.parent] if link.parent is not None and link.parent < len(ids) else None
            claim = _claim(reading, around, at, link, hearing, _before(found, sentences, at))
            ids.append(claim.id)
            found.append(Counted(claim, at, sentence.passage.paragraph, sentence.tokens, link, parent))
    return tuple(found)


def _before(found: Sequence[Counted], sentences: Sequence[Sentence], at: int) -> Victims | None:
    """Whom the last figure of the sentence just before counts, in the same paragraph; None in a sentence begun."""
    if not found or found[-1].sentence != at - 1 or found[-1].paragraph != sentences[at].passage.paragraph:
        return None
    return found[-1].claim.victims


def _heard(reading: Reading, sentences: Sequence[Sentence], backend: Backend) -> Analysis:
    """The analysis of the sentences that count, and of those near them."""
    paragraphs = [sentence.passage.paragraph for sentence in sentences]
    wanted = heard_sentences([bool(sentence.links) for sentence in sentences], paragraphs)
    if not wanted:
        return Analysis()
    return backend.analyse(reading.report.text, [sentences[at].passage.span for at in wanted])


class _Around(Struct, frozen=True, dict=True):
    """A report's sentences, and the numbers of those that have words for when, or for where."""

    sentences: Sequence[Sentence]

    @cached_property
    def timed(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.sentences) if one.times)

    @cached_property
    def placed(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.sentences) if one.places)


def _claim(reading: Reading, around: _Around, at: int, link: Link, hearing: Hearing, before: Victims | None) -> Claim:
    text, report, sentences = reading.report.text, reading.report.id, around.sentences
    sentence = sentences[at]
    chain = chain_of(text, sentences, at, link, hearing)
    source = source_of(text, chain.holder, chain.source) if chain.source is not None else None
    said = chain.said if chain.holder is sentence else None
    decided = Decided(
        link=link,
        whom=continues(link, victims(text, sentence.tokens, sentence.links, link), before),
        stretch=scope(sentence.tokens, link, [mention for mention in sentence.times if mention != said]),
        chain=chain,
        firm=_firmness(sentence, link, chain),
        heard=hearing.certainty(link.count.quantity.span, source),
    )
    own = _near([one for one in sentence.times if one != said], link)
    times = _nearest(own, at, around.timed, lambda n: sentences[n].times)
    places = _nearest(_near(sentence.places, link), at, around.placed, lambda n: sentences[n].places)
    harmed = decided.whom.victims
    noun = harmed.mention.span if harmed is not None and harmed.mention is not None else None
    first, last = sentence.passage.span.start, sentence.passage.span.end
    return Claim(
        id=content_id("clm", (report, link.count.quantity.start, link.count.quantity.end, link.effect)),
        report=report,
        quantity=link.count.quantity,
        effect=link.effect,
        victims=harmed,
        source=source,
        via=chain.via,
        cue=chain.cue,
        act=chain.act,
        modality=decided.firm.modality,
        places=places,
        times=times,
        scope=decided.stretch.scope,
        subset_of=None,
        evidence=Evidence.at(text, first, last),
        said=said,
        speakers=speakers_before(text, sentences, at, source.mention.start if source else 0),
        hints=hints(hearing, link.count.quantity.span, sentence.passage.span, (*places, *times)),
        leanings=leanings(hearing, link.count.quantity.span, noun, places),
        reasons=reasons(text, sentence, decided),
    )


def _firmness(sentence: Sentence, link: Link, chain: Chain) -> Stance:
    """The stance of a count; what an unsure source states ("unconfirmed reports") is possible."""
    firm = stance(sentence.tokens, link, chain.stated)
    if firm.modality == "asserted" and chain.source is not None and unsure(chain.holder.tokens, chain.source):
        return Stance("possible", "unsure source")
    return firm


def _near(own: Sequence[Mention], link: Link) -> list[Mention]:
    """The mentions of a count's own sentence, the nearest first."""
    centre = (link.count.quantity.start + link.count.quantity.end) // 2
    return sorted(own, key=lambda one: abs(one.start - centre))


def _nearest(
    own: Sequence[Mention], at: int, having: Sequence[int], of: Callable[[int], Sequence[Mention]]
) -> tuple[Mention, ...]:
    """The mentions of the report, the nearest first: this sentence's `own`, and those before and after it in turn.

    `having` are the numbers of the sentences that have any. There are no more of them than a long report has: thousands
    would be set beside each of thousands of claims.
    """
    found = list(own)
    before, after = bisect_left(having, at) - 1, bisect_right(having, at)
    while len(found) < _MOST_NEAR and (before >= 0 or after < len(having)):
        if after == len(having) or (before >= 0 and at - having[before] <= having[after] - at):
            found.extend(of(having[before]))
            before -= 1
        else:
            found.extend(of(having[after]))
            after += 1
    return tuple(found[:_MOST_NEAR])
