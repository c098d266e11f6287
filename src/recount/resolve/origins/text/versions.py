"""The same words with other figures: what tells a new version of a report from a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from msgspec import Struct

from recount.claims.quantities import Quantified, Value, quantities_of
from recount.language.tokens import tokenise
from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.lexicon.outlets import same_house
from recount.model import Mention, Reading, Report
from recount.resolve.origins.text.parallels import Run
from recount.resolve.origins.text.words import Words

_LONGEST_GAP, _TOP = 12, 200
_BEGIN = Run(0, 0, 0)


class Revision(Struct, frozen=True):
    """A figure that two reports give differently in the same words: each one's, and whether the right one is higher."""

    left: Mention
    right: Mention
    rises: bool


class _Marks(Struct, frozen=True):
    updates: WordList


def revisions(left: Reading, right: Reading, one: Words, other: Words, shared: Sequence[Run]) -> tuple[Revision, ...]:
    """The counts that differ between two reports where the words around them are the same.

    Dates, ages and the numbers of roads and units are no counts; another bound on one number ("at least 43" for "43")
    is no other figure.
    """
    found: list[Revision] = []
    for before, after in pairwise((_BEGIN, *shared)):
        gap = before.left + before.length, after.left, before.right + before.length, after.right
        if not (0 <= gap[1] - gap[0] <= _LONGEST_GAP and 0 <= gap[3] - gap[2] <= _LONGEST_GAP):
            continue
        for a, b, c, d in _replaced(one, other, *gap):
            found.extend(_differing((left, _counts(left, one, a, b)), (right, _counts(right, other, c, d))))
    return tuple(found)


def version_of(report: Report) -> int:
    """Which version of a running story a report calls itself: 0 where it does not, 1 for an update without a number.

    >>> from recount.reports import read_text
    >>> titles = "UPDATE 3-Ten dead in port", "Ten dead in port", "ATTENTION - ADDS quotes ///"
    >>> [version_of(read_text("Ten died.", title=title).report) for title in titles]
    [3, 0, 1]
    """
    found = _updates().search(f"{report.title or ''}\n{report.text[:_TOP]}")
    return 0 if found is None else int(found["number"] or 1)


def continues(original: Report, copy: Report) -> bool:
    """Whether a report goes on with the story of another: one house tells both, or it calls itself an update."""
    return same_house(original.publisher, copy.publisher) or version_of(copy) > 0


@cache
def _updates() -> re.Pattern[str]:
    """Words of ``credits.toml`` that mark an update, as wires write them: in this case, with a number or without."""
    marks = "|".join(map(re.escape, load("credits", _Marks).updates.words))
    return re.compile(rf"(?<!\w)(?:{marks})(?!\w)[ -]?(?P<number>\d)?(?!\d)")


def _replaced(one: Words, other: Words, a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int, int, int]]:
    """The words of a gap that stand in place of one another."""
    matcher = SequenceMatcher(None, one.hashes[a:b].tolist(), other.hashes[c:d].tolist(), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "replace":
            yield a + i, a + j, c + k, c + m


def _counts(reading: Reading, words: Words, begin: int, end: int) -> list[Quantified]:
    """The counts that hold any of these words."""
    start, stop, text = int(words.starts[begin]), int(words.ends[end - 1]), reading.report.text
    near = (passage.span for passage in reading.passages if passage.span.start < stop and start < passage.span.end)
    return [
        count
        for span in near
        for count in quantities_of(text, tokenise(text, span.start, span.end))
        if count.measure == "count" and count.start < stop and start < count.end
    ]


def _differing(left: tuple[Reading, list[Quantified]], right: tuple[Reading, list[Quantified]]) -> Iterator[Revision]:
    """Counts in order on both sides whose numbers are not the same; none where one side has more of them."""
    (before, counts), (after, others) = left, right
    if len(counts) != len(others):
        return
    for one, other in zip(counts, others, strict=True):
        if (low := _number(one)) is None or (high := _number(other)) is None or low == high:
            continue
        yield Revision(
            Mention.at(before.report.text, one.start, one.end),
            Mention.at(after.report.text, other.start, other.end),
            rises=low < high,
        )


def _number(count: Quantified) -> Value | None:
    return count.high if count.low is None else count.low
