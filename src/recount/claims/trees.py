"""The words of one sentence as the language model hangs them together: each with what depends on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from recount.language.analysis import Analysis, Word
from recount.model import Span


class Tree(Struct, frozen=True):
    """A sentence's words, their forms in lower case, and the places of those that depend on each, all in order."""

    words: tuple[Word, ...]
    forms: tuple[str, ...]
    kids: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, text: str, analysis: Analysis, sentence: Span) -> Tree:
        """The tree of the words that an analysis has in a sentence; empty where it has none.

        >>> words = (Word(0, 2, "NUM", 1, "nummod"), Word(3, 7, "NOUN", -1, "root"))
        >>> Tree.of("12 dead", Analysis(words=words), Span(0, 7)).kids
        ((), (0,))
        """
        begin = bisect_left(analysis.words, sentence.start, key=lambda word: word.start)
        end = bisect_left(analysis.words, sentence.end, key=lambda word: word.start)
        kids: list[list[int]] = [[] for _ in range(begin, end)]
        own = []
        for place, word in enumerate(analysis.words[begin:end]):
            head = word.head - begin if begin <= word.head < end else -1
            own.append(Word(word.start, word.end, word.pos, head, word.relation))
            if head >= 0:
                kids[head].append(place)
        forms = tuple(text[word.start : word.end].lower() for word in own)
        return cls(tuple(own), forms, tuple(map(tuple, kids)))

    def at(self, start: int) -> int | None:
        """The place of the word that begins at a code point; None where none does."""
        place = bisect_left(self.words, start, key=lambda word: word.start)
        return place if place < len(self.words) and self.words[place].start == start else None

    def below(self, place: int, *relations: str) -> list[int]:
        """The words that depend on one by any of these relations."""
        return [kid for kid in self.kids[place] if self.words[kid].relation in relations]

    def joined(self, places: Sequence[int]) -> list[int]:
        """These words and those coordinated with them."""
        found: list[int] = []
        waiting = list(places)
        while waiting:
            place = waiting.pop(0)
            if place not in found:
                found.append(place)
                waiting += self.below(place, "conj")
        return found

    def reaches(self, place: int, goals: Sequence[int], relations: frozenset[str]) -> bool:
        """Whether a word leads up to one of the goals by these relations alone."""
        passed: set[int] = set()
        while place >= 0 and place not in passed:
            if place in goals:
                return True
            if self.words[place].relation not in relations:
                return False
            passed.add(place)
            place = self.words[place].head
        return False
