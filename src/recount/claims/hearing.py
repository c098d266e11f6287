"""What the language model hears round a report's counts: which words hang together, and who is said to say what."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.language.analysis import Analysis, Attribution, Count
from recount.model import Effect, Hint, Mention, Span

# A sentence is heard with this many before and after it: "he said" and a quotation's other half stand there.
_BEFORE, _AFTER = 2, 1
# The least probability of a harm that is taken from the language model alone.
_LIKELY = 2.0
_CLAUSES = frozenset({"advcl", "acl:relcl", "ccomp", "conj", "parataxis", "root", "advcl:relcl", "csubj"})


class Hearing(Struct, frozen=True):
    """An analysis, and where its words begin."""

    analysis: Analysis
    starts: tuple[int, ...]

    @classmethod
    def of(cls, analysis: Analysis) -> Hearing:
        """An analysis made ready to be asked."""
        return cls(analysis, tuple(word.start for word in analysis.words))

    def words(self, span: Span) -> range:
        """The words that a span touches, as places in the analysis."""
        first = bisect.bisect_right(self.starts, span.start) - 1
        if first < 0 or self.analysis.words[first].end <= span.start:
            first += 1
        return range(first, bisect.bisect_left(self.starts, span.end))

    def head(self, span: Span) -> int | None:
        """The word of a span on which its others hang; None where the span was not analysed."""
        inside = self.words(span)
        return next((place for place in inside if self.analysis.words[place].head not in inside), None)

    def above(self, place: int) -> Iterator[int]:
        """A word and those it hangs on, upwards."""
        while place >= 0:
            yield place
            place = self.analysis.words[place].head

    def clause(self, place: int) -> int:
        """The word at the head of the clause that a word stands in."""
        for above in self.above(place):
            if self.analysis.words[above].relation in _CLAUSES and self.analysis.words[above].pos != "NUM":
                return above
        return place

    def stated_in(self, span: Span) -> list[Attribution]:
        """The attributions whose content a span begins in, the shortest content first."""
        found = [
            one
            for one in self.analysis.attributions
            if any(part.start <= span.start < part.end for part in one.content)
        ]
        return sorted(found, key=lambda one: sum(part.end - part.start for part in one.content))

    def effect(self, quantity: Span) -> Effect | None:
        """The harm that a quantity was heard to count, where that is likely."""
        count = self.count(quantity)
        if count is None:
            return None
        effect = max(count.effects, key=lambda name: count.effects[name])
        return effect if count.effects[effect] >= _LIKELY else None

    def count(self, quantity: Span) -> Count | None:
        """What was heard round a quantity."""
        return next((one for one in self.analysis.counts if one.quantity == quantity), None)


def heard_sentences(counted: Sequence[bool], paragraphs: Sequence[int]) -> list[int]:
    """The places of the sentences to listen to: those that count, and those near them in their paragraph.

    >>> heard_sentences([False, False, True, False, False], [0, 1, 1, 1, 1])
    [1, 2, 3]
    """
    kept: set[int] = set()
    for at, counts in enumerate(counted):
        if counts:
            near = range(max(0, at - _BEFORE), min(len(counted), at + _AFTER + 1))
            kept.update(other for other in near if paragraphs[other] == paragraphs[at])
    return sorted(kept)


def hints(hearing: Hearing, quantity: Span, mentions: Sequence[Mention]) -> tuple[Hint, ...]:
    """What was heard of the places and times near a count: of its clause, of the statement, of the count itself."""
    centre = hearing.head(quantity)
    if centre is None:
        return ()
    clause = hearing.clause(centre)
    stated = hearing.stated_in(quantity)
    count = hearing.count(quantity)
    found = []
    for mention in mentions:
        found.extend(
            Hint(mention.start, mention.end, e.kind, e.probability)
            for e in hearing.analysis.entities
            if e.start < mention.end and mention.start < e.end
        )
        head = hearing.head(mention.span)
        if head is None:
            continue
        if hearing.clause(head) == clause:
            found.append(Hint(mention.start, mention.end, "clause", 1.0))
        elif clause in hearing.above(head):
            found.append(Hint(mention.start, mention.end, "under", 1.0))
        if stated and not any(part.start <= mention.start < part.end for part in stated[0].content):
            found.append(Hint(mention.start, mention.end, "outside", stated[0].probability))
        found.extend(
            Hint(mention.start, mention.end, "place" if role.name == "place" else "time", role.probability)
            for role in (count.roles if count else ())
            if role.name in ("place", "time") and role.span.overlaps(mention.span)
        )
    return tuple(found)
