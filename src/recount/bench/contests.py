"""What the processes of a speed measurement do: each lap is run in a process that does nothing else, on one thread."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

from recount.bench.corpus import Article
from recount.claims import timex
from recount.language import sentences
from recount.language.analysis import Analysis, Backend
from recount.language.backends import backend
from recount.model import Span
from recount.pipeline import read_claims
from recount.reports import read_text
from recount.resolve import relative
from recount.resolve.geoparsing import geoparse
from recount.resolve.relative import Named
from recount.resolve.timex import covered, timed

_LIBRARIES = ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")


def on_one_thread() -> None:
    """Keep this process to one thread; only libraries that are loaded afterwards obey."""
    os.environ.update({f"{library}_NUM_THREADS": "1" for library in _LIBRARIES} | {"VECLIB_MAXIMUM_THREADS": "1"})


def load(name: str) -> tuple[float, str]:
    """Seconds by the clock to load a backend, with all that it imports, and its full name."""
    began = perf_counter()
    loaded = backend(name)
    return perf_counter() - began, loaded.name


def analyse(texts: tuple[str, ...], name: str) -> tuple[float, str]:
    """Processor seconds to split texts into sentences and analyse them all."""
    reader = backend(name)
    began = process_time()
    for text in texts:
        reader.analyse(text, sentences.split(text))
    return process_time() - began, reader.name


def parse(texts: tuple[str, ...], name: str) -> tuple[float, str]:
    """Processor seconds in which spaCy tags and parses texts and finds their names, and the name of its pipeline."""
    from recount.bench.rival import pipeline

    nlp = pipeline(texts, name)
    began = process_time()
    for _ in nlp.pipe(texts):
        pass
    seconds = process_time() - began
    return seconds, f"spaCy {nlp.meta['name']} ({', '.join(nlp.pipe_names)})"


def read(articles: Sequence[Article], name: str) -> tuple[float, str]:
    """Processor seconds from the texts of articles to resolved claims."""
    listening = backend(name)
    began = process_time()
    for article in articles:
        read_claims(read_text(article.text, title=article.title, published_on=article.published_at.date()), listening)
    return process_time() - began, ""


def rules(articles: Sequence[Article], name: str) -> tuple[float, str]:
    """Processor seconds from articles as read to resolved claims and statements, those of the model left out."""
    listening = _Clocked(backend(name))
    readings = [
        read_text(article.text, title=article.title, published_on=article.published_at.date()) for article in articles
    ]
    began = process_time()
    for reading in readings:
        read_claims(reading, listening)
    return process_time() - began - listening.seconds, ""


def where_and_when(articles: Sequence[Article], name: str) -> tuple[float, str]:
    """Processor seconds to find and resolve all places and times of articles; the model has been heard before."""
    reader = backend(name)
    split = [sentences.split(article.text) for article in articles]
    heard = [reader.analyse(article.text, own).entities for article, own in zip(articles, split, strict=True)]
    began = process_time()
    for article, own, entities in zip(articles, split, heard, strict=True):
        text, written = article.text, article.published_at.date()
        style, expressions = timex.told(text)
        for one in timed(text, expressions, written, style):
            covered(one, written)
        named = [Named(one.mention, one.entry) for one in geoparse(text, entities)]
        relative.told(text, named, [one.start for one in own])
    return process_time() - began, ""


class _Clocked:
    """A backend with the processor seconds it has taken."""

    def __init__(self, reader: Backend) -> None:
        self._reader = reader
        self.name = reader.name
        self.seconds = 0.0

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """What the backend says, the time it takes added up."""
        began = process_time()
        found = self._reader.analyse(text, sentences)
        self.seconds += process_time() - began
        return found


def peak() -> tuple[float, str]:
    """The most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike getrusage, this leaves out the process that started this one
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(fields["VmHWM"].split()[0]) * 1024.0, ""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit, ""
