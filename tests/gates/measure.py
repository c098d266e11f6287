"""What the accuracy gates measure, most on data that is not in the repository.

The data's folder is named by ``RECOUNT_DATA``; gold claims and scorers lie beside it. A gate with a `scorer` is scored
by the data's own program, one without it by `gates.language`, `gates.quantities`, `gates.datetimes`, or by
`gates.conflicts`, `gates.spun` or `gates.edits`, whose inputs are here.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import msgspec

from gates.conflicts import score_conflicts
from gates.datetimes import score_datetimes
from gates.edits import score_edits
from gates.language import score_entities, score_syntax
from gates.quantities import score_phrases, score_recognizers
from gates.spun import score_spun
from recount.errors import LanguageModelError
from recount.language import sessions

FLOORS = Path(__file__).with_name("floors.toml")
# What needs the language model, and cannot be measured where it is not installed.
MODELLED = {"attribution", "conflicts", "entities", "syntax"}
# What is measured on inputs of the repository, whatever data is at hand.
OWN = {"conflicts", "edits", "spun"}


def data_root() -> Path | None:
    """The folder that holds the data, gold claims and scorers; None where it is not at hand."""
    named = os.environ.get("RECOUNT_DATA")
    root = Path(named).resolve().parent if named else None
    return root if root is not None and (root / "score").is_dir() else None


def scorers() -> Path:
    """The folder of the data's own programs."""
    root = data_root()
    assert root is not None, "RECOUNT_DATA does not name the benchmark data"
    return root / "score"


def pinned() -> dict[str, dict[str, object]]:
    """The gates: for each its gold file, the digest of its inputs and labels, its scorer, and its floors."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def inputs(root: Path | None, gate: dict[str, object]) -> Path | None:
    """Where the inputs and labels of a gate lie: a file, or a folder; None where they are not at hand."""
    inside = FLOORS.parent if gate["bench"] in OWN else root
    return None if inside is None else inside / str(gate["gold"])


def digest(path: Path) -> str:
    """The SHA-256 of a file; of a folder, of all its tables, one after another."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()


def model_at_hand() -> bool:
    """Whether the language model's files are installed."""
    try:
        return (sessions.installed() / "model.json").is_file()
    except LanguageModelError:
        return False


def figures(gold: Path, gate: dict[str, object], out: Path) -> dict[str, float]:
    """The figures that the scorer gives the predictions for one gate, whose inputs are `gold`."""
    part = str(gate["bench"])
    if part == "conflicts":
        return score_conflicts()
    if part == "spun":
        return score_spun(str(gate["only"]))
    if part == "edits":
        return score_edits()
    if part == "phrases":
        return score_phrases(gold)
    if part == "datetimes":
        return score_datetimes(gold)
    if part == "recognizers":
        return score_recognizers(gold, str(gate["only"]))
    predict = import_module(f"recount.bench.{part}").predict
    found = predict(gold, spans=True) if gate.get("only") == "spans" else predict(gold)
    out.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in found))
    if part == "syntax":
        return score_syntax(gold, out, str(gate.get("only", "")))
    if part == "entities":
        return score_entities(gold, out)
    scorer = [str(word) for word in gate["scorer"]]  # type: ignore[union-attr]
    command = [sys.executable, str(scorers() / scorer[0]), *scorer[1:], str(gold), str(out), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)
