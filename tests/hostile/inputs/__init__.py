"""Bad inputs, made by code from seeds: each with its class, and what may become of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from hostile.inputs.archives import channels, crawls, mailboxes, papers, zips
from hostile.inputs.bad import Bad
from hostile.inputs.bombs import bombs
from hostile.inputs.columns import columns
from hostile.inputs.crowds import crowds
from hostile.inputs.days import days
from hostile.inputs.encodings import encodings
from hostile.inputs.entities import entities
from hostile.inputs.feeds import feeds
from hostile.inputs.lines import lines
from hostile.inputs.markup import markup
from hostile.inputs.names import names
from hostile.inputs.nesting import nesting
from hostile.inputs.numbers import numbers
from hostile.inputs.polyglots import polyglots
from hostile.inputs.prompts import prompts
from hostile.inputs.rows import rows
from hostile.inputs.tables import tables

CLASSES = (
    numbers, names, encodings, nesting, entities, bombs, lines, markup, rows, feeds, days, crowds, prompts, polyglots,
    zips, crawls, mailboxes, papers, channels, columns,
)  # fmt: skip
SMALL = 20_000
"""How many bytes an input that is fuzzed begins with at most."""
_SUFFIXES = {
    "page": (".html",),
    "feed": (".xml", ".rss"),
    "row": (".jsonl",),
    "jsonl": (".jsonl",),
    "gzip": (".html.gz", ".gz"),
    "claims": (".txt",),
    "quantities": (".txt",),
    "text": (".txt",),
    "zip": (".zip", ".docx"),
    "warc": (".warc", ".warc.gz"),
    "mbox": (".mbox",),
    "pdf": (".pdf",),
    "telegram": (".json",),
}


def everything() -> Iterator[Bad]:
    """All bad inputs, class by class, the same on every machine."""
    return chain.from_iterable(make() for make in CLASSES)


def seeds(target: str) -> Iterator[bytes]:
    """Inputs that a target of `hostile.targets` can begin with."""
    if target in {"series", "events"}:
        yield from tables()
        return
    suffixes = _SUFFIXES.get(target)
    for one in _small():
        if suffixes is None or one.suffix in suffixes:
            yield one.data


@cache
def _small() -> tuple[Bad, ...]:
    return tuple(one for one in everything() if 0 < len(one.data) <= SMALL)
