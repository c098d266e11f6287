"""What the processes of a speed measurement do besides reading pages, each on one thread."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

from recount.bench.corpus import Article, article
from recount.bench.speed.measured import Measured, Pages
from recount.claims import timex
from recount.language import sentences
from recount.language.backends import backend
from recount.resolve import relative
from recount.resolve.geoparsing import geoparse
from recount.resolve.relative import Named
from recount.resolve.timex import covered, timed

_LIBRARIES = ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")


def on_one_thread() -> None:
    """Keep this process to one thread; only libraries that are loaded afterwards obey."""
    os.environ.update({f"{library}_NUM_THREADS": "1" for library in _LIBRARIES} | {"VECLIB_MAXIMUM_THREADS": "1"})


def load(name: str) -> Measured:
    """Seconds by the clock to load a backend, with all that it imports."""
    began = perf_counter()
    loaded = backend(name)
    return Measured(perf_counter() - began, 1, loaded.name)


def analyse(heard: Sequence[Pages], name: str) -> Measured:
    """The time to split texts into sentences and analyse them all."""
    reader, done = backend(name), 0
    texts = [one.text for one in articles(heard)]
    began = process_time()
    for text in texts:
        split = sentences.split(text)
        done += len(split)
        reader.analyse(text, split)
    return Measured(process_time() - began, done, reader.name)


def parse(heard: Sequence[Pages], name: str) -> Measured:
    """The time in which spaCy tags and parses texts and finds their names."""
    from recount.bench.speed.rival import pipeline

    nlp = pipeline(name)
    texts = [one.text for one in articles(heard)]
    done = sum(len(sentences.split(text)) for text in texts)
    began = process_time()
    for _ in nlp.pipe(texts):
        pass
    return Measured(process_time() - began, done, f"spaCy {nlp.meta['name']} ({', '.join(nlp.pipe_names)})")


def where_and_when(heard: Sequence[Pages], name: str) -> Measured:
    """The time to find and resolve all places and times of articles; the model has been heard before."""
    reader, told = backend(name), articles(heard)
    split = [sentences.split(one.text) for one in told]
    found = [reader.analyse(one.text, own).entities for one, own in zip(told, split, strict=True)]
    began = process_time()
    for one, own, entities in zip(told, split, found, strict=True):
        text, written = one.text, one.published_at.date()
        style, expressions = timex.told(text)
        for each in timed(text, expressions, written, style):
            covered(each, written)
        named = [Named(each.mention, each.entry) for each in geoparse(text, entities)]
        relative.told(text, named, [each.start for each in own])
    return Measured(process_time() - began, sum(map(len, split)))


def articles(heard: Sequence[Pages]) -> list[Article]:
    """The articles of pages."""
    return [article(feed, number) for feed, first, count in heard for number in range(first, first + count)]


def peak() -> Measured:
    """The most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike getrusage, this leaves out the process that started this one
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return Measured(int(fields["VmHWM"].split()[0]) * 1024.0)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit)
