"""The words of a treebank in CoNLL-U, by document; every other column is passed over.

Source: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from recount.bench import gold_lines
from recount.bench.given import Given
from recount.errors import InputError

_NEW_DOCUMENT, _NEW_PARAGRAPH, _NAME = "# newdoc", "# newpar", "# sent_id = "


def read_documents(gold: Path) -> Iterator[list[Given]]:
    """The sentences of each document, in order.

    Raises `InputError` naming the file, and the sentence where one has no name or is no CoNLL-U.
    """
    document: list[Given] = []
    for filled, block in groupby(gold_lines(gold), key=lambda line: bool(line.strip())):
        if not filled:
            continue
        try:
            lines = [line.decode("utf-8").rstrip("\r\n") for line in block]
        except UnicodeDecodeError as error:
            raise InputError(f"{gold}, after {_last(document)}: not UTF-8: {error}") from error
        if document and any(line.startswith(_NEW_DOCUMENT) for line in lines):
            yield document
            document = []
        names = [line.removeprefix(_NAME) for line in lines if line.startswith(_NAME)]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        words = tuple(row[1] for row in rows if len(row) == 10 and row[0].isdigit())
        if not names or not words:
            raise InputError(f"{gold}, after {_last(document)}: a sentence without its sent_id, or without words")
        opens = not document or any(line.startswith(_NEW_PARAGRAPH) for line in lines)
        document.append(Given(names[0], words, opens))
    if document:
        yield document


def _last(document: list[Given]) -> str:
    return f"sentence {document[-1].id}" if document else "the start of a document"
