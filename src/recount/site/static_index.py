"""The index by which the page of claims finds claims where nothing is served: scripts that register data.

A page opened as a file may load scripts and nothing else. Each file calls ``recountIndex(name, data)``, which
``static/claims-static.js`` provides; that loads only what an address asks for:

- ``head``: how much there is, and what facets are called.
- ``facet-effect`` and so on: the values of a facet, and of each claim the number of its value.
- ``measures``: the numbers that claims are sorted and cut by, null where not stated; days as proleptic ordinals.
- ``subject``, ``report``: as facets, by id.
- ``words-0`` and so on: words in order, with the claims that hold each as gaps between their numbers.
- ``rows-0`` and so on: `ROWS` claims each as rows of the table.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, json

from recount.catalogue import FACETS, Catalogue, ClaimEntry, Facet
from recount.catalogue.facets import Column, Measure
from recount.catalogue.making import named, said
from recount.publish.page.bars import Decades
from recount.site.asking import ROWS
from recount.site.frame import Frame
from recount.site.lines import Line, lines_of, scale_of
from recount.site.naming import BOUNDS, FACET_NAMES, called
from recount.site.pages.claims import FOLDED, LISTED, MOST
from recount.site.rendering import render

FOLDER: Final = "claims/index"
_SORTED_BY: Final[tuple[Measure, ...]] = ("published", "first", "last", "low", "high", "origins", "confidence")
_RANKED: Final[frozenset[Facet]] = frozenset({"source", "place"})
_WORDS_BYTES: Final = 48_000
_WORD: Final = re.compile(r"[^\W_]+")


class Rows(Struct, frozen=True):
    """Claims as rows of the table alone: what the template of that name shows."""

    lines: tuple[Line, ...]
    scale: Decades


def files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The files of the index by their paths from the root of the site; of one catalogue always the same bytes."""
    total = len(catalogue.columns.measures["published"])
    entries = catalogue.entries(range(total))
    words = tuple(_packed(_inverted(entries)))
    head = {
        "total": total,
        "rows": ROWS,
        "listed": LISTED,
        "folded": FOLDED,
        "most": MOST,
        "facets": {facet: FACET_NAMES[facet] for facet in FACETS},
        "bounds": BOUNDS,
        "words": [part[0][0] for part in words],
    }
    yield _file("head", head)
    for facet, column in catalogue.columns.facets.items():
        yield _file(f"facet-{facet}", _facet(facet, column))
    yield _file("measures", {name: _numbers(catalogue.columns.measures[name].tolist()) for name in _SORTED_BY})
    yield _file("subject", _coded(each.subject for each in entries))
    yield _file("report", _coded(each.row.report for each in entries))
    for at, part in enumerate(words):
        yield _file(f"words-{at}", dict(part))
    scale = scale_of(catalogue)
    for start in range(0, total, ROWS):
        yield _file(f"rows-{start // ROWS}", rows(entries[start : start + ROWS], scale))


def rows(entries: Sequence[ClaimEntry], scale: Decades) -> tuple[str, ...]:
    """The claims as rows of the table, each as HTML for a page in the folder ``claims``."""
    frame = Frame(path="claims/index.html", title="", software="", head="", seq=0)
    told = render("rows", frame, Rows(lines_of(entries, scale), scale))
    return tuple(f"{row.strip()}</tr>" for row in told.split("</tr>")[:-1])  # no text holds a tag: all is escaped


def _file(name: str, data: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", b"recountIndex(%b,%b);\n" % (json.encode(name), json.encode(data))


def _facet(facet: Facet, column: Column) -> dict[str, object]:
    told: dict[str, object] = {
        "values": column.values,
        "names": [called(facet, value) for value in column.values],
        "codes": column.codes.tolist(),
    }
    return told | ({"ranks": _numbers(column.ranks().tolist())} if facet in _RANKED else {})


def _numbers(told: Iterable[float]) -> list[float | int | None]:
    return [None if math.isnan(each) else int(each) if each == int(each) else each for each in told]


def _coded(ids: Iterable[str]) -> dict[str, object]:
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(each, len(numbers)) for each in ids]
    return {"values": list(numbers), "codes": codes}


def words_of(text: str) -> list[str]:
    """The words of a text as people may type them: small letters without accents, as SQLite's unicode61 has them.

    >>> words_of("Łódź: Çavuş-oğlu, 5,000")
    ['łodz', 'cavus', 'oglu', '5', '000']
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    return _WORD.findall(plain.lower())


def _inverted(entries: Iterable[ClaimEntry]) -> list[tuple[str, list[int]]]:
    """Every word with the gaps between the numbers of the claims that hold it; in the order in which scripts sort."""
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for word in set(words_of(f"{said(entry.row)} {named(entry)}")):
            found.setdefault(word, []).append(number)
    ordered = sorted(found.items(), key=lambda one: one[0].encode("utf-16-be"))
    return [(word, [numbers[0], *(after - one for one, after in pairwise(numbers))]) for word, numbers in ordered]


def _packed(words: Iterable[tuple[str, list[int]]]) -> Iterator[list[tuple[str, list[int]]]]:
    """The words in parts of some size each."""
    part: list[tuple[str, list[int]]] = []
    size = 0
    for one in words:
        part.append(one)
        size += len(json.encode(one))
        if size >= _WORDS_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
