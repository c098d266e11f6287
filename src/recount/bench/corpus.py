"""Invented articles to measure speed on: news of war and general news, of a newspaper's usual length."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Literal

from msgspec import Struct

from recount import samples
from recount.lexicon import load
from recount.model import Rejected
from recount.reports import Limits, read_reports

Topic = Literal["war", "general"]

WORDS = 500  # of an article; it ends with the sentence that reaches them
WAR_SHARE = 0.25
_SAMPLED = 0.3  # of the sentences of an article on war, how many are a sample report's
_SHORTEST = 6  # words of a sample's sentence that is taken: no captions
_PARAGRAPH = (1, 1, 2, 2, 3)  # sentences, as often as they stand here
_FIRST_DAY = date(2022, 1, 3)
_SLOT = re.compile(r"\{(\w+)\}")


class Article(Struct, frozen=True):
    """An invented article; its text opens with a dateline and ends paragraphs with a line break."""

    topic: Topic
    title: str
    published_on: date
    text: str


class _Desk(Struct, frozen=True, forbid_unknown_fields=True):
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    war: _Desk
    general: _Desk
    slots: Mapping[str, tuple[str, ...]]


def articles(count: int, seed: int = 1) -> tuple[Article, ...]:
    """That many articles, `WAR_SHARE` of them of war and spread evenly among the others; the same for the same seed.

    >>> [article.topic for article in articles(4)]
    ['general', 'general', 'general', 'war']
    >>> articles(2) == articles(2), articles(2) == articles(2, seed=2)
    (True, False)
    """
    draw = random.Random(seed)
    sampled = tuple(_sampled())
    return tuple(_article(draw, topic, sampled) for topic in _topics(count))


def _topics(count: int) -> Iterator[Topic]:
    """The topics of articles in order."""
    for number in range(count):
        yield "war" if int((number + 1) * WAR_SHARE) > int(number * WAR_SHARE) else "general"


def _sampled() -> Iterator[str]:
    """The sentences of the sample reports, in the order of the files."""
    for reading in read_reports([str(samples.folder())], limits=Limits()):
        if isinstance(reading, Rejected):
            continue
        for passage in reading.passages:
            said = passage.span.of(reading.report.text).split()
            if passage.kind == "sentence" and len(said) >= _SHORTEST:
                yield " ".join(said)


def _article(draw: random.Random, topic: Topic, sampled: tuple[str, ...]) -> Article:
    lexicon: _Lexicon = load("corpus", _Lexicon)
    desk = lexicon.war if topic == "war" else lexicon.general
    fill = partial(_filled, draw, lexicon.slots)
    text = f"{draw.choice(lexicon.slots['town']).upper()} (Northwire) —"
    room = draw.choice(_PARAGRAPH)
    unused: list[str] = []
    while len(text.split()) < WORDS:
        if not unused:
            unused = draw.sample(desk.sentences, len(desk.sentences))
        borrowed = topic == "war" and draw.random() < _SAMPLED
        sentence = draw.choice(sampled) if borrowed else fill(unused.pop())
        if room == 0:
            room = draw.choice(_PARAGRAPH)
            text += "\n"
        text += ("" if text.endswith("\n") else " ") + sentence
        room -= 1
    return Article(
        topic=topic,
        title=fill(draw.choice(desk.headlines)),
        published_on=_FIRST_DAY + timedelta(draw.randrange(365)),
        text=text,
    )


def _filled(draw: random.Random, slots: Mapping[str, tuple[str, ...]], sentence: str) -> str:
    """The sentence with every slot filled."""
    drawn = {
        "number": lambda: str(draw.randint(2, 90)),
        "figure": lambda: f"{draw.randint(100, 60_000):,}",
        "percent": lambda: f"{draw.uniform(0.5, 9):.1f}",
    }
    filled = _SLOT.sub(lambda slot: drawn[slot[1]]() if slot[1] in drawn else draw.choice(slots[slot[1]]), sentence)
    return filled[:1].upper() + filled[1:]
