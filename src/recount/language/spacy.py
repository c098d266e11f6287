"""A spaCy pipeline as a backend: its tree and names under our labels, and the statements that its tree shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recount.errors import LanguageModelError
from recount.language.analysis import Analysis, Attribution, Entity, Word
from recount.language.clearnlp import ClearTree
from recount.language.labels import POS
from recount.language.reporting import attributions
from recount.language.schemes import Scheme, kind_of, renamed
from recount.language.words import cut
from recount.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class SpacyBackend:
    """A pipeline by its name, as it is installed, or by the path of its folder.

    It reads each sentence by itself, cut into words as the treebanks cut them; its own tokenizer has no say. Names and
    statements get probability 1: spaCy gives none. What a quotation goes on to say in the sentence after it is not
    found, since a tree ends with its sentence.

    Raises `LanguageModelError` where spaCy or the pipeline is missing, and where the pipeline parses nothing.
    """

    def __init__(self, name_or_path: str) -> None:
        self._pipeline = _loaded(name_or_path)
        given = {label for labels in self._pipeline.pipe_labels.values() for label in labels}
        self._scheme: Scheme = "clearnlp" if "pobj" in given else "universal"

    @property
    def name(self) -> str:
        """Name and version of the pipeline, and the SHA-256 of its meta data."""
        meta = self._pipeline.meta
        digest = hashlib.sha256(json.dumps(meta, sort_keys=True, default=str).encode()).hexdigest()
        return f"spacy:{meta['lang']}_{meta['name']} {meta['version']} sha256:{digest}"

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """The analysis of these sentences, each read by itself."""
        places = [own for sentence in sentences if (own := cut(text, sentence.start, sentence.end))]
        words: list[Word] = []
        entities: list[Entity] = []
        found: list[Attribution] = []
        docs = self._pipeline.pipe(self._doc(text, own) for own in places)
        for own, doc in zip(places, docs, strict=True):
            if not doc.has_annotation("DEP"):
                raise LanguageModelError(
                    f"{self.name} has no parser: choose a pipeline with one, such as en_core_web_sm"
                )
            tree = words_of(doc, own, self._scheme)
            found += attributions(text, tree)
            entities += entities_of(doc, own)
            shift = len(words)
            words += [
                Word(word.start, word.end, word.pos, word.head + shift if word.head >= 0 else -1, word.relation)
                for word in tree
            ]
        return Analysis(tuple(words), tuple(entities), tuple(found))

    def _doc(self, text: str, places: Sequence[Span]) -> Doc:
        """The words as one sentence of spaCy's, which its parser does not part."""
        from spacy.tokens import Doc

        follows = [place.start for place in places[1:]]
        starts: list[bool | int | None] = [place is places[0] for place in places]
        return Doc(
            self._pipeline.vocab,
            # a lone surrogate says nothing to anyone, and spaCy cannot hold one
            words=[place.of(text).encode("utf-8", "replace").decode("utf-8") for place in places],
            spaces=[place.end < start for place, start in zip(places, follows, strict=False)] + [False],
            sent_starts=starts,
        )


def words_of(doc: Doc, places: Sequence[Span], scheme: Scheme) -> tuple[Word, ...]:
    """The words of one sentence with their tree in Universal Dependencies; heads count from the first of them.

    `places` are where the words stand in the text, and `scheme` is what the labels of `doc` mean.
    """
    heads = [-1 if token.head.i == token.i else token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    root = heads.index(-1)
    for token in doc:
        if heads[token.i] < 0 and token.i != root:
            heads[token.i] = root
            labels[token.i] = "punct" if token.pos_ == "PUNCT" else "parataxis"
    pos = [token.pos_ if token.pos_ in POS else "X" for token in doc]
    if scheme == "clearnlp":
        tree = ClearTree([token.lower_ for token in doc], pos, heads, labels)
        tree.to_universal([range(name.start, name.end) for name in doc.ents if kind_of(name.label_) == "PER"])
        heads, labels = tree.heads, tree.labels
    return tuple(
        Word(place.start, place.end, part, head, renamed(label, "universal") if head >= 0 else "root")
        for place, part, head, label in zip(places, pos, heads, labels, strict=True)
    )


def entities_of(doc: Doc, places: Sequence[Span]) -> Iterator[Entity]:
    """The names of persons, organisations, places and peoples, without *the* before them."""
    for name in doc.ents:
        kind = kind_of(name.label_)
        first = name.start + (len(name) > 1 and doc[name.start].lower_ == "the")
        if kind is not None:
            yield Entity(places[first].start, places[name.end - 1].end, kind, 1.0)


def _loaded(name_or_path: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise LanguageModelError("spaCy is not installed: pip install 'recount[spacy]'") from error
    try:
        return spacy.load(name_or_path)
    except OSError as error:
        raise LanguageModelError(
            f"spaCy has no pipeline {name_or_path!r} ({error}). Install one, for example with "
            "python -m spacy download en_core_web_sm, or give the path of its folder"
        ) from error
