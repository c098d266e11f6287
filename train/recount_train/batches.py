"""Documents to batches: windows of whole sentences, drawn anew each epoch, of like length side by side."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from recount.language import labels
from recount.language.subwords import LONGEST, Piece, Window, pieces, window
from recount_train.documents import CLAIM_ROLES, Anchored, Document
from recount_train.network import ANCHORS, TAGSETS, TEACHERS

UNKNOWN = -100
_ANCHORS_EACH = 14
# Which head a corpus' names teach.
_NAMES = {
    "gum": "entity",
    "uner": "entity",
    "wikigold": "wikigold",
    "politics": "politics",
    "re3d": "re3d",
    "polnear": "stanford",
}
_MARKS = "BILU"


@dataclass
class Cut:
    """A document's sentences as pieces, made once."""

    document: Document
    pieces: list[tuple[int, Piece]]  # with the number of the sentence
    begins: list[int]  # of each sentence, its first word in the document


@dataclass
class Sample:
    """A window and its labels, all by word."""

    window: Window
    tags: dict[str, np.ndarray]
    arcs: np.ndarray  # place of the head in the window + 1, 0 root
    relations: np.ndarray
    taught: bool  # the arcs are a machine's
    anchors: list[tuple[str, tuple[int, int], np.ndarray]]


def cut(tokenizer: Tokenizer, document: Document) -> Cut:
    """Sub-words of every sentence."""
    begins, parts, begin = [], [], 0
    for number, sentence in enumerate(document.sentences):
        begins.append(begin)
        begin += len(sentence.words)
        parts.extend((number, piece) for piece in pieces(tokenizer, sentence.words, opens=sentence.paragraph))
    return Cut(document, parts, begins)


