"""Predictions for sentences whose words are given: a row a sentence, a label a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from gates.measure import model_at_hand
from recount.bench import entities, syntax
from recount.bench.given import Given, parts_given
from recount.model import Span

needs_model = pytest.mark.skipif(not model_at_hand(), reason="recount-en, the language model, is not installed")
LONG = tuple(["shells", "fell", "and"] * 100)


def test_places_are_counted_in_words_across_the_pieces_of_a_long_sentence() -> None:
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "shells": 1, "fell": 2, "and": 3}, unk_token="[UNK]"))
    short = Given("a", ("shells", "fell"), opens=True)
    parts = parts_given(tokenizer, [short, Given("b", LONG, opens=False)])
    assert [(part.first, len(part.words), part.piece.layout) for part in parts] == [
        (0, 2, 2),
        (2, 254, 1),
        (256, 46, 1),
    ]
    assert [part.words[0] for part in parts] == [Span(0, 1), Span(2, 3), Span(256, 257)]


@needs_model
def test_every_word_of_a_treebank_has_one_head_in_its_own_sentence(tmp_path: Path) -> None:
    sentences = [("raid-1", ["Two", "men", "died", "."]), ("raid-2", ["Why", "?"]), ("raid-3", list(LONG))]
    blocks = [
        "\n".join([f"# sent_id = {name}", *(f"{n}\t{word}" + "\t_" * 8 for n, word in enumerate(words, 1))])
        for name, words in sentences
    ]
    path = tmp_path / "small.conllu"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    rows = list(syntax.predict(path))
    assert [(row.sent_id, len(row.heads)) for row in rows] == [(name, len(words)) for name, words in sentences]
    for row in rows:
        assert len(row.heads) == len(row.relations) == len(row.pos)
        assert all(0 <= head <= len(row.heads) and head != place for place, head in enumerate(row.heads, 1))
    assert [row.heads.count(0) for row in rows[:2]] == [1, 1]


@needs_model
def test_every_word_has_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    sentences = [["Ana", "Ruiz", "spoke", "in", "Lisbon", "."], ["Then", "she", "left", "."]]
    path.write_text("".join(json.dumps({"set": "own", "words": words, "tags": []}) + "\n" for words in sentences * 40))
    rows = list(entities.predict(path))
    assert [row.words for row in rows] == [6, 4] * 40
    assert all(len(row.tags) == row.words for row in rows)
    assert rows[0].tags[:2] == ("B-PER", "I-PER")
