"""Sentences whose words a gold file gives, as the parts that the language model reads.

There is no text under them, so places are counted in words: the n-th word of all is the span from n to n + 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from recount.language.windows import Part, sentence_parts
from recount.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Given(Struct, frozen=True):
    """A sentence as its words, and whether it opens a paragraph."""

    id: str
    words: tuple[str, ...]
    opens: bool


def parts_given(tokenizer: Tokenizer, sentences: Iterable[Given]) -> list[Part]:
    """The parts of these sentences, in order: one each, more of a sentence too long for a window."""
    found: list[Part] = []
    first = 0
    for sentence in sentences:
        end = first + len(sentence.words)
        places = [Span(place, place + 1) for place in range(first, end)]
        found += sentence_parts(tokenizer, sentence.words, places, first, opens=sentence.opens)
        first = end
    return found
