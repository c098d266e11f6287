"""Weights written into a word list."""

from __future__ import annotations

from pathlib import Path

from recount_fit import lexicons


def test_weights_take_the_place_of_those_before_and_the_head_stays(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    head = '# Why.\n\nsource = "own"\nexample = "near"\n\n[weights]\n'
    path.write_text(head + '"gone" = 2.0\n', encoding="utf-8")
    lexicons.write(path, {"own, near": 1.2345, "far": -0.5, "nothing": 0.019})
    assert path.read_text(encoding="utf-8") == head + '"far" = -0.5\n"own, near" = 1.23\n'
    assert lexicons.weights_in(path) == {"far": -0.5, "own, near": 1.23}


def test_weights_set_by_hand_have_fitted_ones_beside_them_but_for_a_few_that_come_to_nought() -> None:
    for name in ("placing.toml", "timing.toml"):
        set_by_hand = set(lexicons.weights_in(lexicons.PRIORS / name))
        gone = set_by_hand - set(lexicons.weights_in(lexicons.FOLDER / name))
        assert len(gone) <= len(set_by_hand) // 20, (name, gone)
