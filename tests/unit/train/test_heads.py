"""The head of leanings, on states made up for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from recount.language import leanings
from recount_fit import heads
from recount_fit.heads import Asked, Batch
from recount_fit.listening import HIDDEN


def asked(seed: int, right: int = 0) -> Asked:
    """A claim with three candidates whose right one differs in one number; the last is never heard."""
    chance = np.random.default_rng(seed)
    asking, answering = chance.normal(scale=0.2, size=2 * HIDDEN), chance.normal(scale=0.2, size=(3, HIDDEN))
    answering[right, 0], answering[1 - right, 0] = 8.0, -8.0
    told = np.arange(3) == right
    heard = np.array([True, True, False])
    traits = np.zeros((3, 1), np.float32)
    return Asked(traits, asking.astype(np.float32), answering.astype(np.float32), heard, told)


def test_a_head_learns_what_a_place_says_of_itself() -> None:
    head = heads.train([asked(seed, seed % 2) for seed in range(60)], epochs=6, seeds=(1,))
    given = heads.scores(head, [asked(seed, seed % 2) for seed in range(100, 130)])
    assert sum(scores[at % 2] == max(scores) for at, scores in enumerate(given)) > 25
    assert {scores[2] for scores in given} == {0.0}


def test_the_folded_head_says_what_the_head_says(tmp_path: Path) -> None:
    torch.manual_seed(3)
    head = heads.Head(1).eval()
    states = np.random.default_rng(3).normal(size=(6, HIDDEN)).astype(np.float32)
    np.savez(tmp_path / leanings.FILE, **head.folded())
    product = leanings.Head(tmp_path).read(states).toward(0, 1, [(2, 3), (4, 4)])
    asking = np.concatenate([states[0], states[1]])
    answering = np.stack([(states[2] + states[3]) / 2, states[4]])
    given = Asked(np.zeros((2, 1), np.float32), asking, answering, np.ones(2, bool), np.ones(2, bool))
    assert head(Batch.of([given])).tolist()[0] == pytest.approx(product, abs=0.0051)
