"""The words of a source to the kind of source it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from recount.language.tokens import forms
from recount.lexicon import load
from recount.lexicon.lists import one_of
from recount.lexicon.peoples import nation_of, party_of
from recount.model import SourceKind

_CLAUSE = re.compile(r"\s+(?:who|which|that)\s+|,")


class _Kind(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    names: tuple[str, ...]


class _Kinds(Struct, frozen=True):
    order: tuple[SourceKind, ...]
    government: _Kind
    military: _Kind
    police: _Kind
    medical: _Kind
    armed_group: _Kind
    un: _Kind
    ngo: _Kind
    media: _Kind
    witness: _Kind
    other: _Kind


@cache
def _lists() -> Mapping[SourceKind, tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None]]:
    """The words of each kind, its phrases in lower case, and its names."""
    lexicon = load("kinds", _Kinds)
    return {
        kind: (frozenset(entry.words), _standing(entry.phrases), _standing(entry.names))
        for kind in lexicon.order
        for entry in (getattr(lexicon, kind),)
    }


@lru_cache(1 << 14)
def known_kind(mention: str) -> SourceKind | None:
    """The kind that the words of a source show, of two joined sources the first's; None where they show none.

    >>> known_kind("a spokesman for the General Staff"), known_kind("residents of the town"), known_kind("Kowalski")
    ('military', 'witness', None)
    """
    words = _CLAUSE.split(mention.replace("’", "'"), maxsplit=1)[0]
    first = words.split(" and ")[0]
    adjectival = first.removeprefix("The ").removeprefix("the ") in nation_of()
    kind = None if adjectival else _kind(first)
    return _kind(words) if kind is None and (adjectival or first != words) else kind


def _kind(mention: str) -> SourceKind | None:
    lowered = mention.lower()
    tokens = {form.rstrip(".") for form in forms(mention)}
    for kind, (single, phrases, names) in _lists().items():
        if tokens & single or (phrases and phrases.search(lowered)) or (names and names.search(mention)):
            return kind
    bare = mention.removeprefix("The ").removeprefix("the ").removesuffix("'s").strip()
    if bare in party_of():
        return "armed_group"
    return "government" if bare in nation_of() else None


def _standing(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for phrases that stand in a mention as a whole; None for none."""
    return re.compile(rf"(?<!\w){one_of(phrases)}(?!\w)") if phrases else None
