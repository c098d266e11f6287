"""Raise the floors to what is measured now: ``RECOUNT_DATA=... python tests/gates/pin.py [--lower] [GATE ...]``.

A floor is set a little under the measured figure. One that would fall is kept, and named, unless ``--lower`` is given.
Gates on inputs of the repository need no ``RECOUNT_DATA``.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src"), *map(str, (ROOT / "packages").glob("*/src"))]

from gates.measure import FLOORS, MODELLED, data_root, digest, figures, inputs, model_at_hand, pinned  # noqa: E402

MARGIN = 0.003


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", action="store_true", help="lower floors too, where accuracy fell")
    parser.add_argument("gates", nargs="*", metavar="GATE", help="the gates to pin; all where none is named")
    given = parser.parse_args()
    root = data_root()
    text = FLOORS.read_text(encoding="utf-8")
    for name, gate in pinned().items():
        if given.gates and name not in given.gates:
            continue
        if gate["bench"] in MODELLED and not model_at_hand():
            print(f"{name}: left as it is: recount-en, the language model, is not installed")  # noqa: T201
            continue
        gold = inputs(root, gate)
        if gold is None:
            raise SystemExit("set RECOUNT_DATA to the folder of the benchmark data")
        with tempfile.TemporaryDirectory() as folder:
            measured = figures(gold, gate, Path(folder) / "predicted.jsonl")
        begin = text.index(f"[{name}]")
        end = text.find("\n[", text.index(f"[{name}.floors]") + 1)
        block = text[begin : end if end >= 0 else len(text)]
        fresh = block.replace(str(gate["sha256"]), digest(gold))
        for figure, floor in gate["floors"].items():  # type: ignore[attr-defined]
            new = math.floor((measured[figure] - MARGIN) * 1000) / 1000
            if new < floor and not given.lower:
                print(f"{name} {figure}: kept at {floor}, measured {measured[figure]:.4f}")  # noqa: T201
                continue
            fresh = re.sub(rf'^"{re.escape(figure)}" = .*$', f'"{figure}" = {new:.3f}', fresh, flags=re.MULTILINE)
        text = text.replace(block, fresh)
    FLOORS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
