"""A count to the chain of those who state it: the one nearest the facts, its cue, and those who passed it on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.clauses import Link
from recount.claims.context import Sentence, breaks_down, carried_source
from recount.claims.hearing import Hearing
from recount.claims.kinds import known_kind
from recount.claims.relays import relay
from recount.claims.sources import Attribution, is_paper, is_passive_denial
from recount.claims.voices import mention_of, source_of
from recount.lexicon.lists import words
from recount.model import Act, Mention, Source, Span

_VENUE = 4


class Chain(Struct, frozen=True):
    """Who states a count: the attributions of the sentence `holder`, nearest the facts first, empty where nobody does.

    `carried` is whether they stand in another sentence than the count, and then whether in one before it. `said` are
    the words for when the statement was made, `via` those who passed it on, outermost first.
    """

    holder: Sentence
    stated: tuple[Attribution, ...] = ()
    carried: bool = False
    before: bool = False
    cue: Mention | None = None
    said: Mention | None = None
    via: tuple[Source, ...] = ()

    @property
    def source(self) -> tuple[int, int] | None:
        """The tokens of the holder that name who is nearest the facts."""
        return self.stated[0].source if self.stated else None

    @property
    def act(self) -> Act | None:
        """What the one nearest the facts does: says, denies."""
        return self.stated[0].cue.act if self.stated else None


def chain_of(text: str, sentences: Sequence[Sentence], at: int, link: Link, hearing: Hearing) -> Chain:
    """Who states a count of sentence `at`: by its own cues, else those of a neighbour that plainly still holds."""
    holder, stated = _stated(sentences, at, link, hearing)
    if not stated:
        return Chain(holder)
    cue = stated[0].cue
    return Chain(
        holder=holder,
        stated=tuple(stated),
        carried=holder is not sentences[at],
        before=holder.passage.span.start < sentences[at].passage.span.start,
        cue=mention_of(text, holder, cue.first, cue.last),
        said=_said(holder, stated),
        via=_via(text, holder, stated),
    )


def _stated(sentences: Sequence[Sentence], at: int, link: Link, hearing: Hearing) -> tuple[Sentence, list[Attribution]]:
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
    span = Span(sentence.tokens[cue.first].start, sentence.tokens[cue.last - 1].end)
    return cue.form == "finite" and hearing.reduced(span)


def _is_first_person(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether a source is the "I" or "we" of a quotation, who is whom the report quotes."""
    first, last = attribution.source or (0, 0)
    return last == first + 1 and sentence.tokens[first].lower in {"i", "we"}


def _via(text: str, holder: Sentence, stated: Sequence[Attribution]) -> tuple[Source, ...]:
    """Those who passed a statement on, outermost first: who reports the source, and the medium it spoke to.

    A paper ("reports", "a toll"), words with a pronoun, the source itself once more and who will not say pass nothing
    on; nor does who makes a claim that another dismisses.
    """
    if is_passive_denial(holder.tokens, stated[0]):
        stated = [one for one in stated if one.cue.first >= stated[0].cue.first]
    passing = [
        one.source
        for one in reversed(stated[1:])
        if one.source is not None
        and not is_paper(holder.tokens, one.source)
        and not {token.lower for token in holder.tokens[slice(*one.source)]} & words("grammar", "pronouns")
        and not one.cue.negated
    ]
    first = source_of(text, holder, stated[0].source or (0, 1))
    worded = [source_of(text, holder, phrase) for phrase in passing]
    found = [one for one in worded if known_kind(one.mention.exact) is not None or not one.mention.exact.islower()]
    medium = relay(holder.tokens, stated[0])
    if medium is not None:
        mention = mention_of(text, holder, *medium)
        found.append(Source(mention=mention, kind=known_kind(mention.exact) or "media"))
    return tuple({one.mention: one for one in found if one.mention.exact != first.mention.exact}.values())


def _said(sentence: Sentence, chain: Sequence[Attribution]) -> Mention | None:
    """The words for when the statement was made: those just after its cue, or between source and cue."""
    for one in chain:
        cue = sentence.tokens[one.cue.last - 1]
        reach = sentence.tokens[min(len(sentence.tokens), one.cue.last + _VENUE) - 1].end
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
