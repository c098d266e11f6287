"""A sentence's tree to the statements it reports: by a verb of `lexicon/cues.toml`, or by *according to*.

The subject of the verb, or the agent of a passive, is the source; a clause under the verb, the clause it is set beside
(``..., he said``), or failing those its object is the content, and what follows *of* where the object is the hearer.
What is not found: a source named in another sentence, quotations that go on past the sentence, nouns that report
(``claims that``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.language.analysis import Attribution, Word
from recount.lexicon import load
from recount.lexicon.lists import words as listed
from recount.model import Span

_SUBJECTS = ("nsubj", "nsubj:outer")
_CLAUSES = ("ccomp", "csubj", "csubj:pass")
# A verb that hangs so, and has no subject, shares that of the verb above it.
_SHARING = ("conj", "advcl", "xcomp")


class _Act(Struct, frozen=True):
    verbs: tuple[str, ...]


@cache
def _verbs() -> frozenset[str]:
    """Every form of the verbs that report by themselves."""
    acts = load("cues", Mapping[str, _Act]).values()
    return frozenset(form for act in acts for line in act.verbs for form in line.split())


def attributions(text: str, words: Sequence[Word]) -> Iterator[Attribution]:
    """The statements that one sentence reports, in order; heads in `words` count from its first word.

    >>> text = "Police said two died"
    >>> words = [Word(0, 6, "NOUN", 1, "nsubj"), Word(7, 11, "VERB", -1, "root"), Word(12, 15, "NUM", 3, "nsubj"),
    ...          Word(16, 20, "VERB", 1, "ccomp")]
    >>> [(a.cue.of(text), a.source[0].of(text), a.content[0].of(text)) for a in attributions(text, words)]
    [('said', 'Police', 'two died')]
    """
    tree = _Tree(text, words)
    for place, word in enumerate(words):
        if word.pos == "VERB" and tree.lower(place) in _verbs():
            cue = [place]
            source, content = tree.subject(place), tree.stated(place)
        elif tree.lower(place) in listed("parsing", "according") and word.relation == "case":
            cue, source, content = tree.according(place)
        else:
            continue
        said = tree.spans(content - source - set(cue))
        if said:
            yield Attribution(Span(words[cue[0]].start, words[cue[-1]].end), tree.spans(source), said, 1.0)


class _Tree:
    """The words of a sentence, and what hangs on each."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._children: list[list[int]] = [[] for _ in words]
        for place, word in enumerate(words):
            if word.head >= 0:
                self._children[word.head].append(place)

    def lower(self, place: int) -> str:
        return self._text[self._words[place].start : self._words[place].end].lower()

    def _by(self, place: int, *relations: str) -> list[int]:
        return [child for child in self._children[place] if self._words[child].relation in relations]

    def _under(self, place: int) -> set[int]:
        found, waiting = set(), [place]
        while waiting:
            found.add(one := waiting.pop())
            waiting += self._children[one]
        return found

    def _all_under(self, places: Iterable[int]) -> set[int]:
        return set().union(*(self._under(place) for place in places))

    def _nominal(self, place: int) -> set[int]:
        """The words of a noun without what sets it in its clause (*by*, *according to*)."""
        before = [case for case in self._by(place, "case") if self._words[case].pos != "PART"]  # not that of "army's"
        return self._under(place) - self._all_under(before)

    def _marked(self, place: int, marks: tuple[str, ...], *relations: str) -> list[int]:
        """The words under one, in those relations, that one of `marks` stands before."""
        return [
            child
            for child in self._by(place, *relations)
            if any(self.lower(case) in marks for case in self._by(child, "case", "mark"))
        ]

    def _passive(self, place: int) -> bool:
        return bool(self._by(place, "aux:pass", "nsubj:pass", "csubj:pass"))

    def subject(self, place: int) -> set[int]:
        """Who states what the verb reports; nobody where it does not say."""
        word = self._words[place]
        if self._passive(place) or word.relation == "acl":
            agents = self._marked(place, ("by",), "obl:agent", "obl")
            if agents or self._passive(place):
                return self._nominal(agents[0]) if agents else set()
            return self._nominal(word.head) - self._under(place)
        subjects = self._by(place, *_SUBJECTS)
        if subjects:
            return self._nominal(subjects[0])
        shares = word.relation in _SHARING and word.head >= 0 and self._words[word.head].pos in {"VERB", "AUX"}
        return self.subject(word.head) if shares else set()

    def stated(self, place: int) -> set[int]:
        """What the verb reports."""
        word = self._words[place]
        clauses = self._by(place, *_CLAUSES)
        if clauses:
            return self._all_under(clauses)
        if word.relation == "parataxis" and self._by(place, *_SUBJECTS, "obl:agent"):
            return self._under(word.head) - self._under(place)
        beside = [child for child in self._by(place, "parataxis") if child > place]
        return self._all_under(beside) if beside else self._stated_without_clause(place)

    def _stated_without_clause(self, place: int) -> set[int]:
        """What the verb reports by a noun or an infinitive; nothing where its noun is the hearer."""
        verb, passive, infinitive = self.lower(place), self._by(place, "nsubj:pass"), self._by(place, "xcomp")
        about = self._marked(place, ("of", "for"), "obl", "advcl")
        if verb in listed("parsing", "charging"):
            return self._all_under(self._by(place, "obj") + passive + about)
        if verb in listed("parsing", "addressed"):
            return self._all_under(infinitive or about)
        if self._words[place].relation == "acl" and self._marked(place, ("by",), "obl:agent", "obl"):
            return self._nominal(self._words[place].head) - self._under(place)
        return self._all_under(passive + infinitive or self._by(place, "obj"))

    def according(self, place: int) -> tuple[list[int], set[int], set[int]]:
        """Cue, source and content of *according to*, which stands before its noun."""
        noun = self._words[place].head
        clause = self._words[noun].head
        if clause < 0:
            return [place], set(), set()
        own = self._under(noun)
        return sorted(self._under(place)), self._nominal(noun), self._under(clause) - own

    def spans(self, places: Iterable[int]) -> tuple[Span, ...]:
        """Words as stretches of the text, in order, without punctuation at their ends; it parts none by itself."""
        runs: list[tuple[int, int]] = []
        for place in sorted(place for place in places if self._words[place].pos != "PUNCT"):
            if runs and all(word.pos == "PUNCT" for word in self._words[runs[-1][1] + 1 : place]):
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
        return tuple(Span(self._words[first].start, self._words[last].end) for first, last in runs)
