"""Invented articles: what a desk of a feed writes, of the lengths that news has, some printed again by others.

Each follows from its feed, its number and a seed alone, so that any part of a feed can be made by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from random import Random
from typing import Final, Literal, get_args

from msgspec import Struct, structs

from recount.bench.corpus.templates import Desk, Writer, desk_of, settings_of, templates

Feed = Literal["general", "war"]
FEEDS: Final[tuple[Feed, ...]] = get_args(Feed)

_MEDIAN, _SPREAD, _SHORTEST, _LONGEST = 480, 0.55, 100, 2000
_PARAGRAPH = (1, 1, 2, 2, 3)  # sentences, as often as they stand here
_REPRINTED, _RECENT = 0.2, 300
_CUT = 0.3  # of what is printed again
_A_DAY, _FIRST = 2000, datetime(2022, 1, 3, tzinfo=UTC)


class Article(Struct, frozen=True, kw_only=True):
    """An invented article; `captions` are of its pictures, `again` tells that another outlet prints what one wrote."""

    desk: str
    title: str
    byline: str
    published_at: datetime
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    again: bool = False

    @property
    def text(self) -> str:
        """Its own words, a line a paragraph."""
        return "\n".join(self.paragraphs)


class Heading(Struct, frozen=True):
    """An article as others lead to it: by its title and its first sentence."""

    desk: str
    title: str
    lead: str


def article(feed: Feed, number: int, seed: int = 1) -> Article:
    """An article of a feed, counted from 0; the same for the same seed.

    A fifth of them print a recent one again, some of these cut. Lengths are log-normal, 480 words in the middle and
    560 in the mean, from 100 to 2,000.

    >>> article("war", 7) == article("war", 7), article("war", 7) == article("war", 7, seed=2)
    (True, False)
    """
    draw = Random(f"{seed} {feed} {number}")
    back = draw.randint(1, _RECENT)
    if draw.random() >= _REPRINTED or back > number:
        return _written(feed, number, seed)
    told, own = _written(feed, number - back, seed), _written(feed, number, seed)
    kept = len(told.paragraphs)
    if draw.random() < _CUT:
        kept = math.ceil(kept * draw.uniform(0.4, 0.9))
    return structs.replace(
        told, paragraphs=told.paragraphs[:kept], published_at=own.published_at, captions=own.captions, again=True
    )


def heading(feed: Feed, number: int, seed: int = 1) -> Heading:
    """What pages of other articles show of one that is written for a number of a feed."""
    begun = _begun(feed, number, seed)
    return Heading(begun.desk, begun.title, next(begun.sentences))


class _Begun(Struct, frozen=True):
    draw: Random
    writer: Writer
    desk: str
    title: str
    sentences: Iterator[str]


def _begun(feed: Feed, number: int, seed: int) -> _Begun:
    """A desk, a setting and a title, with the sentences that are to follow."""
    draw, shares = Random(f"{seed} {feed} {number} written"), templates().feeds[feed]
    name = draw.choices(tuple(shares), tuple(shares.values()))[0]
    desk = desk_of(name)
    writer = Writer(draw, name, draw.choice(settings_of(desk)))
    return _Begun(draw, writer, name, writer.filled(draw.choice(desk.headlines)), _sentences(draw, writer, desk))


def _written(feed: Feed, number: int, seed: int) -> Article:
    """What is written for a number of a feed, whether or not that is what is printed there."""
    begun = _begun(feed, number, seed)
    first, draw, filled = next(begun.sentences), begun.draw, begun.writer.filled
    length = min(max(draw.lognormvariate(math.log(_MEDIAN), _SPREAD), _SHORTEST), _LONGEST)
    return Article(
        desk=begun.desk,
        title=begun.title,
        byline=filled(draw.choice(("{reporter}", "{reporter} and {reporter}", "Staff and agencies"))),
        published_at=_FIRST + timedelta(days=number // _A_DAY, minutes=draw.randrange(24 * 60)),
        paragraphs=tuple(_paragraphs(draw, begun.writer, chain((first,), begun.sentences), length)),
        captions=tuple(
            filled("{place} in {town} {when}. Photo: {reporter}/{agency}") for _ in range(draw.randint(1, 3))
        ),
    )


def _paragraphs(draw: Random, writer: Writer, sentences: Iterable[str], length: float) -> Iterator[str]:
    """Paragraphs until they are so many words; the first opens with a dateline."""
    words, room = 0, draw.choice(_PARAGRAPH)
    own = [f"{writer.filled('{here}').upper()} (Northwire) —"]
    for sentence in sentences:
        own.append(sentence)
        words += len(sentence.split())
        room -= 1
        if room == 0 or words >= length:
            yield " ".join(own)
            own, room = [], draw.choice(_PARAGRAPH)
        if words >= length:
            return


def _sentences(draw: Random, writer: Writer, desk: Desk) -> Iterator[str]:
    """Sentences without end; no template comes again before all of its kind have come."""
    left: dict[bool, list[str]] = {True: [], False: []}
    while True:
        counts = draw.random() < desk.counted
        if not left[counts]:
            kind = desk.counts if counts else desk.sentences
            left[counts] = draw.sample(kind, len(kind))
        yield writer.filled(left[counts].pop())