def samples(tokenizer: Tokenizer, given: Cut, chance: random.Random) -> Iterator[Sample]:
    """One pass over a document in windows of random length, the first of them short so that the cuts differ."""
    least = 96 if given.document.corpus in ("ewt", "gum") else 160
    room = chance.randint(least // 2, LONGEST - 2)
    held: list[tuple[int, Piece]] = []
    for number, piece in given.pieces:
        if held and sum(len(p.ids) for _, p in held) + len(piece.ids) > room:
            yield sample(tokenizer, given, held)
            room = chance.randint(least, LONGEST - 2)
            held = (
                held[-1:]
                if chance.random() < 0.3 and len(held) > 1 and len(held[-1][1].ids) + len(piece.ids) < room
                else []
            )
        held.append((number, piece))
    if held:
        yield sample(tokenizer, given, held)


def sample(tokenizer: Tokenizer, given: Cut, held: Sequence[tuple[int, Piece]]) -> Sample:
    """The labels of the words in these pieces."""
    document = given.document
    view = window(tokenizer, (piece for _, piece in held))
    where: dict[int, int] = {}  # word of the document -> word of the window
    for number, piece in held:
        for offset in range(len(piece.firsts)):
            where[given.begins[number] + piece.begins + offset] = len(where)
    size = len(where)
    tags = {name: np.full(size, UNKNOWN) for name in TAGSETS | TEACHERS}
    arcs, relations = np.full(size, UNKNOWN), np.full(size, UNKNOWN)
    sentence_of = [number for number, piece in held for _ in piece.firsts]
    for (place, mine), number in zip(where.items(), sentence_of, strict=True):
        sentence, begin = document.sentences[number], given.begins[number]
        at = place - begin
        if sentence.pos is not None:
            tags["pos"][mine] = sentence.pos[at]
        if sentence.entities is not None and sentence.entities[at] is not None:
            tags[_NAMES[document.corpus]][mine] = sentence.entities[at]
        if sentence.heads is not None and sentence.heads[at] >= 0:
            head = sentence.heads[at]
            target = 0 if head == 0 else where.get(begin + head - 1, -1) + 1
            if head == 0 or target > 0:
                arcs[mine] = target
                if sentence.relations is not None:
                    relations[mine] = sentence.relations[at]
    anchors = []
    if document.attributions is not None:
        anchors += _anchored("attribution", document.attributions, where, size)
        tags["cue"][:] = 0
        tags["role"][:] = 0
        for _, (start, end), row in anchors:
            _mark(tags["cue"], start, end, 0)
            tags["role"][row > 0] = row[row > 0]
    if document.claims is not None:
        tags["effect"][:] = 0
        for place, effect in document.effects.items():
            if place in where:
                tags["effect"][where[place]] = effect + 1
        anchors += _anchored("claim", document.claims, where, size)
    return Sample(view, tags, arcs, relations, document.corpus == "polnear", anchors)


def _anchored(
    kind: str, given: Sequence[Anchored], where: dict[int, int], size: int
) -> list[tuple[str, tuple[int, int], np.ndarray]]:
    """The anchors in the window, each with the role of every word."""
    names = labels.ROLES if kind == "attribution" else CLAIM_ROLES
    found = []
    for one in given:
        if one.anchor[0] not in where or one.anchor[1] - 1 not in where:
            continue
        row = np.zeros(size, dtype=np.int64)
        for number, role in enumerate(names):
            for start, end in one.roles.get(role, []):
                inside = [where[place] for place in range(start, end) if place in where]
                if inside:
                    _mark(row, inside[0], inside[-1] + 1, number)
        found.append((kind, (where[one.anchor[0]], where[one.anchor[1] - 1] + 1), row))
    return found


def _mark(row: np.ndarray, start: int, end: int, kind: int) -> None:
    """Write the tags of one span: begin, inside, last or alone."""
    base = 1 + kind * len(_MARKS)
    if end - start == 1:
        row[start] = base + 3
    else:
        row[start], row[start + 1 : end - 1], row[end - 1] = base, base + 1, base + 2


@dataclass
class Batch:
    """Samples of like length as tensors; words and sub-words padded."""

    ids: Tensor
    shapes: Tensor
    layouts: Tensor
    firsts: Tensor
    mask: Tensor  # [batch, words]
    sentences: Tensor  # [batch, words]
    tags: dict[str, Tensor]
    arcs: Tensor
    relations: Tensor
    taught: Tensor
    rows: dict[str, Tensor]  # of the anchors: batch row, kind, start, end
    roles: dict[str, Tensor]  # by kind of anchor


def batches(given: Sequence[Cut], tokenizer: Tokenizer, epoch: int, seed: int, room: int = 3072) -> list[list[Sample]]:
    """One epoch, shuffled: lists of samples with at most `room` sub-words, padding counted."""
    chance = random.Random(f"{seed} {epoch}")
    drawn = [sample for one in given for sample in samples(tokenizer, one, chance)]
    drawn.sort(key=lambda one: len(one.window.ids) + chance.random() * 24)
    out: list[list[Sample]] = [[]]
    for one in drawn:
        if out[-1] and max(len(s.window.ids) for s in (*out[-1], one)) * (len(out[-1]) + 1) > room:
            out.append([])
        out[-1].append(one)
    chance.shuffle(out)
    return out


def collate(group: Sequence[Sample], chance: random.Random) -> Batch:
    """Samples as tensors; in one of twelve windows the capitals are taken away or made general, as in headlines."""
    wide = max(len(one.window.ids) for one in group)
    words = max(len(one.window.firsts) for one in group)
    shapes = [_shapes(one.window.shapes, chance) for one in group]

    def padded(rows: list[Sequence[int] | np.ndarray], size: int, fill: int) -> Tensor:
        out = np.full((len(rows), size), fill, dtype=np.int64)
        for number, row in enumerate(rows):
            out[number, : len(row)] = row
        return torch.from_numpy(out)

    anchors = [(number, anchor) for number, one in enumerate(group) for anchor in _some(one.anchors, chance)]
    kinds = list(ANCHORS)
    rows = {
        "row": [number for number, _ in anchors],
        "kind": [kinds.index(kind) for _, (kind, _, _) in anchors],
        "start": [start for _, (_, (start, _), _) in anchors],
        "end": [end for _, (_, (_, end), _) in anchors],
    }
    return Batch(
        ids=padded([one.window.ids for one in group], wide, 0),
        shapes=padded(shapes, wide, 0),
        layouts=padded([one.window.layouts for one in group], wide, 0),
        firsts=padded([one.window.firsts for one in group], words, 0),
        mask=padded([[1] * len(one.window.firsts) for one in group], words, 0).bool(),
        sentences=padded([one.window.sentences for one in group], words, -1),
        tags={name: padded([one.tags[name] for one in group], words, UNKNOWN) for name in group[0].tags},
        arcs=padded([one.arcs for one in group], words, UNKNOWN),
        relations=padded([one.relations for one in group], words, UNKNOWN),
        taught=torch.tensor([one.taught for one in group]),
        rows={name: torch.tensor(values, dtype=torch.int64) for name, values in rows.items()},
        roles={
            kind: padded([row if kind == own else [] for _, (own, _, row) in anchors], words, UNKNOWN) for kind in kinds
        },
    )


def _some(
    anchors: list[tuple[str, tuple[int, int], np.ndarray]], chance: random.Random
) -> list[tuple[str, tuple[int, int], np.ndarray]]:
    return anchors if len(anchors) <= _ANCHORS_EACH else chance.sample(anchors, _ANCHORS_EACH)


def _shapes(shapes: Sequence[int], chance: random.Random) -> Sequence[int]:
    drawn = chance.random()
    if drawn < 0.04:
        return [min(shape, 1) for shape in shapes]
    if drawn < 0.08:
        return [4 if shape else 0 for shape in shapes]
    return shapes
