"""Predicted syntax: heads, relations and parts of speech for the words of a treebank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from recount.bench.given import parts_given
from recount.bench.treebank import read_documents
from recount.language.reader import Reader


class SyntaxPrediction(Struct, frozen=True):
    """The syntax of one sentence, by word: its head (n for the n-th word, 0 for the root), relation, part of speech."""

    sent_id: str
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    pos: tuple[str, ...]


def predict(gold: Path) -> Iterator[SyntaxPrediction]:
    """The syntax of each sentence of a CoNLL-U file, in order, read with the sentences of its document round it."""
    reader = Reader()
    for document in read_documents(gold):
        words = iter(reader.read(parts_given(reader.tokenizer, document)).words)
        first = 0
        for sentence in document:
            own = list(islice(words, len(sentence.words)))
            yield SyntaxPrediction(
                sentence.id,
                tuple(word.head - first + 1 if word.head >= 0 else 0 for word in own),
                tuple(word.relation for word in own),
                tuple(word.pos for word in own),
            )
            first += len(own)
