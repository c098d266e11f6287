"""A page's pieces to numbers: what two extractors, the tags, the links and the neighbours say of each block."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.reports.dom import Piece
from recount.reports.furniture import sort_of_line, sort_of_sentence

_WORD = re.compile(r"\w+")
_GRAM = 4
_RUNNING_TEXT = 8
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ENDS = ".!?…。”\"»')"


class _Maintext(Struct, frozen=True, forbid_unknown_fields=True):
    comments: WordList
    article: WordList
    weights: dict[str, float]


class Extract(Struct, frozen=True):
    """An extractor's text, ready to be compared with pieces: its runs of four words, its lines, its length in words."""

    grams: frozenset[tuple[str, ...]]
    lines: frozenset[str]
    length: int

    @classmethod
    def of(cls, text: str) -> Extract:
        """The extract that `text` is."""
        words = _words(text)
        lines = (" ".join(_words(line)) for line in text.splitlines())
        return cls(frozenset(_grams(words)), frozenset(lines), len(words))

    def share(self, words: list[str]) -> float:
        """How much of a piece the extractor kept: its share of runs of four words, or whether a short one is a line.

        >>> Extract.of("Two people died there.").share(["two", "people", "died", "there", "too"])
        0.5
        """
        if len(words) < _GRAM:
            return float(bool(words) and " ".join(words) in self.lines)
        grams = _grams(words)
        return sum(gram in self.grams for gram in grams) / len(grams)


class _Signals(Struct, frozen=True):
    """What was measured of every piece of a page before its neighbours are looked at."""

    words: list[int]
    precise: list[float]
    broad: list[float]
    main: list[float]
    named: dict[str, tuple[bool, bool]]
    ratio: float
    parent_main: Counter[int]
    parent_words: Counter[int]
    style_main: Counter[tuple[str, str]]
    all_main: int
    first: int
    last: int


def features(pieces: Sequence[Piece], precise: str, broad: str) -> list[dict[str, float]]:
    """For each piece its features by name; `precise` and `broad` are the texts of a careful and a generous reader."""
    signals = _measured(pieces, Extract.of(precise), Extract.of(broad))
    return [
        _of_extractors(signals, at)
        | _of_tags(piece, signals, at)
        | _of_words(piece, signals, at)
        | _of_place(piece, signals, at)
        for at, piece in enumerate(pieces)
    ]


def weights() -> dict[str, float]:
    """The weight of each feature, and of ``bias``."""
    return _maintext().weights


def _measured(pieces: Sequence[Piece], precise: Extract, broad: Extract) -> _Signals:
    words = [_words(piece.text) for piece in pieces]
    kept = [precise.share(own) for own in words]
    found = [broad.share(own) for own in words]
    main = found if 2 * precise.length < broad.length else kept
    strong = [
        share >= 0.5 and len(own) >= _RUNNING_TEXT and piece.tag != "h1"
        for share, own, piece in zip(main, words, pieces, strict=True)
    ]
    parent_main: Counter[int] = Counter()
    parent_words: Counter[int] = Counter()
    style_main: Counter[tuple[str, str]] = Counter()
    for piece, own, is_strong in zip(pieces, words, strong, strict=True):
        parent_words[piece.parent] += len(own)
        parent_main[piece.parent] += len(own) * is_strong
        style_main[piece.tag, piece.marks] += len(own) * is_strong
    where = [at for at, is_strong in enumerate(strong) if is_strong]
    return _Signals(
        words=[len(own) for own in words],
        precise=kept,
        broad=found,
        main=main,
        named={marks: _named(marks) for marks in {piece.marks for piece in pieces}},
        ratio=math.log((precise.length + 10) / (broad.length + 10)),
        parent_main=parent_main,
        parent_words=parent_words,
        style_main=style_main,
        all_main=sum(parent_main.values()) or 1,
        first=where[0] if where else 0,
        last=where[-1] if where else len(pieces),
    )


def _of_extractors(signals: _Signals, at: int) -> dict[str, float]:
    return {
        "precise": signals.precise[at],
        "broad": signals.broad[at],
        "main": signals.main[at],
        "precise_if_short": signals.precise[at] * signals.ratio,
    }


def _of_tags(piece: Piece, signals: _Signals, at: int) -> dict[str, float]:
    after = _at(signals.main, at + 1)
    return {
        "in_menu": piece.zone == "menu",
        "in_aside": piece.zone == "aside",
        "in_caption": piece.zone == "caption",
        "block_quote": piece.tag == "blockquote",
        "headline": piece.tag == "h1",
        "heading_of_text": (piece.tag in _HEADINGS) * after,
        "linked": piece.linked,
        "linked_main": piece.linked * signals.main[at],
        "named_comments": signals.named[piece.marks][0],
        "named_article": signals.named[piece.marks][1],
    }


def _of_words(piece: Piece, signals: _Signals, at: int) -> dict[str, float]:
    text = piece.text
    return {
        "length": math.log1p(signals.words[at]),
        "short": signals.words[at] < _GRAM,
        "ends": text[-1] in _ENDS,
        "capitals": text.isupper(),
        "linked_capitals": piece.linked > 0.8 and text.isupper(),
        "furniture": sort_of_line(text) is not None or sort_of_sentence(text) is not None,
    }


def _of_place(piece: Piece, signals: _Signals, at: int) -> dict[str, float]:
    main, broad = signals.main, signals.broad
    return {
        "before": _at(main, at - 1),
        "after": _at(main, at + 1),
        "between": min(_at(main, at - 1), _at(main, at + 1)),
        "broad_before": _at(broad, at - 1),
        "broad_after": _at(broad, at + 1),
        "parent_share": signals.parent_main[piece.parent] / signals.all_main,
        "parent_density": signals.parent_main[piece.parent] / max(1, signals.parent_words[piece.parent]),
        "parent_has_text": signals.parent_main[piece.parent] > 0,
        "style_share": signals.style_main[piece.tag, piece.marks] / signals.all_main,
        "within": signals.first <= at <= signals.last,
    }


def _named(marks: str) -> tuple[bool, bool]:
    """Whether class names and ids are those of comments, and of an article."""
    return _named_comments().search(marks) is not None, _named_article().search(marks) is not None


def _at(values: Sequence[float], at: int) -> float:
    return values[at] if 0 <= at < len(values) else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_GRAM)), strict=False))


@cache
def _maintext() -> _Maintext:
    lists: _Maintext = load("maintext", _Maintext)
    return lists


@cache
def _named_comments() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _maintext().comments.words)))


@cache
def _named_article() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _maintext().article.words)))
