"""The training loop: resumable, from checkpoints of everything that matters."""

from __future__ import annotations

import copy
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from recount_train.batches import Batch, Cut, batches, collate
from recount_train.losses import losses, total
from recount_train.network import Network


@dataclass(frozen=True)
class Plan:
    """How long and how fast."""

    epochs: int = 6
    rate: float = 3e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    decay: float = 0.01
    averaged: float = 0.998  # of the running mean of the weights that is kept each step
    seed: int = 1


def fit(
    network: Network, cuts: Sequence[Cut], tokenizer: Tokenizer, plan: Plan, folder: Path, say: Callable[[str], None]
) -> Network:
    """Train, or go on from the last checkpoint in `folder`; the answer is the running mean of the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = folder / "checkpoint.pt"
    mean = copy.deepcopy(network).eval()
    optimizer = _optimizer(network, plan)
    begin = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        begin = state["epoch"]
        say(f"going on after epoch {begin}")
    steps_each = len(batches(cuts, tokenizer, 0, plan.seed))
    step = begin * steps_each
    for epoch in range(begin, plan.epochs):
        groups = batches(cuts, tokenizer, epoch, plan.seed)
        chance = random.Random(f"collate {plan.seed} {epoch}")
        torch.manual_seed(plan.seed * 1000 + epoch)
        seen: dict[str, list[float]] = defaultdict(list)
        started = time.monotonic()
        network.train()
        for number, group in enumerate(groups):
            _schedule(optimizer, plan, (step + number) / (steps_each * plan.epochs))
            for name, value in _step(network, optimizer, collate(group, chance)).items():
                seen[name].append(value)
            _follow(mean, network, min(plan.averaged, (step + number + 1) / (step + number + 10)))
            if number % 25 == 24:
                recent = " ".join(f"{name} {sum(v[-25:]) / len(v[-25:]):.3f}" for name, v in sorted(seen.items()))
                pace = (time.monotonic() - started) / (number + 1)
                say(f"epoch {epoch + 1} step {number + 1}/{len(groups)} {pace:.2f} s/step {recent}")
        step += steps_each
        state = {"network": network.state_dict(), "mean": mean.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"epoch": epoch + 1}, saved.with_suffix(".new"))
        saved.with_suffix(".new").replace(saved)
    return mean


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        rate = plan.rate if name.startswith("encoder.") else plan.head_rate
        groups[rate, plan.decay if parameter.ndim > 1 else 0.0].append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), p in groups.items()],
        fused=True,
    )


def _schedule(optimizer: torch.optim.Optimizer, plan: Plan, done: float) -> None:
    """A short climb, then half a cosine down."""
    done = min(done, 1.0)
    factor = (
        done / plan.warm if done < plan.warm else 0.5 * (1 + math.cos(math.pi * (done - plan.warm) / (1 - plan.warm)))
    )
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(factor, 0.01)


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch) -> dict[str, float]:
    with torch.autocast("cpu", torch.bfloat16):
        found = losses(network, batch)
        loss = total(found)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in found.items()}


def _follow(mean: Network, network: Network, kept: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - kept)
