"""The words of ``credits.toml`` as patterns: what stands before and behind an outlet that a report credits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import words

NAME = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-Z]\.|de|van|von|al|el|bin|[A-ZÀ-Þ][\w.’'-]+)){1,3}"
"""A person's name."""
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
"""A month, long or short."""

_YEARS = r"(?:\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?|by|of|the|[©]|\(c\)))*\s*"
_FEW_WORDS = r"\s+(?:(?!that\b|and\b|who\b|which\b|but\b)[\w’'-]+\s+){0,3}$"


class _Cues(Struct, frozen=True):
    source: str
    example: str
    words: tuple[str, ...]
    leading: tuple[str, ...] = ()
    selves: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


class _Lists(Struct, frozen=True):
    contributed: _Cues
    republished: _Cues
    signed: _Cues
    copyright: _Cues
    appeal: _Cues
    told: _Cues
    pictured: _Cues


class Rules(Struct, frozen=True):
    """The lists as patterns: what may stand right before the names, and right after; `owning` is a list as it is."""

    byline: re.Pattern[str]
    contributed: re.Pattern[str]
    contributed_head: re.Pattern[str]
    ends: re.Pattern[str]
    contributed_after: re.Pattern[str]
    republished: re.Pattern[str]
    republished_head: re.Pattern[str]
    owned: re.Pattern[str]
    owning: tuple[str, ...]
    selves: re.Pattern[str]
    signed: re.Pattern[str]
    beside: re.Pattern[str]
    copyright: re.Pattern[str]
    appeal: re.Pattern[str]
    told: re.Pattern[str]
    heard: re.Pattern[str]
    told_after: re.Pattern[str]
    staff: re.Pattern[str]
    harmed: re.Pattern[str]
    counted: re.Pattern[str]
    pictured: re.Pattern[str]
    pictured_before: re.Pattern[str]
    pictured_after: re.Pattern[str]


@cache
def rules_of_credit() -> Rules:
    """The patterns, compiled once."""
    lists = load("credits", _Lists)
    head = rf"(?:{_any(lists.contributed.leading)})\s+(?:the\s)?$"
    kinds = _any(lists.told.kinds)
    return Rules(
        byline=re.compile(rf"\W*(?i:{_any(words('bylines', 'byline'))})\s*:?\s+(?=[A-ZÀ-Þ])"),
        contributed=_cue(set(lists.contributed.words) - set(lists.contributed.leading), r"[^\n]{0,80}$"),
        contributed_head=re.compile(rf"^\W*{head}|\(\s*{head}", re.I),
        ends=re.compile(rf"\s*(?:$|[.;:)\],]|(?:{_any(lists.contributed.ends)})\b)", re.I),
        contributed_after=re.compile(rf"\b(?:{_any(lists.contributed.after)})", re.I),
        republished=_cue(
            lists.republished.words, r"\W*(?:(?:on|in) [\w ,]{4,30} by )?(?:the\s|an?\s|our\spartners?\s)?$"
        ),
        republished_head=_cue(lists.republished.leading, r"\W*(?:(?:on|in) [\w ,]{4,30} by )?(?:the\s|an?\s)?$"),
        owned=_cue((*lists.republished.words, *lists.copyright.words), r"(?!\w)"),
        owning=tuple(sorted({word.lower() for word in (*lists.republished.words, *lists.copyright.words)})),
        selves=re.compile(rf"\b(?:{_any(lists.republished.selves)})\b", re.I),
        signed=_cue(lists.signed.words, r"[^.!?\n]{0,40}$"),
        beside=re.compile(rf"\b(?:{_any(lists.signed.beside)}|{MONTH}|\d+(?:st|nd|rd|th)?)\b", re.I),
        copyright=_cue(lists.copyright.words, rf"{_YEARS}$"),
        appeal=re.compile(rf"^\W*(?:{_any(lists.appeal.words)})\s+(?:the\s)?$", re.I),
        told=_cue(lists.told.words, _FEW_WORDS),
        heard=_cue(lists.told.heard, _FEW_WORDS),
        told_after=re.compile(rf"(?:\s+(?:{kinds}))*,?\s+(?:{_any(lists.told.after)})\b", re.I),
        staff=re.compile(rf"(?:\s+(?:{kinds}))*\s+(?:{_any(lists.told.staff)})\b", re.I),
        harmed=re.compile(rf"[^.,]{{0,30}}\s(?:{_any(lists.told.harmed)})\b", re.I),
        counted=re.compile(rf"(?:\b(?:{_any(lists.told.counted)})|\d)\s*$", re.I),
        pictured=_cue(lists.pictured.words, rf"\s*(?:the\s)?(?:{NAME}\s?[/|,]\s?|{NAME}, |[\w ]{{1,20}}/)?$"),
        pictured_before=_cue(lists.pictured.words, ""),
        pictured_after=re.compile(rf"\s+(?:{_any(lists.pictured.after)})(?=\W*$|\s*[/)\]|]|\.|\s[A-ZÀ-Þ])", re.I),
    )


def _any(cues: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(cues, key=lambda word: (-len(word), word)))


def _cue(cues: Iterable[str], then: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(cues)}){then}", re.I)
