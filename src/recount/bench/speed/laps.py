"""The laps of a measurement: what is run, in which process, over which pages.

Every contestant has a process of its own and one thread. Rounds are interleaved, so that what else the machine does
slows all of them alike, and laps are measured in processor time, so that being kept waiting does not count. Each round
has pages of its own, the same for all, so that nobody remembers one. The first round, which fills caches, is not
counted. Numbers of two machines cannot be compared; ratios of one run can.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from typing import Final

from msgspec import Struct

from recount.bench.corpus import FEEDS, Feed
from recount.bench.speed import assembled, contests, processes, stages
from recount.bench.speed.measured import Measured, Pages
from recount.language.backends import DEFAULT

ROUNDS: Final = 3
PROCESSES: Final = (1, 2)


class Sizes(Struct, frozen=True, kw_only=True):
    """How many pages of each feed are read in a round, and how many of each the model is measured on.

    `side_by_side` pages of the general feed are read by one process and by two.
    """

    general: int = 20
    war: int = 8
    heard: int = 4
    side_by_side: int = 40

    def of(self, feed: Feed) -> int:
        """How many pages of a feed are read in a round."""
        return self.general if feed == "general" else self.war


class Lap(Struct, frozen=True, kw_only=True):
    """One measurement of a round; `contest` is who ran, or the stage measured."""

    contest: str
    feed: Feed | None
    round: int
    measured: Measured


SIZES: Final = Sizes()


def expected(rounds: int = ROUNDS) -> int:
    """How many steps `laps` takes over so many counted rounds."""
    a_round = 3 + has_spacy() + len(FEEDS) * (2 + 2 * assembled.is_installed())
    return (rounds + 1) * a_round + rounds * len(PROCESSES) + 1


def laps(rounds: int = ROUNDS, name: str = DEFAULT, sizes: Sizes = SIZES) -> Iterator[tuple[Lap, ...]]:
    """The laps of a measurement with the backend `name`, each step as soon as it is run; round 0 is not counted.

    Raises `LanguageModelError` where the backend cannot be loaded.
    """
    with ExitStack() as opened:
        model, parts, whole = (opened.enter_context(process()) for _ in range(3))
        rival = opened.enter_context(process()) if has_spacy() else None
        others = opened.enter_context(process()) if assembled.is_installed() else None
        for number in range(rounds + 1):
            heard = tuple((feed, first_of(number, sizes.of(feed)), sizes.heard) for feed in FEEDS)
            with process() as fresh:
                yield (_lap("load", None, number, fresh, contests.load, name),)
            yield (_lap("model", None, number, model, contests.analyse, heard, name),)
            if rival is not None:
                yield (_lap("spacy", None, number, rival, contests.parse, heard, name),)
            yield (_lap("where", None, number, model, contests.where_and_when, heard, name),)
            for feed in FEEDS:
                pages: Pages = (feed, first_of(number, sizes.of(feed)), sizes.of(feed))
                found = parts.submit(stages.staged, pages, name).result()
                yield tuple(Lap(contest=stage, feed=feed, round=number, measured=took) for stage, took in found)
                yield (_lap("whole", feed, number, whole, stages.whole, pages, name),)
                if others is not None:
                    for first in (False, True):
                        contest = "assembled, triage first" if first else "assembled"
                        yield (_lap(contest, feed, number, others, assembled.assembled, pages, first),)
            for count in PROCESSES if number else ():
                pages = ("general", first_of(number, sizes.side_by_side), sizes.side_by_side)
                with process() as fresh:
                    found = fresh.submit(processes.read_by, count, pages, name).result()
                yield tuple(Lap(contest=stage, feed="general", round=number, measured=took) for stage, took in found)
        yield (_lap("peak", None, rounds, whole, contests.peak),)


def first_of(number: int, size: int) -> int:
    """The number of a round's first page."""
    return number * size


def has_spacy() -> bool:
    """Whether spaCy is installed."""
    return find_spec("spacy") is not None


def process() -> ProcessPoolExecutor:
    """A fresh process with one thread."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=contests.on_one_thread)


def _lap(
    contest: str,
    feed: Feed | None,
    number: int,
    at: ProcessPoolExecutor,
    work: Callable[..., Measured],
    *given: object,
) -> Lap:
    return Lap(contest=contest, feed=feed, round=number, measured=at.submit(work, *given).result())
