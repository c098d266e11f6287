"""The one shape every corpus is read into: sentences of words, with whatever labels the corpus has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from recount.model import Effect

CLAIM_ROLES = ("victims", "source", "place", "time", "whole")
EFFECTS: tuple[str, ...] = get_args(Effect)
Fragments = list[tuple[int, int]]  # half-open, in words of the document


@dataclass
class Sentence:
    """Words, and labels of the same length; None where the corpus does not label."""

    words: list[str]
    paragraph: bool = False
    pos: list[int] | None = None
    heads: list[int] | None = None  # 0 is the root, n the n-th word; -1 unknown
    relations: list[int] | None = None
    entities: list[int] | None = None


@dataclass
class Anchored:
    """An anchor span with the fragments that fill its roles: a cue with source and content, a quantity with victims."""

    anchor: tuple[int, int]
    roles: dict[str, Fragments]


@dataclass
class Document:
    """One text of a corpus."""

    name: str
    corpus: str
    sentences: list[Sentence]
    attributions: list[Anchored] | None = None
    claims: list[Anchored] | None = None
    effects: dict[int, int] = field(default_factory=dict)  # word of a claim's quantity -> effect
