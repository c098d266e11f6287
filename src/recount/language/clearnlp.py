"""A tree with ClearNLP labels, as spaCy's English pipelines give it, to one of Universal Dependencies, version 2.

That is more than new names. In ClearNLP a preposition heads its noun, a form of *be* heads its predicate, each conjunct
hangs on the one before it, and a name hangs on its last word; Universal Dependencies turns each of these round.

What is left as it was: punctuation stays where the parser put it; *be* stays the head of a clause (``the aim is to
stop``) and of an adverb (``they were there``); a preposition whose noun stands elsewhere (``the town he lived in``) is
an ``advmod``; ``more than 40`` and ``at least 40`` keep the parser's shape.

Source: Choi and Palmer 2012, Guidelines for the CLEAR Style; Universal Dependencies, English.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.language.schemes import renamed
from recount.lexicon.lists import words as listed

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_VERBAL = frozenset({"VERB", "AUX"})
_COMPLEMENTS = ("pobj", "pcomp")


class ClearTree:
    """One sentence: its words in small letters, their parts of speech, heads (-1 for the root) and ClearNLP labels.

    >>> tree = ClearTree(["he", "fled", "to", "dorno"], ["PRON", "VERB", "ADP", "PROPN"], [1, -1, 1, 2],
    ...                  ["nsubj", "ROOT", "prep", "pobj"])
    >>> tree.to_universal(people=[])
    >>> tree.heads, tree.labels
    ([1, -1, 3, 1], ['nsubj', 'root', 'case', 'obl'])
    """

    def __init__(self, words: Sequence[str], pos: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> None:
        self._words = words
        self._pos = pos
        self.heads = list(heads)
        self.labels = list(labels)

    def to_universal(self, people: Sequence[range]) -> None:
        """Turn and rename; `people` are the names of persons, as words."""
        raised: set[int] = set()
        for place in sorted(range(len(self._words)), key=self._depth, reverse=True):
            self._lower_preposition(place, raised)
        self._flatten_conjuncts()
        for place in range(len(self._words)):
            self._lower_be(place, raised)
        for name in people:
            self._head_first(name)
        self.labels = [self._renamed(place) for place in range(len(self._words))]
        self._fix_pairs()

    def _depth(self, place: int) -> int:
        depth = 0
        while (place := self.heads[place]) >= 0:
            depth += 1
        return depth

    def _children(self, place: int) -> list[int]:
        return [child for child, head in enumerate(self.heads) if head == place]

    def _hang(self, place: int, head: int, label: str) -> None:
        self.heads[place] = head
        self.labels[place] = label

    def _lower_preposition(self, place: int, raised: set[int]) -> None:
        """``fled → to → Dorno`` to ``fled → Dorno → to``; `raised` are the nouns that stand so already."""
        children = self._children(place)
        label = self.labels[place]
        own = [child for child in children if self.labels[child] in _COMPLEMENTS]
        if label in {"prep", "agent"} and not own:
            own = [child for child in children if child in raised]
        if not own:
            return
        noun = own[0]
        clause = self.labels[noun] in {"pcomp", "advcl", "acl"} and self._pos[noun] in _VERBAL
        if label in {"prep", "dative", "pcomp"}:
            under = self._pos[self.heads[place]] in _NOMINAL if self.heads[place] >= 0 else False
            label = ("acl" if under else "advcl") if clause else ("nmod" if under else "obl")
        self._hang(noun, self.heads[place], label)
        self._hang(place, noun, "mark" if clause else "case")
        for child in children:
            if child != noun:
                self.heads[child] = noun
        raised.add(noun)

    def _flatten_conjuncts(self) -> None:
        """All conjuncts on the first; a conjunction on the conjunct that it stands before."""
        for place, label in enumerate(self.labels):
            while label == "conj" and self.heads[place] >= 0 and self.labels[self.heads[place]] == "conj":
                self.heads[place] = self.heads[self.heads[place]]
        for place, label in enumerate(self.labels):
            head = self.heads[place]
            if label != "cc" or head < 0:
                continue
            if self.labels[head] == "conj" and head < place:
                head = self.heads[head]
            following = (child for child in self._children(head) if child > place and self.labels[child] == "conj")
            self.heads[place] = next(following, self.heads[place])

    def _lower_be(self, place: int, raised: set[int]) -> None:
        """``mayor ← was → wounded`` to ``mayor ← wounded → was``; after *there* the noun is a subject."""
        if self._words[place] not in listed("parsing", "be") or self.labels[place] in {"aux", "auxpass", "cop"}:
            return
        children = self._children(place)
        labels = {self.labels[child] for child in children}
        predicates = [child for child in children if self.labels[child] in {"attr", "acomp"}]
        if "expl" in labels:
            for child in predicates[:1]:
                self.labels[child] = "nsubj"
            return
        if not predicates and "nsubj" in labels and not labels & {"ccomp", "xcomp"}:
            obliques = [child for child in children if child in raised and self.labels[child] == "obl"]
            predicates = [child for child in obliques if child > place]
        if not predicates:
            return
        predicate = predicates[0]
        self._hang(predicate, self.heads[place], self.labels[place])
        self._hang(place, predicate, "cop")
        for child in children:
            if child != predicate:
                self.heads[child] = predicate

    def _head_first(self, name: range) -> None:
        """A person's name on its first word; a noun before it describes the person."""
        tops = [place for place in name if self.heads[place] not in name]
        first = name.start
        if len(tops) != 1 or any(self.labels[place] != "compound" for place in name if place not in tops):
            return
        top = tops[0]
        if top != first:
            outside = [child for child in self._children(top) if child not in name]
            self._hang(first, self.heads[top], self.labels[top])
            for child in outside:
                self.heads[child] = first
        for place in name[1:]:
            self._hang(place, first, "flat")
        for child in self._children(first):
            if child < first and self.labels[child] == "compound" and self._pos[child] in {"NOUN", "PROPN"}:
                self.labels[child] = "nmod:desc"

    def _renamed(self, place: int) -> str:
        """The label in Universal Dependencies of a word that stands where it should."""
        label, head = self.labels[place], self.heads[place]
        nominal = head >= 0 and self._pos[head] in _NOMINAL
        if label == "aux" and self._words[place] == "to":
            return "mark"
        if label == "npadvmod":
            return "nmod:unmarked" if nominal else "obl:unmarked"
        if label == "nmod" and place < head:
            return "compound"
        return renamed(label, "clearnlp")

    def _fix_pairs(self) -> None:
        """``according to`` and its like: the second word on the first."""
        for place in range(len(self._words) - 1):
            follows = place + 1
            pair = f"{self._words[place]} {self._words[follows]}"
            together = self.heads[place] == self.heads[follows] and self.labels[follows] == "case"
            if together and pair in listed("parsing", "fixed"):
                self.labels[place] = "case"
                self._hang(follows, place, "fixed")
