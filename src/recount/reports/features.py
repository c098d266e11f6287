"""A page's pieces to numbers: what two extractors, the tags, the links and the neighbours say of each block."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.reports.dom import Piece
from recount.reports.furniture import sort_of_line, sort_of_sentence

Column = ArrayLike  # one feature of every piece
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
        lines = [_words(line) for line in text.splitlines()]
        words = list(chain.from_iterable(lines))
        return cls(frozenset(_grams(words)), frozenset(map(" ".join, lines)), len(words))

    def share(self, words: list[str], grams: Sequence[tuple[str, ...]]) -> float:
        """How much of a piece the extractor kept: its share of runs of four words, or whether a short one is a line.

        >>> words = ["two", "people", "died", "there", "too"]
        >>> Extract.of("Two people died there.").share(words, _grams(words))
        0.5
        """
        if not grams:
            return float(bool(words) and " ".join(words) in self.lines)
        return sum(map(self.grams.__contains__, grams)) / len(grams)


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


def scores(pieces: Sequence[Piece], precise: str, broad: str) -> NDArray[np.float64]:
    """For each piece how likely it is the report's own, in log odds: its features by their weights, and the bias.

    `precise` and `broad` are the texts of a careful and a generous reader.
    """
    signals = _measured(pieces, Extract.of(precise), Extract.of(broad))
    columns = _of_extractors(signals) | _of_tags(pieces, signals) | _of_words(pieces, signals)
    columns |= _of_place(pieces, signals)
    weight = _maintext().weights
    found: NDArray[np.float64] = np.full(len(pieces), weight["bias"])
    for name, values in columns.items():
        found += weight[name] * np.asarray(values, dtype=np.float64)
    return found


def _measured(pieces: Sequence[Piece], precise: Extract, broad: Extract) -> _Signals:
    words = [_words(piece.text) for piece in pieces]
    grams = [_grams(own) for own in words]
    kept = [precise.share(*own) for own in zip(words, grams, strict=True)]
    found = [broad.share(*own) for own in zip(words, grams, strict=True)]
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


def _of_extractors(signals: _Signals) -> dict[str, Column]:
    return {
        "precise": signals.precise,
        "broad": signals.broad,
        "main": signals.main,
        "precise_if_short": [share * signals.ratio for share in signals.precise],
    }


def _of_tags(pieces: Sequence[Piece], signals: _Signals) -> dict[str, Column]:
    after = [*signals.main[1:], 0.0]
    zones, tags, linked = zip(*((piece.zone, piece.tag, piece.linked) for piece in pieces), strict=True)
    comments, article = zip(*(signals.named[piece.marks] for piece in pieces), strict=True)
    return {
        "in_menu": [zone == "menu" for zone in zones],
        "in_aside": [zone == "aside" for zone in zones],
        "in_caption": [zone == "caption" for zone in zones],
        "block_quote": [tag == "blockquote" for tag in tags],
        "headline": [tag == "h1" for tag in tags],
        "heading_of_text": [(tag in _HEADINGS) * main for tag, main in zip(tags, after, strict=True)],
        "linked": linked,
        "linked_main": np.multiply(linked, signals.main),
        "named_comments": comments,
        "named_article": article,
    }


def _of_words(pieces: Sequence[Piece], signals: _Signals) -> dict[str, Column]:
    capitals = [piece.text.isupper() for piece in pieces]
    return {
        "length": np.log1p(signals.words),
        "short": [words < _GRAM for words in signals.words],
        "ends": [piece.text[-1] in _ENDS for piece in pieces],
        "capitals": capitals,
        "linked_capitals": [piece.linked > 0.8 and upper for piece, upper in zip(pieces, capitals, strict=True)],
        "furniture": [
            sort_of_line(piece.text) is not None or sort_of_sentence(piece.text) is not None for piece in pieces
        ],
    }


def _of_place(pieces: Sequence[Piece], signals: _Signals) -> dict[str, Column]:
    before, after = [0.0, *signals.main[:-1]], [*signals.main[1:], 0.0]
    parents = [signals.parent_main[piece.parent] for piece in pieces]
    lengths = [max(1, signals.parent_words[piece.parent]) for piece in pieces]
    return {
        "before": before,
        "after": after,
        "between": np.minimum(before, after),
        "broad_before": [0.0, *signals.broad[:-1]],
        "broad_after": [*signals.broad[1:], 0.0],
        "parent_share": [own / signals.all_main for own in parents],
        "parent_density": [own / words for own, words in zip(parents, lengths, strict=True)],
        "parent_has_text": [own > 0 for own in parents],
        "style_share": [signals.style_main[piece.tag, piece.marks] / signals.all_main for piece in pieces],
        "within": [signals.first <= at <= signals.last for at in range(len(pieces))],
    }


def _named(marks: str) -> tuple[bool, bool]:
    """Whether class names and ids are those of comments, and of an article."""
    return _named_comments().search(marks) is not None, _named_article().search(marks) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


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
