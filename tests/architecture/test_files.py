"""No file of the repository names a package registry or a path of one machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGISTRIES = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|crates\.io|proxy\.golang\.org|anaconda\.org|unpkg\.com)\b"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|root|opt|Users|home/\w+)/\w")


FOLDERS = ("src", "packages", "tests", "docs", "train/recount_train", ".ci")


def texts() -> list[tuple[str, str]]:
    """Every text file of the repository but this one; and the graphs of the model, which can hold paths too."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    found = []
    for path in [*inside, *(ROOT / "train").iterdir(), *ROOT.iterdir()]:
        if path.is_file() and path != Path(__file__) and path.name != ".git" and path.suffix != ".pyc":
            try:
                content = path.read_text(encoding="latin-1" if path.suffix == ".onnx" else "utf-8")
            except UnicodeDecodeError:
                continue
            found.append((str(path.relative_to(ROOT)), content))
    return found


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registry", "machine path"])
def test_no_file_names_one(pattern: re.Pattern[str]) -> None:
    named = [f"{name}: {hit[0]}" for name, text in texts() if (hit := pattern.search(text))]
    assert named == []
