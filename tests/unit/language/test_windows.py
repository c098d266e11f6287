"""Sentences to windows, and which window answers for which."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from recount.language.subwords import LAYOUTS, LONGEST
from recount.language.windows import Part, View, parts_of, views
from recount.model import Span

# Sub-words of each word, sentence by sentence; a word keeps twelve of them at most.
SIZES = st.lists(st.lists(st.integers(1, 15), min_size=1, max_size=60), max_size=12)


@cache
def letters() -> Tokenizer:
    """A tokenizer that makes every letter a sub-word."""
    return Tokenizer(WordPiece({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##a": 4}, unk_token="[UNK]"))


def laid_out(sizes: list[list[int]]) -> tuple[str, list[Span]]:
    """A text with sentences of words of those lengths, one a line, and where they stand."""
    sentences = [" ".join("a" * size for size in words) for words in sizes]
    starts = itertools.accumulate((len(sentence) + 1 for sentence in sentences), initial=0)
    return "\n".join(sentences), [
        Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=False)
    ]


def read(sizes: list[list[int]]) -> tuple[list[Part], list[View]]:
    parts = parts_of(letters(), *laid_out(sizes))
    return parts, list(views(letters(), parts))


@given(SIZES)
def test_every_part_is_answered_for_once_and_in_order(sizes: list[list[int]]) -> None:
    parts, seen = read(sizes)
    assert [view.parts[place] for view in seen for place in view.answers] == parts


@given(SIZES)
def test_no_window_is_longer_than_the_model_was_trained_on(sizes: list[list[int]]) -> None:
    for view in read(sizes)[1]:
        assert len(view.window.ids) == len(view.window.shapes) == len(view.window.layouts) <= LONGEST
        assert len(view.window.firsts) == len(view.window.sentences) == sum(len(part.words) for part in view.parts)


@given(SIZES)
def test_parts_number_the_words_of_the_text_without_a_gap(sizes: list[list[int]]) -> None:
    parts = read(sizes)[0]
    ends = [part.first + len(part.words) for part in parts]
    assert [part.first for part in parts] == [0, *ends][: len(parts)]
    assert sum(len(part.words) for part in parts) == sum(map(len, sizes))


def test_a_sentence_between_two_windows_is_answered_for_where_it_has_most_round_it() -> None:
    _, seen = read([[10] * 10, [10] * 12, [4, 4], [4, 4], [4, 4], [10] * 12])
    assert [[len(part.words) for part in view.parts] for view in seen] == [[10, 12, 2, 2, 2], [2, 2, 2, 12]]
    assert [list(view.answers) for view in seen] == [[0, 1, 2], [1, 2, 3]]


def test_a_word_of_sixty_letters_keeps_twelve_sub_words() -> None:
    (part,), (view,) = read([[60, 1]])
    assert (len(part.words), part.piece.firsts, len(view.window.ids)) == (2, (0, 12), 15)


def test_a_sentence_knows_whether_it_opens_a_paragraph() -> None:
    text = "aa a. a a.\naaa a."
    parts = parts_of(letters(), text, [Span(0, 5), Span(6, 10), Span(11, len(text))])
    assert [LAYOUTS[part.piece.layout] for part in parts] == ["paragraph", "sentence", "paragraph"]


@pytest.mark.parametrize("sentence", ["\ud83d a", "a \udc00"])
def test_half_a_sign_is_read_as_something_else(sentence: str) -> None:
    (part,) = parts_of(letters(), sentence, [Span(0, 3)])
    assert [word.of(sentence) for word in part.words] == sentence.split()
