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


FOLDERS = ("src", "tests", "docs", ".ci")


def texts() -> list[tuple[str, str]]:
    """Every text file of the repository but this one: those of its folders, and those at its root."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    found = []
    for path in [*paths, *ROOT.iterdir()]:
        if path.is_file() and path != Path(__file__) and path.suffix != ".pyc":
            try:
                found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registry", "machine path"])
def test_no_file_names_one(pattern: re.Pattern[str]) -> None:
    named = [f"{name}: {hit[0]}" for name, text in texts() if (hit := pattern.search(text))]
    assert named == []
