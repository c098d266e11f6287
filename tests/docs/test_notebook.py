"""The worked notebook runs from top to bottom, and what its cells end with shows itself."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
SHOWS = ("_repr_html_", "_repr_png_")


def cells() -> list[str]:
    told = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in told["cells"] if cell["cell_type"] == "code"]


def shown(source: str, names: dict[str, object]) -> object:
    """What a cell ends with, as a kernel has it: the value of its last expression, None where it is a statement."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, NOTEBOOK.name, "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)


def test_every_cell_runs_and_shows_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    rendered: list[str] = []
    for source in cells():
        value = shown(source, names)
        rendered.extend(str(getattr(value, how)()) for how in SHOWS if hasattr(value, how))
    printed = capsys.readouterr().out
    assert len(rendered) >= 10
    assert any("Vadym Boichenko" in each for each in rendered)
    assert any(each.startswith("b'\\x89PNG") for each in rendered)
    assert "people killed, Kramatorsk station" in printed
    assert "set aside" in printed
    assert list(tmp_path.iterdir()) == []


def test_no_output_is_stored() -> None:
    told = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert [cell["id"] for cell in told["cells"] if cell.get("outputs") or cell.get("execution_count")] == []
    assert len({cell["id"] for cell in told["cells"]}) == len(told["cells"])
