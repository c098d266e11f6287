"""One loss from all tasks."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from recount_train.batches import UNKNOWN, Batch
from recount_train.network import ANCHORS, Network

# What each task counts for beside the others.
WEIGHTS = {
    "pos": 0.3, "entity": 1.0, "wikigold": 0.4, "politics": 0.4, "re3d": 0.4, "stanford": 0.2, "cue": 1.0, "role": 0.5,
    "effect": 0.5, "arcs": 1.0, "relations": 0.7, "taught": 0.3, "attribution": 2.0, "claim": 0.7,
}  # fmt: skip


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of every task that the batch has labels for."""
    states = network.encoder(batch.ids, batch.shapes, batch.layouts, batch.firsts)
    dropped = network.dropout(states)
    found = {}
    for name, wanted in batch.tags.items():
        rows = (wanted != UNKNOWN).any(1)
        if rows.any():
            found[name] = _cross(network.tags[name](dropped[rows]), wanted[rows])
    for name, arcs, rows in (("arcs", network.arcs, ~batch.taught), ("taught", network.teacher_arcs, batch.taught)):
        rows = rows & (batch.arcs != UNKNOWN).any(1)
        if rows.any():
            found[name] = _cross(within(arcs(states[rows]), batch.sentences[rows]), batch.arcs[rows])
    rows = (batch.relations != UNKNOWN).any(1)
    if rows.any():
        relations = network.relations(states[rows], batch.arcs[rows].clamp(min=0))
        found["relations"] = _cross(relations, batch.relations[rows])
    row = batch.rows["row"]
    if len(row):
        narrowed = network.roles.narrow(states)[row]
        logits = network.roles(narrowed, batch.rows["kind"], batch.rows["start"], batch.rows["end"], batch.mask[row])
        for kind in ANCHORS:
            if (batch.roles[kind] != UNKNOWN).any():
                found[kind] = _cross(logits[kind], batch.roles[kind])
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def within(scores: Tensor, sentences: Tensor) -> Tensor:
    """Arc scores with heads outside the word's own sentence ruled out; [batch, words, words + 1]."""
    same = sentences[:, :, None] == sentences[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], -1)
    return scores.float().masked_fill(~allowed, -1e4)


def _cross(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(logits.float().flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN)
