"""Accuracy never falls: every figure stays at or above its pinned floor, on unchanged inputs and labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from gates.measure import MODELLED, data_root, digest, figures, inputs, model_at_hand, pinned

GATES = pinned()


@pytest.mark.parametrize("name", sorted(GATES))
def test_floor(name: str, tmp_path: Path) -> None:
    gate = GATES[name]
    gold = inputs(data_root(), gate)
    if gold is None:
        pytest.skip("RECOUNT_DATA does not name the benchmark data")
    if gate["bench"] in MODELLED and not model_at_hand():
        pytest.skip("recount-en, the language model, is not installed")
    assert digest(gold) == gate["sha256"], f"{gate['gold']} changed: measure anew with `python tests/gates/pin.py`"
    measured = figures(gold, gate, tmp_path / "predicted.jsonl")
    below = {
        figure: (round(measured[figure], 4), floor)
        for figure, floor in gate["floors"].items()  # type: ignore[attr-defined]
        if measured[figure] < floor
    }
    above = {
        figure: (round(measured[figure], 4), ceiling)
        for figure, ceiling in gate.get("ceilings", {}).items()  # type: ignore[attr-defined]
        if measured[figure] > ceiling
    }
    assert not below, f"{name} fell below its floors (measured, floor): {below}"
    assert not above, f"{name} rose above its ceilings (measured, ceiling): {above}"
