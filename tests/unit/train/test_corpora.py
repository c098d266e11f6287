"""The readers of training data, on rows of the shape of each corpus; the sentences are invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from recount.language import labels
from recount_train import corpora
from recount_train.documents import EFFECTS, Anchored, Document, Sentence

TEXT = "“We 🕯 mourn two men,” Ana Ruiz of Vell told reporters. They died on Monday."


def rows(path: Path, *given: dict[str, object]) -> Path:
    lines = "".join(json.dumps(row) + "\n" for row in given).encode()
    path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)
    return path


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def worded(document: Document, fragments: list[tuple[int, int]]) -> list[str]:
    words = [word for sentence in document.sentences for word in sentence.words]
    return [" ".join(words[start:end]) for start, end in fragments]


def unit(words: str) -> list[int]:
    """The place of these words in UTF-16 units, as a parser in Java counts."""
    return [len(TEXT[:place].encode("utf-16-le")) // 2 for place in at(words)]


def parsed(*tokens: tuple[str, str, int, str]) -> list[list[object]]:
    return [[word, word, *unit(word), "X", name, head, relation] for word, name, head, relation in tokens]


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    first = {"source": [at("Ana Ruiz of Vell")], "cue": [at("told")], "content": [at("“We 🕯 mourn two men,”")]}
    cueless = {"source": [at("They")], "cue": [], "content": [at("died")]}
    split = {"source": None, "cue": [at("told"), at("reporters")], "content": [at("We"), at("mourn two"), at("men")]}
    return rows(tmp_path / "own.jsonl.gz", {"doc_id": "own", "text": TEXT, "attributions": [first, cueless, split]})


def test_attributions_become_words_without_the_marks_at_their_edges(polnear: Path) -> None:
    [document] = corpora.read_polnear(polnear)
    assert [len(sentence.words) for sentence in document.sentences] == [15, 5]
    assert [sentence.paragraph for sentence in document.sentences] == [True, False]
    assert document.attributions is not None
    first, split = document.attributions
    assert worded(document, [first.anchor]) == ["told"]
    assert worded(document, first.roles["source"]) == ["Ana Ruiz of Vell"]
    assert worded(document, first.roles["content"]) == ["We 🕯 mourn two men"]
    assert worded(document, [split.anchor]) == ["told reporters"]
    assert (split.roles["source"], worded(document, split.roles["content"])) == ([], ["We", "mourn two men"])


def test_the_parser_s_offsets_are_utf16_and_its_arcs_stay_in_the_sentence(polnear: Path, tmp_path: Path) -> None:
    quoted = parsed(("mourn", "O", 3, "ccomp"), ("Ana", "PERSON", 2, "compound"), ("Ruiz", "PERSON", 3, "nsubj"))
    quoted += parsed(("told", "O", -1, "root"), ("Vell", "LOCATION", 2, "nmod"))
    across = parsed(("died", "DATE", 1, "dep"), ("reporters", "O", -1, "root"))
    syntax = rows(tmp_path / "syntax.jsonl.gz", {"doc_id": "own", "sents": [quoted, across]})
    [document] = corpora.read_polnear(polnear, syntax)
    first, second = document.sentences
    assert first.heads is not None
    assert first.entities is not None
    assert second.heads is not None
    head_of = {word: first.heads[place] for place, word in enumerate(first.words)}
    assert (head_of["told"], head_of["Ruiz"], head_of["We"]) == (0, first.words.index("told") + 1, -1)
    assert second.heads == [-1] * 5
    kinds = {word: first.entities[place] for place, word in enumerate(first.words)}
    assert (kinds["Ruiz"], kinds["Vell"], kinds["told"], kinds["of"]) == (1, 1 + labels.ENTITIES.index("LOC"), 0, -100)


def test_claims_become_anchors_with_their_roles_and_effects(tmp_path: Path) -> None:
    def place(words: str) -> dict[str, object]:
        return {"exact": words, "start": at(words)[0], "end": at(words)[1]}

    whole = {"quantity": place("two"), "effect": "killed", "victims": place("men"), "source": place("Ana Ruiz")}
    whole |= {"place": {"name": "Vell", "start": None}, "time": None, "subset_of": None}
    part = {"quantity": place("They"), "effect": "injured", "time": place("Monday"), "subset_of": 0}
    [document] = corpora.read_claims(
        rows(tmp_path / "claims.jsonl", {"report": {"id": "own", "text": TEXT}, "claims": [whole, part]})
    )
    assert document.claims is not None
    two, they = document.claims
    assert {role: worded(document, found) for role, found in two.roles.items()} == {
        "victims": ["men"],
        "source": ["Ana Ruiz"],
    }
    assert they == Anchored(they.anchor, {"time": they.roles["time"], "whole": [two.anchor]})
    assert document.effects == {
        two.anchor[0]: EFFECTS.index("killed"),
        they.anchor[0]: EFFECTS.index("injured"),
    }


def test_a_treebank_keeps_its_words_heads_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "own.conllu.gz"
    block = "# newdoc id = raid\n# sent_id = raid-1\n1-2\tVell's\t_\t_\t_\t_\t_\t_\t_\t_\n"
    block += "1\tVell\tVell\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_\n2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n"
    block += "3\tgates\tgate\tNOUN\tNNS\t_\t0\troot\t_\t_\n3.1\tfell\tfall\tVERB\tVBD\t_\t_\t_\t0:root\t_\n"
    second = "# sent_id = raid-2\n1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\t_\n"
    third = "# newpar id = raid-p2\n# sent_id = raid-3\n1\tWhen\twhen\tADV\tWRB\t_\t0\troot\t_\t_\n"
    path.write_bytes(gzip.compress(f"{block}\n{second}\n{third}\n".encode()))
    [document] = corpora.read_treebank(path, "own")
    assert (document.name, [one.paragraph for one in document.sentences]) == ("raid", [True, False, True])
    first = document.sentences[0]
    assert first.relations is not None
    assert (first.words, first.heads) == (["Vell", "'s", "gates"], [3, 1, 0])
    assert [labels.RELATIONS[number] for number in first.relations] == ["nmod:poss", "case", "root"]


def test_names_in_iob_become_whole_spans_and_nationalities_are_told_apart(tmp_path: Path) -> None:
    words = ["Ana", "Ruiz", "left", "French", "Vell", "Vell", "News", "Kyiv"]
    tags = ["B-PER", "I-PER", "O", "O", "B-LOC", "B-ORG", "I-ORG", "B-LOC"]
    path = rows(tmp_path / "names.jsonl.gz", {"set": "own", "words": words, "tags": tags})
    [sentence] = corpora.read_entities(path)["own"]
    assert sentence.entities is not None
    named = [labels.spans_of(labels.ENTITIES)[number] for number in sentence.entities]
    assert named == ["B-PER", "L-PER", "O", "U-NAT", "U-LOC", "B-ORG", "L-ORG", "U-LOC"]


def test_sentences_are_grouped_in_their_order(tmp_path: Path) -> None:
    given = [{"set": "own", "words": [str(number)], "tags": ["O"]} for number in range(5)]
    sentences = corpora.read_entities(rows(tmp_path / "names.jsonl", *given))["own"]
    documents = corpora.grouped(sentences, "own", size=2)
    assert [[one.words[0] for one in document.sentences] for document in documents] == [["0", "1"], ["2", "3"], ["4"]]


def test_names_of_a_set_are_put_on_the_same_sentences_of_a_treebank(tmp_path: Path) -> None:
    path = rows(tmp_path / "names.jsonl", {"set": "own", "words": ["Kyiv", "fell"], "tags": ["B-LOC", "O"]})
    named = corpora.read_entities(path)["own"]
    document = Document("own", "gum", [Sentence(["Kyiv", "fell"]), Sentence(["Kyiv", "stood"])])
    corpora.with_entities([document], named)
    assert [one.entities for one in document.sentences] == [named[0].entities, None]
