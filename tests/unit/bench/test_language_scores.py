"""The scores of the gates, on answers whose figures are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gates.language import score_entities, score_syntax

GOLD = """\
# sent_id = a-1
1\tTwo\ttwo\tNUM\tCD\t_\t2\tnummod\t_\t_
2\tmen\tman\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\tdied\tdie\tVERB\tVBD\t_\t0\troot\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = b-1
1\tAna\tAna\tPROPN\tNNP\t_\t0\troot\t_\t_
2\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_
3\tmayor\tmayor\tNOUN\tNN\t_\t1\tappos\t_\t_
"""


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_word_counts_where_head_and_relation_are_right(tmp_path: Path) -> None:
    gold = tmp_path / "gold.conllu"
    gold.write_text(GOLD, encoding="utf-8")
    first = {
        "sent_id": "a-1",
        "heads": [2, 3, 0, 2],
        "relations": ["nummod", "obj", "root", "punct"],
        "pos": ["NUM", "NOUN", "NOUN", "PUNCT"],
    }
    second = {"sent_id": "b-1", "heads": [0, 3, 1], "relations": ["root", "punct", "appos"], "pos": ["PROPN"] * 3}
    predicted = written(tmp_path / "predicted.jsonl", [first, second])
    figures = score_syntax(gold, predicted, only="a-")
    assert (figures["words"], figures["uas"], figures["las"], figures["pos"]) == (4, 0.75, 0.5, 0.75)
    assert (figures["nummod.share"], figures["nsubj.share"], figures["appos.f1"]) == (1.0, 0.0, 0.0)
    figures = score_syntax(gold, predicted)
    assert (figures["words"], figures["appos.f1"]) == (7, 1.0)
    assert figures["las"] == pytest.approx(5 / 7)


def test_a_name_counts_where_both_ends_and_its_kind_are_right(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.jsonl", [{"tags": ["B-PER", "I-PER", "O", "B-LOC"]}, {"tags": ["B-ORG", "B-ORG"]}])
    answers = [{"tags": ["B-PER", "O", "B-NAT", "B-LOC"]}, {"tags": ["B-ORG", "B-ORG"]}]
    figures = score_entities(gold, written(tmp_path / "predicted.jsonl", answers))
    assert figures == {"all.f1": 0.75, "PER.f1": 0.0, "ORG.f1": 1.0, "LOC.f1": 1.0}
