"""Spellings of a name that are one: case, accents, apostrophes, hyphens, and the Arabic article."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from recount.lexicon import load

_DROPPED = {ord(mark): None for mark in "'’‘`´′ʼʻʿʾ.\u200e\u200f"} | {ord(mark): " " for mark in "-‐‑–\xa0_"}
_SPELT_OUT = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h"}
_PLAIN = _DROPPED | {ord(letter): plain for letter, plain in _SPELT_OUT.items()}


def fold(name: str) -> str:
    """A name without accents, apostrophes, hyphens and case; Saint, Mount and Fort written out.

    >>> fold("Deir ez-Zor") == fold("Deir Ez Zor")
    True
    >>> fold("‘Afrīn"), fold("Łódź")
    ('afrin', 'lodz')
    >>> fold("St. Louis") == fold("Saint Louis")
    True
    """
    if name.isascii():
        if name.isalpha():
            return name.lower()
        if name.replace(" ", "").isalpha():
            return _spelt_out(" ".join(name.lower().split()))
        return _spelt_out(" ".join(name.translate(_DROPPED).casefold().split()))
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return _spelt_out(" ".join(plain.casefold().translate(_PLAIN).split()))


def _spelt_out(folded: str) -> str:
    """The name with what is often written short, written out: "St Louis", "Mt Pleasant", "Ft Worth"."""
    if "t " not in folded and "te " not in folded:
        return folded
    short = _short()
    return " ".join(short.get(word, word) for word in folded.split())


class _Short(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    short: Mapping[str, str]


@cache
def _short() -> Mapping[str, str]:
    found: _Short = load("spelling", _Short)
    return found.short
