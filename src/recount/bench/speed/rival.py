"""The spaCy pipeline that the language model's speed is set against: its small CNN, one pass for the same tasks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from recount.bench.corpus import FEEDS, article
from recount.language import sentences
from recount.language.analysis import Analysis
from recount.language.backends import backend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

INSTALLED = "en_core_web_sm"
_TASKS = ("tok2vec", "tagger", "parser", "ner")
_STEPS, _BATCH = 36, 2
_TAUGHT, _TAUGHT_OF_EACH, _PARAGRAPHS = 100_000, 5, 4
_WIDTH = 96  # with the four layers below, the encoder of spaCy's small English pipeline


@cache
def pipeline(name: str) -> Language:
    """spaCy's small English pipeline with tags, trees and names alone.

    Where it is not installed, one of that size is trained for a few steps on what the backend `name` says of articles,
    so that its parser makes the steps that a real one makes. Its answers are of no use, its speed is.
    """
    import spacy

    if spacy.util.is_package(INSTALLED):
        nlp = spacy.load(INSTALLED)
        nlp.select_pipes(enable=_TASKS)
        return nlp
    nlp = _untrained()
    reader = backend(name)
    texts = [
        "\n".join(article(feed, _TAUGHT + number).paragraphs[:_PARAGRAPHS])
        for feed in FEEDS
        for number in range(_TAUGHT_OF_EACH)
    ]
    examples = [
        _example(nlp, text, found) for text in texts if (found := reader.analyse(text, sentences.split(text))).words
    ]
    optimizer = nlp.initialize(lambda: examples)
    draw = random.Random(0)
    for _ in range(_STEPS):
        nlp.update(draw.sample(examples, min(_BATCH, len(examples))), sgd=optimizer)
    return nlp


def _untrained() -> Language:
    """The tasks over one encoder that they share."""
    import spacy

    nlp = spacy.blank("en", meta={"name": f"small CNN, {_STEPS} steps"})
    encoder = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    nlp.add_pipe("tok2vec", config={"model": encoder})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    for task, state in (("parser", "parser"), ("ner", "ner")):
        nlp.add_pipe(task, config={"model": _transitions(state, shared)})
    return nlp


def _transitions(state: str, encoder: Mapping[str, object]) -> dict[str, object]:
    """The model of a task that spaCy does by transitions."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": encoder,
    }


def _example(nlp: Language, text: str, found: Analysis) -> Example:
    """What a backend says of a text, as spaCy is trained on it."""
    from spacy.training import Example

    return Example(nlp.make_doc(text), _labelled(nlp, text, found))


def _labelled(nlp: Language, text: str, found: Analysis) -> Doc:
    from spacy.tokens import Doc

    words = found.words
    return Doc(
        nlp.vocab,
        words=[text[word.start : word.end] for word in words],
        spaces=[text[word.end : word.end + 1].isspace() for word in words],
        tags=[word.pos for word in words],
        heads=[place if word.head < 0 else word.head for place, word in enumerate(words)],
        deps=["ROOT" if word.head < 0 else word.relation for word in words],
        ents=list(_names(found)),
    )


def _names(found: Analysis) -> Iterator[str]:
    """The tag of each word: begin, inside or outside a name."""
    places: Sequence[tuple[int, int, str]] = [(one.start, one.end, one.kind) for one in found.entities]
    for word in found.words:
        inside = next((place for place in places if place[0] <= word.start < place[1]), None)
        yield "O" if inside is None else f"{'B' if inside[0] == word.start else 'I'}-{inside[2]}"
