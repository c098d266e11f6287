"""How fast recount reads, as ratios and rates measured in one run.

Every contestant has a process of its own and one thread. Rounds are interleaved, so that what else the machine does
slows all of them alike, and laps are measured in processor time, so that being kept waiting does not count. The first
round, which fills caches, is not counted. Numbers of two machines cannot be compared; ratios of one run can.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import groupby
from statistics import median
from typing import Literal

from msgspec import Struct

from recount.bench import contests
from recount.bench.corpus import Article
from recount.language import sentences
from recount.language.backends import DEFAULT

Contest = Literal["load", "model", "spacy", "general", "war", "rules", "where", "peak"]

ARTICLES, ROUNDS = 20, 5
WORDS = 500


class Lap(Struct, frozen=True):
    """One measurement: `value` in seconds, of ``peak`` in bytes; `who` is the full name of a model."""

    contest: Contest
    round: int
    value: float
    who: str = ""


class Spread(Struct, frozen=True):
    """The median of what was measured, its lowest and its highest."""

    median: float
    low: float
    high: float


class Speed(Struct, frozen=True, kw_only=True):
    """What was measured, and on how much; rates are per second of one core, and articles are of `WORDS` words.

    `ratio` is the model's rate by spaCy's; both are None where spaCy is not installed. `rules_ms` are milliseconds an
    article of war takes beyond reading and the model, `rules_ratio` that by the model's for as many words;
    `where_ms` and `where_ratio` are those of finding and resolving every place and time of an article, with or without
    a claim.
    """

    articles: int
    war_articles: int
    words: int
    sentences: int
    rounds: int
    model: str
    sentences_per_s: Spread
    spacy: str | None
    spacy_sentences_per_s: Spread | None
    ratio: Spread | None
    general_articles_per_s: Spread
    war_articles_per_s: Spread
    articles_per_s: Spread
    rules_ms: Spread
    rules_ratio: Spread
    where_ms: Spread
    where_ratio: Spread
    load_s: Spread
    peak_mib: float


def expected(rounds: int = ROUNDS) -> int:
    """How many laps there are in so many counted rounds."""
    return (rounds + 1) * (7 if _rivalled() else 6) + 1


def laps(corpus: tuple[Article, ...], rounds: int = ROUNDS, name: str = DEFAULT) -> Iterator[Lap]:
    """The laps of a measurement of the backend `name`, each as soon as it is run; round 0 is the one not counted.

    Raises `LanguageModelError` where the backend cannot be loaded.
    """
    texts = tuple(article.text for article in corpus)
    general, war = (
        tuple(article for article in corpus if (article.desk == "war") == (topic == "war"))
        for topic in ("general", "war")
    )
    with ExitStack() as processes:
        model, reader = (processes.enter_context(_process()) for _ in range(2))
        rival = processes.enter_context(_process()) if _rivalled() else None
        for number in range(rounds + 1):
            with _process() as fresh:
                yield _lap("load", number, fresh, contests.load, name)
            yield _lap("model", number, model, contests.analyse, texts, name)
            if rival is not None:
                yield _lap("spacy", number, rival, contests.parse, texts, name)
            yield _lap("general", number, reader, contests.read, general, name)
            yield _lap("war", number, reader, contests.read, war, name)
            yield _lap("rules", number, reader, contests.rules, war, name)
            yield _lap("where", number, reader, contests.where_and_when, corpus, name)
        yield _lap("peak", rounds, reader, contests.peak)


def _rivalled() -> bool:
    return find_spec("spacy") is not None


def _process() -> ProcessPoolExecutor:
    """A fresh process with one thread."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=contests.on_one_thread)


def _lap(
    contest: Contest, number: int, process: ProcessPoolExecutor, work: Callable[..., tuple[float, str]], *given: object
) -> Lap:
    value, who = process.submit(work, *given).result()
    return Lap(contest, number, value, who)


def summed(corpus: tuple[Article, ...], measured: Iterable[Lap]) -> Speed:
    """The laps over a corpus, summed up.

    Ratios are taken within each round, before the median is.
    """
    counted = sorted((lap for lap in measured if lap.round), key=lambda lap: (lap.contest, lap.round))
    found = {contest: list(own) for contest, own in groupby(counted, key=lambda lap: lap.contest)}
    seconds = {contest: [lap.value for lap in own] for contest, own in found.items()}
    total = sum(len(sentences.split(article.text)) for article in corpus)
    sizes = {
        topic: _articles(one for one in corpus if (one.desk == "war") == (topic == "war"))
        for topic in ("general", "war")
    }
    both = [sum(pair) for pair in zip(seconds["general"], seconds["war"], strict=True)]
    rival = seconds.get("spacy")
    rules = [lap / sizes["war"] for lap in seconds["rules"]]
    model, where = ([lap / sum(sizes.values()) for lap in seconds[one]] for one in ("model", "where"))
    return Speed(
        articles=len(corpus),
        war_articles=sum(article.desk == "war" for article in corpus),
        words=sum(len(article.text.split()) for article in corpus),
        sentences=total,
        rounds=len(seconds["model"]),
        model=found["model"][0].who,
        sentences_per_s=_rate(total, seconds["model"]),
        spacy=found["spacy"][0].who if rival else None,
        spacy_sentences_per_s=_rate(total, rival) if rival else None,
        ratio=_spread([theirs / ours for ours, theirs in zip(seconds["model"], rival, strict=True)]) if rival else None,
        general_articles_per_s=_rate(sizes["general"], seconds["general"]),
        war_articles_per_s=_rate(sizes["war"], seconds["war"]),
        articles_per_s=_rate(sum(sizes.values()), both),
        rules_ms=_spread([lap * 1000 for lap in rules]),
        rules_ratio=_spread([own / heard for own, heard in zip(rules, model, strict=True)]),
        where_ms=_spread([lap * 1000 for lap in where]),
        where_ratio=_spread([own / heard for own, heard in zip(where, model, strict=True)]),
        load_s=_spread(seconds["load"]),
        peak_mib=round(seconds["peak"][0] / 2**20, 1),
    )


def _articles(corpus: Iterable[Article]) -> float:
    """How many articles of `WORDS` words the words of a corpus would fill."""
    return sum(len(article.text.split()) for article in corpus) / WORDS


def _rate(done: float, seconds: list[float]) -> Spread:
    return _spread([done / lap for lap in seconds])


def _spread(values: list[float]) -> Spread:
    """The spread of values, to three significant digits."""
    return Spread(*(float(f"{value:.3g}") for value in (median(values), min(values), max(values))))
