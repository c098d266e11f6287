"""The scores of the language model: attachment of words to their heads, and names.

LAS and UAS are over all words, punctuation among them, with the treebank's own words (Nivre and others 2007, CoNLL
shared task). A name is right where its first word, last word and kind are.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Relations whose words recount reads claims by.
SHARES = ("nsubj", "nsubj:pass", "obj", "nummod", "ccomp", "appos", "obl", "conj")
KINDS = ("PER", "ORG", "LOC")


def score_syntax(gold: Path, predicted: Path, only: str = "") -> dict[str, float]:
    """UAS, LAS and the share of right parts of speech; F1 of appositions; of SHARES, the share of gold words found.

    Only sentences whose name begins with `only`.
    """
    answers = {row["sent_id"]: row for row in rows(predicted)}
    count: Counter[str] = Counter()
    for name, words in treebank(gold):
        if not name.startswith(only):
            continue
        answer = answers[name]
        given = zip(answer["heads"], answer["relations"], answer["pos"], strict=True)
        for (head, relation, pos), (gold_head, gold_relation, gold_pos) in zip(given, words, strict=True):
            attached = head == gold_head
            right = attached and relation == gold_relation
            count.update(["words"], uas=attached, las=right, pos=pos == gold_pos)
            count[f"gold {gold_relation}"] += 1
            count[f"predicted {relation}"] += 1
            count[f"right {gold_relation}"] += right
    figures = {name: count[name] / count["words"] for name in ("las", "uas", "pos")}
    figures["appos.f1"] = f1(count["right appos"], count["predicted appos"], count["gold appos"])
    shares = {f"{name}.share": share(count[f"right {name}"], count[f"gold {name}"]) for name in SHARES}
    return figures | shares | {"words": count["words"]}


def score_entities(gold: Path, predicted: Path) -> dict[str, float]:
    """F1 of names, of all and of each kind."""
    count: Counter[str] = Counter()
    for row, answer in zip(rows(gold), rows(predicted), strict=True):
        wanted, found = spans(row["tags"]), spans(answer["tags"])
        for part, names in (("gold", wanted), ("predicted", found), ("right", wanted & found)):
            for _, _, kind in names:
                count[f"{part} {kind}"] += 1
                count[f"{part} all"] += 1
    return {
        f"{kind}.f1": f1(*(count[f"{part} {kind}"] for part in ("right", "predicted", "gold")))
        for kind in ("all", *KINDS)
    }


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names that IOB tags mark, those of other kinds left out: first word, end, kind."""
    found = []
    for place, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and found and found[-1][1:] == (place, kind):
            found[-1] = (found[-1][0], place + 1, kind)
        elif mark in ("B", "I"):
            found.append((place, place + 1, kind))
    return {name for name in found if name[2] in KINDS}


def treebank(path: Path) -> Iterator[tuple[str, list[tuple[int, str, str]]]]:
    """Each sentence of a CoNLL-U file: its name, and by word the head, relation and part of speech."""
    for block in unpacked(path).split("\n\n"):
        name = next((line[12:] for line in block.split("\n") if line.startswith("# sent_id = ")), None)
        cells = [line.split("\t") for line in block.split("\n")]
        if name is not None:
            yield name, [(int(row[6]), row[7], row[3]) for row in cells if row[0].isdigit()]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in unpacked(path).split("\n") if line)


def unpacked(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def share(right: int, gold: int) -> float:
    return right / gold if gold else 0.0
