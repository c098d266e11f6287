"""What a backend says about a text: its words, how they hang together, its names, and who is said to say what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from recount.model import Span


class Word(Struct, frozen=True, gc=False):
    """A word as Universal Dependencies cuts it: place in code points, part of speech, head and relation to it.

    `head` is the place of another word in `Analysis.words`, -1 for the root of a sentence.
    """

    start: int
    end: int
    pos: str
    head: int
    relation: str


class Entity(Struct, frozen=True, gc=False):
    """A name: ``PER``, ``ORG``, ``LOC`` or ``NAT`` (a nationality), and how probable it is."""

    start: int
    end: int
    kind: str
    probability: float


class Attribution(Struct, frozen=True):
    """A statement: the words that report it, who is said to make it (perhaps no one), and what is said.

    `source` and `content` are in order; what stands between the parts of one content ("...," he said, "...") is left
    out of it.
    """

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float


class Bearings(Protocol):
    """How strongly places are heard as those of counts, all given as places in `Analysis.words`."""

    def toward(self, count: int, victims: int, places: list[tuple[int, int]]) -> list[float]:
        """For the last words of a count and of those harmed, the strength of each place, by its first and last word."""
        ...


class Analysis(Struct, frozen=True):
    """What a backend says about some sentences of a text; everything in the order of the text.

    `leanings` is None where the backend does not hear which place belongs to which count.
    """

    words: tuple[Word, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    leanings: Bearings | None = None


@runtime_checkable
class Backend(Protocol):
    """What can analyse: the shipped model, or another one behind the same door."""

    @property
    def name(self) -> str:
        """Name, version and checksum, as a run keeps them."""
        ...

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """The analysis of these sentences of `text`."""
        ...
