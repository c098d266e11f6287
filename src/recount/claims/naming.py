"""The names of persons in a sentence, and which of them are told as victims: in apposition, in a list, identified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from recount.claims.trees import Tree
from recount.language.analysis import Analysis
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Effect, Span

_HANGING = ("appos", "conj", "flat", "parataxis", "list", "dep")
_LEADING = frozenset({*_HANGING, "compound", "nmod", "nsubj", "root"})
_FURTHEST = 14
_SHORTEST = 4
_PARTS = frozenset({",", ";", "and", ":", "--"})


class Names(Struct, frozen=True):
    """The names of persons in one sentence, in order, and the full name that each surname of the report stands for."""

    spans: tuple[Span, ...]
    text: str
    surnames: Mapping[str, str]

    @classmethod
    def full(cls, text: str, analysis: Analysis) -> dict[str, str]:
        """The full name, in lower case, by each word of it that may stand for it: all but the first."""
        found: dict[str, str] = {}
        plain = words("groups", "civilians") | words("groups", "combatants")
        for entity in analysis.entities:
            parts = text[entity.start : entity.end].lower().replace(".", " ").split() if entity.kind == "PER" else []
            long = [part for part in parts if len(part) >= _SHORTEST]
            for part in long[1:]:
                if part not in plain:
                    found.setdefault(part, " ".join(long))
        return found

    @classmethod
    def of(cls, text: str, analysis: Analysis, sentence: Span, surnames: Mapping[str, str]) -> Names:
        """The names that an analysis has in a sentence."""
        spans = tuple(
            Span(entity.start, entity.end)
            for entity in analysis.entities
            if entity.kind == "PER" and sentence.start <= entity.start < sentence.end
        )
        return cls(spans, text, surnames)

    def over(self, tree: Tree, head: int) -> str | None:
        """The name of a noun: its own, one in apposition to it, or the full name that its surname stands for."""
        near = [head, *tree.below(head, "appos", "flat", "compound")]
        for span in self.spans:
            if any(span.start <= tree.words[place].start < span.end for place in near):
                return " ".join(span.of(self.text).lower().split())
        own = [head, *tree.below(head, "flat", "compound")]
        return next((self.surnames[tree.forms[place]] for place in own if tree.forms[place] in self.surnames), None)

    def hanging(self, tree: Tree, heads: Sequence[int]) -> list[Span]:
        """The names that hang from these nouns, by apposition or in a list."""
        found = []
        for span in self.spans:
            inside = [place for place, word in enumerate(tree.words) if span.start <= word.start < span.end]
            if any(place in heads for place in inside):
                continue
            tops = [place for place in inside if tree.words[place].head not in inside]
            if any(tree.words[top].relation in _HANGING and tree.reaches(top, heads, _LEADING) for top in tops):
                found.append(span)
        return found


def listed(tokens: Sequence[Token], names: Names, start: int, barred: set[int]) -> Iterator[Span]:
    """The names that a list goes on with after the word that begins at `start`; `barred` words end it."""
    end = next((span.end for span in names.spans if span.start <= start < span.end), start)
    for span in names.spans:
        if span.start >= end and _goes_on(tokens, end, span.start, barred):
            yield span
            end = span.end


def _goes_on(tokens: Sequence[Token], left: int, right: int, barred: set[int]) -> bool:
    """Whether a list goes on between two places: a comma or *and* parts them, and no verb."""
    between = [token for token in tokens if left <= token.start < right]
    if not 0 < len(between) <= _FURTHEST or not any(token.lower in _PARTS for token in between):
        return False
    stops = words("grammar", "auxiliaries") | words("grammar", "saying") | words("grammar", "verbs")
    stops |= words("persons", "breaks")
    return not any(token.start in barred or token.lower in stops for token in between)


def identified(tokens: Sequence[Token], names: Names) -> tuple[Effect | None, list[Span]]:
    """The names given for victims, and how they suffered if it says: ``the dead were X and Y``, ``identified as X``."""
    lower = [token.lower for token in tokens]
    if not names.spans or words("persons", "culprits") & set(lower):
        return None, []
    at = next((place for place in range(len(lower)) if _identifies(lower, place)), None)
    if at is None:
        return None, []
    found = []
    for span in names.spans:
        if span.start < tokens[at].start:
            continue
        if any(token.lower in words("persons", "speakers") for token in tokens[at:] if token.start < span.start):
            break
        found.append(span)
    said = set(lower)
    dead = bool(said & words("persons", "dead"))
    effect: Effect | None = "killed" if dead else "injured" if said & words("persons", "hurt") else None
    return effect, found


def _identifies(lower: Sequence[str], at: int) -> bool:
    """Whether names follow from a word: ``identified … as``, ``victims were``."""
    if lower[at] == "identified":
        return "as" in lower[at + 1 : at + 5]
    if lower[at] not in words("persons", "sufferers"):
        return False
    after = [word for word in lower[at + 1 : at + 4] if word not in words("persons", "fillers")]
    return after[:1] != [] and after[0] in words("persons", "copulas")
